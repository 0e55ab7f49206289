import { sql } from 'kysely'
import type { Table } from '#platform/db/catalogue.ts'
import type { Database } from '#platform/db/database.ts'

export type Column = { table: string; column: string; required: boolean }
/** One pair of columns of a foreign key. */
export type Reference = { table: string; column: string; to: string; toColumn: string; deletes: string }
/** An index, or the one that carries a UNIQUE constraint; its columns as 'a, b DESC'. */
type Index = { table: string; name: string | null; columns: string; isUnique: boolean; isPartial: boolean }

/** What a database has, in the terms that both engines share. */
export type Shape = { tables: Table[]; columns: Column[]; references: Reference[]; indexes: Index[] }

/** Asks the engine's own catalogue. */
export async function readShape(database: Database): Promise<Shape> {
  const ask = QUESTIONS[database.kind]
  return {
    tables: await database.engine.listTables(query => rowsOf(database, query)),
    columns: await rowsOf<Column>(database, ask.columns),
    references: await rowsOf<Reference>(database, ask.references),
    indexes: await rowsOf<Index>(database, ask.indexes),
  }
}

/** Whether a column must have a value. SQLite asks for one in a key only where NOT NULL is written; PostgreSQL always. */
export function isRequired({ columns }: Shape, table: Table, column: string): boolean {
  return (
    table.key.includes(column) ||
    columns.some(found => found.table === table.name && found.column === column && found.required)
  )
}

/** All that two engines should agree on, a line each. */
export function describeShape(shape: Shape): string[] {
  const { tables, references, indexes } = shape
  return [
    ...tables.map(({ name, key }) => `${name} has the key ${key.join(', ')}`),
    ...tables.flatMap(table =>
      table.columns.map(({ name, kind }) => {
        const required = isRequired(shape, table, name) ? ', required' : ''
        return `${table.name} ${name}: ${kind}${required}`
      }),
    ),
    ...references.map(
      ({ table, column, to, toColumn, deletes }) =>
        `${table} ${column} → ${to} ${toColumn}, on delete ${deletes}`,
    ),
    ...indexes.map(({ table, name, columns, isUnique, isPartial }) => {
      const known = name ? ` as ${name}` : ''
      return `${table} (${columns}) ${isUnique ? 'unique' : 'indexed'}${known}${isPartial ? ', in part' : ''}`
    }),
  ].sort()
}

/** The rows that a query gives, written as it is. */
export async function rowsOf<Row = Record<string, unknown>>(
  database: Database,
  query: string,
): Promise<Row[]> {
  return (await sql.raw<Row>(query).execute(database.db)).rows
}

// What the catalogue of catalogue.ts leaves out, asked of each engine in its own words.
const QUESTIONS = {
  sqlite: {
    columns: `SELECT t.name AS "table", c.name AS "column", c."notnull" = 1 AS required
      FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.type = 'table'`,
    references: `SELECT t.name AS "table", f."from" AS "column", f."table" AS "to", f."to" AS "toColumn",
        lower(f.on_delete) AS deletes
      FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main'`,
    indexes: `SELECT t.name AS "table", CASE i.origin WHEN 'c' THEN i.name END AS name, i."unique" = 1 AS "isUnique",
        i.partial = 1 AS "isPartial", group_concat(coalesce(c.name, 'an expression') || iif(c."desc", ' DESC', ''), ', ') AS columns
      FROM pragma_table_list t JOIN pragma_index_list(t.name) i
      JOIN (SELECT l.name AS "index", x.* FROM pragma_table_list l2 JOIN pragma_index_list(l2.name) l
        JOIN pragma_index_xinfo(l.name) x WHERE l2.schema = 'main' AND x.key ORDER BY x.seqno) c ON c."index" = i.name
      WHERE t.schema = 'main' AND i.origin <> 'pk' GROUP BY i.name`,
  },
  postgres: {
    columns: `SELECT table_name AS "table", column_name AS "column", is_nullable = 'NO' AS required
      FROM information_schema.columns WHERE table_schema = current_schema()`,
    references: `SELECT t.relname AS "table", a.attname AS "column", o.relname AS "to", b.attname AS "toColumn",
        CASE k.confdeltype WHEN 'a' THEN 'no action' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null'
          WHEN 'r' THEN 'restrict' ELSE 'set default' END AS deletes
      FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class o ON o.oid = k.confrelid
      CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (own, other)
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = pair.own
      JOIN pg_attribute b ON b.attrelid = o.oid AND b.attnum = pair.other
      WHERE k.contype = 'f' AND t.relnamespace = current_schema()::regnamespace`,
    indexes: `SELECT t.relname AS "table", CASE WHEN k.oid IS NULL THEN x.relname END AS name,
        i.indisunique AS "isUnique", i.indpred IS NOT NULL AS "isPartial", (SELECT string_agg(coalesce(a.attname, 'an expression')
          || CASE WHEN i.indoption[place - 1] & 1 = 1 THEN ' DESC' ELSE '' END, ', ' ORDER BY place)
        FROM unnest(i.indkey) WITH ORDINALITY AS part (number, place)
        LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = part.number AND a.attnum > 0) AS columns
      FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
      LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype = 'u'
      WHERE NOT i.indisprimary AND t.relnamespace = current_schema()::regnamespace`,
  },
}
