import { type App, showPage } from '#platform/http/context.ts'
import type { World } from '#platform/world.ts'
import { memberPaths } from './paths.ts'
import { getMember } from './session.ts'
import { deskPage } from './views/desk/desk.ts'

/** The members' pages: signing in, setting up, the account, the list of members. */
export function addMembersDesk(app: App, _world: World): void {
  app.get(memberPaths.desk, c => showPage(c, deskPage(c.get('page'), getMember(c))))
}
