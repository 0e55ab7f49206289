import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Decrypter } from 'age-encryption'
import sharp from 'sharp'
import { publish, withExample } from '#testing/event.ts'
import { drawing, type Field, sendFiles } from '#testing/pictures.ts'
import { makeKey } from '#testing/seal.ts'
import { makeFolder } from '#testing/server.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'

const MINE = '/en/events/mine/pictures'
const READY: Field[] = [
  ['do', 'send'],
  ['upload', '11111111-1111-4111-8111-111111111111'],
  ['credit', 'Anna of the choir'],
  ['licence', 'press'],
  ['faces', 'cover'],
  ['looked', 'yes'],
]

onBothEngines('pictures without scripts', make => {
  const makeReady = async () => {
    const inside = await withExample(await make({ env: { VESTKA_DATA: makeFolder() } }))
    const key = await makeKey(inside.world)
    const event = await publish(inside)
    const send = (fields: Field[]) => sendFiles(inside, MINE, [['code', event.code], ...fields])
    return { ...inside, key, event, send }
  }

  test('a picture is sealed when it is kept, and nothing else of it is', async () => {
    const { world, key, send, event } = await makeReady()
    const jpeg = await (await drawing()).jpeg().toBuffer()
    const answer = await send([...READY, ['picture', jpeg]])
    const page = await answer.text()
    assert.equal(answer.status, 200, page)
    assert.match(page, /One picture arrived/)
    const [row, ...more] = await world.database.db.selectFrom('pictures').selectAll().execute()
    assert.ok(row && more.length === 0)
    assert.deepEqual(
      [row.subject, row.state, row.credit],
      [`event:${event.id}`, 'waiting', 'Anna of the choir'],
    )
    assert.deepEqual([row.width, row.height], [640, 480])
    const body = await openBody(world, row.id, key.identity)
    assert.equal(body.length, 131_072)
    const opened = await sharp(body).metadata()
    assert.deepEqual([opened.format, opened.width, opened.height], ['jpeg', 640, 480])
  })
})

async function openBody(world: TestWorld['world'], id: string, identity: string): Promise<Uint8Array> {
  const { body } = await world.database.db
    .selectFrom('picture_bodies')
    .selectAll()
    .where('picture_id', '=', id)
    .executeTakeFirstOrThrow()
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return decrypter.decrypt(new Uint8Array(body))
}
