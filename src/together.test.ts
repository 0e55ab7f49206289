import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashCode, newCode } from '#platform/codes/codes.ts'
import { createDatabase, type Database } from '#platform/db/database.ts'
import { writeTogether } from '#platform/db/group.ts'
import type { Db } from '#platform/db/tables.ts'
import { openEmptyPostgres, postgresMissing } from '#testing/engines.ts'
import { announcement, send, withDay } from '#testing/event.ts'
import { onBothEngines } from '#testing/world.ts'

const MANY = 500
const POISONED = 250
/** The database refuses this event: SQLite by a trigger, PostgreSQL by a rule of the table. */
const POISON = {
  sqlite: `CREATE TRIGGER poison BEFORE INSERT ON events WHEN new.content LIKE '%poison%'
    BEGIN SELECT RAISE(ABORT, 'poisoned'); END`,
  postgres: `ALTER TABLE events ADD CONSTRAINT poison CHECK (content NOT LIKE '%poison%')`,
}

onBothEngines('a rally presses the button', make => {
  test('500 announcements at once are kept, but for the one that the database refuses', async () => {
    const test = await withDay(await make({ env: { TRUST_PROXY: '1' } }))
    const { database } = test.world
    await database.engine.runScript(POISON[database.kind])
    const codes = Array.from({ length: MANY }, newCode)
    const commits = countCommits(database)
    // What is refused is logged as a mistake, which the world of tests writes to the error output as well.
    const write = process.stderr.write
    process.stderr.write = () => true
    const answers = await Promise.all(
      codes.map((code, index) =>
        send(
          test,
          '/en/events/new',
          announcement({ title: index === POISONED ? 'poison' : `Event ${index}`, code }),
          { 'x-forwarded-for': `10.0.${index >> 8}.${index & 255}` },
        ),
      ),
    ).finally(() => {
      process.stderr.write = write
    })
    assert.deepEqual(
      answers.map(({ status }) => status),
      codes.map((_, index) => (index === POISONED ? 500 : 201)),
    )
    const rows = await database.db.selectFrom('events').select(['code_hash', 'content']).execute()
    const kept = new Map(rows.map(row => [row.code_hash, row.content]))
    assert.equal(kept.has(hashCode(codes[POISONED]!)), false)
    for (const [index, code] of codes.entries())
      if (index !== POISONED) assert.ok(kept.get(hashCode(code))?.includes(`"Event ${index}"`), `${index}`)
    assert.ok(commits() < MANY / 5, `${commits()} commits`)
  })
})

test('two processes that wait for each other are both served', { skip: postgresMissing }, async t => {
  const engine = await openEmptyPostgres()
  const [one, other] = [createDatabase(engine), createDatabase(await engine.another())]
  t.after(() => Promise.all([one.close(), other.close()]))
  await engine.runScript(`CREATE TABLE versions (topic TEXT PRIMARY KEY, version BIGINT NOT NULL);
    INSERT INTO versions VALUES ('a', 0), ('b', 0)`)
  const met = meeting(2)
  const grow = (topic: string, wait?: () => Promise<void>) => async (trx: Db) => {
    await trx
      .updateTable('versions')
      .set(eb => ({ version: eb('version', '+', 1) }))
      .where('topic', '=', topic)
      .execute()
    await wait?.()
  }
  // Each holds what the other needs next: PostgreSQL ends one of them.
  await Promise.all([
    writeTogether(one, [], grow('a', met)),
    writeTogether(one, [], grow('b')),
    writeTogether(other, [], grow('b', met)),
    writeTogether(other, [], grow('a')),
  ])
  const rows = await one.db.selectFrom('versions').selectAll().orderBy('topic').execute()
  assert.deepEqual(rows, [
    { topic: 'a', version: 2 },
    { topic: 'b', version: 2 },
  ])
})

/** Everybody waits until so many have come; who comes again goes on. */
function meeting(count: number): () => Promise<void> {
  let missing = count
  let open = () => {}
  const all = new Promise<void>(resolve => {
    open = resolve
  })
  return () => {
    missing -= 1
    if (missing <= 0) open()
    return all
  }
}

/** How often a transaction was committed since. */
function countCommits(database: Database): () => number {
  let commits = 0
  const { db } = database
  const transaction = db.transaction.bind(db)
  db.transaction = () => {
    commits += 1
    return transaction()
  }
  return () => commits
}
