import assert from 'node:assert/strict'
import { test } from 'node:test'
import { write } from '#platform/db/database.ts'
import { sealRecord } from '#platform/seal/sealed.ts'
import { DAY_MS } from '#platform/time/local.ts'
import { insertSealed, listSealed } from '#sealed/store.ts'
import { announce, idInQueue, withDay } from '#testing/event.ts'
import { signIn } from '#testing/member.ts'
import { makeKey } from '#testing/seal.ts'
import { onBothEngines } from '#testing/world.ts'
import type { EventContent } from './event.ts'
import { deletePastSealed, isPast } from './sealed-jobs.ts'

const noon = Date.parse('2024-05-21T12:00:00Z')
const over = (when: object, days: number, day = '2024-05-01') =>
  isPast(
    { day, event: { content: { when: { from: null, to: null, night: false, ...when } } as EventContent } },
    { keptDays: 60, now: noon + days * DAY_MS },
  )

test('it goes when the event has been over for so many days, everywhere on earth', () => {
  const when = { from: '2024-05-20', to: '2024-05-21' }
  assert.deepEqual(
    [60, 61, 62].map(days => over(when, days)),
    [false, true, true],
  )
  assert.equal(over({ ...when, night: true }, 61), false)
  assert.equal(over(when, 61, '2024-05-25'), false, 'what was sent after it counts from its own day')
  assert.equal(over({}, 400), false)
  assert.equal(over({}, 410), true)
})

onBothEngines('what is sealed with events', make => {
  test('is deleted some time after them, and not before', async () => {
    const testWorld = await withDay(await make())
    const { world } = testWorld
    const { db } = world.database
    const key = await makeKey(world)
    await announce(testWorld, { title: 'A rally with a contact' })
    const subject = await idInQueue(await signIn(testWorld, { name: 'Nadzeja' }), 'A rally with a contact')
    const body = sealRecord(key.recipient, { text: 'Canary' }, 2048)
    for (const kind of ['contact', 'venue'] as const)
      await write(world.database, [], trx =>
        insertSealed(trx, { kind, subject, keyId: key.id, body, now: world.clock() }),
      )
    await deletePastSealed(world)
    assert.equal((await listSealed(db, { subject })).length, 2)
    testWorld.setNow(world.clock() + 30 * DAY_MS)
    await deletePastSealed(world)
    assert.equal((await listSealed(db, { subject })).length, 2)
    testWorld.setNow(world.clock() + 40 * DAY_MS)
    await deletePastSealed(world)
    assert.deepEqual(await listSealed(db, { subject }), [])
  })
})
