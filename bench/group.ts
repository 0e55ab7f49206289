import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import '#corrections/store.ts'
import { createDatabase, type Database, write } from '#platform/db/database.ts'
import { writeTogether } from '#platform/db/group.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openSqlite } from '#platform/db/sqlite.ts'
import { median, type Row, round } from './table.ts'

const TURNS = 5
const MS = 800
/** As many people press the button at the same moment. */
const AT_ONCE = 500
const BARE_GROUP = 100

/** Durable rows a second, one by one and in groups, and those of better-sqlite3 alone in groups of 100. */
export async function measureGroup(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-bench-group-'))
  const database = createDatabase(openSqlite(join(folder, 'vestka.sqlite')))
  const bare = openBare(join(folder, 'bare.sqlite'))
  const ways = {
    single: () => oneByOne(database),
    group: () => together(database),
    bare: async () => bare.addMany(BARE_GROUP),
  }
  const counts = { single: [] as number[], group: [] as number[], bare: [] as number[] }
  try {
    await migrate(database)
    for (let turn = 0; turn < TURNS; turn++)
      for (const way of ['single', 'group', 'bare'] as const) counts[way].push(await rateOf(ways[way]))
  } finally {
    await database.close()
    bare.close()
    rmSync(folder, { recursive: true })
  }
  const [single, group, alone] = [median(counts.single), median(counts.group), median(counts.bare)]
  return [
    {
      what: `Durable posts, ${AT_ONCE} at once`,
      figure: `${round(group)}/s`,
      comparison: `one by one ${round(single)}; better-sqlite3 alone in groups of ${BARE_GROUP} ${round(alone)}: ratio ${(group / alone).toFixed(2)}`,
      target: '≥ 3 × one by one',
      reached: group >= 3 * single,
    },
  ]
}

/** Rows a second: `work` adds some and gives how many. */
async function rateOf(work: () => Promise<number>): Promise<number> {
  const start = performance.now()
  let rows = 0
  while (performance.now() - start < MS) rows += await work()
  return (rows * 1000) / (performance.now() - start)
}

async function oneByOne(database: Database): Promise<number> {
  await write(database, [], trx => trx.insertInto('corrections').values(newRow()).execute())
  return 1
}

async function together(database: Database): Promise<number> {
  const add = () =>
    writeTogether(database, [], trx => trx.insertInto('corrections').values(newRow()).execute())
  await Promise.all(Array.from({ length: AT_ONCE }, add))
  return AT_ONCE
}

function openBare(file: string): { addMany(count: number): number; close(): void } {
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('secure_delete = ON')
  sqlite.exec(
    'CREATE TABLE corrections (id TEXT NOT NULL PRIMARY KEY, path TEXT, text TEXT, lang TEXT, arrived TEXT) WITHOUT ROWID',
  )
  const insert = sqlite.prepare('INSERT INTO corrections VALUES (:id, :path, :text, :lang, :arrived)')
  const addMany = sqlite.transaction((count: number) => {
    for (let row = 0; row < count; row++) insert.run(newRow())
    return count
  })
  return { addMany, close: () => sqlite.close() }
}

function newRow() {
  return {
    id: randomUUID(),
    path: '/en/events/evening-of-letters',
    text: 'The hall has another entrance now. '.repeat(4),
    lang: 'en',
    arrived: '2024-05-21',
  }
}
