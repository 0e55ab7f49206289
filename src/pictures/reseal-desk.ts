import { textsIn } from '#events/event.ts'
import { findEvent } from '#events/store.ts'
import { mayHold } from '#keys/purpose.ts'
import { getCurrentKey } from '#keys/store.ts'
import { deskFiles, readDeskForm } from '#members/desk-actions.ts'
import { idIn } from '#platform/forms/form.ts'
import { type App, type Ctx, neverStore } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { readSealedPicture } from '#platform/pictures/sealed.ts'
import { bytesOf } from '#platform/seal/sealed.ts'
import type { World } from '#platform/world.ts'
import { noteOpening, resealBy } from '#sealed/desk-actions.ts'
import { pictureDeskPaths } from './paths.ts'
import { readSubject } from './picture.ts'
import { getMyPicture, getPictureMember, listMyWaiting, mayDecide } from './reach-desk.ts'
import { findBody, listBodyKeys, resealBody, type SealedPicture } from './store.ts'

/** What a member's machine asks for that seals waiting pictures to the current key: which there are, one body, and where it is put back. */
export function addPicturesReseal(app: App, world: World): void {
  app.get(pictureDeskPaths.waiting, c => sendList(c, world))
  app.get('/desk/pictures/:file{[0-9a-f-]{36}\\.json}', c => sendRecord(c, world))
  app.post('/desk/pictures/:id/reseal', c => takeResealed(c, world))
}

/** The sealed body of a picture that waits, for those who hold the key and decide about it; counted. */
export async function openBody(c: Ctx, world: World, id: string): Promise<SealedPicture> {
  const body = await findMyBody(c, world, id)
  await noteOpening(world, getPictureMember(c), { kind: 'consent' })
  return body
}

async function sendList(c: Ctx, world: World): Promise<Response> {
  neverStore(c)
  const { lang } = c.get('page')
  const { db } = world.database
  const keys = await listBodyKeys(db)
  const records = []
  for (const { id, subject, arrived: day } of await listMyWaiting(world, getPictureMember(c))) {
    const keyId = keys.get(id)
    const read = readSubject(subject)
    const event = read?.kind === 'event' ? await findEvent(db, read.id) : undefined
    if (!keyId || !event) continue
    const label = textsIn(event.content, lang).texts.title
    const { country } = event.content.where
    records.push({ id, kind: 'picture', purpose: 'organisers', keyId, subject, label, country, day })
  }
  return c.json({ records })
}

async function sendRecord(c: Ctx, world: World): Promise<Response> {
  neverStore(c)
  const id = (c.req.param('file') ?? '').replace('.json', '')
  const { keyId, body } = await openBody(c, world, id)
  return c.json({ id, kind: 'picture', keyId, body: Buffer.from(bytesOf(body)).toString('base64') })
}

async function takeResealed(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const id = c.req.param('id') ?? ''
  await findMyBody(c, world, id)
  const key = await getCurrentKey(world.database, 'organisers')
  const file = deskFiles(c).find(({ field }) => field === 'body')
  const body = file && readSealedPicture(file.bytes)
  if (!key || form.get('keyId') !== key.id || !body) throw new Problem('invalid')
  const put = { id, was: idIn(form, 'was'), keyId: key.id, body }
  const done = await resealBy(world, getPictureMember(c), {
    purpose: 'organisers',
    put: trx => resealBody(trx, put),
  })
  return c.json({ done }, done ? 200 : 409)
}

async function findMyBody(c: Ctx, world: World, id: string): Promise<SealedPicture> {
  const picture = await getMyPicture(c, world, id)
  const member = getPictureMember(c)
  const mayOpen = mayHold(member.role, 'organisers') && (await mayDecide(world, member, picture.subject))
  const body = mayOpen ? await findBody(world.database.db, picture.id) : undefined
  if (!body) throw new Problem('not-found')
  return body
}
