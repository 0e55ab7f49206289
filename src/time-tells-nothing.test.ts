import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { insertKey } from '#keys/store.ts'
import { newIdentity } from '#platform/seal/pair.ts'
import { bytesOf, type Sealed, sealRecord } from '#platform/seal/sealed.ts'
import { KIND, KINDS } from '#sealed/record.ts'
import { insertSealed } from '#sealed/store.ts'
import { readShape } from '#testing/shape.ts'
import { onBothEngines } from '#testing/world.ts'

/** What the public sends, by table. Instants may stand only in the columns named: they are the desk's decisions. */
const SENT: Record<string, readonly string[]> = {
  events: ['published_at', 'updated_at'],
  event_proposals: [],
  event_messages: [],
  corrections: [],
  enquiries: [],
  sealed: [],
}

onBothEngines('when something was sent', make => {
  test('is not known better than a day, and its order not at all', async () => {
    const { world } = await make()
    const shape = await readShape(world.database)
    for (const [table, decisions] of Object.entries(SENT)) {
      const columns = shape.tables.find(({ name }) => name === table)?.columns
      assert.ok(columns, `there is no table ${table}`)
      const numbers = columns
        .filter(({ kind }) => kind === 'int')
        .map(({ name }) => name)
        .filter(name => !['edition', 'version', 'sequence', 'number', 'based_on'].includes(name))
      assert.deepEqual(numbers.sort(), [...decisions].sort(), `${table} may keep an instant`)
      // Without a rowid there is no number that grows with each row. What PostgreSQL leaves stands in docs/threats.md.
      if (world.database.kind === 'sqlite')
        await assert.rejects(sql.raw(`SELECT rowid FROM ${table}`).execute(world.database.db), /rowid/, table)
    }
  })
})

onBothEngines('how long something sealed was', make => {
  test('is not known better than its size', async () => {
    const { world } = await make()
    const { recipient } = newIdentity()
    const day = '2024-05-21'
    await insertKey(
      world.database.db,
      { id: 'k', purpose: 'organisers', recipient, made: day, madeBy: 'a', ended: null, due: '' },
      Buffer.alloc(0),
    )
    for (const kind of KINDS) {
      const { size } = KIND[kind]
      const bodies: Sealed<unknown>[] = ['', 'a', 'я'.repeat(size / 4)].map(text =>
        sealRecord(recipient, { text }, size),
      )
      for (const body of bodies)
        await insertSealed(world.database.db, { kind, subject: kind, keyId: 'k', body, now: world.clock() })
      assert.equal(new Set(bodies.map(body => bytesOf(body).length)).size, 1, kind)
    }
    const rows = await world.database.db.selectFrom('sealed').select(['kind', 'day', 'body']).execute()
    assert.equal(rows.length, 3 * KINDS.length)
    for (const kind of KINDS)
      assert.equal(new Set(rows.filter(row => row.kind === kind).map(row => row.body.length)).size, 1, kind)
    assert.deepEqual([...new Set(rows.map(row => row.day))], [day])
  })
})
