import { readDeskForm } from '#members/desk-actions.ts'
import type { Member } from '#members/member.ts'
import { type App, type Ctx, goTo } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { readPasskeyHalf } from './made.ts'
import { addKeyPasskey, dropKeyPasskey } from './passkey-actions.ts'
import { keyPaths } from './paths.ts'

/** A passkey as a second way to open one's own key: adding and removing it. `holderOf` lets only holders of keys pass. */
export function addKeyPasskeys(app: App, world: World, holderOf: (c: Ctx) => Member): void {
  app.post(keyPaths.myPasskey, async c => {
    const member = holderOf(c)
    const half = readPasskeyHalf((await readDeskForm(world, c)).get('payload'))
    if (!half) throw new Problem('invalid')
    await addKeyPasskey(world, member, half)
    return goTo(c, `${keyPaths.mine}?done=passkey`)
  })
  app.post(keyPaths.dropPasskey, async c => {
    const member = holderOf(c)
    await readDeskForm(world, c)
    await dropKeyPasskey(world, member)
    return goTo(c, `${keyPaths.mine}?done=words`)
  })
}
