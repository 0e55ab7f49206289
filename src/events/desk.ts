import { deskPaths } from '#desk/paths.ts'
import { findNextWaiting } from '#desk/queue-reads.ts'
import { findClaim, listLog, takeClaim } from '#desk/store.ts'
import { openSealed } from '#keys/open-sealed-card.ts'
import { mayHold } from '#keys/purpose.ts'
import { getMember, readDeskForm } from '#members/desk-actions.ts'
import { canModerate, type Member } from '#members/member.ts'
import { EMPTY_FORM, type Form } from '#platform/forms/form.ts'
import type { FieldError, FieldErrors } from '#platform/forms/read-field.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { cleanText } from '#platform/text/clean.ts'
import type { Html } from '#platform/ui/html.ts'
import type { World } from '#platform/world.ts'
import { findReport } from '#reports/store.ts'
import { sealedDeskPaths } from '#sealed/paths.ts'
import { listSealed } from '#sealed/store.ts'
import { getSettings } from '#settings/store.ts'
import { LEADING_ON } from './after.ts'
import { findAfter } from './after-reads.ts'
import {
  acceptProposal,
  askBack,
  declineProposal,
  endEvent,
  noteAnswer,
  publishEvent,
  renewCode,
} from './desk-actions.ts'
import { addEventEditing } from './edit-desk.ts'
import {
  type Event,
  HOST_CHECKS,
  isPublic,
  type Notice,
  type Proposal,
  PUBLIC_STATES,
  WAITING_STATES,
} from './event.ts'
import { readField } from './fields.ts'
import { findLikely } from './likeness.ts'
import { eventDeskPaths } from './paths.ts'
import { getMine } from './reach-desk.ts'
import { findSource } from './source-store.ts'
import { findProposal, listEvents, listMessages } from './store.ts'
import { doubtsOf } from './views/desk/doubts.ts'
import { newCodePage, type ReviewProps, reviewPage } from './views/desk/review.ts'

/** What the desk does with events: look, publish, ask, change, translate, end. */
export function addEventsDesk(app: App, world: World): void {
  addEventEditing(app, world)
  app.get('/desk/events/:id', async c => showReview(c, world, { event: await getMine(c, world) }))
  for (const action of Object.keys(DEEDS) as (keyof typeof DEEDS)[])
    app.post(`/desk/events/:id/${action}`, c => act(c, world, action))
  app.post('/desk/events/:id/code', c => giveCode(c, world))
}

type Review = { event: Event; error?: { field: string; error: FieldError }; form?: Form; conflict?: boolean }

async function showReview(
  c: Ctx,
  world: World,
  { event, error, form = EMPTY_FORM, conflict = false }: Review,
): Promise<Response> {
  const page = c.get('page')
  const member = getMember(c)
  const { db } = world.database
  const subject = `event:${event.id}`
  const proposal = await findProposal(db, event.id)
  const claim =
    c.req.method === 'GET' && (WAITING_STATES.includes(event.state) || proposal)
      ? await takeClaim(db, { subject, member: member.name, now: page.now })
      : await findClaim(db, subject, page.now)
  const others = await listEvents(db, [...PUBLIC_STATES, ...WAITING_STATES, 'draft'])
  const { dangerous } = await getSettings(world.database)
  const body = reviewPage(page, {
    event,
    proposal,
    messages: await listMessages(db, event.id),
    likely: findLikely(
      event,
      others.filter(other => canModerate(member, other.content.where.country)),
    ),
    log: await listLog(db, { limit: 30, subject }),
    otherMember: claim && claim.member !== member.name ? claim : null,
    doubts: doubtsOf({ ...event, content: proposal?.content ?? event.content }, dangerous),
    languages: world.texts.codes,
    report: (await findReport(db, event.id))?.state ?? null,
    sealed: await listSealedOf(c, world, { event, proposal }),
    error: error ?? null,
    form,
    conflict,
    after: await findAfter(db, member, c.req.query()),
    source: (await findSource(db, event.id)) ?? null,
  })
  c.set('opens', true)
  return showPage(c, body, conflict ? 409 : error ? 422 : 200)
}

/** What is sealed of an event: its contact, its place, and another place that is proposed. */
async function listSealedOf(
  c: Ctx,
  world: World,
  { event, proposal }: { event: Event; proposal: Proposal | undefined },
): Promise<ReviewProps['sealed']> {
  const isOpen = mayHold(getMember(c).role, 'organisers')
  const records = await listSealed(world.database.db, { subject: event.id })
  const isProposed = (id: string) =>
    id !== event.content.where.sealedPlace && id === proposal?.content.where.sealedPlace
  return records.flatMap(({ id, kind, day }) => {
    if (kind === 'enquiry' || kind === 'consent') return []
    const open: Html | null = isOpen
      ? openSealed(c.get('page'), { record: sealedDeskPaths.record(id) })
      : null
    return [{ label: isProposed(id) ? 'proposed' : kind, day, open }]
  })
}

type Deed = (input: {
  world: World
  by: Member
  event: Event
  form: Form
  notice: Notice | null
}) => Promise<Event>

const isWaiting = ({ state }: Event) => WAITING_STATES.includes(state) || state === 'draft'
const anyTime = () => true

/** What a form of the review page does, by its address, and in which states; some need a text. */
const DEEDS = {
  publish: {
    when: anyTime,
    run: ({ form, ...deed }) =>
      publishEvent(deed, {
        hostCheck: HOST_CHECKS.find(check => check === form.get('host_check')) ?? deed.event.hostCheck,
      }),
  },
  ask: {
    when: (event: Event) => isWaiting(event) || isPublic(event),
    text: 'question',
    run: ({ form, ...deed }) => askBack(deed, cleanText(form.get('question'))),
  },
  refuse: {
    when: isWaiting,
    text: 'refuse_reason',
    run: ({ notice, ...deed }) => endEvent(deed, { state: 'refused', notice }),
  },
  cancel: {
    when: isPublic,
    text: 'cancel_reason',
    run: ({ notice, ...deed }) => endEvent(deed, { state: 'cancelled', notice }),
  },
  withdraw: { when: isPublic, run: ({ notice, ...deed }) => endEvent(deed, { state: 'withdrawn', notice }) },
  accept: {
    when: anyTime,
    run: ({ form, notice, ...deed }) => acceptProposal(deed, form.has('moved') ? { moved: { notice } } : {}),
  },
  noted: {
    when: isPublic,
    run: ({ form: _, ...deed }) => {
      const { codes } = deed.world.texts
      const { language } = deed.event.content
      const t = deed.world.texts.in(codes.includes(language) ? language : 'en')
      return noteAnswer(deed, t('events.desk.noted-text'))
    },
  },
  decline: {
    when: anyTime,
    text: 'decline_reason',
    run: ({ form, ...deed }) => declineProposal(deed, cleanText(form.get('decline_reason'))),
  },
} as const satisfies Record<string, { when: (event: Event) => boolean; text?: string; run: Deed }>

async function act(c: Ctx, world: World, action: keyof typeof DEEDS): Promise<Response> {
  const form = await readDeskForm(world, c)
  const event = await getMine(c, world)
  if (Number(form.get('version')) !== event.version)
    return showReview(c, world, { event, form, conflict: true })
  const deed: { when: (event: Event) => boolean; text?: string; run: Deed } = DEEDS[action]
  if (!deed.when(event)) return showReview(c, world, { event, form, conflict: true })
  const field = deed.text ?? 'reason'
  const errors: FieldErrors = {}
  const text = readField(form, field, errors, cleanText, 3000)
  const wrong = errors[field] ?? (deed.text && !text ? { key: 'needed' } : null)
  if (wrong) return showReview(c, world, { event, form, error: { field, error: wrong } })
  const notice = text ? { text, lang: c.get('page').lang } : null
  const member = getMember(c)
  const { db } = world.database
  // What is decided out of the queue leads on to what waits next.
  const leadsOn = WAITING_STATES.includes(event.state) || (await findProposal(db, event.id)) !== undefined
  try {
    await deed.run({ world, by: member, event, form, notice })
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    return showReview(c, world, { event: await getMine(c, world), form, conflict: true })
  }
  const did = leadsOn && LEADING_ON.find(name => name === action)
  if (!did) return goTo(c, eventDeskPaths.show(event.id), '#done')
  const next = c.req.query('from') === 'list' ? undefined : await findNextWaiting(world, { member, event })
  const path = next ? eventDeskPaths.show(next.id) : deskPaths.queue()
  return goTo(c, deskPaths.after(path, { did, id: event.id }))
}

/** A new private code for an organiser who lost theirs, shown once. */
async function giveCode(c: Ctx, world: World): Promise<Response> {
  await readDeskForm(world, c)
  const event = await getMine(c, world)
  if (event.state === 'withdrawn' || event.state === 'refused') throw new Problem('not-found')
  const code = await renewCode({ world, by: getMember(c), event })
  return showPage(c, newCodePage(c.get('page'), { event, code }), 201)
}
