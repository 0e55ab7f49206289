import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Database } from './database.ts'

export const MIGRATIONS_FOLDER = new URL('../../../migrations/', import.meta.url)

export type Migration = { name: string; sql: string }

/** Reads the migrations, `0001_editions.sql` first. Their tokens {{int64}} and {{bytes}} are still in place. */
export function readMigrations(folder: URL = MIGRATIONS_FOLDER): Migration[] {
  return readdirSync(folder)
    .filter(name => /^\d{4}_[a-z-]+\.sql$/.test(name))
    .sort()
    .map(name => ({ name, sql: readFileSync(new URL(name, folder), 'utf8') }))
}

/** The names of migrations that the database has not seen yet. */
export async function listPending(database: Database, migrations = readMigrations()): Promise<string[]> {
  await ensureTable(database)
  const done = await listDone(database)
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
    const before = await listDone(database)
    refuseChanged(migrations, before)
    if (before.size > 0 && migrations.some(migration => !before.has(migration.name)))
      await options.beforeFirst?.()
    for (const migration of migrations) if (await runOne(database, migration)) ran.push(migration.name)
  })
  return ran
}

async function ensureTable(database: Database) {
  await database.engine.runScript(
    'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, digest TEXT NOT NULL)',
  )
}

async function listDone(database: Database): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; digest: string }>`SELECT name, digest FROM migrations`.execute(
    database.db,
  )
  return new Map(rows.map(row => [row.name, row.digest]))
}

function refuseChanged(migrations: Migration[], done: Map<string, string>) {
  const known = new Set(migrations.map(migration => migration.name))
  const newer = [...done.keys()].filter(name => !known.has(name))
  if (newer.length > 0)
    throw new Error(
      `The database was written by a newer Vestka (${newer[0]}). Install that version or restore a backup.`,
    )
  const changed = migrations.find(
    migration => done.has(migration.name) && done.get(migration.name) !== digest(migration),
  )
  if (changed)
    throw new Error(`The migration ${changed.name} differs from the one that ran. Restore the file.`)
}

async function runOne(database: Database, migration: Migration): Promise<boolean> {
  return database.db.transaction().execute(async trx => {
    const seen = await sql`SELECT 1 FROM migrations WHERE name = ${migration.name}`.execute(trx)
    if (seen.rows.length > 0) return false
    for (const statement of statements(migration, database.engine.tokens))
      await sql.raw(statement).execute(trx)
    await sql`INSERT INTO migrations (name, digest) VALUES (${migration.name}, ${digest(migration)})`.execute(
      trx,
    )
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
