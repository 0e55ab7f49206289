/** What a column may hold; everything in the portable subset of our migrations is one of these. */
export type ColumnKind = 'int' | 'real' | 'text' | 'bytes'

export type Table = {
  name: string
  columns: readonly { name: string; kind: ColumnKind }[]
  /** The columns of its primary key. */
  key: readonly string[]
  /** The tables that its foreign keys name. */
  refersTo: readonly string[]
}

/** A value as it is kept. Whole numbers are BigInt, so that none loses digits. */
export type Cell = bigint | number | string | Uint8Array | null

/** All rows as they were at one moment. */
export type Snapshot = {
  /** What others refer to comes first. */
  tables: readonly Table[]
  /** The rows of a table in the order of its key (bytes of UTF-8), a few hundred at a time. */
  batches(table: Table): AsyncIterable<Cell[][]>
}

/** Runs a statement without parameters, and resolves with its rows. */
export type Query = (sql: string) => Promise<Record<string, unknown>[]>

type Found = { table: string; column: string; kind: ColumnKind; keyPart: number }

/** Tables from what an engine's catalogue tells: columns in their order, and pairs of who refers to whom. */
export function tablesFrom(
  columns: readonly Found[],
  references: readonly { table: string; refersTo: string }[],
): Table[] {
  const names = [...new Set(columns.map(column => column.table))].sort()
  const tables = names.map(name => {
    const own = columns.filter(column => column.table === name)
    return {
      name,
      columns: own.map(({ column, kind }) => ({ name: column, kind })),
      key: own
        .filter(column => column.keyPart > 0)
        .sort((a, b) => a.keyPart - b.keyPart)
        .map(({ column }) => column),
      refersTo: references.filter(({ table }) => table === name).map(({ refersTo }) => refersTo),
    }
  })
  return referredFirst(tables)
}

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The columns that put rows in a fixed order: the key, or all of them where there is none. */
export function orderOf(table: Table): readonly Table['columns'][number][] {
  return table.key.length > 0
    ? table.key.map(name => table.columns.find(column => column.name === name)!)
    : table.columns
}

function referredFirst(tables: readonly Table[]): Table[] {
  const sorted: Table[] = []
  const visit = (table: Table, path: readonly string[]) => {
    if (path.includes(table.name))
      throw new Error(`tables refer to each other in a circle: ${path.join(', ')}`)
    if (sorted.includes(table)) return
    for (const name of table.refersTo) {
      const other = tables.find(candidate => candidate.name === name)
      if (other && other !== table) visit(other, [...path, table.name])
    }
    sorted.push(table)
  }
  for (const table of tables) visit(table, [])
  return sorted
}
