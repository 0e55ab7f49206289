import { isCoordinator, type Member } from '#members/member.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import { deskPaths } from '../paths.ts'

/** The queue for everyone, the log for coordinators. */
export function queueNav(page: Page): NavItem[] {
  const current = page.path === '/desk' || page.path.startsWith('/desk/events')
  return [{ path: deskPaths.queue(), text: page.t('desk.nav.queue'), current }]
}

export function logNav(page: Page, member: Member): NavItem[] {
  if (!isCoordinator(member)) return []
  return [{ path: deskPaths.log(), text: page.t('desk.nav.log'), current: page.path === deskPaths.log() }]
}
