import { findDuty } from '#keys/actions.ts'
import { keyPaths } from '#keys/paths.ts'
import { hashToken } from '#platform/codes/token.ts'
import type { World } from '#platform/world.ts'
import { memberPaths } from './paths.ts'
import { findSession } from './session-store.ts'

/** Where a member goes who has just signed in and asked for no page: to the keys first, where some have to be made. */
export async function firstPath(world: World, token: string): Promise<string> {
  const found = await findSession(world.database.db, hashToken(token), world.clock())
  const duty = found ? await findDuty(world, found.member) : null
  if (duty === 'set-up') return keyPaths.setUp
  if (duty === 'mine') return keyPaths.mine
  return duty === 'due' ? keyPaths.keys : memberPaths.desk
}
