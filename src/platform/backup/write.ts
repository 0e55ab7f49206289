import { createHash, type Hash, randomBytes } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Snapshot, Table } from '../db/catalogue.ts'
import type { Engine } from '../db/engine.ts'
import { type Migration, readMigrations, refuseChanged } from '../db/migrate.ts'
import { adviceError } from '../log/advice.ts'
import { newIdentity } from '../seal/pair.ts'
import { sealStream } from './envelope.ts'
import {
  type End,
  type FileLine,
  type FilesToKeep,
  type Head,
  type TableEnd,
  tableHead,
  writeCell,
} from './format.ts'
import { ourTables } from './our-tables.ts'
import { checkBackup, type Summary } from './read.ts'

type Options = {
  file: string
  /** Tables that must not outlive the running site, such as sessions. */
  leaveOut: readonly string[]
  /** Whose keys open it ('age1…'); without any it is readable as it lies. */
  sealTo: readonly string[]
  /** What lies beside the database. */
  files?: FilesToKeep
  migrations?: readonly Migration[]
}

/**
 * Writes all rows, as they are at one moment, to a new file that only its owner may read, while others go on
 * writing. The file has its name only when it is complete, read back and on the disk. Refuses one that exists.
 * To read a sealed one back it is sealed to one more key, which is forgotten when this ends.
 */
export async function writeBackup(engine: Engine, options: Options): Promise<Summary> {
  const { file, leaveOut, sealTo, files, migrations = readMigrations() } = options
  const reader = newIdentity()
  const recipients = sealTo.length > 0 ? [...sealTo, reader.recipient] : []
  if (existsSync(file)) throw adviceError('There is such a file already.', 'Choose another name.')
  const part = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.part`)
  try {
    await engine.snapshot(async snapshot => {
      const lines = linesOf(snapshot, { leaveOut, migrations, files })
      const zipped = Readable.from(lines).compose(createGzip())
      const out = createWriteStream(part, { mode: 0o600, flags: 'wx' })
      await pipeline(await sealStream(zipped, recipients), out)
    })
    await flush(part)
    const summary = await checkBackup(part, [reader.identity])
    await rename(part, file)
    await flush(dirname(file))
    return summary
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function* linesOf(
  snapshot: Snapshot,
  { leaveOut, migrations, files }: Pick<Options, 'leaveOut' | 'files'> & { migrations: readonly Migration[] },
): AsyncGenerator<Buffer> {
  const whole = createHash('sha256')
  const tables = ourTables(snapshot.tables, migrations).filter(table => !leaveOut.includes(table.name))
  const names = (await files?.list()) ?? []
  const head: Head = {
    vestka: 'backup',
    format: names.length > 0 ? 2 : 1,
    made: new Date().toISOString(),
    migrations: await migrationsOf(snapshot, migrations),
  }
  yield line(head, whole)
  let sum = 0
  for (const table of tables) {
    yield line(tableHead(table), whole)
    const own = createHash('sha256')
    let rows = 0
    for await (const batch of snapshot.batches(table)) {
      rows += batch.length
      const text = Buffer.concat(
        batch.map(row =>
          line(
            row.map((cell, index) =>
              writeCell(cell, table.columns[index]!.kind, `${table.name}.${table.columns[index]!.name}`),
            ),
            own,
          ),
        ),
      )
      whole.update(text)
      yield text
    }
    const end: TableEnd = { end: table.name, rows, sha256: own.digest('hex') }
    yield line(end, whole)
    sum += rows
  }
  let kept = 0
  for (const name of names) {
    const bytes = await files!.read(name)
    if (!bytes) continue
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const written: FileLine = { file: name, base64: bytes.toString('base64'), sha256 }
    yield line(written, whole)
    kept += 1
  }
  const counts = { tables: tables.length, rows: sum, ...(names.length > 0 ? { files: kept } : {}) }
  const end: End = { end: true, ...counts, sha256: whole.digest('hex') }
  yield line(end)
}

async function migrationsOf(snapshot: Snapshot, known: readonly Migration[]): Promise<[string, string][]> {
  const table = snapshot.tables.find((candidate: Table) => candidate.name === 'migrations')
  if (!table)
    throw adviceError(
      'The database is empty: there is nothing to copy.',
      'Check VESTKA_DATA and DATABASE_URL.',
    )
  const done: [string, string][] = []
  const at = (name: string) => table.columns.findIndex(column => column.name === name)
  for await (const batch of snapshot.batches(table))
    for (const row of batch) done.push([String(row[at('name')]), String(row[at('digest')])])
  refuseChanged(known, new Map(done))
  return done
}

function line(value: unknown, hash?: Hash): Buffer {
  const bytes = Buffer.from(`${JSON.stringify(value)}\n`)
  hash?.update(bytes)
  return bytes
}

async function flush(path: string) {
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}
