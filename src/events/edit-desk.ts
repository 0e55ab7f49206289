import { getDecider, getMember, readDeskForm } from '#members/desk-actions.ts'
import { canModerate, decidesOnEvents, isCoordinator } from '#members/member.ts'
import { memberPaths } from '#members/paths.ts'
import { EMPTY_FORM, type Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { cleanText } from '#platform/text/clean.ts'
import type { World } from '#platform/world.ts'
import { getEditionFor, hasOpenEdition, today } from './actions.ts'
import { readAnnouncement, readTranslation } from './announcement.ts'
import { addEvent, editEvent } from './desk-actions.ts'
import type { Event } from './event.ts'
import { formOfEvent, formOfTexts } from './event-form.ts'
import { gazetteer } from './gazetteer.ts'
import { writingLanguages } from './languages.ts'
import { newEvent } from './new-event.ts'
import { eventDeskPaths } from './paths.ts'
import { getMine, getWritable } from './reach-desk.ts'
import { getSealedShown, readSealedParts, type SealedReading } from './sealed-actions.ts'
import { editPage, textsPage } from './views/desk/edit.ts'
import type { WhereChoices } from './where-form.ts'

const NOT_YOURS: FieldErrors = { country: { key: 'country-reach' } }
const NO_CHOICES: WhereChoices = { places: [], zones: null }

/** Writing events at the desk: a new one, another version, another language. */
export function addEventEditing(app: App, world: World): void {
  app.get('/desk/events/new', c => {
    getDecider(c)
    return showEdit(c, world, { event: null, form: EMPTY_FORM, errors: {}, choices: NO_CHOICES })
  })
  app.post('/desk/events/new', c => create(c, world))
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
    const { event, lang } = await getWritable(c, world)
    return showPage(
      c,
      textsPage(c.get('page'), {
        event,
        lang,
        back: backFrom(c, event),
        form: formOfTexts(event.content, lang),
        errors: {},
        conflict: false,
      }),
    )
  })
  app.post('/desk/events/:id/texts/:lang', c => translate(c, world))
}

type Edit = {
  event: Event | null
  form: Form
  errors: FieldErrors
  choices: WhereChoices
  sealedErrors?: SealedReading['errors']
  conflict?: boolean
}

async function showEdit(c: Ctx, world: World, { conflict = false, ...edited }: Edit): Promise<Response> {
  const { event, form, sealedErrors = {} } = edited
  const isClosed = !event && !(await hasOpenEdition(world))
  const wrong = [edited.errors, sealedErrors].some(errors => Object.keys(errors).length > 0)
  const isRefused = isClosed && form !== EMPTY_FORM
  const status = conflict ? 409 : wrong || isRefused ? 422 : 200
  const changed = event ? { event, content: event.content } : undefined
  const sealed = { ...(await getSealedShown(world, form, changed)), errors: sealedErrors }
  return showPage(
    c,
    editPage(c.get('page'), {
      ...edited,
      sealed,
      conflict,
      languages: writingLanguages(world.texts.codes),
      closed: isClosed ? { mayBegin: isCoordinator(getMember(c)) } : null,
    }),
    status,
  )
}

async function edit(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const event = await getMine(c, world)
  const member = getMember(c)
  const page = c.get('page')
  const { parts, place, errors: sealedErrors } = await readSealedParts(world, form, event.content)
  const read = readAnnouncement(form, {
    gazetteer,
    languages: writingLanguages(world.texts.codes),
    lang: page.lang,
    before: event.content,
    place,
  })
  if (!read.ok)
    return showEdit(c, world, { event, form, errors: read.errors, choices: read.choices, sealedErrors })
  if (Object.keys(sealedErrors).length > 0)
    return showEdit(c, world, { event, form, errors: {}, choices: NO_CHOICES, sealedErrors })
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
    await editEvent({ world, by: member, event }, { content: read.value, parts, ...moved })
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return stale()
    throw error
  }
  return goTo(c, eventDeskPaths.show(event.id), '#done')
}

async function create(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const member = getDecider(c)
  const { parts, place, errors: sealedErrors } = await readSealedParts(world, form, null)
  const read = readAnnouncement(form, {
    gazetteer,
    languages: writingLanguages(world.texts.codes),
    lang: c.get('page').lang,
    place,
  })
  if (!read.ok)
    return showEdit(c, world, {
      event: null,
      form,
      errors: read.errors,
      choices: read.choices,
      sealedErrors,
    })
  if (Object.keys(sealedErrors).length > 0)
    return showEdit(c, world, { event: null, form, errors: {}, choices: NO_CHOICES, sealedErrors })
  if (!canModerate(member, read.value.where.country))
    return showEdit(c, world, { event: null, form, errors: NOT_YOURS, choices: NO_CHOICES })
  if (!(await hasOpenEdition(world)))
    return showEdit(c, world, { event: null, form, errors: {}, choices: NO_CHOICES })
  const edition = await getEditionFor(world, read.value)
  const draft = newEvent(read.value, { edition, arrived: today(world), state: 'draft' })
  const event = await addEvent({ world, by: member, event: draft }, parts)
  return goTo(c, eventDeskPaths.show(event.id))
}

async function translate(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const { event, lang } = await getWritable(c, world)
  const back = backFrom(c, event)
  const again = (errors: FieldErrors, conflict: boolean) =>
    showPage(c, textsPage(c.get('page'), { event, lang, back, form, errors, conflict }), conflict ? 409 : 422)
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
  return goTo(c, back, '#done')
}

/** Where a member goes on: to the event, or to the list of texts for who decides about none. */
function backFrom(c: Ctx, event: Event): string {
  return decidesOnEvents(getMember(c)) ? eventDeskPaths.show(event.id) : memberPaths.desk
}
