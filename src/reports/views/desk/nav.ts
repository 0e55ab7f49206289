import { decidesOnEvents, type Member, writesTexts } from '#members/member.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import { reportDeskPaths } from '../../paths.ts'

/** The evening, for who decides about events and who writes for all. */
export function eveningNav(page: Page, member: Member): NavItem[] {
  if (!decidesOnEvents(member) && !writesTexts(member)) return []
  const path = reportDeskPaths.evening
  return [{ path, text: page.t('reports.evening.nav'), current: page.path.startsWith(path) }]
}
