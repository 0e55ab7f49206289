import { besideExample } from '#editions/card.ts'
import { openEditions } from '#editions/edition.ts'
import { getEditions } from '#editions/store.ts'
import { newCode, readCode } from '#platform/codes/codes.ts'
import { EMPTY_FORM, type Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { type App, type Ctx, keep, neverStore, showPage } from '#platform/http/context.ts'
import { readForm } from '#platform/http/form.ts'
import { createGate, type Gate } from '#platform/http/gate.ts'
import { countryName } from '#platform/places/countries.ts'
import { cleanText } from '#platform/text/clean.ts'
import type { Slow } from '#platform/ui/public-form.ts'
import type { World } from '#platform/world.ts'
import { getSettings } from '#settings/store.ts'
import { announceEvent, answerDesk, changeMine, findMine, hasOpenEdition, leaveMine } from './actions.ts'
import { readAnnouncement } from './announcement.ts'
import type { Event } from './event.ts'
import { formOfEvent } from './event-form.ts'
import { readField } from './fields.ts'
import { gazetteer } from './gazetteer.ts'
import { writingLanguages } from './languages.ts'
import { getSealedShown, readSealedParts, type SealedReading } from './sealed-actions.ts'
import { findProposal, listMessages } from './store.ts'
import { announcedPage, announcePage, dangerousPage, notBegunPage, pausedPage } from './views/announce.ts'
import { eventFields } from './views/form.ts'
import { codePage, gonePage, minePage, nextPage } from './views/mine.ts'
import type { WhereChoices } from './where-form.ts'

const NO_CHOICES: WhereChoices = { places: [], zones: null }
const MINUTES_MS = 60_000

/** Announcing an event without an account, and looking after it with its code. */
export function addAnnouncing(app: App, world: World): void {
  const gate = createGate(world, { name: 'announce', burst: 20, windowMs: 10 * MINUTES_MS, slowMs: 2000 })
  const codeGate = createGate(world, { name: 'code', burst: 60, windowMs: 10 * MINUTES_MS, slowMs: 1000 })
  app.get('/:lang/events/new', async c => {
    neverStore(c)
    return showForm(c, world, { form: EMPTY_FORM, errors: {}, choices: NO_CHOICES, code: newCode() })
  })
  app.post('/:lang/events/new', c => announce(c, world, gate))
  app.get('/:lang/events/next', c => {
    keep(c, [])
    return showPage(c, nextPage(c.get('page')))
  })
  app.get('/:lang/events/mine', c => {
    neverStore(c)
    return showPage(c, codePage(c.get('page'), { typed: '', wrong: false, slow: null }))
  })
  app.post('/:lang/events/mine', c => lookAfter(c, world, codeGate))
}

type Shown = {
  form: Form
  errors: FieldErrors
  choices: WhereChoices
  code: string
  sealedErrors?: SealedReading['errors']
  slow?: Slow | null
  again?: boolean
}

async function showForm(c: Ctx, world: World, { sealedErrors = {}, ...shown }: Shown): Promise<Response> {
  const open = openEditions(await getEditions(world.database))
  const page = open.every(({ example }) => example) ? besideExample(c.get('page')) : c.get('page')
  const languages = writingLanguages(world.texts.codes)
  const sealed = { ...(await getSealedShown(world, shown.form)), errors: sealedErrors }
  const props = { slow: null, again: false, languages, sealed, ...shown }
  if (open.length === 0) {
    const isEmpty = shown.form === EMPTY_FORM
    const typed = isEmpty ? null : eventFields(page, props)
    return showPage(c, notBegunPage(page, typed), isEmpty ? 200 : 503)
  }
  const { shield } = await getSettings(world.database)
  if (shield === 'paused') return showPage(c, pausedPage(page, eventFields(page, props)), 503)
  const status = props.slow ? 429 : props.again || hasErrors(shown.errors, sealedErrors) ? 422 : 200
  if (props.slow) c.header('Retry-After', String(props.slow.seconds))
  return showPage(c, announcePage(page, props), status)
}

async function announce(c: Ctx, world: World, gate: Gate): Promise<Response> {
  const page = c.get('page')
  const form = await readForm(c)
  const sealed = await readSealedParts(world, form, null)
  const code = readCode(form.get('code')) ?? newCode()
  const settings = await getSettings(world.database)
  const read = readAnnouncement(form, {
    gazetteer,
    languages: writingLanguages(world.texts.codes),
    lang: page.lang,
    place: sealed.place,
  })
  // Before anything else: nobody is asked to go on typing there.
  const country = read.ok ? read.value.where.country : read.country
  if (country && settings.dangerous.includes(country))
    return showPage(c, dangerousPage(page, { country: countryName(country, page.lang) }), 422)
  const sealedErrors = sealed.errors
  if (!read.ok)
    return showForm(c, world, { form, errors: read.errors, choices: read.choices, code, sealedErrors })
  if (hasErrors(sealedErrors))
    return showForm(c, world, { form, errors: {}, choices: NO_CHOICES, code, sealedErrors })
  if (settings.shield === 'paused' || !(await hasOpenEdition(world)))
    return showForm(c, world, { form, errors: {}, choices: NO_CHOICES, code })
  const answer = gate.ask(c, form, { harder: settings.shield === 'harder' })
  if (!answer.pass)
    return showForm(c, world, {
      form,
      errors: {},
      choices: NO_CHOICES,
      code,
      ...(answer.again ? { again: true } : { slow: answer.slow }),
    })
  const event = await announceEvent(world, { content: read.value, code, parts: sealed.parts })
  const title = event.content.texts[event.content.language]?.title ?? ''
  return showPage(c, announcedPage(page, { code, title, danger: false }), 201)
}

async function lookAfter(c: Ctx, world: World, gate: Gate): Promise<Response> {
  const page = c.get('page')
  const form = await readForm(c)
  neverStore(c)
  const doing = form.get('do')
  const answer = gate.ask(c, form)
  const slow = answer.pass || answer.again ? null : answer.slow
  const typed = form.get('code').slice(0, 200)
  const code = readCode(typed)
  // What was typed into the forms behind the code must not be lost with a token that is too old.
  const event = slow && !doing ? undefined : await findMine(world, code)
  if (slow) c.header('Retry-After', String(slow.seconds))
  if (slow && !event) return showPage(c, codePage(page, { typed, wrong: false, slow }), 429)
  if (!event || !code) return showPage(c, codePage(page, { typed, wrong: true, slow: null }), 422)
  if (!answer.pass && doing) return showMine(c, world, { event, code, sent: form, again: answer.again, slow })
  switch (doing) {
    case 'change':
      return change(c, world, { event, code, form })
    case 'answer':
      return answerBack(c, world, { event, code, form })
    case 'leave':
      return leave(c, world, { event, code, form })
    default:
      return showMine(c, world, { event, code })
  }
}

type Mine = { event: Event; code: string; form: Form }

async function change(c: Ctx, world: World, { event, code, form }: Mine): Promise<Response> {
  const page = c.get('page')
  const proposal = await findProposal(world.database.db, event.id)
  const before = proposal?.kind === 'change' ? proposal.content : event.content
  const sealed = await readSealedParts(world, form, before)
  const sealedErrors = sealed.errors
  const read = readAnnouncement(form, {
    gazetteer,
    languages: writingLanguages(world.texts.codes),
    lang: page.lang,
    before,
    place: sealed.place,
  })
  if (!read.ok)
    return showMine(c, world, {
      event,
      code,
      sent: form,
      errors: read.errors,
      choices: read.choices,
      sealedErrors,
    })
  if (hasErrors(sealedErrors)) return showMine(c, world, { event, code, sent: form, sealedErrors })
  const { dangerous } = await getSettings(world.database)
  const { country } = read.value.where
  if (country && dangerous.includes(country) && country !== event.content.where.country)
    return showPage(c, dangerousPage(page, { country: countryName(country, page.lang) }), 422)
  const version = form.get('version') ? Number(form.get('version')) : null
  const changed = await changeMine(world, event, { content: read.value, version, parts: sealed.parts })
  if (changed) return showMine(c, world, { event: changed, code, done: 'changed' })
  return showMine(c, world, {
    event: (await findMine(world, code)) ?? event,
    code,
    sent: form,
    conflict: true,
  })
}

async function answerBack(c: Ctx, world: World, { event, code, form }: Mine): Promise<Response> {
  const errors: FieldErrors = {}
  const text = readField(form, 'answer', errors, cleanText, 3000)
  if (!text) errors['answer'] ??= { key: 'needed' }
  if (errors['answer']) return showMine(c, world, { event, code, sent: form, errors })
  await answerDesk(world, event, text)
  return showMine(c, world, { event: (await findMine(world, code)) ?? event, code, done: 'answered' })
}

async function leave(c: Ctx, world: World, { event, code, form }: Mine): Promise<Response> {
  const errors: FieldErrors = {}
  const note = readField(form, 'note', errors, cleanText, 1000)
  if (errors['note']) return showMine(c, world, { event, code, sent: form, errors })
  const left = await leaveMine(world, event, {
    kind: form.get('wish') === 'withdraw' ? 'withdraw' : 'cancel',
    note,
  })
  if (left === 'gone') return showPage(c, gonePage(c.get('page')))
  const now = (await findMine(world, code)) ?? event
  return showMine(c, world, { event: now, code, ...(left === 'waiting' ? { done: 'leaving' } : {}) })
}

type ShownMine = {
  event: Event
  code: string
  /** What was sent and could not be taken; its 'do' says into which of the forms it was typed. */
  sent?: Form
  errors?: FieldErrors
  sealedErrors?: SealedReading['errors']
  choices?: WhereChoices
  done?: string
  conflict?: boolean
  again?: boolean
  slow?: Slow | null
}

async function showMine(c: Ctx, world: World, shown: ShownMine): Promise<Response> {
  const page = c.get('page')
  const { db } = world.database
  const {
    event,
    sent = EMPTY_FORM,
    errors = {},
    sealedErrors = {},
    slow = null,
    again = false,
    conflict = false,
  } = shown
  const proposal = await findProposal(db, event.id)
  const content = proposal?.kind === 'change' ? proposal.content : event.content
  const wrong = hasErrors(errors, sealedErrors) || again
  const form = sent.get('do') === 'change' ? sent : formOfEvent(content, page.lang)
  return showPage(
    c,
    minePage(page, {
      event,
      code: shown.code,
      proposal,
      messages: await listMessages(db, event.id),
      sent,
      form,
      errors,
      sealed: { ...(await getSealedShown(world, form, { event, content })), errors: sealedErrors },
      choices: shown.choices ?? NO_CHOICES,
      languages: writingLanguages(world.texts.codes),
      done: shown.done ?? null,
      conflict,
      again,
      slow,
    }),
    conflict ? 409 : slow ? 429 : wrong ? 422 : 200,
  )
}

function hasErrors(...errors: readonly object[]): boolean {
  return errors.some(some => Object.keys(some).length > 0)
}
