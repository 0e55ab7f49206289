import type { Cell, ColumnKind, Table } from '../db/catalogue.ts'

/*
 * A backup is gzip over lines of JSON (RFC 1952, RFC 8259), the same from both engines: a head, then for each
 * table its columns, its rows (arrays) and an end with their number and digest, then a line for each file that belongs
 * to it, then the end of the whole.
 */

export type Head = {
  vestka: 'backup'
  /** 2 where there are files, which earlier versions do not read. */
  format: 1 | 2
  /** When it was made, ISO 8601, UTC. */
  made: string
  /** The migrations that had run: name and digest. */
  migrations: [string, string][]
}
export type TableHead = { table: string; columns: [string, ColumnKind][] }
export type TableEnd = { end: string; rows: number; sha256: string }
/** A file beside the database, by its name in its folder. */
export type FileLine = { file: string; base64: string; sha256: string }
export type End = { end: true; tables: number; rows: number; files?: number; sha256: string }

/** Files that a backup takes along. What was listed and is gone when it is read is left out. */
export type FilesToKeep = { list(): Promise<string[]>; read(name: string): Promise<Buffer | null> }

/** A value as JSON can hold it: bytes as base64, whole numbers beyond 2^53 as text. */
export type Written = number | string | null

/** Refuses (throws) a value that is not of the column's kind, naming the place and not the value. */
export function writeCell(cell: Cell, kind: ColumnKind, place: string): Written {
  if (cell === null) return null
  if (kind === 'int' && typeof cell === 'bigint')
    return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell)
  if (kind === 'real' && (typeof cell === 'number' || typeof cell === 'bigint')) return Number(cell)
  if (kind === 'text' && typeof cell === 'string') return cell
  if (kind === 'bytes' && cell instanceof Uint8Array) return Buffer.from(cell).toString('base64')
  throw new Error(`${place} holds a value that is not of type ${kind}`)
}

/** The reverse of `writeCell`. */
export function readCell(written: Written, kind: ColumnKind): Cell {
  if (written === null) return null
  if (kind === 'int') return BigInt(written)
  if (kind === 'bytes') return Buffer.from(String(written), 'base64')
  return written
}

export function tableHead(table: Table): TableHead {
  return { table: table.name, columns: table.columns.map(({ name, kind }) => [name, kind]) }
}
