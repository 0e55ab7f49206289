import type { NavItem, Page } from '#platform/ui/page.ts'
import { isCoordinator, type Member } from '../../member.ts'
import { memberPaths } from '../../paths.ts'

/** What the members' part adds to the menu of the desk. */
export function membersNav(page: Page, member: Member): NavItem[] {
  const item = (path: string, key: string) => ({ path, text: page.t(key), current: page.path === path })
  return [
    ...(isCoordinator(member) ? [item(memberPaths.members, 'members.nav.members')] : []),
    item(memberPaths.account, 'members.nav.account'),
  ]
}

/** The one entry of the menu for somebody who is not signed in. */
export function gateNav(page: Page): NavItem {
  return { path: memberPaths.desk, text: page.t('members.nav.desk'), current: false }
}
