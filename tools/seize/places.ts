import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import type { Canary, Family } from './canary.ts'
import { needlesOf } from './encodings.ts'
import { familyOf, searchMemory } from './memory.ts'
import { WITH_SCRIPTS } from './scripts.ts'
import { createSearch, type Found, type Search, searchBytes, searchFile } from './search.ts'
import type { Tale } from './tale.ts'

/** Something that should not have been there: never what it was. */
export type Hit = { family: Family; form: string; from: string; place: string; file: string; at: number }

/** What was looked through, and what of it was found that the table says is there. */
export type Look = { place: string; bytes: number; ms: number; hits: Hit[]; expected: number }

type Piece = { file: string; look: (search: Search) => { bytes: number; found: Found[] } }
type Place = {
  name: string
  pieces: Piece[]
  /** Which canaries must not be there; all that the search knows where it does not say. */
  only?: (canary: Canary) => boolean
}

/** Looks through everything that somebody who takes the machine has, as it is now. */
export async function searchAll(tale: Tale, search: Search): Promise<Look[]> {
  const places = await listPlaces(tale)
  return places.map(({ name, pieces, only }) => {
    const begun = performance.now()
    const look: Look = { place: name, bytes: 0, ms: 0, hits: [], expected: 0 }
    const seen = new Set<string>()
    const own = only ? createSearch(tale.canaries.all.filter(only).flatMap(needlesOf)) : search
    for (const { file, look: through } of pieces) {
      const { bytes, found } = attempt(tale, name, () => through(own))
      look.bytes += bytes
      for (const { needle, at } of found) {
        const { canary, form } = needle
        const key = `${file} ${form} ${canary.core}`
        if (canary.except?.test(name) || seen.has(key)) continue
        seen.add(key)
        // In a file that is sealed as a whole nothing is readable, also not what is public.
        if (canary.clear && !file.endsWith('.age')) look.expected += 1
        else look.hits.push({ family: canary.family, form, from: canary.from, place: name, file, at })
      }
    }
    look.ms = performance.now() - begun
    return look
  })
}

/** What is not permitted is said, not passed over. */
function attempt(tale: Tale, name: string, work: () => { bytes: number; found: Found[] }) {
  try {
    return work()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EACCES' && code !== 'EPERM') throw error
    tale.skipped.push(`${name} (${tale.house.engine}): this user may not read it`)
    return { bytes: 0, found: [] }
  }
}

async function listPlaces(tale: Tale): Promise<Place[]> {
  const { house, set } = tale
  if (set === 'full' && house.postgres) await closeLog(house.postgres.url)
  const { folder, postgres, nginx, vestka } = house
  const temporary = readdirSync(folder).filter(name => name.startsWith('temporary-'))
  const places: Place[] = [
    inFolder('data folder', join(folder, 'data')),
    inFolder('backups', join(folder, 'backups')),
    { name: 'temporary files', pieces: temporary.flatMap(name => piecesIn(join(folder, name))) },
    text('output of Vestka', vestka.output()),
  ]
  if (nginx)
    places.push(inFolder('folders and logs of nginx', nginx.folder), text('output of nginx', nginx.output()))
  // It is the same with each database: in the smoke set once is enough.
  const pid = set === 'full' || !postgres ? vestka.pid() : undefined
  // What a visitor sent in the clear was in its memory; what their browser sealed never was.
  if (pid)
    places.push({
      name: 'memory of Vestka',
      pieces: [{ file: 'its process', look: search => searchMemory(search, [pid]) }],
      only: ({ from }) => from.endsWith(WITH_SCRIPTS),
    })
  if (!postgres) return places
  const pids = familyOf(postgres.pid())
  return [
    ...places,
    inFolder('folder of PostgreSQL', postgres.folder),
    inFolder('archive of PostgreSQL', join(folder, 'archive')),
    text('log of PostgreSQL', postgres.log()),
    ...(set === 'full' ? pgDumps(postgres.url, tale) : []),
    text('rows of PostgreSQL as text', await dump(postgres.url)),
    {
      name: 'memory of PostgreSQL',
      pieces: [{ file: `${pids.length} processes`, look: search => searchMemory(search, pids) }],
    },
  ]
}

function inFolder(name: string, folder: string): Place {
  return { name, pieces: piecesIn(folder) }
}

function text(name: string, content: string): Place {
  return { name, pieces: [{ file: name, look: search => searchBytes(search, Buffer.from(content)) }] }
}

/** Each file as it is, and once more unpacked where it is packed; names of files count as well. */
function piecesIn(folder: string): Piece[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const paths = files.map(entry => join(entry.parentPath, entry.name))
  return [
    { file: 'names of files', look: search => searchBytes(search, Buffer.from(paths.join('\n'))) },
    ...paths.flatMap((path): Piece[] => {
      const file = relative(folder, path)
      const plain: Piece = { file, look: search => searchFile(search, path) }
      if (!isPacked(path)) return [plain]
      return [plain, { file: `unpacked ${file}`, look: search => searchBytes(search, unpack(path)) }]
    }),
  ]
}

/** Whether it begins as gzip does, whatever its name says. */
function isPacked(path: string): boolean {
  const head = Buffer.alloc(2)
  const file = openSync(path, 'r')
  readSync(file, head, 0, 2, 0)
  closeSync(file)
  return head.equals(Buffer.from([0x1f, 0x8b]))
}

/** What was cut off by a crash is unpacked as far as it goes. */
function unpack(path: string): Buffer {
  return gunzipSync(readFileSync(path), { finishFlush: 2 })
}

/** What operators dump by hand, where the machine has the command of the same version. */
function pgDumps(url: string, tale: Tale): Place[] {
  return ['plain', 'custom'].flatMap(format => {
    const { stdout, status, error, stderr } = spawnSync(
      'pg_dump',
      [`--format=${format}`, '--compress=0', url],
      {
        maxBuffer: 2 ** 30,
      },
    )
    const name = `pg_dump, ${format}`
    if (status === 0)
      return [{ name, pieces: [{ file: name, look: (search: Search) => searchBytes(search, stdout) }] }]
    tale.skipped.push(`${name}: ${error?.message ?? String(stderr).split('\n')[0]}`)
    return []
  })
}

/** So that what was written lately is in the archive, too. */
async function closeLog(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('SELECT pg_switch_wal()')
  await client.end()
  await wait(2000)
}

async function dump(url: string): Promise<string> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    )
    const lines: string[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`SELECT t::text AS line FROM "${name}" t`)
      lines.push(...rows.map(({ line }) => line))
    }
    return lines.join('\n')
  } finally {
    await client.end()
  }
}
