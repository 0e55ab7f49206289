import { currentEdition } from '#editions/edition.ts'
import { getEditions } from '#editions/store.ts'
import { PUBLIC_STATES, WAITING_STATES } from '#events/event.ts'
import { openSealed } from '#keys/open-sealed-card.ts'
import { mayHold } from '#keys/purpose.ts'
import { getMember } from '#members/desk-actions.ts'
import { isCoordinator, type Member } from '#members/member.ts'
import { type App, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { sealedDeskPaths } from './paths.ts'
import { listReached, type Reached } from './reach-desk.ts'
import { contactsPage } from './views/desk/contacts.ts'

/** The contacts of those whose events are on or to come, to be opened one by one. */
export function addContacts(app: App, world: World): void {
  app.get(sealedDeskPaths.contacts, async c => {
    const member = getMember(c)
    const page = c.get('page')
    if (!mayHold(member.role, 'organisers')) throw new Problem('not-found')
    const contacts = (await listContacts(world, member, page.now)).map(({ id, event, day }) => ({
      event,
      day,
      open: openSealed(page, { record: sealedDeskPaths.record(id) }),
    }))
    c.set('opens', true)
    return showPage(c, contactsPage(page, { contacts, mayExport: isCoordinator(member) }))
  })
}

/** The contacts of the current edition's events, published or waiting, that this member may open. */
export async function listContacts(world: World, member: Member, now: number): Promise<Reached[]> {
  const editions = (await getEditions(world.database)).filter(({ published }) => published)
  const year = currentEdition(editions, now)?.year
  const states = [...PUBLIC_STATES, ...WAITING_STATES]
  return (await listReached(world, member, ['contact'])).filter(
    ({ event }) => event.edition === year && states.includes(event.state),
  )
}
