import type { App } from '#platform/http/context.ts'
import type { World } from '#platform/world.ts'
import { addAccount } from './account-desk.ts'
import { createLimits } from './limits-desk.ts'
import { addSetUp } from './set-up-desk.ts'
import { addSignIn } from './sign-in-desk.ts'
import { addStaff } from './staff-desk.ts'

/** The members' pages: setting up, signing in, the account, the list of members. */
export function addMembersDesk(app: App, world: World): void {
  const limits = createLimits(world)
  addSignIn(app, world, limits)
  addSetUp(app, world)
  addAccount(app, world, limits)
  addStaff(app, world)
}
