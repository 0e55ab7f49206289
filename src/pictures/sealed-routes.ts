import { type Event, isPublic } from '#events/event.ts'
import { writingLanguages } from '#events/languages.ts'
import type { Ctx } from '#platform/http/context.ts'
import type { Sent } from '#platform/http/multipart.ts'
import { MAX_BOXES } from '#platform/pictures/box.ts'
import { MAX_SIDE } from '#platform/pictures/read.ts'
import { readSealedPicture } from '#platform/pictures/sealed.ts'
import type { Translate } from '#platform/text/texts.ts'
import type { World } from '#platform/world.ts'
import { readSealedField } from '#sealed/field.ts'
import { pictureKeys, takePicture } from './actions.ts'
import { eventSubject, MAX_WAITING } from './picture.ts'
import { listPictures } from './store.ts'
import { readCount, readTold, readUpload } from './told-form.ts'

type Received = {
  sent: Sent
  event: Event | undefined
  slow: { seconds: number; ticket: string } | null
  again: boolean
  shield: string
}

/** One picture that a browser covered and sealed. The answer is JSON, with a sentence for people. */
export async function takeSealed(c: Ctx, world: World, received: Received): Promise<Response> {
  const { event, slow, again, shield } = received
  const { t, token } = c.get('page')
  if (slow) {
    c.header('Retry-After', String(slow.seconds))
    const text = `${t('ui.form.slow.title')}. ${t('ui.form.slow.text', { seconds: slow.seconds })}`
    return c.json({ ok: false, error: 'slow', text, slow, token: token() }, 429)
  }
  if (again) return c.json({ ok: false, error: 'again', text: t('ui.form.again'), token: token() }, 422)
  const wrong = (key: string, status: 422 | 503 = 422) =>
    c.json({ ok: false, error: key, text: wrongText(t, key) }, status)
  if (!event) return wrong('code')
  if (shield === 'paused') return wrong('paused', 503)
  if (!isPublic(event)) return wrong('event')
  const read = await readArrival(world, received.sent)
  if ('error' in read) return wrong(read.error)
  const subject = eventSubject(event.id)
  const taken = await takePicture(world, { subject, ...read })
  if (taken === 'full') return wrong('full')
  const pictures = await listPictures(world.database.db, [subject])
  const waiting = pictures.filter(({ state }) => state === 'waiting').length
  return c.json({ ok: true, upload: read.upload, already: taken === 'already', waiting })
}

/** The sentence for what is wrong with a picture; the key is that of pictures.wrong. */
export function wrongText(t: Translate, key: string): string {
  return t(`pictures.wrong.${key}`, { most: MAX_WAITING })
}

type Read = Omit<Parameters<typeof takePicture>[1], 'subject'>

async function readArrival(world: World, { form, files }: Sent): Promise<Read | { error: string }> {
  const keys = await pictureKeys(world)
  if (!keys.current) return { error: 'key' }
  const key = keys.taken.find(({ id }) => id === form.get('key'))
  const file = files.find(({ field }) => field === 'body')?.bytes ?? Buffer.from(form.get('body'), 'base64')
  const body = readSealedPicture(file)
  if (!key) return { error: 'old-key' }
  if (!body) return { error: 'sealed' }
  const upload = readUpload(form)
  const [width, height] = [readCount(form, 'width', MAX_SIDE), readCount(form, 'height', MAX_SIDE)]
  const covered = readCount(form, 'covered', MAX_BOXES)
  if (!upload || !width || !height || covered === null) return { error: 'fields' }
  if (!form.has('looked')) return { error: 'looked' }
  const told = readTold(form, writingLanguages(world.texts.codes))
  if (Object.keys(told.errors).length > 0) return { error: 'fields' }
  const note = readSealedField(form, { name: 'consent', kind: 'consent', keys })
  if (!note.ok || (form.get('faces') === 'show' && !note.value)) return { error: 'consent' }
  const consent = form.get('faces') === 'show' ? note.value : null
  return { upload, told: told.value, width, height, covered, consent, body: { keyId: key.id, body } }
}
