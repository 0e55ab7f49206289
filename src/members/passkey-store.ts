import type { Db } from '#platform/db/tables.ts'

export type PasskeyRow = {
  /** The credential's id, base64url. */
  id: string
  member_id: string
  label: string
  public_key: Uint8Array
  counter: number
  added: string
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    passkeys: PasskeyRow
    spent_challenges: { hash: string; expires: number }
  }
}

export function listPasskeys(db: Db, memberId: string): Promise<PasskeyRow[]> {
  return db
    .selectFrom('passkeys')
    .selectAll()
    .where('member_id', '=', memberId)
    .orderBy('added')
    .orderBy('id')
    .execute()
}

export function findPasskey(db: Db, memberId: string, id: string): Promise<PasskeyRow | undefined> {
  return db
    .selectFrom('passkeys')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Adds a passkey; false when somebody has it already. */
export async function insertPasskey(db: Db, passkey: PasskeyRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('passkeys')
    .values(passkey)
    .onConflict(on => on.column('id').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function updatePasskeyCounter(db: Db, id: string, counter: number): Promise<void> {
  await db.updateTable('passkeys').set({ counter }).where('id', '=', id).execute()
}

/** Deletes a passkey of a member; false when there is none of this id. */
export async function deletePasskey(db: Db, memberId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('passkeys')
    .where('member_id', '=', memberId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deletePasskeys(db: Db, memberId: string): Promise<void> {
  await db.deleteFrom('passkeys').where('member_id', '=', memberId).execute()
}

/** Marks a challenge as answered; false when it was already. Drops those past their time. All in ms UTC. */
export async function spendChallenge(
  db: Db,
  challenge: { hash: string; expires: number },
  now: number,
): Promise<boolean> {
  await db.deleteFrom('spent_challenges').where('expires', '<=', now).execute()
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('spent_challenges')
    .values(challenge)
    .onConflict(on => on.column('hash').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
