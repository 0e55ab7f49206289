import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { SqliteDialect } from 'kysely'
import type { Engine } from './engine.ts'
import { listSqliteTables, snapshotSqlite } from './sqlite-snapshot.ts'
import { keepTidy } from './sqlite-tidy.ts'

const CHECK_EVERY_MS = 50
const NOTHING = { reader: false, run: () => ({ changes: 0, lastInsertRowid: 0 }) }

/** Opens (and creates) a SQLite database in one file, or in memory for ':memory:'. */
export function openSqlite(file: string): Engine {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = WAL')
  // better-sqlite3's default in WAL mode is NORMAL, which may lose the last commits in a power cut.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  // What is deleted is overwritten with zeroes: a disk that is taken away must not show it.
  sqlite.pragma('secure_delete = ON')
  // What does not fit into memory at once would be sorted in a file somewhere else.
  sqlite.pragma('temp_store = MEMORY')
  const stopTidying = keepTidy(sqlite)
  let lock: Sqlite.Database | null = null

  return {
    kind: 'sqlite',
    dialect: new SqliteDialect({ database: withKeptStatements(sqlite) }),
    tokens: { int64: 'INTEGER', bytes: 'BLOB', unordered: 'WITHOUT ROWID' },
    runScript: async sql => {
      sqlite.exec(sql)
    },
    withMigrationLock: async work => {
      // Each migration runs in BEGIN IMMEDIATE, which is a lock already; the second process then finds nothing to do.
      await work()
    },
    isUniqueViolation: error => /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(codeOf(error)),
    isBusy: error => /^SQLITE_(BUSY|LOCKED|FULL)/.test(codeOf(error)),
    listTables: listSqliteTables,
    snapshot: work => snapshotSqlite(file, work),
    occupy: async how => {
      lock?.close()
      lock = takeLock(join(dirname(file), 'in-use'), how)
      return lock !== null
    },
    isSound: async () => sqlite.pragma('integrity_check', { simple: true }) === 'ok',
    watch: watchDataVersion(sqlite),
    close: async () => {
      stopTidying()
      sqlite.close()
      lock?.close()
    },
  }
}

/** Who uses the database is said by SQLite's own locks on an empty file: they end with the process, even by kill -9. */
function takeLock(file: string, how: 'shared' | 'alone'): Sqlite.Database | null {
  const lock = new Sqlite(file, { timeout: 2000 })
  try {
    lock.exec(how === 'alone' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT * FROM sqlite_schema')
    return lock
  } catch (error) {
    lock.close()
    if (/^SQLITE_(BUSY|LOCKED)/.test(codeOf(error))) return null
    throw error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Prepared statements are kept, and a transaction takes the write lock at once instead of failing half-way. */
function withKeptStatements(sqlite: Sqlite.Database) {
  const kept = new Map<string, Sqlite.Statement>()
  return {
    close: () => {},
    prepare: (sql: string) => {
      // A full disk ends the transaction by itself; a second end would hide the reason behind its own error.
      if (sql === 'rollback' && !sqlite.inTransaction) return NOTHING as never
      const known = kept.get(sql)
      if (known) return known as never
      const statement = sqlite.prepare(sql === 'begin' ? 'begin immediate' : sql)
      if (kept.size >= 500) kept.clear()
      kept.set(sql, statement)
      return statement as never
    },
  }
}

/** `PRAGMA data_version` changes when another connection commits; our own commits do not change it. */
function watchDataVersion(sqlite: Sqlite.Database): Engine['watch'] {
  const statement = sqlite.prepare('PRAGMA data_version').pluck()
  let seen = statement.get()
  let checked = Date.now()
  return {
    othersWrote: () => {
      const now = Date.now()
      if (now - checked < CHECK_EVERY_MS && now >= checked) return false
      checked = now
      const version = statement.get()
      if (version === seen) return false
      seen = version
      return true
    },
    isListening: () => true,
    announce: async () => {},
  }
}
