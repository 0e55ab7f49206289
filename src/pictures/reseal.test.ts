import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { write } from '#platform/db/database.ts'
import { padPicture } from '#platform/pictures/pad.ts'
import { sealPicture } from '#platform/pictures/sealed.ts'
import { openAge } from '#platform/seal/open.ts'
import { bytesOf } from '#platform/seal/sealed.ts'
import { publish, withDay } from '#testing/event.ts'
import { type SignedIn, signIn } from '#testing/member.ts'
import { type Field, sendFilesAs } from '#testing/pictures.ts'
import { makeKey } from '#testing/seal.ts'
import { onBothEngines } from '#testing/world.ts'
import { newPicture } from './actions.ts'
import { findBody, insertPicture, saveBody } from './store.ts'

onBothEngines('sealing a picture that waits again', make => {
  test('only to the current key, only what was under the key that was named, and only by who decides', async () => {
    const inside = await withDay(await make())
    const { world, desk } = inside
    const { db } = world.database
    const old = await makeKey(world)
    const event = await publish(inside)
    const told = { credit: '', licence: 'press', alts: {}, captions: {} } as const
    const about = { subject: `event:${event.id}`, told, width: 8, height: 6, covered: 0, consent: null }
    const picture = newPicture(world, about)
    const jpeg = randomBytes(90_000)
    await write(world.database, [], async trx => {
      await insertPicture(trx, picture, randomUUID())
      await saveBody(trx, picture.id, { keyId: old.id, body: sealPicture([old.recipient], jpeg)! })
    })
    const key = await makeKey(world)
    const list = async (by: SignedIn) =>
      (
        (await (await by.get('/desk/pictures/waiting.json')).json()) as {
          records: { id: string; keyId: string }[]
        }
      ).records
    const record = (await (await event.member.get(`/desk/pictures/${picture.id}.json`)).json()) as {
      keyId: string
      body: string
    }
    assert.deepEqual(
      (await list(event.member)).map(({ id, keyId }) => [id, keyId]),
      [[picture.id, old.id]],
    )
    const opened = await openAge([old.identity], Buffer.from(record.body, 'base64'))
    assert.ok(Buffer.from(padPicture(jpeg)!).equals(opened))

    const again = bytesOf(sealPicture([key.recipient], jpeg)!)
    const send = async (by: SignedIn, change: Record<string, string | Uint8Array> = {}) => {
      const fields = { was: old.id, keyId: key.id, body: again, ...change }
      const answer = await sendFilesAs(
        inside,
        by,
        `/desk/pictures/${picture.id}/reseal`,
        Object.entries(fields) as Field[],
      )
      return answer.status
    }
    const elsewhere = await signIn({ world, desk }, { role: 'moderator', countries: ['LT'] })
    assert.deepEqual(await list(elsewhere), [])
    assert.equal(await send(elsewhere), 404)
    assert.equal(await send(event.member, { keyId: old.id }), 400)
    assert.equal(await send(event.member, { body: again.subarray(1) }), 400)
    assert.equal(await send(event.member, { was: key.id }), 409)
    assert.equal((await findBody(db, picture.id))!.keyId, old.id)
    assert.equal(await send(event.member), 200)
    assert.equal(await send(event.member), 409, 'done already')
    const { keyId, body } = (await findBody(db, picture.id))!
    assert.deepEqual([keyId, Buffer.from(bytesOf(body)).equals(again)], [key.id, true])
    const lines = await db.selectFrom('log').selectAll().where('action', '=', 'resealed').execute()
    assert.equal(lines.length, 1)
  })
})
