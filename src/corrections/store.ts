import type { Db } from '#platform/db/tables.ts'
import type { Correction } from './correction.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    corrections: Correction
  }
}

/** Keeps a correction; sent twice by the same form (same id) it is kept once. */
export async function insertCorrection(db: Db, correction: Correction): Promise<void> {
  await db
    .insertInto('corrections')
    .values(correction)
    .onConflict(on => on.column('id').doNothing())
    .execute()
}

/** All that wait, the oldest day first. */
export function listCorrections(db: Db): Promise<Correction[]> {
  return db.selectFrom('corrections').selectAll().orderBy('arrived').orderBy('id').execute()
}

export async function findCorrection(db: Db, id: string): Promise<Correction | undefined> {
  return db.selectFrom('corrections').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function deleteCorrection(db: Db, id: string): Promise<void> {
  await db.deleteFrom('corrections').where('id', '=', id).execute()
}
