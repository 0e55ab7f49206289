import type { Table } from '../db/catalogue.ts'
import type { Migration } from '../db/migrate.ts'

/**
 * The tables that our migrations make, of all that are there: a PostgreSQL schema may hold those of others.
 * `migrations`, which says what ran, is not among them.
 */
export function ourTables(tables: readonly Table[], migrations: readonly Migration[]): Table[] {
  const names = new Set(
    migrations.flatMap(({ sql }) =>
      [...sql.matchAll(/\b(?:CREATE TABLE|RENAME TO)\s+"?(\w+)/gi)].map(match => match[1]!),
    ),
  )
  return tables.filter(table => names.has(table.name))
}
