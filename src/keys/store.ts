import { type Database, kept } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import type { Key, MemberKey } from './key.ts'
import type { Purpose } from './purpose.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    keys: {
      id: string
      purpose: string
      recipient: string
      recovery: Uint8Array
      made: string
      made_by: string
      ended: string | null
      due: string
    }
    member_keys: {
      member_id: string
      recipient: string
      by_words: Uint8Array
      by_passkey: Uint8Array | null
      passkey_id: string | null
      made: string
    }
    key_copies: { key_id: string; member_id: string; body: Uint8Array }
  }
}

/** Changes when a key is made, ended or due. */
export const KEYS_TOPIC = 'keys'

const FACE = ['id', 'purpose', 'recipient', 'made', 'made_by', 'ended', 'due'] as const

/** All keys, current ones first. */
export async function listKeys(db: Db): Promise<Key[]> {
  const rows = await db
    .selectFrom('keys')
    .select(FACE)
    .orderBy('purpose')
    .orderBy('made')
    .orderBy('id')
    .execute()
  const keys = rows.map(({ made_by, due, ...row }) => ({ ...row, madeBy: made_by, due: due as Key['due'] }))
  return [...keys.filter(key => key.ended === null), ...keys.filter(key => key.ended !== null)]
}

/** The key that what comes now is sealed to; undefined where none was made yet. Kept in memory. */
export async function getCurrentKey(
  database: Database,
  purpose: Purpose | 'recovery',
): Promise<Key | undefined> {
  const keys = await getKeys(database)
  return keys.find(key => key.purpose === purpose && key.ended === null)
}

/** All keys, kept in memory. */
export function getKeys(database: Database): Promise<Key[]> {
  return kept(database, 'keys', { topics: [KEYS_TOPIC], load: () => listKeys(database.db) })
}

/** Adds a key; `recovery` is its secret half sealed to the recovery key. */
export async function insertKey(db: Db, key: Key, recovery: Uint8Array): Promise<void> {
  const { madeBy, ...row } = key
  await db
    .insertInto('keys')
    .values({ ...row, made_by: madeBy, recovery })
    .execute()
}

/** Ends the current key of a purpose; false when there is none. */
export async function endKey(db: Db, { purpose, day }: { purpose: string; day: string }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('keys')
    .set({ ended: day, due: '' })
    .where('purpose', '=', purpose)
    .where('ended', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Says of current keys that others have to take their place. */
export async function markDue(db: Db, purposes: readonly string[], why: 'left' | 'asked'): Promise<void> {
  if (purposes.length === 0) return
  await db
    .updateTable('keys')
    .set({ due: why })
    .where('purpose', 'in', [...purposes])
    .where('ended', 'is', null)
    .execute()
}

/** What the recovery key opens: the secret halves of all other keys. */
export function listRecoveryCopies(db: Db): Promise<{ id: string; purpose: string; recovery: Uint8Array }[]> {
  return db
    .selectFrom('keys')
    .select(['id', 'purpose', 'recovery'])
    .where('purpose', '<>', 'recovery')
    .orderBy('id')
    .execute()
}

/** Seals the secret half of a key to another recovery key: `recovery` in the place of the file before. */
export async function saveRecovery(
  db: Db,
  { keyId, recovery }: { keyId: string; recovery: Uint8Array },
): Promise<void> {
  await db.updateTable('keys').set({ recovery }).where('id', '=', keyId).execute()
}

export async function findMemberKey(db: Db, memberId: string): Promise<MemberKey | undefined> {
  const row = await db
    .selectFrom('member_keys')
    .selectAll()
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return (
    row && {
      memberId: row.member_id,
      recipient: row.recipient,
      byWords: row.by_words,
      byPasskey: row.by_passkey,
      passkeyId: row.passkey_id,
      made: row.made,
    }
  )
}

/** The public halves of all members' own keys. */
export async function listMemberRecipients(db: Db): Promise<{ memberId: string; recipient: string }[]> {
  const rows = await db
    .selectFrom('member_keys')
    .select(['member_id', 'recipient'])
    .orderBy('member_id')
    .execute()
  return rows.map(row => ({ memberId: row.member_id, recipient: row.recipient }))
}

/** Gives a member a key of their own, in the place of the one before. */
export async function saveMemberKey(db: Db, key: MemberKey): Promise<void> {
  const row = {
    recipient: key.recipient,
    by_words: key.byWords,
    by_passkey: key.byPasskey,
    passkey_id: key.passkeyId,
    made: key.made,
  }
  await db
    .insertInto('member_keys')
    .values({ member_id: key.memberId, ...row })
    .onConflict(on => on.column('member_id').doUpdateSet(row))
    .execute()
}

export async function deleteMemberKey(db: Db, memberId: string): Promise<void> {
  await db.deleteFrom('member_keys').where('member_id', '=', memberId).execute()
}

/** Who holds which keys. */
export function listHolders(db: Db): Promise<{ keyId: string; memberId: string }[]> {
  return db
    .selectFrom('key_copies')
    .select(['key_id as keyId', 'member_id as memberId'])
    .orderBy('key_id')
    .orderBy('member_id')
    .execute()
}

/** A member's copies: key id and the age file with its secret half. */
export function listCopies(db: Db, memberId: string): Promise<{ keyId: string; body: Uint8Array }[]> {
  return db
    .selectFrom('key_copies')
    .select(['key_id as keyId', 'body'])
    .where('member_id', '=', memberId)
    .orderBy('key_id')
    .execute()
}

/** Gives a member a copy of a key, or another one in its place. */
export async function saveCopy(
  db: Db,
  copy: { keyId: string; memberId: string; body: Uint8Array },
): Promise<void> {
  await db
    .insertInto('key_copies')
    .values({ key_id: copy.keyId, member_id: copy.memberId, body: copy.body })
    .onConflict(on => on.columns(['key_id', 'member_id']).doUpdateSet({ body: copy.body }))
    .execute()
}

/** Takes copies from a member: all, or those of the purposes named. Gives the purposes of the current keys among them. */
export async function deleteCopies(
  db: Db,
  memberId: string,
  purposes?: readonly string[],
): Promise<string[]> {
  let query = db
    .selectFrom('key_copies')
    .innerJoin('keys', 'keys.id', 'key_copies.key_id')
    .select(['keys.id', 'keys.purpose', 'keys.ended'])
    .where('key_copies.member_id', '=', memberId)
    .orderBy('keys.id')
  if (purposes) query = query.where('keys.purpose', 'in', [...purposes])
  const rows = await query.execute()
  if (rows.length === 0) return []
  const ids = rows.map(row => row.id)
  await db.deleteFrom('key_copies').where('member_id', '=', memberId).where('key_id', 'in', ids).execute()
  return rows.filter(row => row.ended === null).map(row => row.purpose)
}
