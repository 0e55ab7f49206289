import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { adviceError } from '../log/advice.ts'
import { openStream } from './envelope.ts'
import type { End, FileLine, Head, TableEnd, TableHead, Written } from './format.ts'

const BATCH = 200
const BATCH_BYTES = 16 * 1024 * 1024
/** No row of ours is as long, in bytes. */
const MAX_LINE = 64 * 1024 * 1024

/** What a backup says of itself. */
export type Summary = { head: Head; tables: Map<string, number>; rows: number; files: number }

export type Visitor = {
  /** What opens the file if it is sealed. */
  identities?: readonly string[]
  head?(head: Head): void
  table?(table: TableHead): void
  rows?(rows: Written[][], table: TableHead): Promise<void>
  file?(name: string, bytes: Buffer): Promise<void>
}

/** Reads a whole backup and resolves with what it holds; throws with advice unless every digest and number is right. */
export async function checkBackup(file: string, identities: readonly string[] = []): Promise<Summary> {
  const tables = new Map<string, number>()
  let head: Head | undefined
  let files = 0
  const rows = await readBackup(file, {
    identities,
    head: found => (head = found),
    table: ({ table }) => tables.set(table, 0),
    rows: async (batch, { table }) => void tables.set(table, tables.get(table)! + batch.length),
    file: async () => void files++,
  })
  return { head: head!, tables, rows, files }
}

/**
 * Reads a backup from its first line to its last, a few hundred rows at a time, and resolves with the number of
 * rows. Throws when anything is missing, damaged or too much; what was handed out before must then be undone.
 */
export async function readBackup(file: string, visitor: Visitor): Promise<number> {
  const whole = createHash('sha256')
  let own = createHash('sha256')
  let table: TableHead | undefined
  let head: Head | undefined
  let end: End | undefined
  let batch: Written[][] = []
  let batchBytes = 0
  let inTable = 0
  let files = 0
  let tables = 0
  let sum = 0
  const flush = async () => {
    if (batch.length > 0) await visitor.rows?.(batch, table!)
    batch = []
    batchBytes = 0
  }

  for await (const line of linesOf(await openStream(file, visitor.identities ?? []))) {
    if (end) throw damaged()
    const value = parse(line)
    if (!head) {
      head = readHead(value)
      visitor.head?.(head)
    } else if (Array.isArray(value)) {
      if (!table || value.length !== table.columns.length) throw damaged()
      own.update(line)
      inTable += 1
      batch.push(value as Written[])
      batchBytes += line.length
      if (batch.length >= BATCH || batchBytes >= BATCH_BYTES) await flush()
    } else if (isTableHead(value)) {
      if (table) throw damaged()
      table = value
      tables += 1
      visitor.table?.(table)
    } else if (isTableEnd(value)) {
      await flush()
      if (value.end !== table?.table || value.rows !== inTable || value.sha256 !== own.digest('hex'))
        throw damaged()
      sum += inTable
      table = undefined
      own = createHash('sha256')
      inTable = 0
    } else if (isFileLine(value)) {
      const bytes = Buffer.from(value.base64, 'base64')
      if (table || createHash('sha256').update(bytes).digest('hex') !== value.sha256) throw damaged()
      await visitor.file?.(value.file, bytes)
      files += 1
    } else {
      end = value as End
      if (table || end.end !== true || end.tables !== tables || end.rows !== sum) throw damaged()
      if ((end.files ?? 0) !== files) throw damaged()
      if (end.sha256 !== whole.digest('hex')) throw damaged()
      continue
    }
    whole.update(line)
  }
  if (!end) throw damaged()
  return sum
}

/** Lines with their end; whatever is wrong with the file or its compression is 'damaged'. */
async function* linesOf(source: Readable): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  source.on('error', error => gunzip.destroy(error))
  let rest: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of source.pipe(gunzip) as AsyncIterable<Buffer>) {
      let start = 0
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, start)) {
        yield Buffer.concat([...rest, chunk.subarray(start, at + 1)])
        rest = []
        length = 0
        start = at + 1
      }
      if (start < chunk.length) rest.push(chunk.subarray(start))
      length += chunk.length - start
      if (length > MAX_LINE) throw damaged()
    }
  } catch (error) {
    // What is wrong inside an age file has no code.
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw code === '' || code.startsWith('Z_') ? damaged() : error
  } finally {
    source.destroy()
  }
  if (length > 0) throw damaged()
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'))
  } catch {
    throw damaged()
  }
}

function readHead(value: unknown): Head {
  const head = value as Head | null
  if (head?.vestka !== 'backup' || !Array.isArray(head.migrations)) throw damaged()
  if (head.format !== 1 && head.format !== 2)
    throw adviceError('The backup was written by a newer Vestka.', 'Install that version, then restore it.')
  return head
}

function isTableHead(value: unknown): value is TableHead {
  return typeof (value as TableHead | null)?.table === 'string'
}

function isTableEnd(value: unknown): value is TableEnd {
  return typeof (value as TableEnd | null)?.end === 'string'
}

function isFileLine(value: unknown): value is FileLine {
  const line = value as FileLine | null
  return typeof line?.file === 'string' && typeof line.base64 === 'string'
}

function damaged(): Error {
  return adviceError(
    'The file is damaged or not a backup of Vestka.',
    'Take another copy of it, or an older backup.',
  )
}
