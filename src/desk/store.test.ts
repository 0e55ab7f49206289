import assert from 'node:assert/strict'
import { test } from 'node:test'
import { write } from '#platform/db/database.ts'
import { onBothEngines } from '../testing/world.ts'
import { findClaim, insertLogEntry, listLog, takeClaim } from './store.ts'

onBothEngines('desk store', make => {
  test('the log numbers its lines, also when many write at once, and knows only the day', async () => {
    const { world } = await make()
    const now = Date.parse('2024-05-21T22:59:59Z')
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        write(world.database, [], trx =>
          insertLogEntry(
            trx,
            { member: 'anna', action: 'event-published', subject: `event:${i}`, note: '' },
            now,
          ),
        ),
      ),
    )
    const lines = await listLog(world.database.db, { limit: 100 })
    assert.deepEqual(
      lines.map(line => line.number),
      Array.from({ length: 20 }, (_, i) => 20 - i),
    )
    assert.equal(lines[0]?.day, '2024-05-21')
  })

  test('an item in hand is shown to others and frees itself after ten minutes', async () => {
    const { world } = await make()
    const { db } = world.database
    await takeClaim(db, { subject: 'event:1', member: 'anna', now: 0 })
    assert.equal((await takeClaim(db, { subject: 'event:1', member: 'ben', now: 599_999 })).member, 'anna')
    assert.equal((await takeClaim(db, { subject: 'event:1', member: 'ben', now: 600_000 })).member, 'ben')
    assert.equal((await findClaim(db, 'event:1', 600_001))?.member, 'ben')
  })

  test('of two who reach for an item at once one has it, and both are told who', async () => {
    const { world } = await make()
    const { db } = world.database
    const members = ['anna', 'ben', 'cora', 'dan']
    for (const now of [0, 700_000]) {
      const told = await Promise.all(
        members.map(member => takeClaim(db, { subject: 'event:1', member, now })),
      )
      assert.equal(new Set(told.map(({ member }) => member)).size, 1)
      assert.equal((await findClaim(db, 'event:1', now))?.member, told[0]?.member)
    }
  })
})
