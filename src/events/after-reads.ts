import { canModerate, type Member } from '#members/member.ts'
import type { Db } from '#platform/db/tables.ts'
import { type After, LEADING_ON } from './after.ts'
import { findEvent } from './store.ts'

/** What was just done, as the query of an address says, with an event that this member may see. */
export async function findAfter(
  db: Db,
  member: Member,
  query: Readonly<Record<string, string>>,
): Promise<After | null> {
  const did = LEADING_ON.find(name => name === query['did'])
  const event = did && (await findEvent(db, query['after'] ?? ''))
  return event && canModerate(member, event.content.where.country) ? { did, event } : null
}
