import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/db/tables.ts'
import { bytesOf, type Sealed, toSealed } from '#platform/seal/sealed.ts'
import type { SealedFace, SealedKind } from './record.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    sealed: { id: string; key_id: string; kind: string; subject: string; day: string; body: Uint8Array }
    openings: { member_id: string; purpose: string; day: string; count: number }
  }
}

const FACE = ['id', 'key_id as keyId', 'kind', 'subject', 'day'] as const

/** Keeps a sealed record under a new random id. `now` in ms UTC; only its day is kept. */
export async function insertSealed(
  db: Db,
  record: { kind: SealedKind; subject: string; keyId: string; body: Sealed<unknown>; now: number },
): Promise<string> {
  const { kind, subject, keyId, body, now } = record
  const id = randomUUID()
  const day = new Date(now).toISOString().slice(0, 10)
  await db
    .insertInto('sealed')
    .values({ id, key_id: keyId, kind, subject, day, body: bytesOf(body) })
    .execute()
  return id
}

/** Records by what they belong to, without their bodies. */
export async function listSealed(
  db: Db,
  by: { subject?: string; kind?: SealedKind; keyId?: string },
): Promise<SealedFace[]> {
  let query = db.selectFrom('sealed').select(FACE).orderBy('id')
  if (by.subject !== undefined) query = query.where('subject', '=', by.subject)
  if (by.kind !== undefined) query = query.where('kind', '=', by.kind)
  if (by.keyId !== undefined) query = query.where('key_id', '=', by.keyId)
  return (await query.execute()) as SealedFace[]
}

export async function findSealed(
  db: Db,
  id: string,
): Promise<(SealedFace & { body: Sealed<unknown> }) | undefined> {
  const row = await db
    .selectFrom('sealed')
    .select([...FACE, 'body'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...row, kind: row.kind as SealedKind, body: toSealed(row.body) }
}

/** Puts the same record, sealed to another key, in the place of the old; false when that was done already. */
export async function resealRecord(
  db: Db,
  record: { id: string; was: string; keyId: string; body: Sealed<unknown> },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('sealed')
    .set({ key_id: record.keyId, body: bytesOf(record.body) })
    .where('id', '=', record.id)
    .where('key_id', '=', record.was)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Deletes what belongs to a subject: all of it, or one kind. */
export async function deleteSealed(db: Db, subject: string, kind?: SealedKind): Promise<void> {
  let query = db.deleteFrom('sealed').where('subject', '=', subject)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  await query.execute()
}

/** Deletes one record. */
export async function deleteSealedRecord(db: Db, id: string): Promise<void> {
  await db.deleteFrom('sealed').where('id', '=', id).execute()
}

/** How many records there are for each key. */
export function countSealed(db: Db): Promise<{ keyId: string; count: number }[]> {
  return db
    .selectFrom('sealed')
    .select(({ fn }) => ['key_id as keyId', fn.countAll<number>().as('count')])
    .groupBy('key_id')
    .orderBy('key_id')
    .execute()
}

/** Counts an opening and gives how many it makes for this member, purpose and day. */
export async function countOpening(
  db: Db,
  opening: { memberId: string; purpose: string; day: string },
): Promise<number> {
  const { memberId: member_id, purpose, day } = opening
  const { count } = await db
    .insertInto('openings')
    .values({ member_id, purpose, day, count: 1 })
    .onConflict(on =>
      on.columns(['member_id', 'purpose', 'day']).doUpdateSet({ count: sql<number>`openings.count + 1` }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  return count
}
