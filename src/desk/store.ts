import { sql } from 'kysely'
import type { Db } from '#platform/db/tables.ts'
import type { LogEntry } from './log-entry.ts'

declare module '#platform/db/tables.ts' {
  interface Tables {
    log: LogEntry
    claims: { subject: string; member: string; since: number }
  }
}

/** Adds a line to the log, in the transaction of what it tells of. `now` in ms UTC; only its day is kept. */
export async function insertLogEntry(
  db: Db,
  entry: Omit<LogEntry, 'number' | 'day'>,
  now: number,
): Promise<void> {
  // Taking the counter's row first lets one writer at a time number its line.
  const { version } = await db
    .insertInto('versions')
    .values({ topic: 'log', version: 1 })
    .onConflict(on => on.column('topic').doUpdateSet({ version: sql<number>`versions.version + 1` }))
    .returning('version')
    .executeTakeFirstOrThrow()
  const day = new Date(now).toISOString().slice(0, 10)
  await db
    .insertInto('log')
    .values({ ...entry, number: version, day })
    .execute()
}

/** The log, newest first; `before` is a number to go on from. */
export function listLog(
  db: Db,
  { before, limit, subject }: { before?: number; limit: number; subject?: string },
): Promise<LogEntry[]> {
  let query = db.selectFrom('log').selectAll().orderBy('number', 'desc').limit(limit)
  if (before !== undefined) query = query.where('number', '<', before)
  if (subject !== undefined) query = query.where('subject', '=', subject)
  return query.execute()
}

/** Lines of some actions from a day on, newest first. */
export function listActions(
  db: Db,
  { actions, from }: { actions: readonly string[]; from: string },
): Promise<LogEntry[]> {
  return db
    .selectFrom('log')
    .selectAll()
    .where('action', 'in', [...actions])
    .where('day', '>=', from)
    .orderBy('number', 'desc')
    .execute()
}

/** How long an item stays in somebody's hands, in ms. */
export const CLAIM_MS = 10 * 60_000

/** Takes an item, or says who has it: a claim older than ten minutes counts no more. */
export async function takeClaim(
  db: Db,
  claim: { subject: string; member: string; now: number },
): Promise<{ member: string; since: number }> {
  const { subject, member, now } = claim
  const mine = { member, since: now }
  await db
    .insertInto('claims')
    .values({ subject, ...mine })
    .onConflict(on =>
      on
        .column('subject')
        .doUpdateSet(mine)
        .where(({ eb, or }) =>
          or([eb('claims.since', '<=', now - CLAIM_MS), eb('claims.member', '=', member)]),
        ),
    )
    .execute()
  return (await findClaim(db, subject, now)) ?? mine
}

export async function findClaim(
  db: Db,
  subject: string,
  now: number,
): Promise<{ member: string; since: number } | undefined> {
  return db
    .selectFrom('claims')
    .select(['member', 'since'])
    .where('subject', '=', subject)
    .where('since', '>', now - CLAIM_MS)
    .executeTakeFirst()
}

/** Claims in force, by subject. */
export async function listClaims(
  db: Db,
  now: number,
): Promise<Map<string, { member: string; since: number }>> {
  const rows = await db
    .selectFrom('claims')
    .selectAll()
    .where('since', '>', now - CLAIM_MS)
    .execute()
  return new Map(rows.map(({ subject, ...claim }) => [subject, claim]))
}

export async function dropClaim(db: Db, subject: string): Promise<void> {
  await db.deleteFrom('claims').where('subject', '=', subject).execute()
}

/**
 * Gives a member the first of these subjects, in order, that nobody has in hand, and puts it into theirs. Two at the same
 * moment get two different ones: the row of the claim decides. What they have already comes last; null where others have
 * all. `isWaiting` is asked once a subject is claimed: somebody may have decided since the list was made, and let it go.
 */
export async function takeFirst(
  db: Db,
  taking: {
    subjects: readonly string[]
    member: string
    now: number
    isWaiting: (subject: string) => Promise<boolean>
  },
): Promise<string | null> {
  const { subjects, member, now, isWaiting } = taking
  const claims = await listClaims(db, now)
  const heldBy = (holder: string | undefined) =>
    subjects.filter(subject => claims.get(subject)?.member === holder)
  for (const subject of [...heldBy(undefined), ...heldBy(member)]) {
    const claim = await takeClaim(db, { subject, member, now })
    if (claim.member !== member) continue
    if (await isWaiting(subject)) return subject
    await dropClaim(db, subject)
  }
  return null
}
