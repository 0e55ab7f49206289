import { findClaim, takeClaim } from '#desk/store.ts'
import { type Event, textsIn } from '#events/event.ts'
import { eventDeskPaths } from '#events/paths.ts'
import { findEvent } from '#events/store.ts'
import { whenText } from '#events/words.ts'
import { openSealed } from '#keys/open-sealed-card.ts'
import { getDecider, readDeskForm } from '#members/desk-actions.ts'
import { canModerate } from '#members/member.ts'
import { idIn } from '#platform/forms/form.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { readSealed } from '#platform/seal/sealed.ts'
import type { Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { sealedDeskPaths } from '#sealed/paths.ts'
import { listSealed } from '#sealed/store.ts'
import { refuseEnquiry, refuseWaiting, tellPlace } from './actions.ts'
import { ANSWER_SIZE, type Enquiry, readReason, stateNow } from './enquiry.ts'
import { enquiryDeskPaths } from './paths.ts'
import { findEnquiry, listEnquiries } from './store.ts'
import { type AskedEvent, enquiryListPage, enquiryPage } from './views/desk/enquiry.ts'

type Found = { event: Event; enquiry: Enquiry }

/** Who asks for a place: to be told it, or not. For members who decide about the country of the event. */
export function addEnquiriesDesk(app: App, world: World): void {
  app.get('/desk/enquiries', async c => {
    const event = await getEvent(c, world, c.req.query('event') ?? '')
    const enquiries = (await listEnquiries(world.database.db, event.id)).map(each => asNow(each, event))
    return showPage(
      c,
      enquiryListPage(c.get('page'), { event: faceOf(c.get('page'), event), eventId: event.id, enquiries }),
    )
  })
  app.post('/desk/enquiries/refuse', async c => {
    const form = await readDeskForm(world, c)
    const event = await getEvent(c, world, idIn(form, 'event'))
    await refuseWaiting({ world, by: getDecider(c), event }, readReason(form.get('reason')))
    return goTo(c, enquiryDeskPaths.list(event.id))
  })
  app.get('/desk/enquiries/:id', async c => showEnquiry(c, world, await getEnquiry(c, world)))
  app.post('/desk/enquiries/:id/tell', c => tell(c, world))
  app.post('/desk/enquiries/:id/refuse', async c => {
    const form = await readDeskForm(world, c)
    const { event, enquiry } = await getEnquiry(c, world)
    await refuseEnquiry({ world, by: getDecider(c), event }, enquiry, readReason(form.get('reason')))
    return goTo(c, enquiryDeskPaths.list(event.id))
  })
}

async function showEnquiry(
  c: Ctx,
  world: World,
  { event, enquiry }: Found,
  invalid = false,
): Promise<Response> {
  const page = c.get('page')
  const { db } = world.database
  const { name } = getDecider(c)
  const subject = `enquiry:${enquiry.id}`
  const claim =
    c.req.method === 'GET' && enquiry.state === 'waiting'
      ? await takeClaim(db, { subject, member: name, now: page.now })
      : await findClaim(db, subject, page.now)
  const [note] = await listSealed(db, { subject: enquiry.id, kind: 'enquiry' })
  const venues = await listSealed(db, { subject: event.id, kind: 'venue' })
  // What an organiser proposes in its place is not what the desk has accepted.
  const venue = venues.find(({ id }) => id === event.content.where.sealedPlace)
  const opened = (id: string, name: 'note' | 'place') =>
    openSealed(page, { record: sealedDeskPaths.record(id), what: page.t(`enquiries.desk.${name}`) })
  c.set('opens', true)
  return showPage(
    c,
    enquiryPage(page, {
      event: faceOf(page, event),
      enquiry,
      note: note ? opened(note.id, 'note') : null,
      place: venue ? opened(venue.id, 'place') : null,
      toTell: venue ? { id: venue.id, record: sealedDeskPaths.record(venue.id) } : null,
      inHandOf: claim && claim.member !== name ? claim.member : null,
      invalid,
    }),
    invalid ? 422 : 200,
  )
}

/** Takes the place as the member's browser sealed it to the asker; what is inside, only the asker will see. */
async function tell(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const found = await getEnquiry(c, world)
  const answer = readSealed<{ text: string }>(form.get('answer'), ANSWER_SIZE)
  // What was opened has to be the place of now.
  const isPlace = form.get('place') === found.event.content.where.sealedPlace
  if (!answer || !isPlace) return showEnquiry(c, world, found, true)
  await tellPlace({ world, by: getDecider(c), event: found.event }, found.enquiry, answer)
  return goTo(c, enquiryDeskPaths.list(found.event.id))
}

async function getEnquiry(c: Ctx, world: World): Promise<Found> {
  const enquiry = await findEnquiry(world.database.db, c.req.param('id') ?? '')
  if (!enquiry) throw new Problem('not-found')
  const event = await getEvent(c, world, enquiry.eventId)
  return { enquiry: asNow(enquiry, event), event }
}

/** The event, for a member who decides about it; for others there is none. */
async function getEvent(c: Ctx, world: World, id: string): Promise<Event> {
  const member = getDecider(c)
  const event = await findEvent(world.database.db, id)
  if (!event || !canModerate(member, event.content.where.country)) throw new Problem('not-found')
  return event
}

function asNow(enquiry: Enquiry, { content }: Event): Enquiry {
  return { ...enquiry, state: stateNow(enquiry, content) }
}

function faceOf(page: Page, { id, content }: Event): AskedEvent {
  const { title } = textsIn(content, page.lang).texts
  return { title, when: whenText(page.t, content), path: eventDeskPaths.show(id) }
}
