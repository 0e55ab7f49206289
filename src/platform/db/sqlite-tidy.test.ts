import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Sqlite from 'better-sqlite3'
import { makeFolder } from '#testing/server.ts'
import { emptyLog, layInOrder } from './sqlite-tidy.ts'

const ROWS = Array.from({ length: 60 }, (_, index) => ({
  id: `id ${(index * 7919) % 60}`.padEnd(8),
  body: Buffer.alloc(2400, index),
}))
const COUNTERS = [
  [24, 28],
  [40, 44],
  [92, 96],
] as const

/** The bytes of a database whose rows came in this order, before and after they were laid by key. */
function filesOf(rows: typeof ROWS): { before: Buffer; after: Buffer } {
  const file = join(makeFolder(), 'vestka.sqlite')
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('secure_delete = ON')
  sqlite.exec('CREATE TABLE sealed (id TEXT NOT NULL PRIMARY KEY, body BLOB) WITHOUT ROWID')
  sqlite.exec('CREATE INDEX sealed_body ON sealed (length(body))')
  for (const { id, body } of rows) sqlite.prepare('INSERT INTO sealed VALUES (?, ?)').run(id, body)
  const read = () => {
    assert.ok(emptyLog(sqlite))
    const bytes = readFileSync(file)
    // How often the file was changed, not what.
    for (const [from, to] of COUNTERS) bytes.fill(0, from, to)
    return bytes
  }
  const before = read()
  assert.ok(layInOrder(sqlite))
  const after = read()
  assert.equal(sqlite.pragma('integrity_check', { simple: true }), 'ok')
  sqlite.close()
  return { before, after }
}

test('the file does not tell in which order rows came, once they were laid by their keys', () => {
  const [one, other] = [filesOf(ROWS), filesOf(ROWS.toReversed())]
  assert.equal(one.before.equals(other.before), false, 'the places of rows tell it until then')
  assert.ok(one.after.equals(other.after))
})

test('who uses the database is not waited for', () => {
  const file = join(makeFolder(), 'vestka.sqlite')
  const patient = { timeout: 60_000 }
  const [one, other] = [new Sqlite(file, patient), new Sqlite(file)]
  one.pragma('journal_mode = WAL')
  one.exec('CREATE TABLE t (id TEXT)')
  other.exec('BEGIN IMMEDIATE')
  const start = performance.now()
  assert.equal(layInOrder(one), false)
  assert.ok(performance.now() - start < patient.timeout)
  other.exec('COMMIT')
  assert.equal(layInOrder(one), true)
  one.close()
  other.close()
})
