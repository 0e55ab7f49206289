import { currentEdition } from '#editions/edition.ts'
import { getEditions } from '#editions/store.ts'
import { PUBLIC_STATES, WAITING_STATES } from '#events/event.ts'
import { openSealed } from '#keys/open-sealed-card.ts'
import { mayHold } from '#keys/purpose.ts'
import { getMember } from '#members/desk-actions.ts'
import { type App, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { sealedDeskPaths } from './paths.ts'
import { listReached } from './reach-desk.ts'
import { contactsPage } from './views/desk/contacts.ts'

/** The contacts of those whose events are on or to come, to be opened one by one. */
export function addContacts(app: App, world: World): void {
  app.get(sealedDeskPaths.contacts, async c => {
    const member = getMember(c)
    const page = c.get('page')
    if (!mayHold(member.role, 'organisers')) throw new Problem('not-found')
    const edition = currentEdition(
      (await getEditions(world.database)).filter(({ published }) => published),
      page.now,
    )
    const records = (await listReached(world, member, ['contact'])).filter(
      ({ event }) =>
        event.edition === edition?.year && [...PUBLIC_STATES, ...WAITING_STATES].includes(event.state),
    )
    const contacts = records.map(({ id, event, day }) => ({
      event,
      day,
      open: openSealed(page, { record: sealedDeskPaths.record(id) }),
    }))
    c.set('opens', true)
    return showPage(c, contactsPage(page, { year: edition?.year ?? null, contacts }))
  })
}
