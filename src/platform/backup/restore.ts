import { type RawBuilder, sql } from 'kysely'
import { quoted, type Table } from '../db/catalogue.ts'
import type { Database } from '../db/database.ts'
import {
  ensureTable,
  listDone,
  type Migration,
  readMigrations,
  refuseChanged,
  runMigration,
} from '../db/migrate.ts'
import type { Db } from '../db/tables.ts'
import { adviceError } from '../log/advice.ts'
import { readCell, type TableHead, type Written } from './format.ts'
import { ourTables } from './our-tables.ts'
import { checkBackup, readBackup, type Summary } from './read.ts'

type Options = {
  file: string
  /** What opens the file if it is sealed: 'AGE-SECRET-KEY-1…'. */
  identities?: readonly string[]
  /** Called when there is something already, before anything is touched: takes a copy, or throws. */
  beforeReplacing: () => Promise<void>
  /** Takes a file that the backup holds; it refuses (throws) a name that is none of ours. */
  takeFile?: (name: string, bytes: Buffer) => Promise<void>
  migrations?: readonly Migration[]
}

/**
 * Puts a backup in the place of all that the database holds, in one transaction: the tables as they were when it
 * was made, its rows, then the migrations that came later. Refuses a damaged or newer file, and a database that
 * somebody else uses, with nothing changed.
 */
export async function restoreBackup(database: Database, options: Options): Promise<Summary> {
  const { file, identities = [], beforeReplacing, takeFile, migrations = readMigrations() } = options
  const summary = await checkBackup(file, identities)
  const done = new Map(summary.head.migrations)
  refuseChanged(migrations, done)
  if (!(await database.engine.occupy('alone')))
    throw adviceError('A server or another command uses this database.', 'Stop it first, then restore.')
  await ensureTable(database)
  refuseChanged(migrations, await listDone(database.db))
  if (await hasRows(database, migrations)) await beforeReplacing()

  await database.db.transaction().execute(async trx => {
    const { tokens } = database.engine
    for (const table of (await tablesOf(database, trx, migrations)).reverse())
      await sql.raw(`DROP TABLE ${quoted(table.name)}`).execute(trx)
    await sql`DELETE FROM migrations`.execute(trx)
    for (const migration of migrations)
      if (done.has(migration.name)) await runMigration(trx, tokens, migration)
    const tables = await tablesOf(database, trx, migrations)
    // A migration may have put rows of its own, which the backup holds as they became.
    for (const table of tables.toReversed()) await sql.raw(`DELETE FROM ${quoted(table.name)}`).execute(trx)
    const rows = await readBackup(file, {
      identities,
      table: head => refuseOther(head, tables),
      rows: (batch, head) => insertRows(trx, head, batch),
      ...(takeFile ? { file: takeFile } : {}),
    })
    if (rows !== summary.rows) throw new Error('the file changed while it was read')
    for (const migration of migrations)
      if (!done.has(migration.name)) await runMigration(trx, tokens, migration)
  })
  return summary
}

async function tablesOf(database: Database, trx: Db, migrations: readonly Migration[]): Promise<Table[]> {
  const query = async (text: string) => (await sql.raw<Record<string, unknown>>(text).execute(trx)).rows
  return ourTables(await database.engine.listTables(query), migrations)
}

async function hasRows(database: Database, migrations: readonly Migration[]): Promise<boolean> {
  for (const table of await tablesOf(database, database.db, migrations)) {
    const { rows } = await sql.raw(`SELECT 1 FROM ${quoted(table.name)} LIMIT 1`).execute(database.db)
    if (rows.length > 0) return true
  }
  return false
}

function refuseOther(head: TableHead, tables: readonly Table[]) {
  const table = tables.find(candidate => candidate.name === head.table)
  const kinds = new Map(table?.columns.map(({ name, kind }) => [name, kind]))
  const fits =
    head.columns.length === kinds.size && head.columns.every(([name, kind]) => kinds.get(name) === kind)
  if (!fits)
    throw adviceError(
      `The table ${head.table} of the backup does not fit this version.`,
      'Restore with the version that wrote it, then upgrade.',
    )
}

async function insertRows(trx: Db, { table, columns }: TableHead, batch: Written[][]) {
  const names = sql.join(columns.map(([name]) => sql.id(name)))
  const atOnce = Math.max(1, Math.floor(20_000 / columns.length))
  for (let start = 0; start < batch.length; start += atOnce) {
    const rows: RawBuilder<unknown>[] = batch
      .slice(start, start + atOnce)
      .map(row => sql`(${sql.join(row.map((written, index) => readCell(written, columns[index]![1])))})`)
    await sql`INSERT INTO ${sql.table(table)} (${names}) VALUES ${sql.join(rows)}`.execute(trx)
  }
}
