import { decidesOnEvents, isCoordinator, type Member, writesTexts } from '#members/member.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import { deskPaths } from '../paths.ts'

/** The first page of the desk: the queue, the texts, or what there is for the others; the log for coordinators. */
export function queueNav(page: Page, member: Member): NavItem[] {
  const current = page.path === '/desk' || page.path.startsWith('/desk/events')
  const first = { path: deskPaths.queue(), text: page.t(firstPage(member)), current }
  // Coordinators have the queue first; what waits to be translated has a place of its own.
  if (!decidesOnEvents(member) || !writesTexts(member)) return [first]
  const texts = deskPaths.texts()
  return [first, { path: texts, text: page.t('desk.nav.to-translate'), current: page.path === texts }]
}

export function logNav(page: Page, member: Member): NavItem[] {
  if (!isCoordinator(member)) return []
  return [{ path: deskPaths.log(), text: page.t('desk.nav.log'), current: page.path === deskPaths.log() }]
}

function firstPage(member: Member): string {
  if (decidesOnEvents(member)) return 'desk.nav.queue'
  return writesTexts(member) || member.role === 'translator' ? 'desk.nav.texts' : 'desk.nav.home'
}
