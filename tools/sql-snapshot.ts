// Writes the SQL of every store function into a file beside its store, so that whoever reviews a change sees it.
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type CompiledQuery,
  type Dialect,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { createDatabase } from '#platform/db/database.ts'
import type { Engine } from '#platform/db/engine.ts'
import { listSources } from './imports.ts'
import type { Call } from './sql-calls/calls.ts'

export type Snapshot = { file: string; text: string }

type Row = Record<string, unknown>
type Functions = Record<string, unknown>

const SOURCE = new URL('../src/', import.meta.url)
const CLAUSES =
  /(?<!^delete) (from|inner join|left join|set|values|on conflict|where|group by|order by|limit|returning) /g

if (import.meta.main) {
  const { snapshots, faults } = await readSnapshots()
  for (const { file, text } of snapshots)
    if (readSnapshot(file) !== text) writeFileSync(new URL(file, SOURCE), text)
  for (const file of listLeftOver(snapshots)) rmSync(new URL(file, SOURCE))
  for (const fault of faults) process.stdout.write(`${fault}\n`)
  process.exitCode = faults.length > 0 ? 1 : 0
}

/** The snapshots as they should be, by path under src/, and what is missing to make them. */
export async function readSnapshots(): Promise<{ snapshots: Snapshot[]; faults: string[] }> {
  const stores = listSources(fileURLToPath(SOURCE)).filter(file => /(^|\/|-)store\.ts$/.test(file))
  const snapshots: Snapshot[] = []
  const faults: string[] = []
  for (const store of stores) {
    const calls = `./sql-calls/${store.replaceAll('/', '-')}`
    const isThere = existsSync(new URL(calls, import.meta.url))
    const found = await describeStore(
      await import(new URL(store, SOURCE).href),
      isThere ? (await import(calls)).calls : {},
    )
    const where = calls.replace('./', 'tools/')
    faults.push(...found.faults.map(fault => `src/${store}: ${fault}; see ${where}`))
    const head = `The SQL of ${basename(store)}, by function; SQLite has ? for $1, $2 …
Written by npm run snapshot:sql from the calls in ${where}.`
    snapshots.push({ file: store.replace(/ts$/, 'sql.txt'), text: `${head}\n\n${found.text}` })
  }
  return { snapshots, faults }
}

/** A snapshot as it is committed; empty where there is none. */
export function readSnapshot(file: string): string {
  const path = new URL(file, SOURCE)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** Snapshots whose store is gone. */
export function listLeftOver(snapshots: readonly Snapshot[]): string[] {
  const known = new Set(snapshots.map(({ file }) => file))
  return globSync('**/*.sql.txt', { cwd: fileURLToPath(SOURCE) })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => !known.has(file))
}

/** The statements of a store's functions in the order of their names, and which function has no working call. */
export async function describeStore(
  store: Functions,
  calls: Record<string, Call | readonly Call[]>,
): Promise<{ text: string; faults: string[] }> {
  const names = Object.keys(store).filter(name => typeof store[name] === 'function')
  const faults: string[] = []
  const blocks: string[] = []
  for (const name of names.sort()) {
    const samples = [calls[name] ?? []].flat()
    if (samples.length === 0) faults.push(`${name} has no sample call`)
    for (const [index, call] of samples.entries())
      try {
        const head = index === 0 ? name : `${name}, otherwise called`
        blocks.push(`${head}\n${await describeCall(call)}`)
      } catch (error) {
        faults.push(`the sample call of ${name} fails: ${error}`)
      }
  }
  return { text: blocks.join('\n'), faults }
}

async function describeCall(call: Call): Promise<string> {
  const sqlite = await record(call, 'sqlite')
  const postgres = await record(call, 'postgres')
  if (sqlite.length + postgres.length === 0) throw new Error('it sends nothing')
  if (sqlite.map(numbered).join() === postgres.join()) return inLines(postgres)
  return `  -- SQLite\n${inLines(sqlite)}  -- PostgreSQL\n${inLines(postgres)}`
}

/** The statements that a call sends, in the words of an engine. Nothing is connected to. */
async function record(call: Call, kind: Engine['kind']): Promise<string[]> {
  const sent: string[] = []
  const answers: Row[][] = []
  const dialect = recording(kind, ({ sql }) => {
    sent.push(sql)
    return answers.shift() ?? []
  })
  const watch: Engine['watch'] = {
    othersWrote: () => false,
    isListening: () => true,
    announce: async () => {},
  }
  const database = createDatabase({ kind, dialect, watch } as Engine)
  await call({ db: database.db, database, answer: (...rows) => answers.push(rows) })
  return sent
}

function recording(kind: Engine['kind'], answer: (query: CompiledQuery) => Row[]): Dialect {
  const isSqlite = kind === 'sqlite'
  const connection = {
    executeQuery: async <R>(query: CompiledQuery) => ({ rows: answer(query) as R[] }),
    streamQuery: () => {
      throw new Error('no store streams')
    },
  }
  const nothing = async () => {}
  return {
    createAdapter: () => (isSqlite ? new SqliteAdapter() : new PostgresAdapter()),
    createQueryCompiler: () => (isSqlite ? new SqliteQueryCompiler() : new PostgresQueryCompiler()),
    createIntrospector: (db: Kysely<never>) =>
      isSqlite ? new SqliteIntrospector(db) : new PostgresIntrospector(db),
    createDriver: () => ({
      init: nothing,
      acquireConnection: async () => connection,
      beginTransaction: nothing,
      commitTransaction: nothing,
      rollbackTransaction: nothing,
      releaseConnection: nothing,
      destroy: nothing,
    }),
  }
}

/** SQLite's placeholders as PostgreSQL numbers them; a question mark in quotes stays. */
function numbered(sql: string): string {
  let number = 0
  return sql.replace(/'[^']*'|"[^"]*"|\?/g, found => (found === '?' ? `$${++number}` : found))
}

function inLines(statements: readonly string[]): string {
  return statements.map(sql => `  ${sql.replace(CLAUSES, '\n    $1 ')}\n`).join('')
}
