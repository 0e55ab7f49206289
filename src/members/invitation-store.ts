import type { Db } from '#platform/db/tables.ts'
import type { Invitation, InvitationKind } from './invitation.ts'
import { parseCountries, parseLanguages, type Role, writeCountries, writeLanguages } from './member.ts'

type InvitationRow = {
  id: string
  code_hash: string
  kind: string
  member_id: string | null
  role: string
  countries: string
  languages: string
  invited_by: string
  made: string
  expires: number | null
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    invitations: InvitationRow
  }
}

/** The invitation of a code's hash, if it is still good. `now` in ms UTC. */
export async function findInvitation(db: Db, codeHash: string, now: number): Promise<Invitation | undefined> {
  const row = await db
    .selectFrom('invitations')
    .selectAll()
    .where('code_hash', '=', codeHash)
    .where(({ eb, or }) => or([eb('expires', 'is', null), eb('expires', '>', now)]))
    .executeTakeFirst()
  return row && toInvitation(row)
}

/** Those that still wait for somebody, newest first; not the very first one. */
export async function listInvitations(db: Db, now: number): Promise<Invitation[]> {
  const rows = await db
    .selectFrom('invitations')
    .selectAll()
    .where('kind', '!=', 'first')
    .where('expires', '>', now)
    .orderBy('expires', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toInvitation)
}

/** Adds an invitation, with the hash of its code, and drops those past their time. */
export async function insertInvitation(
  db: Db,
  invitation: Invitation,
  { codeHash, now }: { codeHash: string; now: number },
): Promise<void> {
  await db.deleteFrom('invitations').where('expires', '<=', now).execute()
  const { memberId, invitedBy, countries, languages, ...rest } = invitation
  await db
    .insertInto('invitations')
    .values({
      ...rest,
      code_hash: codeHash,
      member_id: memberId,
      invited_by: invitedBy,
      countries: writeCountries(countries),
      languages: writeLanguages(languages),
    })
    .execute()
}

/** Deletes an invitation; false when it was gone already, so that it is used once. */
export async function deleteInvitation(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('invitations').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteInvitationsOf(db: Db, kind: InvitationKind, memberId?: string): Promise<void> {
  let query = db.deleteFrom('invitations').where('kind', '=', kind)
  if (memberId !== undefined) query = query.where('member_id', '=', memberId)
  await query.execute()
}

/** Deletes what a member made for others: whoever loses the right to invite leaves no way in behind. */
export async function deleteInvitationsBy(db: Db, name: string): Promise<void> {
  await db.deleteFrom('invitations').where('invited_by', '=', name).execute()
}

function toInvitation(row: InvitationRow): Invitation {
  return {
    id: row.id,
    kind: row.kind as InvitationKind,
    memberId: row.member_id,
    role: row.role as Role,
    countries: parseCountries(row.countries),
    languages: parseLanguages(row.languages),
    invitedBy: row.invited_by,
    made: row.made,
    expires: row.expires,
  }
}
