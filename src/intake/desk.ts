import { getEditionFor, hasOpenEdition, today } from '#events/actions.ts'
import { readAnnouncement } from '#events/announcement.ts'
import { PUBLIC_STATES, WAITING_STATES } from '#events/event.ts'
import { gazetteer } from '#events/gazetteer.ts'
import { writingLanguages } from '#events/languages.ts'
import { findLikely } from '#events/likeness.ts'
import { newEvent } from '#events/new-event.ts'
import { listEvents } from '#events/store.ts'
import type { WhereChoices } from '#events/where-form.ts'
import { deskFiles, getMember, readDeskForm } from '#members/desk-actions.ts'
import { canModerate, decidesOnEvents, isCoordinator, type Member, writesTexts } from '#members/member.ts'
import { EMPTY_FORM, type Form, formOf } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { type App, type Ctx, goTo, showPage } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { dropUnsafe } from '#platform/text/clean.ts'
import { readDate } from '#platform/time/local.ts'
import type { NavItem, Page } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'
import { type Accepted, dropBatch, keepBatch, saveBatch } from './actions.ts'
import { BATCH_LIMITS, type Batch, countOpen, ENTRY_FIELDS, type Entry, fieldsOfDraft } from './batch.ts'
import { intakeDeskPaths } from './paths.ts'
import { findBatch, listBatches } from './store.ts'
import { batchPage } from './views/desk/batch.ts'
import { pastePage } from './views/desk/paste.ts'

/** Pasted lists at the desk: read, looked at beside their source, corrected, accepted into the queue. */
export function addIntakeDesk(app: App, world: World): void {
  app.get(intakeDeskPaths.list(), async c => {
    getIntaker(c)
    return showPaste(c, world, { form: EMPTY_FORM, error: null })
  })
  app.post(intakeDeskPaths.list(), c => take(c, world))
  app.get('/desk/intake/:id', async c => {
    getIntaker(c)
    return showBatch(c, world, { batch: await getBatch(c, world) })
  })
  app.post('/desk/intake/:id', c => work(c, world))
}

export function intakeNav(page: Page, member: Member): NavItem[] {
  if (!mayPaste(member)) return []
  const path = intakeDeskPaths.list()
  return [{ path, text: page.t('intake.desk.nav'), current: page.path.startsWith(path) }]
}

function getIntaker(c: Ctx): Member {
  const member = getMember(c)
  if (!mayPaste(member)) throw new Problem('not-found')
  return member
}

/** Editors write for all: what they accept waits in the queue for those who decide about its country. */
function mayPaste(member: Member): boolean {
  return decidesOnEvents(member) || writesTexts(member)
}

async function showPaste(
  c: Ctx,
  world: World,
  { form, error }: { form: Form; error: { field: string; key: string } | null },
): Promise<Response> {
  const batches = (await listBatches(world.database.db)).map(({ id, day, member, entries }) => ({
    id,
    day,
    member,
    open: countOpen({ entries }),
    all: entries.length,
  }))
  return showPage(c, pastePage(c.get('page'), { form, error, batches }), error ? 422 : 200)
}

/** Reads what was pasted, or a file; a text that holds no event comes back as it was. */
async function take(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const member = getIntaker(c)
  const { lang } = c.get('page')
  const again = (field: string, key: string) => showPaste(c, world, { form, error: { field, key } })
  const [file] = deskFiles(c).filter(({ bytes }) => bytes.length > 0)
  // What reads lists and documents is loaded with the first one: most servers spend their days without.
  const { readDocument } = await import('#platform/documents/read.ts')
  const { readIntake } = await import('./read.ts')
  const read = file ? await readDocument(file.bytes) : { ok: true as const, text: form.get('text') }
  if (!read.ok) return again('file', read.error)
  const source = dropUnsafe(read.text).trim()
  if (!source) return again('text', 'empty')
  if (source.length > BATCH_LIMITS.source) return again(file ? 'file' : 'text', 'long')
  const year = Number(form.get('year'))
  const date = readDate(form.get('date').trim())
  if (form.get('year').trim() && !(Number.isInteger(year) && year >= 1990 && year <= 2100))
    return again('year', 'year')
  if (form.get('date').trim() && !date) return again('date', 'date')
  const { drafts, unread } = readIntake(source, {
    ...(year ? { year } : {}),
    ...(date ? { date } : {}),
    ...(form.get('city').trim() ? { city: form.get('city').trim() } : {}),
    today: today(world),
  })
  if (drafts.length === 0) return again(file ? 'file' : 'text', 'none')
  if (drafts.length > BATCH_LIMITS.entries) return again(file ? 'file' : 'text', 'many')
  const languages = writingLanguages(world.texts.codes)
  const entries = drafts.map(
    (draft): Entry => ({
      draft,
      fields: fieldsOfDraft(draft, languages, lang),
      state: 'open',
      eventId: null,
    }),
  )
  return goTo(
    c,
    intakeDeskPaths.show(
      await keepBatch(world, member, { source, entries, unread: unread.map(({ line }) => line) }),
    ),
  )
}

type Wrong = { index: number; errors: FieldErrors; choices: WhereChoices }

/** What was typed into every draft is kept first; then the pressed button does what it says. */
async function work(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const member = getIntaker(c)
  const before = await getBatch(c, world)
  const typed = withTyped(before, form)
  const [wish = '', number = ''] = form.get('do').split(':')
  if (wish === 'forget') {
    await dropBatch(world, before.id)
    return goTo(c, intakeDeskPaths.list())
  }
  if (Number(form.get('version')) !== before.version)
    return showBatch(c, world, { batch: typed, conflict: true })
  const isClosed = wish.startsWith('accept') && !(await hasOpenEdition(world))
  const chosen = isClosed ? [] : wish === 'accept-all' ? await sureOnes(c, world, typed) : [Number(number)]
  const done = await decide(c, world, { batch: typed, wish, chosen, member })
  try {
    await saveBatch(world, member, { batch: done.batch, accepted: done.accepted })
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict')
      return showBatch(c, world, { batch: withTyped(await getBatch(c, world), form), conflict: true })
    throw error
  }
  if (done.wrong || isClosed)
    return showBatch(c, world, {
      batch: { ...done.batch, version: done.batch.version + 1 },
      wrong: done.wrong,
      refused: isClosed,
    })
  const next = done.batch.entries.findIndex(({ state }, index) => state === 'open' && index >= Number(number))
  return goTo(c, intakeDeskPaths.show(before.id), next >= 0 ? `#draft-${next}` : '#done')
}

type Decision = { batch: Batch; wish: string; chosen: readonly number[]; member: Member }

/** Makes events of the chosen drafts, or drops them; one that cannot be taken is shown with what is wrong in it. */
async function decide(
  c: Ctx,
  world: World,
  { batch, wish, chosen, member }: Decision,
): Promise<{ batch: Batch; accepted: Accepted[]; wrong: Wrong | null }> {
  const entries = [...batch.entries]
  const accepted: Accepted[] = []
  let wrong: Wrong | null = null
  for (const index of chosen) {
    const entry = entries[index]
    if (!entry) continue
    if (wish === 'drop' && entry.state === 'open') entries[index] = { ...entry, state: 'dropped' }
    if (wish === 'restore' && entry.state === 'dropped') entries[index] = { ...entry, state: 'open' }
    if (!wish.startsWith('accept') || entry.state !== 'open') continue
    const read = readEntry(c, world, entry)
    const mayNot = read.ok && !writesTexts(member) && !canModerate(member, read.value.where.country)
    if (!read.ok || mayNot) {
      wrong ??= read.ok
        ? { index, errors: { country: { key: 'country-reach' } }, choices: NO_CHOICES }
        : { index, errors: read.errors, choices: read.choices }
      continue
    }
    const edition = await getEditionFor(world, read.value)
    const event = newEvent(read.value, { edition, arrived: today(world), state: 'pending' })
    const { source, language = null } = entry.draft
    accepted.push({ event, source: { text: source.slice(0, BATCH_LIMITS.quote), lang: language } })
    entries[index] = { ...entry, state: 'accepted', eventId: event.id }
  }
  return { batch: { ...batch, entries }, accepted, wrong }
}

const NO_CHOICES: WhereChoices = { places: [], zones: null }

/** Those that are open, not called cancelled, have no doubt, no like event beside them, and nothing wrong in their form. */
async function sureOnes(c: Ctx, world: World, batch: Batch): Promise<number[]> {
  const known = await listEvents(world.database.db, [...PUBLIC_STATES, ...WAITING_STATES])
  return batch.entries.flatMap(({ state, draft, ...entry }, index) => {
    if (state !== 'open' || draft.cancelled || draft.doubts.length > 0) return []
    const read = readEntry(c, world, { ...entry, state, draft })
    if (!read.ok) return []
    return findLikely({ id: '', content: read.value }, known).length > 0 ? [] : [index]
  })
}

function readEntry(c: Ctx, world: World, { fields }: Entry) {
  return readAnnouncement(
    formOf(new URLSearchParams({ ...fields, host_is_group: 'yes', link_later: 'yes' })),
    {
      gazetteer,
      languages: writingLanguages(world.texts.codes),
      lang: c.get('page').lang,
      chosen: true,
    },
  )
}

/** The batch with what the form says of its open drafts. */
function withTyped(batch: Batch, form: Form): Batch {
  const entries = batch.entries.map((entry, index) => {
    if (entry.state !== 'open' || !form.has(`d${index}_title`)) return entry
    const typed = ENTRY_FIELDS.map(name => [name, form.get(`d${index}_${name}`).trim()] as const)
    return { ...entry, fields: Object.fromEntries(typed.filter(([, value]) => value)) }
  })
  return { ...batch, entries }
}

type Shown = { batch: Batch; wrong?: Wrong | null; refused?: boolean; conflict?: boolean }

async function showBatch(
  c: Ctx,
  world: World,
  { batch, wrong = null, refused = false, conflict = false }: Shown,
): Promise<Response> {
  const known = await listEvents(world.database.db, [...PUBLIC_STATES, ...WAITING_STATES])
  const likely = batch.entries.map(entry => {
    if (entry.state !== 'open') return []
    const read = readEntry(c, world, entry)
    return read.ok ? findLikely({ id: '', content: read.value }, known).slice(0, 2) : []
  })
  return showPage(
    c,
    batchPage(c.get('page'), {
      batch,
      likely,
      wrong,
      conflict,
      closed: (await hasOpenEdition(world)) ? null : { mayBegin: isCoordinator(getMember(c)) },
      languages: writingLanguages(world.texts.codes),
      opensEvents: decidesOnEvents(getMember(c)),
    }),
    conflict ? 409 : wrong || refused ? 422 : 200,
  )
}

async function getBatch(c: Ctx, world: World): Promise<Batch> {
  const batch = await findBatch(world.database.db, c.req.param('id') ?? '')
  if (!batch) throw new Problem('not-found')
  return batch
}
