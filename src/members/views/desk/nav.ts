import type { NavItem, Page } from '#platform/ui/page.ts'
import { isCoordinator, type Member } from '../../member.ts'
import { memberPaths } from '../../paths.ts'

/** What the members' part adds to the menu of the desk; the account is reached from the corner. */
export function membersNav(page: Page, member: Member): NavItem[] {
  if (!isCoordinator(member)) return []
  const path = memberPaths.members
  return [{ path, text: page.t('members.nav.members'), current: page.path === path }]
}

/** The one entry of the menu for somebody who is not signed in. */
export function gateNav(page: Page): NavItem {
  return { path: memberPaths.desk, text: page.t('members.nav.desk'), current: false }
}
