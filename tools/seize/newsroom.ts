import { pictureDeskPaths } from '#pictures/paths.ts'
import { eventSubject } from '#pictures/picture.ts'
import type { Wish } from './fill.ts'
import { expectStatus, type Member } from './member.ts'
import { submit } from './send.ts'
import type { Seen } from './visitor.ts'

/** What the desk makes for readers: a report is asked about, edited, translated and published; news, a round-up, pictures. */
export async function writeForReaders(member: Member, eventId: string): Promise<void> {
  await reviewReport(member, `/desk/events/${eventId}/report`)
  await writeNews(member)
  await decideOnPictures(member, eventId)
  await readLists(member)
  const year = '/desk/roundups/2024'
  await sendIfThere(member, await member.get(year), `${year}/assemble`)
  await sendIfThere(member, await member.get(`${year}/en`), `${year}/en`)
  await sendIfThere(member, await member.get('/desk/evening'), '/desk/evening/next')
}

async function reviewReport(member: Member, at: string): Promise<void> {
  await sendIfThere(member, await member.get(at), `${at}/ask`)
  await sendIfThere(member, await member.get(`${at}/edit`), `${at}/edit`)
  await sendIfThere(member, await member.get(at), `${at}/publish`)
  const texts = `${at}/texts/be`
  await sendIfThere(member, await member.get(texts), texts)
}

async function writeNews(member: Member): Promise<void> {
  const at = '/desk/news/new'
  const made = expectStatus(await submit(member, await member.get(at), { at }), 200)
  const article = made.path.replace(/[?#].*$/, '')
  const id = /\/desk\/news\/([^/]+)/.exec(article)?.[1]
  await sendIfThere(member, await member.get(`/desk/news/${id}`), `/desk/news/${id}`)
  const text = `/desk/news/${id}/texts/en`
  await sendIfThere(member, await member.get(text), text)
  await sendIfThere(member, await member.get(`/desk/news/${id}`), `/desk/news/${id}/publish`)
}

/** A list is pasted, another comes as a file; of a draft what was typed is kept. */
async function readLists(member: Member): Promise<void> {
  const { canaries } = member.tale
  const at = '/desk/intake'
  const list = (name: string) =>
    `Warsaw\n22 May 2024, 18:30, rally, ${canaries.make('texts', { from: `pasted lists: ${name}`, clear: true })}`
  const pasted = { values: { text: list('text') }, files: [] }
  const batch = expectStatus(await submit(member, await member.get(at), { at, ...pasted }), 200)
  const name = canaries.make('texts', { from: 'pasted lists: name of the file', clear: false })
  const file = { name: `${name}.txt`, type: 'text/plain', bytes: Buffer.from(list('file')) }
  const sent: Wish = { values: { text: '' }, files: [['file', file]] }
  expectStatus(await submit(member, await member.get(at), { at, ...sent }), 200)
  const save = { at: batch.path.replace(/[?#].*$/, ''), values: { do: 'save' } }
  expectStatus(await submit(member, batch, save), 200)
}

async function decideOnPictures(member: Member, eventId: string): Promise<void> {
  const list = '/desk/pictures'
  const page = await member.get(list)
  await sendIfThere(member, await member.get(pictureDeskPaths.of(eventSubject(eventId))), list)
  const one = /\/?pictures\/([0-9a-f-]{36})"/.exec(page.text)?.[1]
  if (!one) throw new Error('no picture waits at the desk')
  const show = () => member.get(`${list}/${one}`)
  await sendIfThere(member, await show(), `${list}/${one}/approve`)
  await sendIfThere(member, await show(), `${list}/${one}/edit`)
}

/** Sends a form of a page where it has it; which forms it has is looked at by the crawl, and by the table at the end. */
async function sendIfThere(member: Member, page: Seen, at: string, wish: Wish = {}): Promise<void> {
  if (page.forms.some(({ method, action }) => method === 'POST' && action.replace(/[?#].*$/, '') === at))
    await submit(member, page, { at, ...wish })
}
