import assert from 'node:assert/strict'
import { test } from 'node:test'
import { write } from '#platform/db/database.ts'
import { bytesOf, sealRecord } from '#platform/seal/sealed.ts'
import { DAY_MS } from '#platform/time/local.ts'
import { announce, idInQueue, withDay } from '#testing/event.ts'
import { signIn } from '#testing/member.ts'
import { makeKey } from '#testing/seal.ts'
import { onBothEngines } from '#testing/world.ts'
import { findSealed, insertSealed } from './store.ts'

onBothEngines('sealing again', make => {
  test('stands in the log once a day, and only what was under the key that was named is changed', async () => {
    const testWorld = await withDay(await make())
    const { world } = testWorld
    const old = await makeKey(world)
    await announce(testWorld, { title: 'Three contacts' })
    const member = await signIn(testWorld, { name: 'Nadzeja' })
    const subject = await idInQueue(member, 'Three contacts')
    const body = sealRecord(old.recipient, { text: 'Canary' }, 2048)
    const record = { kind: 'contact', subject, keyId: old.id, body, now: world.clock() } as const
    const ids = await write(world.database, [], async trx => [
      await insertSealed(trx, record),
      await insertSealed(trx, record),
      await insertSealed(trx, record),
    ])
    const key = await makeKey(world)
    const again = Buffer.from(bytesOf(sealRecord(key.recipient, { text: 'Canary' }, 2048))).toString('base64')
    const send = async (at: number, was = old.id) =>
      (await member.post(`/desk/sealed/records/${ids[at]}`, { was, keyId: key.id, body: again })).status
    const logged = () =>
      world.database.db.selectFrom('log').selectAll().where('action', '=', 'resealed').execute()

    assert.equal(await send(0, key.id), 409)
    assert.equal(await send(0, 'nothing'), 409)
    assert.equal((await findSealed(world.database.db, ids[0]!))?.keyId, old.id)
    assert.deepEqual(await logged(), [])
    assert.equal(await send(0), 200)
    assert.equal(await send(1), 200)
    const [line, ...more] = await logged()
    assert.deepEqual(more, [])
    assert.equal(`${line!.member} ${line!.subject}`, 'Nadzeja purpose:organisers')
    testWorld.setNow(world.clock() + DAY_MS)
    const tomorrow = await signIn(testWorld, { name: 'Bahdan' })
    await tomorrow.post(`/desk/sealed/records/${ids[2]}`, { was: old.id, keyId: key.id, body: again })
    assert.deepEqual((await logged()).map(entry => entry.member).sort(), ['Bahdan', 'Nadzeja'])
  })
})
