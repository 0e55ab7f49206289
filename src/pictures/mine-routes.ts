import { createHash, randomUUID } from 'node:crypto'
import { findMine } from '#events/actions.ts'
import { type Event, isPublic, textsIn } from '#events/event.ts'
import { writingLanguages } from '#events/languages.ts'
import { codePage } from '#events/views/mine.ts'
import { readCode } from '#platform/codes/codes.ts'
import type { Form } from '#platform/forms/form.ts'
import { type App, type Ctx, neverStore, showPage } from '#platform/http/context.ts'
import { createGate, type Gate } from '#platform/http/gate.ts'
import { readMultipart, type Sent, type Upload } from '#platform/http/multipart.ts'
import type { World } from '#platform/world.ts'
import { readSealedField, type SealKeys } from '#sealed/field.ts'
import { getSettings } from '#settings/store.ts'
import {
  coverMoreOf,
  dropPicture,
  type Prepared,
  pictureKeys,
  preparePicture,
  replacePicture,
  sealPrepared,
  takePicture,
} from './actions.ts'
import { readPlace } from './cover-form.ts'
import { eventSubject } from './picture.ts'
import { previewOf } from './preview.ts'
import { takeSealed } from './sealed-routes.ts'
import { listPictures } from './store.ts'
import { readTold, readUpload, type ToldErrors } from './told-form.ts'
import { minePicturesPage, type PictureResult } from './views/mine.ts'

const MINUTES_MS = 60_000
const MB = 1024 * 1024
/** So many files in one form without scripts: each goes back once with the answer. */
const FILES_AT_ONCE = 10
/** A covered picture travels back in a field, as base64. */
const LIMITS = { files: FILES_AT_ONCE, fieldBytes: 6 * MB }

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
  const mine = { event, code, form, slow, again, paused: shield === 'paused' }
  const keys = await pictureKeys(world)
  if (slow || again || !isPublic(event) || shield === 'paused' || !keys.current || !form.get('do'))
    return showMine(c, world, { ...mine, keys })
  switch (form.get('do')) {
    case 'send':
      return takeFiles(c, world, { ...mine, keys, sent })
    case 'cover':
      return coverMore(c, world, { ...mine, keys })
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
  const results: PictureResult[] = []
  const consent = faces === 'show' ? note.value : null
  for (const [index, { bytes }] of files.entries()) {
    const prepared = await preparePicture(bytes, { faces })
    if (!prepared.ok) {
      results.push({ number: index + 1, wrong: prepared.error })
      continue
    }
    const upload = uploadOf(readUpload(form) ?? randomUUID(), bytes)
    const body = sealPrepared(keys, prepared.value)
    const taken = body
      ? await takePicture(world, {
          subject: eventSubject(event.id),
          upload,
          told: told.value,
          consent,
          body,
          ...facts(prepared.value),
        })
      : 'large'
    results.push(
      taken === 'new' || taken === 'already'
        ? await resultOf(index + 1, upload, prepared.value)
        : { number: index + 1, wrong: taken },
    )
  }
  for (let left = 0; left < sent.leftOut; left++)
    results.push({ number: files.length + left + 1, wrong: 'left-out' })
  const allFailed = results.every(result => 'wrong' in result)
  return showMine(c, world, { ...mine, results, filled: allFailed })
}

async function coverMore(c: Ctx, world: World, mine: Mine): Promise<Response> {
  const { form, event, keys } = mine
  const upload = readUpload(form)
  const bytes = Buffer.from(form.get('picture_base64'), 'base64')
  // It was covered before it went out; whoever sends another picture instead gets that one covered.
  const before = await preparePicture(bytes, { faces: form.get('faces') === 'show' ? 'show' : 'cover' })
  if (!upload || !before.ok) return showMine(c, world, { ...mine, results: [{ number: 1, wrong: 'broken' }] })
  const place = readPlace(form, before.value.pixels)
  const prepared = place ? await coverMoreOf(before.value, place) : before.value
  const body = sealPrepared(keys, prepared)
  const done =
    body !== null &&
    (place === null ||
      (await replacePicture(world, {
        subject: eventSubject(event.id),
        upload,
        body,
        ...facts(prepared),
      })))
  const results = [done ? await resultOf(1, upload, prepared) : { number: 1, wrong: 'decided' }]
  return showMine(c, world, { ...mine, results, noPlace: place === null })
}

async function takeBack(c: Ctx, world: World, mine: Mine): Promise<Response> {
  const upload = readUpload(mine.form)
  const done = upload !== null && (await dropPicture(world, { subject: eventSubject(mine.event.id), upload }))
  return showMine(c, world, { ...mine, done: done ? 'dropped' : 'decided' })
}

type ShownMine = Mine & {
  results?: readonly PictureResult[]
  errors?: ToldErrors
  /** The files have to be chosen again. */
  lost?: boolean
  /** The form is filled in again, since nothing of it was taken. */
  filled?: boolean
  noPlace?: boolean
  done?: 'dropped' | 'decided'
}

async function showMine(c: Ctx, world: World, shown: ShownMine): Promise<Response> {
  const page = c.get('page')
  const { event, keys, slow, again, errors = {}, results = [] } = shown
  const pictures = await listPictures(world.database.db, [eventSubject(event.id)])
  const wrong = Object.keys(errors).length > 0 || again || results.some(result => 'wrong' in result)
  const closed = !isPublic(event) ? 'event' : shown.paused ? 'paused' : keys.current ? null : 'key'
  // The worker that looks for faces has an address that the page's policy has to allow.
  c.set('opens', true)
  const body = minePicturesPage(page, {
    title: textsIn(event.content, page.lang).texts.title,
    code: shown.code,
    form: shown.form,
    filled: Object.keys(errors).length > 0 || again || slow !== null || shown.filled === true,
    errors,
    results,
    lost: (shown.lost ?? false) || again || slow !== null,
    noPlace: shown.noPlace ?? false,
    done: shown.done ?? null,
    closed,
    key: keys.current,
    upload: randomUUID(),
    counts: {
      waiting: pictures.filter(({ state }) => state === 'waiting').length,
      decided: pictures.filter(({ state }) => state !== 'waiting').length,
    },
    slow,
    again,
  })
  return showPage(c, body, slow ? 429 : closed === 'paused' ? 503 : wrong ? 422 : 200)
}

async function resultOf(number: number, upload: string, prepared: Prepared): Promise<PictureResult> {
  const { jpeg, pixels, covered } = prepared
  return {
    number,
    upload,
    covered,
    width: pixels.width,
    height: pixels.height,
    preview: await previewOf(pixels),
    base64: jpeg.toString('base64'),
  }
}

function facts({ pixels, covered }: Prepared): { width: number; height: number; covered: number } {
  return { width: pixels.width, height: pixels.height, covered }
}

/** One form may bring several files: the same form with the same file is the same upload. */
function uploadOf(upload: string, bytes: Upload['bytes']): string {
  const hex = createHash('sha256').update(upload).update(bytes).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
