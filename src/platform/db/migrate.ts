import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { adviceError } from '../log/advice.ts'
import type { Database } from './database.ts'
import type { Db } from './tables.ts'

export const MIGRATIONS_FOLDER = new URL('../../../migrations/', import.meta.url)

export type Migration = { name: string; sql: string }

/** Reads the migrations, `0001_editions.sql` first. Their tokens {{int64}}, {{bytes}} and {{unordered}} are still in place. */
export function readMigrations(folder: URL = MIGRATIONS_FOLDER): Migration[] {
  const names = readdirSync(folder).filter(name => name.endsWith('.sql'))
  const misnamed = names.find(name => !/^\d{4}_[a-z-]+\.sql$/.test(name))
  if (misnamed) throw new Error(`the migration ${misnamed} has to be called like 0001_some-words.sql`)
  return names.sort().map(name => ({ name, sql: readFileSync(new URL(name, folder), 'utf8') }))
}

/** The names of migrations that the database has not seen yet. */
export async function listPending(database: Database, migrations = readMigrations()): Promise<string[]> {
  await ensureTable(database)
  const done = await listDone(database.db)
  return migrations.filter(migration => !done.has(migration.name)).map(migration => migration.name)
}

/**
 * Brings the database up to date, each migration in a transaction of its own. `beforeFirst` runs once
 * when there is something to do and the database is not new: the place for a copy.
 */
export async function migrate(
  database: Database,
  options: { migrations?: Migration[]; beforeFirst?: () => Promise<void> } = {},
): Promise<string[]> {
  const migrations = options.migrations ?? readMigrations()
  const ran: string[] = []
  await database.engine.withMigrationLock(async () => {
    await ensureTable(database)
    const before = await listDone(database.db)
    refuseChanged(migrations, before)
    if (before.size > 0 && migrations.some(migration => !before.has(migration.name)))
      await options.beforeFirst?.()
    for (const migration of migrations) if (await runOne(database, migration)) ran.push(migration.name)
  })
  return ran
}

/** Makes the table in which the migrations that ran are noted. */
export async function ensureTable(database: Database): Promise<void> {
  await database.engine.runScript(
    'CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL)',
  )
}

/** The migrations that ran: name → digest. */
export async function listDone(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{
    name: string
    digest: string
  }>`SELECT name, digest FROM migrations ORDER BY name`.execute(db)
  return new Map(rows.map(row => [row.name, row.digest]))
}

/** Refuses what another Vestka wrote: migrations that we do not have, or that differ from ours. */
export function refuseChanged(migrations: readonly Migration[], done: ReadonlyMap<string, string>): void {
  const known = new Set(migrations.map(migration => migration.name))
  const newer = [...done.keys()].find(name => !known.has(name))
  if (newer)
    throw adviceError(
      `It was written by a newer Vestka (${newer}).`,
      'Install that version, or use a backup from before the upgrade.',
    )
  const changed = migrations.find(
    migration => done.has(migration.name) && done.get(migration.name) !== digest(migration),
  )
  if (changed)
    throw adviceError(
      `The migration ${changed.name} differs from the one that ran.`,
      'Put the file back as it was released.',
    )
}

/** Runs one migration, inside a transaction of the caller's, and notes it. */
export async function runMigration(
  trx: Db,
  tokens: Record<string, string>,
  migration: Migration,
): Promise<void> {
  for (const statement of statements(migration, tokens)) await sql.raw(statement).execute(trx)
  await sql`INSERT INTO migrations (name, digest) VALUES (${migration.name}, ${digest(migration)})`.execute(
    trx,
  )
}

async function runOne(database: Database, migration: Migration): Promise<boolean> {
  return database.db.transaction().execute(async trx => {
    const seen = await sql`SELECT 1 FROM migrations WHERE name = ${migration.name}`.execute(trx)
    if (seen.rows.length > 0) return false
    await runMigration(trx, database.engine.tokens, migration)
    return true
  })
}

function statements(migration: Migration, tokens: Record<string, string>): string[] {
  return migration.sql
    .replace(/--.*$/gm, '')
    .replace(/\{\{(\w+)\}\}/g, (_, token: string) => tokens[token] ?? `unknown token ${token}`)
    .split(';')
    .map(statement => statement.trim())
    .filter(Boolean)
}

function digest(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex').slice(0, 16)
}
