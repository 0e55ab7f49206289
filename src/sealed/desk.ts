import { textsIn } from '#events/event.ts'
import { getCurrentKey } from '#keys/store.ts'
import { getMember, readDeskForm } from '#members/desk-actions.ts'
import { idIn } from '#platform/forms/form.ts'
import { type App, type Ctx, neverStore } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { bytesOf, readSealed } from '#platform/seal/sealed.ts'
import type { World } from '#platform/world.ts'
import { addContacts } from './contacts-desk.ts'
import { noteOpening, reseal } from './desk-actions.ts'
import { addContactsExport } from './export-desk.ts'
import { findReached, listReached, type Reached } from './reach-desk.ts'
import { KIND } from './record.ts'

/** What members open in their browsers or on their machines: lists, records, and records sealed to a newer key. */
export function addSealedDesk(app: App, world: World): void {
  addContacts(app, world)
  addContactsExport(app, world)
  app.get('/desk/sealed/list.json', async c => {
    neverStore(c)
    const { lang } = c.get('page')
    const records = await listReached(world, getMember(c))
    return c.json({ records: records.map(record => faceOf(record, lang)) })
  })
  app.get('/desk/sealed/records/:file{[0-9a-f-]{36}\\.json}', c => sendRecord(c, world))
  app.post('/desk/sealed/records/:id{[0-9a-f-]{36}}', c => takeResealed(c, world))
}

function faceOf({ id, kind, keyId, subject, day, event }: Reached, lang: string) {
  const { purpose } = KIND[kind]
  const { country } = event.content.where
  const label = textsIn(event.content, lang).texts.title
  return { id, kind, purpose, keyId, subject, label, country, day }
}

async function sendRecord(c: Ctx, world: World): Promise<Response> {
  neverStore(c)
  const member = getMember(c)
  const record = await findReached(world, member, (c.req.param('file') ?? '').replace('.json', ''))
  if (!record) throw new Problem('not-found')
  await noteOpening(world, member, record)
  const { id, kind, keyId, subject, body } = record
  return c.json({ id, kind, keyId, subject, body: Buffer.from(bytesOf(body)).toString('base64') })
}

/** Takes a record that a member opened and sealed to the current key of its purpose. */
async function takeResealed(c: Ctx, world: World): Promise<Response> {
  const form = await readDeskForm(world, c)
  const record = await findReached(world, getMember(c), c.req.param('id') ?? '')
  if (!record) throw new Problem('not-found')
  const { purpose, size } = KIND[record.kind]
  const key = await getCurrentKey(world.database, purpose)
  const body = readSealed(form.get('body'), size)
  if (!key || form.get('keyId') !== key.id || !body) throw new Problem('invalid')
  const { id, kind } = record
  const done = await reseal(world, getMember(c), { id, kind, was: idIn(form, 'was'), keyId: key.id, body })
  return c.json({ done }, done ? 200 : 409)
}
