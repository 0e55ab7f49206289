import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { describeStore, listLeftOver, readSnapshot, readSnapshots } from './sql-snapshot.ts'

const one = () => {}

test('the committed SQL is what the stores send', async () => {
  const { snapshots, faults } = await readSnapshots()
  assert.deepEqual(faults, [])
  assert.ok(snapshots.length > 5)
  const old = snapshots.filter(({ file, text }) => readSnapshot(file) !== text).map(({ file }) => file)
  assert.deepEqual([...old, ...listLeftOver(snapshots)], [], 'run: npm run snapshot:sql, and read the diff')
})

test('what is the same but for placeholders is written once, what differs for each engine', async () => {
  const { text, faults } = await describeStore(
    { one, other: one, NOT_A_FUNCTION: 1 },
    {
      other: ({ db, database }) =>
        sql`select ${sql.lit(database.kind === 'sqlite' ? 'now' : 'then')} as "at"`.execute(db),
      one: async ({ db, answer }) => {
        answer({ at: 1 })
        const { rows } = await sql`select '?', ${1} from "a?" where b = ${2}`.execute(db)
        await sql`select ${rows.length}`.execute(db)
      },
    },
  )
  assert.deepEqual(faults, [])
  assert.equal(
    text,
    `one
  select '?', $1
    from "a?"
    where b = $2
  select $1

other
  -- SQLite
  select 'now' as "at"
  -- PostgreSQL
  select 'then' as "at"
`,
  )
})

test('a function without a sample call, or with one that fails or sends nothing, is found', async () => {
  const { text, faults } = await describeStore(
    { none: one, fails: one, silent: one },
    {
      fails: ({ db }) => db.selectFrom('versions').selectAll().executeTakeFirstOrThrow(),
      silent: () => {},
    },
  )
  assert.equal(text, '')
  assert.equal(faults.length, 3)
  assert.match(faults.join('\n'), /call of fails fails: .*no result[\s\S]*none has no[\s\S]*silent.*nothing/)
})
