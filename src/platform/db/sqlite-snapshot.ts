import Sqlite from 'better-sqlite3'
import {
  type Cell,
  type ColumnKind,
  orderOf,
  type Query,
  quoted,
  type Snapshot,
  type Table,
  tablesFrom,
} from './catalogue.ts'

const BATCH = 500
/** Bytes may be long, such as a sealed picture's. */
const BATCH_OF_BYTES = 8

/** The tables of a SQLite database. Refuses a column whose type is not of the portable subset. */
export async function listSqliteTables(query: Query): Promise<Table[]> {
  const columns = await query(
    `SELECT t.name AS "table", c.name AS "column", c.type AS type, c.pk AS "keyPart"
     FROM pragma_table_list t JOIN pragma_table_info(t.name) c
     WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
     ORDER BY t.name, c.cid`,
  )
  const references = await query(
    `SELECT t.name AS "table", f."table" AS "refersTo"
     FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND t.type = 'table'`,
  )
  return tablesFrom(
    columns.map(({ table, column, type, keyPart }) => ({
      table: String(table),
      column: String(column),
      kind: kindOf(String(type)),
      keyPart: Number(keyPart),
    })),
    references.map(({ table, refersTo }) => ({ table: String(table), refersTo: String(refersTo) })),
  )
}

/** Reads through a connection of its own: in WAL mode writers go on meanwhile, and are not seen. */
export async function snapshotSqlite<T>(file: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const sqlite = new Sqlite(file, { fileMustExist: true, timeout: 5000 })
  try {
    sqlite.exec('BEGIN')
    const tables = await listSqliteTables(async sql => sqlite.prepare<[], Record<string, unknown>>(sql).all())
    return await work({ tables, batches: table => batchesOf(sqlite, table) })
  } finally {
    sqlite.close()
  }
}

async function* batchesOf(sqlite: Sqlite.Database, table: Table): AsyncGenerator<Cell[][]> {
  const columns = table.columns.map(column => quoted(column.name)).join(', ')
  const order = orderOf(table).map(column => `${quoted(column.name)} NULLS FIRST`)
  const rows = sqlite
    .prepare<[], Cell[]>(`SELECT ${columns} FROM ${quoted(table.name)} ORDER BY ${order.join(', ')}`)
    .raw()
    .safeIntegers()
    .iterate()
  const most = table.columns.some(({ kind }) => kind === 'bytes') ? BATCH_OF_BYTES : BATCH
  let batch: Cell[][] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < most) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** SQLite's own rules of affinity (datatype3.html, 3.1), without NUMERIC. */
function kindOf(type: string): ColumnKind {
  if (/INT/i.test(type)) return 'int'
  if (/CHAR|CLOB|TEXT/i.test(type)) return 'text'
  if (/BLOB/i.test(type)) return 'bytes'
  if (/REAL|FLOA|DOUB/i.test(type)) return 'real'
  throw new Error(`a column of type ${type} is not portable`)
}
