import { findClaim, listLog, takeClaim } from '#desk/store.ts'
import { getMember, readDeskForm } from '#members/desk-actions.ts'
import { canModerate, type Member } from '#members/member.ts'
import { EMPTY_FORM, type Form } from '#platform/forms/form.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { cleanText } from '#platform/text/clean.ts'
import type { World } from '#platform/world.ts'
import { getSettings } from '#settings/store.ts'
import { getEditionFor, today } from './actions.ts'
import { readAnnouncement, readTranslation } from './announcement.ts'
import {
  acceptProposal,
  addEvent,
  askBack,
  declineProposal,
  editEvent,
  endEvent,
  noteAnswer,
  publishEvent,
  renewCode,
} from './desk-actions.ts'
import { type Event, HOST_CHECKS, isPublic, type Notice, PUBLIC_STATES, WAITING_STATES } from './event.ts'
import { formOfEvent, formOfTexts } from './event-form.ts'
import { type FieldError, type FieldErrors, readField } from './fields.ts'
import { gazetteer } from './gazetteer.ts'
import { writingLanguages } from './languages.ts'
import { findLikely } from './likeness.ts'
import { newEvent } from './new-event.ts'
import { eventDeskPaths } from './paths.ts'
import { findEvent, findProposal, listEvents, listMessages } from './store.ts'
import { doubtsOf } from './views/desk/doubts.ts'
import { editPage, textsPage } from './views/desk/edit.ts'
import { newCodePage, reviewPage } from './views/desk/review.ts'
import type { WhereChoices } from './where-form.ts'

const NOT_YOURS: FieldErrors = { country: { key: 'country-reach' } }
const NO_CHOICES: WhereChoices = { places: [], zones: null }

/** What the desk does with events: look, publish, ask, change, translate, end. */
export function addEventsDesk(app: App, world: World): void {
  app.get('/desk/events/new', c => {
    getMember(c)
    return showEdit(c, world, { event: null, form: EMPTY_FORM, errors: {}, choices: NO_CHOICES })
  })
  app.post('/desk/events/new', c => create(c, world))
  app.get('/desk/events/:id', async c => showReview(c, world, { event: await getMine(c, world) }))
  app.get('/desk/events/:id/edit', async c => {
    const event = await getMine(c, world)
    return showEdit(c, world, {
      event,
      form: formOfEvent(event.content, c.get('page').lang),
      errors: {},
      choices: NO_CHOICES,
    })
  })
  app.post('/desk/events/:id/edit', c => edit(c, world))
  app.get('/desk/events/:id/texts/:lang', async c => {
    const event = await getMine(c, world)
    const lang = languageOf(c, world)
    return showPage(
      c,
      textsPage(c.get('page'), {
        event,
        lang,
        form: formOfTexts(event.content, lang),
        errors: {},
        conflict: false,
      }),
    )
  })
  app.post('/desk/events/:id/texts/:lang', c => translate(c, world))
  for (const action of Object.keys(DEEDS) as (keyof typeof DEEDS)[])
    app.post(`/desk/events/:id/${action}`, c => act(c, world, action))
  app.post('/desk/events/:id/code', c => giveCode(c, world))
}

/** The event of this address, for a member who may decide about it; for others there is none. */
async function getMine(c: Ctx, world: World): Promise<Event> {
  const member = getMember(c)
  const event = await findEvent(world.database.db, c.req.param('id') ?? '')
  if (!event || !canModerate(member, event.content.where.country)) throw new Problem('not-found')
  return event
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
    error: error ?? null,
    form,
    conflict,
  })
  return showPage(c, body, conflict ? 409 : error ? 422 : 200)
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
  try {
    await deed.run({ world, by: getMember(c), event, form, notice })
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    return showReview(c, world, { event: await getMine(c, world), form, conflict: true })
  }
  return goTo(c, eventDeskPaths.show(event.id), '#done')
}

type Edit = {
  event: Event | null
  form: Form
  errors: FieldErrors
  choices: WhereChoices
  conflict?: boolean
}

async function showEdit(c: Ctx, world: World, { conflict = false, ...edited }: Edit): Promise<Response> {
  const status = conflict ? 409 : Object.keys(edited.errors).length > 0 ? 422 : 200
  return showPage(
    c,
    editPage(c.get('page'), { ...edited, conflict, languages: writingLanguages(world.texts.codes) }),
    status,
  )
}

async function edit(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const event = await getMine(c, world)
  const member = getMember(c)
  const page = c.get('page')
  const read = readAnnouncement(form, {
    gazetteer,
    languages: writingLanguages(world.texts.codes),
    lang: page.lang,
    before: event.content,
  })
  if (!read.ok) return showEdit(c, world, { event, form, errors: read.errors, choices: read.choices })
  if (!canModerate(member, read.value.where.country))
    return showEdit(c, world, { event, form, errors: NOT_YOURS, choices: NO_CHOICES })
  const stale = () =>
    getMine(c, world).then(now =>
      showEdit(c, world, { event: now, form, errors: {}, choices: NO_CHOICES, conflict: true }),
    )
  if (Number(form.get('version')) !== event.version) return stale()
  const reason = cleanText(form.get('move_reason')).slice(0, 1000)
  const moved = form.has('moved')
    ? { moved: { notice: reason ? { text: reason, lang: page.lang } : null } }
    : {}
  try {
    await editEvent({ world, by: member, event }, { content: read.value, ...moved })
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return stale()
    throw error
  }
  return goTo(c, eventDeskPaths.show(event.id), '#done')
}

async function create(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const member = getMember(c)
  const read = readAnnouncement(form, {
    gazetteer,
    languages: writingLanguages(world.texts.codes),
    lang: c.get('page').lang,
  })
  if (!read.ok) return showEdit(c, world, { event: null, form, errors: read.errors, choices: read.choices })
  if (!canModerate(member, read.value.where.country))
    return showEdit(c, world, { event: null, form, errors: NOT_YOURS, choices: NO_CHOICES })
  const edition = await getEditionFor(world, read.value)
  const event = await addEvent(
    world,
    member,
    newEvent(read.value, { edition, arrived: today(world), state: 'draft' }),
  )
  return goTo(c, eventDeskPaths.show(event.id))
}

async function translate(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const event = await getMine(c, world)
  const lang = languageOf(c, world)
  const again = (errors: FieldErrors, conflict: boolean) =>
    showPage(c, textsPage(c.get('page'), { event, lang, form, errors, conflict }), conflict ? 409 : 422)
  if (Number(form.get('version')) !== event.version) return again({}, true)
  const errors: FieldErrors = {}
  const content = readTranslation(form, { content: event.content, lang, errors })
  if (Object.keys(errors).length > 0) return again(errors, false)
  try {
    await editEvent({ world, by: getMember(c), event }, { content })
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return again({}, true)
    throw error
  }
  return goTo(c, eventDeskPaths.show(event.id), '#done')
}

function languageOf(c: Ctx, world: World): string {
  const lang = c.req.param('lang') ?? ''
  if (!world.texts.codes.includes(lang)) throw new Problem('not-found')
  return lang
}

/** A new private code for an organiser who lost theirs, shown once. */
async function giveCode(c: Ctx, world: World): Promise<Response> {
  await readDeskForm(world, c)
  const event = await getMine(c, world)
  if (event.state === 'withdrawn' || event.state === 'refused') throw new Problem('not-found')
  const code = await renewCode({ world, by: getMember(c), event })
  return showPage(c, newCodePage(c.get('page'), { event, code }), 201)
}
