import { randomUUID } from 'node:crypto'
import { findMine } from '#events/actions.ts'
import { type Event, isPublic, textsIn } from '#events/event.ts'
import { writingLanguages } from '#events/languages.ts'
import { codePage } from '#events/views/mine.ts'
import { readCode } from '#platform/codes/codes.ts'
import type { Form } from '#platform/forms/form.ts'
import { type App, type Ctx, neverStore, showPage } from '#platform/http/context.ts'
import { createGate, type Gate } from '#platform/http/gate.ts'
import { readMultipart, type Sent } from '#platform/http/multipart.ts'
import type { World } from '#platform/world.ts'
import { readSealedField, type SealKeys } from '#sealed/field.ts'
import { getSettings } from '#settings/store.ts'
import { dropPicture, pictureKeys } from './actions.ts'
import { readPlace } from './cover-form.ts'
import { eventSubject } from './picture.ts'
import { coverMore, keepFiles, lookAt, type Sending } from './plain-actions.ts'
import { takeSealed } from './sealed-routes.ts'
import { findUpload, listPictures } from './store.ts'
import { readSending, readTold, readUpload, type ToldErrors } from './told-form.ts'
import { type MinePicturesProps, minePicturesPage } from './views/mine.ts'

const MINUTES_MS = 60_000
/** So many files in one form without scripts: somebody waits while each is looked through. */
const LIMITS = { files: 10 }

/** Sending pictures of one's own event with its code, which stands in the form and never in the address. */
export function addMinePictures(app: App, world: World): void {
  const gate = createGate(world, { name: 'pictures', burst: 80, windowMs: 10 * MINUTES_MS, slowMs: 2000 })
  app.get('/:lang/events/mine/pictures', c => {
    neverStore(c)
    return showPage(c, codePage(c.get('page'), { typed: '', wrong: false, slow: null }))
  })
  app.post('/:lang/events/mine/pictures', async c => {
    neverStore(c)
    const sent = await readMultipart(c, LIMITS)
    try {
      return await receive(c, world, { gate, sent })
    } finally {
      sent.release()
    }
  })
}

async function receive(c: Ctx, world: World, { gate, sent }: { gate: Gate; sent: Sent }): Promise<Response> {
  const { form } = sent
  const typed = form.get('code').slice(0, 200)
  const code = readCode(typed)
  const { shield } = await getSettings(world.database)
  const answer = gate.ask(c, form, { harder: shield === 'harder' })
  const slow = answer.pass || answer.again ? null : answer.slow
  const again = !answer.pass && answer.again
  const event = await findMine(world, code)
  if (form.get('do') === 'sealed') return takeSealed(c, world, { sent, event, slow, again, shield })
  if (slow) c.header('Retry-After', String(slow.seconds))
  if (!event || !code)
    return showPage(c, codePage(c.get('page'), { typed, wrong: !slow, slow }), slow ? 429 : 422)
  const sending = readSending(form) ?? { secret: randomUUID(), sent: [] }
  const mine = { event, code, form, slow, again, paused: shield === 'paused', sending }
  const keys = await pictureKeys(world)
  if (slow || again || !isPublic(event) || shield === 'paused' || !keys.current || !form.get('do'))
    return showMine(c, world, { ...mine, keys })
  switch (form.get('do')) {
    case 'send':
      return takeFiles(c, world, { ...mine, keys, sent })
    case 'cover':
      return coverPlace(c, world, { ...mine, keys })
    case 'drop':
      return takeBack(c, world, { ...mine, keys })
    default:
      return showMine(c, world, { ...mine, keys })
  }
}

type Mine = {
  event: Event
  code: string
  form: Form
  keys: SealKeys
  slow: { seconds: number; ticket: string } | null
  again: boolean
  paused: boolean
  sending: Sending
}

/** Several files without scripts: each that can be read is covered and sealed; for the others the answer says why not. */
async function takeFiles(c: Ctx, world: World, mine: Mine & { sent: Sent }): Promise<Response> {
  const { form, keys, sent, event } = mine
  const files = sent.files.filter(({ field }) => field === 'picture')
  const told = readTold(form, writingLanguages(world.texts.codes))
  const errors: ToldErrors = { ...told.errors }
  const note = readSealedField(form, { name: 'consent', kind: 'consent', keys })
  const faces = form.get('faces') === 'show' ? 'show' : 'cover'
  if (!note.ok)
    errors['consent'] = { key: note.error.key, ...(note.error.values ? { values: note.error.values } : {}) }
  else if (faces === 'show' && !note.value) errors['consent'] = { key: 'consent' }
  if (!form.has('looked')) errors['looked'] = { key: 'looked' }
  if (files.length === 0 && sent.leftOut === 0) errors['picture'] = { key: 'none' }
  if (Object.keys(errors).length > 0 || !note.ok)
    return showMine(c, world, { ...mine, errors, lost: files.length > 0 })
  const consent = faces === 'show' ? note.value : null
  const came = await keepFiles(
    world,
    { subject: eventSubject(event.id), keys, sending: mine.sending },
    { files: files.map(({ bytes }) => bytes), about: { faces, told: told.value, consent } },
  )
  for (let left = 0; left < sent.leftOut; left++)
    came.refused.push({ number: files.length + left + 1, wrong: 'left-out' })
  const sending = { ...mine.sending, sent: came.sent }
  const isNothing = came.taken === 0 && came.twice.length === 0
  return showMine(c, world, { ...mine, sending, came, filled: isNothing })
}

async function coverPlace(c: Ctx, world: World, mine: Mine): Promise<Response> {
  const { form, event, keys, sending } = mine
  const subject = eventSubject(event.id)
  const upload = readUpload(form)
  const picture = upload ? await findUpload(world.database.db, { subject, upload }) : undefined
  if (!upload || !picture) return showMine(c, world, { ...mine, done: 'decided' })
  const place = readPlace(form, picture)
  if (!place) return showMine(c, world, { ...mine, noPlace: true })
  const done = await coverMore(world, { subject, keys, sending }, { upload, place })
  return showMine(c, world, { ...mine, done: done ? null : 'decided' })
}

async function takeBack(c: Ctx, world: World, mine: Mine): Promise<Response> {
  const upload = readUpload(mine.form)
  const done = upload !== null && (await dropPicture(world, { subject: eventSubject(mine.event.id), upload }))
  return showMine(c, world, { ...mine, done: done ? 'dropped' : 'decided' })
}

type ShownMine = Mine &
  Partial<Pick<MinePicturesProps, 'came' | 'errors' | 'lost' | 'filled' | 'noPlace' | 'done'>>

async function showMine(c: Ctx, world: World, shown: ShownMine): Promise<Response> {
  const page = c.get('page')
  const { event, keys, slow, again, errors = {}, came = null, sending } = shown
  const pictures = await listPictures(world.database.db, [eventSubject(event.id)])
  const wrong = Object.keys(errors).length > 0 || again || (came?.refused.length ?? 0) > 0
  const closed = !isPublic(event) ? 'event' : shown.paused ? 'paused' : keys.current ? null : 'key'
  // Who sends too fast sees them again after waiting.
  const looked =
    slow || again || closed ? [] : await lookAt(world, { subject: eventSubject(event.id), sending })
  // The worker that looks for faces has an address that the page's policy has to allow.
  c.set('opens', true)
  const body = minePicturesPage(page, {
    title: textsIn(event.content, page.lang).texts.title,
    code: shown.code,
    form: shown.form,
    filled: Object.keys(errors).length > 0 || again || slow !== null || shown.filled === true,
    errors,
    came,
    looked,
    sending,
    lost: (shown.lost ?? false) || again || slow !== null,
    noPlace: shown.noPlace ?? false,
    done: shown.done ?? null,
    closed,
    key: keys.current,
    counts: {
      waiting: pictures.filter(({ state }) => state === 'waiting').length,
      decided: pictures.filter(({ state }) => state !== 'waiting').length,
    },
    slow,
    again,
  })
  return showPage(c, body, slow ? 429 : closed === 'paused' ? 503 : wrong ? 422 : 200)
}
