import pg from 'pg'
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
const KINDS: Record<string, ColumnKind> = {
  int2: 'int',
  int4: 'int',
  int8: 'int',
  float4: 'real',
  float8: 'real',
  text: 'text',
  varchar: 'text',
  bytea: 'bytes',
}
const INTEGERS = new Set<number>([pg.types.builtins.INT2, pg.types.builtins.INT4, pg.types.builtins.INT8])

/** The tables of the schema in use. Refuses a column whose type is not of the portable subset. */
export async function listPostgresTables(query: Query): Promise<Table[]> {
  const columns = await query(
    `SELECT t.relname AS "table", c.attname AS "column", y.typname AS type,
       coalesce(array_position(k.conkey, c.attnum), 0) AS "keyPart"
     FROM pg_class t
     JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
     JOIN pg_type y ON y.oid = c.atttypid
     LEFT JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'p'
     WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
     ORDER BY t.relname, c.attnum`,
  )
  const references = await query(
    `SELECT t.relname AS "table", o.relname AS "refersTo"
     FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class o ON o.oid = k.confrelid
     WHERE k.contype = 'f' AND t.relnamespace = current_schema()::regnamespace`,
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

/** Reads in one REPEATABLE READ transaction: writers go on meanwhile, and are not seen. */
export async function snapshotPostgres<T>(
  pool: pg.Pool,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const tables = await listPostgresTables(async sql => (await client.query(sql)).rows)
    const result = await work({ tables, batches: table => batchesOf(client, table) })
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function* batchesOf(client: pg.PoolClient, table: Table): AsyncGenerator<Cell[][]> {
  const columns = table.columns.map(column => quoted(column.name)).join(', ')
  const order = orderOf(table).map(
    column => `${quoted(column.name)}${column.kind === 'text' ? ' COLLATE "C"' : ''} NULLS FIRST`,
  )
  const most = table.columns.some(({ kind }) => kind === 'bytes') ? BATCH_OF_BYTES : BATCH
  const select = `SELECT ${columns} FROM ${quoted(table.name)} ORDER BY ${order.join(', ')}`
  await client.query(`DECLARE copied NO SCROLL CURSOR FOR ${select}`)
  for (;;) {
    const { rows } = await client.query<Cell[]>({
      text: `FETCH ${most} FROM copied`,
      rowMode: 'array',
      types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
    })
    if (rows.length > 0) yield rows
    if (rows.length < most) break
  }
  await client.query('CLOSE copied')
}

function parserOf(oid: number, format?: 'text' | 'binary') {
  return INTEGERS.has(oid) ? (text: string) => BigInt(text) : pg.types.getTypeParser(oid, format as 'text')
}

function kindOf(type: string): ColumnKind {
  const kind = KINDS[type]
  if (!kind) throw new Error(`a column of type ${type} is not portable`)
  return kind
}
