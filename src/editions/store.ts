import { type Database, kept } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import type { Edition } from './edition.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    editions: { year: number; version: number; published: number; content: string }
  }
}

export const EDITIONS_TOPIC = 'editions'

/** All editions, the latest year first; made again when somebody changes one. */
export function getEditions(database: Database): Promise<Edition[]> {
  return kept(database, 'editions', { topics: [EDITIONS_TOPIC], load: () => listEditions(database.db) })
}

export async function listEditions(db: Db): Promise<Edition[]> {
  const rows = await db.selectFrom('editions').selectAll().orderBy('year', 'desc').execute()
  return rows.map(row => ({
    ...(JSON.parse(row.content) as Omit<Edition, 'year' | 'version' | 'published'>),
    year: row.year,
    version: row.version,
    published: row.published === 1,
  }))
}

/** Adds an edition; false when that year has one. */
export async function insertEdition(db: Db, edition: Edition): Promise<boolean> {
  const result = await db
    .insertInto('editions')
    .values(toRow(edition))
    .onConflict(on => on.column('year').doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows) === 1
}

/** Writes an edition over its older version; false when somebody else was faster. */
export async function updateEdition(db: Db, edition: Edition): Promise<boolean> {
  const { year, ...row } = toRow(edition)
  const result = await db
    .updateTable('editions')
    .set(row)
    .where('year', '=', year)
    .where('version', '=', edition.version - 1)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

function toRow({ year, version, published, ...content }: Edition) {
  return { year, version, published: published ? 1 : 0, content: JSON.stringify(content) }
}
