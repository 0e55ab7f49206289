import type { Db } from '#platform/db/tables.ts'
import type { Roundup, RoundupText } from './roundup.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    roundups: { edition: number; version: number; content: string }
    roundup_texts: { edition: number; lang: string; version: number; content: string }
  }
}

export const ROUNDUPS_TOPIC = 'roundups'

/** All round-ups, in no particular order. */
export async function listRoundups(db: Db): Promise<Roundup[]> {
  const rows = await db.selectFrom('roundups').selectAll().execute()
  return rows.map(({ content, ...row }) => ({ ...JSON.parse(content), ...row }))
}

export async function findRoundup(db: Db, edition: number): Promise<Roundup | undefined> {
  const row = await db.selectFrom('roundups').selectAll().where('edition', '=', edition).executeTakeFirst()
  if (!row) return undefined
  const { content, ...rest } = row
  return { ...JSON.parse(content), ...rest }
}

/** Begins the round-up of an edition; false when it has one. */
export async function insertRoundup(db: Db, { edition, version, ...content }: Roundup): Promise<boolean> {
  const result = await db
    .insertInto('roundups')
    .values({ edition, version, content: JSON.stringify(content) })
    .onConflict(on => on.column('edition').doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows) === 1
}

/** Writes a round-up over its older version; false when somebody else was faster. */
export async function updateRoundup(db: Db, { edition, version, ...content }: Roundup): Promise<boolean> {
  const result = await db
    .updateTable('roundups')
    .set({ version, content: JSON.stringify(content) })
    .where('edition', '=', edition)
    .where('version', '=', version - 1)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

/** What the round-up of an edition, or of all of them, says in each language. */
export async function listRoundupTexts(
  db: Db,
  edition?: number,
): Promise<(RoundupText & { edition: number })[]> {
  let query = db.selectFrom('roundup_texts').selectAll().orderBy('edition').orderBy('lang')
  if (edition !== undefined) query = query.where('edition', '=', edition)
  const rows = await query.execute()
  return rows.map(({ content, ...row }) => ({ ...JSON.parse(content), ...row }))
}

/** Adds the text of a language (version 1), or writes over its older version; false when somebody else was faster. */
export async function saveRoundupText(db: Db, edition: number, text: RoundupText): Promise<boolean> {
  const { lang, version, ...rest } = text
  const content = JSON.stringify(rest)
  if (version === 1) {
    const result = await db
      .insertInto('roundup_texts')
      .values({ edition, lang, version, content })
      .onConflict(on => on.columns(['edition', 'lang']).doNothing())
      .executeTakeFirst()
    return Number(result.numInsertedOrUpdatedRows) === 1
  }
  const result = await db
    .updateTable('roundup_texts')
    .set({ version, content })
    .where('edition', '=', edition)
    .where('lang', '=', lang)
    .where('version', '=', version - 1)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}
