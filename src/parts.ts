import { addApprovalsDesk, approvalsNav } from '#approvals/desk.ts'
import { addCorrectionsDesk } from '#corrections/desk.ts'
import { addCorrectionRoutes } from '#corrections/routes.ts'
import { addDesk } from '#desk/desk.ts'
import { logNav, queueNav } from '#desk/views/nav.ts'
import { addEditionsDesk, editionsNav } from '#editions/desk.ts'
import { addEditionRoutes } from '#editions/routes.ts'
import { addEnquiriesDesk } from '#enquiries/desk.ts'
import { addEnquiryRoutes } from '#enquiries/routes.ts'
import { addEventsDesk } from '#events/desk.ts'
import { addEventRoutes } from '#events/routes.ts'
import { addIntakeDesk, intakeNav } from '#intake/desk.ts'
import { addKeysDesk } from '#keys/desk.ts'
import { keysNav } from '#keys/keys-desk.ts'
import { addRenewals } from '#keys/renewals-desk.ts'
import { addMembersDesk } from '#members/desk.ts'
import type { Member } from '#members/member.ts'
import { membersNav } from '#members/views/desk/nav.ts'
import { addNewsDesk, newsNav } from '#news/desk.ts'
import { addNewsRoutes } from '#news/routes.ts'
import { addPicturesDesk } from '#pictures/desk.ts'
import { addPictureRoutes } from '#pictures/routes.ts'
import { picturesNav } from '#pictures/views/desk/list.ts'
import type { App } from '#platform/http/context.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { addPostRoutes } from '#posts/routes.ts'
import { addReportsDesk } from '#reports/desk.ts'
import { addReportRoutes } from '#reports/routes.ts'
import { eveningNav } from '#reports/views/desk/nav.ts'
import { addRoundupsDesk, roundupsNav } from '#roundups/desk.ts'
import { addRoundupRoutes } from '#roundups/routes.ts'
import { addSafetyRoutes } from '#safety/routes.ts'
import { addSealedDesk } from '#sealed/desk.ts'
import { contactsNav } from '#sealed/views/desk/contacts.ts'
import { addSettingsDesk, settingsNav } from '#settings/desk.ts'

/** A part of the product, as the apps see it. */
export type Part = {
  name: string
  /** Adds its public pages. */
  routes?: (app: App, world: World) => void
  /** Adds its pages for staff. */
  desk?: (app: App, world: World) => void
  /** Its entries in the menu of the desk, as far as this member reaches them. */
  deskNav?: (page: Page, member: Member, world: World) => NavItem[] | Promise<NavItem[]>
}

export const parts: readonly Part[] = [
  { name: 'desk', desk: addDesk, deskNav: queueNav },
  // Before the events, whose pages would take its address for one of theirs.
  { name: 'enquiries', routes: addEnquiryRoutes, desk: addEnquiriesDesk },
  { name: 'pictures', routes: addPictureRoutes, desk: addPicturesDesk, deskNav: picturesNav },
  { name: 'events', routes: addEventRoutes, desk: addEventsDesk },
  { name: 'intake', desk: addIntakeDesk, deskNav: intakeNav },
  { name: 'posts', routes: addPostRoutes },
  { name: 'roundups', routes: addRoundupRoutes, desk: addRoundupsDesk, deskNav: roundupsNav },
  { name: 'reports', routes: addReportRoutes, desk: addReportsDesk, deskNav: eveningNav },
  { name: 'sealed', desk: addSealedDesk, deskNav: contactsNav },
  { name: 'keys', desk: addKeysDesk, deskNav: keysNav },
  { name: 'renewals', desk: addRenewals },
  { name: 'corrections', routes: addCorrectionRoutes, desk: addCorrectionsDesk },
  { name: 'news', routes: addNewsRoutes, desk: addNewsDesk, deskNav: newsNav },
  { name: 'safety', routes: addSafetyRoutes },
  { name: 'editions', routes: addEditionRoutes, desk: addEditionsDesk, deskNav: editionsNav },
  { name: 'settings', desk: addSettingsDesk, deskNav: settingsNav },
  { name: 'approvals', desk: addApprovalsDesk, deskNav: approvalsNav },
  { name: 'log', deskNav: logNav },
  { name: 'members', desk: addMembersDesk, deskNav: membersNav },
]
