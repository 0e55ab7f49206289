import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openAge } from '#platform/seal/open.ts'
import { newIdentity, secretOf } from '#platform/seal/pair.ts'
import { sealRecord } from '#platform/seal/sealed.ts'
import { joinShares, splitSecret } from '#platform/seal/shares.ts'
import { insertSealed } from '#sealed/store.ts'
import { setUpHolder } from '#testing/holder.ts'
import { readShape } from '#testing/shape.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'
import { endKey, getCurrentKey, insertKey } from './store.ts'

onBothEngines('keys are apart', make => {
  test('the key for letters opens no contact, with the whole database at hand', async () => {
    const test = await make()
    const holder = await setUpHolder(test)
    await leaveContact(test, 'a')
    const letters = await holder.openKey('letters')
    const organisers = await holder.openKey('organisers')
    assert.deepEqual(await openedBy(test, letters.identity), [])
    // The same search finds it with the right key.
    assert.deepEqual(await openedBy(test, organisers.identity), ['sealed.body'])
  })

  test('what a member could open opens nothing newer', async () => {
    const test = await make()
    const { database } = test.world
    const holder = await setUpHolder(test)
    await leaveContact(test, 'before')
    const old = await holder.openKey('organisers')
    const { recipient } = newIdentity()
    await endKey(database.db, { purpose: 'organisers', day: '2024-05-21' })
    const face = {
      purpose: 'organisers',
      recipient,
      made: '2024-05-21',
      madeBy: 'Anna',
      ended: null,
    } as const
    await insertKey(database.db, { id: 'new', ...face, due: '' }, Buffer.alloc(0))
    database.changes.changed(['keys'])
    await sql`DELETE FROM sealed`.execute(database.db)
    await leaveContact(test, 'after')
    assert.deepEqual(await openedBy(test, old.identity), [])
  })

  test('one share of a sheet opens nothing, two open the keys', async () => {
    const test = await make()
    const holder = await setUpHolder(test)
    const shares = await splitSecret(secretOf(holder.recovery.identity)!)
    for (const share of shares) {
      assert.equal(await joinShares([share]), null)
      assert.equal(await joinShares([share, share]), null)
    }
    assert.ok(await joinShares([shares[1]!, shares[2]!]))
    const opened = await openedBy(test, holder.recovery.identity)
    assert.deepEqual([...new Set(opened)], ['keys.recovery'])
  })
})

async function leaveContact({ world }: Pick<TestWorld, 'world'>, text: string): Promise<void> {
  const key = (await getCurrentKey(world.database, 'organisers'))!
  const body = sealRecord(key.recipient, { text }, 2048)
  const record = { kind: 'contact', subject: 'an-event', keyId: key.id, body, now: world.clock() } as const
  await insertSealed(world.database.db, record)
}

/** The columns with bytes in them that a secret half opens, once for each row. */
async function openedBy({ world }: Pick<TestWorld, 'world'>, identity: string): Promise<string[]> {
  const { tables } = await readShape(world.database)
  const found: string[] = []
  for (const { name, columns } of tables)
    for (const column of columns.filter(({ kind }) => kind === 'bytes')) {
      const { rows } = await sql<{
        file: Uint8Array | null
      }>`SELECT ${sql.ref(column.name)} AS file FROM ${sql.table(name)}`.execute(world.database.db)
      for (const { file } of rows) {
        const opened = file && (await openAge([identity], new Uint8Array(file)).catch(() => null))
        if (opened) found.push(`${name}.${column.name}`)
      }
    }
  return found
}
