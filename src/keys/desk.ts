import { deskToken, getMember } from '#members/desk-actions.ts'
import type { Member } from '#members/member.ts'
import { type App, type Ctx, neverStore } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { readRing } from './actions.ts'
import { keyPaths } from './paths.ts'
import { holdsKeys } from './purpose.ts'

/** The keys, for roles that hold any; for others there are no such pages. */
export function addKeysDesk(app: App, world: World): void {
  app.get(keyPaths.ring, async c => {
    const member = getHolder(c)
    neverStore(c)
    return c.json(await readRing(world, member, deskToken(world, c)))
  })
}

/** Who is signed in, and has a role that holds keys. Throws Problem 'not-found' for others. */
export function getHolder(c: Ctx): Member {
  const member = getMember(c)
  if (!holdsKeys(member.role)) throw new Problem('not-found')
  return member
}
