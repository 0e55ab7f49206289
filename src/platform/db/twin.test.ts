import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import {
  onBothEmpty,
  openEmptyPostgres,
  openEmptySqlite,
  postgresMissing,
  type TestEngine,
} from '#testing/engines.ts'
import { describeShape, isRequired, readShape, rowsOf, type Shape } from '#testing/shape.ts'
import type { Cell } from './catalogue.ts'
import { createDatabase, type Database } from './database.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'

/** Has one of everything that a description must see. */
const SAMPLE: Migration = {
  name: '0001_sample.sql',
  sql: `CREATE TABLE parents (id {{int64}} PRIMARY KEY, a TEXT, b TEXT NOT NULL, c REAL, UNIQUE (b, a));
    CREATE TABLE children (one TEXT NOT NULL, two {{int64}} NOT NULL REFERENCES parents (id) ON DELETE CASCADE,
      three {{bytes}} NOT NULL, four {{int64}} REFERENCES parents (id), PRIMARY KEY (two, one));
    CREATE UNIQUE INDEX children_three ON children (three);
    CREATE INDEX children_four ON children (four DESC, one);
    CREATE INDEX children_some ON children (four) WHERE one = 'x';
    CREATE INDEX children_lower ON children (lower(one))`,
}
const SAMPLE_DESCRIBED = [
  'children (four DESC, one) indexed as children_four',
  'children (four) indexed as children_some, in part',
  'children (an expression) indexed as children_lower',
  'children (three) unique as children_three',
  'children four → parents id, on delete no action',
  'children four: int',
  'children has the key two, one',
  'children one: text, required',
  'children three: bytes, required',
  'children two → parents id, on delete cascade',
  'children two: int, required',
  'parents (b, a) unique',
  'parents a: text',
  'parents b: text, required',
  'parents c: real',
  'parents has the key id',
  'parents id: int, required',
]

describe('twins', { skip: postgresMissing }, () => {
  test('SQLite and PostgreSQL have the same tables after all migrations', async () => {
    const [sqlite, postgres] = [await migrated(openEmptySqlite), await migrated(openEmptyPostgres)]
    assert.deepEqual(describeShape(await readShape(sqlite)), describeShape(await readShape(postgres)))
    await sqlite.close()
    await postgres.close()
  })
})

onBothEmpty('migrations', open => {
  test('the description that twins are compared by leaves nothing out', async () => {
    const database = await migrated(open, [SAMPLE])
    const lines = describeShape(await readShape(database)).filter(line => !line.startsWith('migrations '))
    assert.deepEqual(lines, [...SAMPLE_DESCRIBED].sort())
    await database.close()
  })

  test('each runs over rows of the state before it, and keeps them', async () => {
    assert.deepEqual(await findLostRows(await open(), readMigrations()), [])
  })

  test('one that loses a row, or cannot run over rows, is found', async () => {
    const loses = { name: '0002_loses.sql', sql: "DELETE FROM parents WHERE b = 'b 3'" }
    const lost = await findLostRows(await open(), [SAMPLE, loses])
    assert.match(lost.join(), /^0002_loses\.sql: parents .*b 3/)
    const cannot = { name: '0002_cannot.sql', sql: 'CREATE UNIQUE INDEX often ON parents (length(b))' }
    await assert.rejects(async () => findLostRows(await open(), [SAMPLE, cannot]), /unique/i)
  })
})

async function migrated(open: () => Promise<TestEngine>, migrations = readMigrations()): Promise<Database> {
  const database = createDatabase(await open())
  await migrate(database, { migrations })
  return database
}

/** Migrates one step at a time, with two new rows in every table before each, and says which did not survive. */
async function findLostRows(engine: TestEngine, migrations: readonly Migration[]): Promise<string[]> {
  const database = createDatabase(engine)
  const lost: string[] = []
  try {
    for (const [level, { name }] of migrations.entries()) {
      await addRows(database, level)
      const before = await readRows(database)
      await migrate(database, { migrations: migrations.slice(0, level + 1) })
      const after = await readRows(database)
      for (const [table, rows] of before) {
        const kept = after.get(table) ?? []
        const gone = rows.filter(row => !kept.some(other => isSame(row, other)))
        lost.push(...gone.map(row => `${name}: ${table} ${JSON.stringify(row)}`))
      }
    }
  } finally {
    await database.close()
  }
  return lost
}

/** Adds a full row to every table and one with nothing in what may be empty. */
async function addRows(database: Database, level: number): Promise<void> {
  const shape = await readShape(database)
  for (const table of shape.tables.filter(({ name }) => name !== 'migrations'))
    for (const number of [2 * level, 2 * level + 1]) {
      const isFull = number % 2 === 0
      const names = table.columns
        .map(column => column.name)
        .filter(name => isFull || isRequired(shape, table, name))
      const values = names.map(name => cellOf(shape, { table: table.name, column: name }, number))
      await sql`INSERT INTO ${sql.table(table.name)} (${sql.join(names.map(name => sql.ref(name)))})
        VALUES (${sql.join(values)})`.execute(database.db)
    }
}

/** What the row of a number has in a column; where it refers to another row, that row's value. */
function cellOf(shape: Shape, { table, column }: { table: string; column: string }, number: number): Cell {
  const refers = shape.references.find(found => found.table === table && found.column === column)
  if (refers) return cellOf(shape, { table: refers.to, column: refers.toColumn }, number)
  const columns = shape.tables.find(({ name }) => name === table)!.columns
  const { kind } = columns.find(({ name }) => name === column)!
  if (kind === 'bytes') return Buffer.from([number])
  return kind === 'text' ? `${column} ${number}` : number
}

async function readRows(database: Database): Promise<Map<string, Record<string, unknown>[]>> {
  const found = new Map<string, Record<string, unknown>[]>()
  for (const { name } of (await readShape(database)).tables)
    found.set(name, await rowsOf(database, `SELECT * FROM "${name}"`))
  return found
}

/** Whether two rows say the same in the columns that both have. */
function isSame(row: Record<string, unknown>, other: Record<string, unknown>): boolean {
  return Object.keys(row).every(
    name => !(name in other) || JSON.stringify(row[name]) === JSON.stringify(other[name]),
  )
}
