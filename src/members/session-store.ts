import type { Db } from '#platform/db/tables.ts'
import { type Member, parseCountries, parseLanguages, type Role } from './member.ts'
import { ENDS_AFTER_MS } from './session-rules.ts'

export type SessionRow = {
  token_hash: string
  id: string
  member_id: string
  started: number
  used: number
  locked: number
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    sessions: SessionRow
  }
}

/** A session by the hash of its token, with its member; sessions past their time are not found. `now` in ms UTC. */
export async function findSession(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<{ session: SessionRow; member: Member } | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('members', 'members.id', 'sessions.member_id')
    .selectAll('sessions')
    .select(['members.name', 'members.role', 'members.countries', 'members.languages'])
    .select(['members.language', 'members.since'])
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.started', '>', now - ENDS_AFTER_MS)
    .executeTakeFirst()
  if (!row) return undefined
  const { name, role, countries, languages, language, since, ...session } = row
  const member: Member = {
    id: session.member_id,
    name,
    role: role as Role,
    countries: parseCountries(countries),
    languages: parseLanguages(languages),
    language,
    since,
    active: true,
  }
  return { session, member }
}

/** Adds a session. */
export async function insertSession(db: Db, session: SessionRow): Promise<void> {
  await db.insertInto('sessions').values(session).execute()
}

/** Deletes sessions past their time, so that their instants do not stay on the disk. `now` in ms UTC. */
export async function deleteEndedSessions(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('started', '<=', now - ENDS_AFTER_MS)
    .execute()
}

/** The sessions of a member, newest first. */
export function listSessions(db: Db, memberId: string, now: number): Promise<SessionRow[]> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('started', '>', now - ENDS_AFTER_MS)
    .orderBy('started', 'desc')
    .orderBy('id')
    .execute()
}

/** Notes that a session was used (`used` in ms UTC) or locked. */
export async function updateSession(
  db: Db,
  id: string,
  change: Partial<Pick<SessionRow, 'used' | 'locked'>>,
): Promise<void> {
  await db.updateTable('sessions').set(change).where('id', '=', id).execute()
}

/** Ends one session of a member; false when there is none of this id. */
export async function deleteSession(db: Db, memberId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('member_id', '=', memberId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends all sessions of a member, but `except` where it is given; says how many. */
export async function deleteSessions(db: Db, memberId: string, except?: string): Promise<number> {
  let query = db.deleteFrom('sessions').where('member_id', '=', memberId)
  if (except !== undefined) query = query.where('id', '!=', except)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}
