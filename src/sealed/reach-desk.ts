import { findEnquiry } from '#enquiries/store.ts'
import { type Event, STATES } from '#events/event.ts'
import { findEvent, listEvents } from '#events/store.ts'
import { mayHold } from '#keys/purpose.ts'
import { canModerate, type Member } from '#members/member.ts'
import { readSubject } from '#pictures/picture.ts'
import { findPicture } from '#pictures/store.ts'
import type { Db } from '#platform/db/tables.ts'
import type { Sealed } from '#platform/seal/sealed.ts'
import type { World } from '#platform/world.ts'
import { KIND, KINDS, type SealedFace, type SealedKind } from './record.ts'
import { findSealed, listSealed } from './store.ts'

/** The id of the event that a record belongs to, by the record's subject. */
const EVENT_OF: Record<SealedKind, (db: Db, subject: string) => Promise<string | undefined>> = {
  contact: async (_, eventId) => eventId,
  venue: async (_, eventId) => eventId,
  enquiry: async (db, id) => (await findEnquiry(db, id))?.eventId,
  consent: async (db, id) => {
    const subject = readSubject((await findPicture(db, id))?.subject ?? '')
    return subject?.kind === 'event' ? subject.id : undefined
  },
}

export type Reached = SealedFace & { event: Event }

/** A record that this member may open: their role holds its key and they decide about its event; else undefined. */
export async function findReached(
  world: World,
  member: Member,
  id: string,
): Promise<(Reached & { body: Sealed<unknown> }) | undefined> {
  const { db } = world.database
  const record = await findSealed(db, id)
  if (!record || !mayHold(member.role, KIND[record.kind].purpose)) return undefined
  const eventId = await EVENT_OF[record.kind](db, record.subject)
  const event = eventId === undefined ? undefined : await findEvent(db, eventId)
  return event && canModerate(member, event.content.where.country) ? { ...record, event } : undefined
}

/** All records of some kinds that this member may open, each with its event, without bodies. */
export async function listReached(
  world: World,
  member: Member,
  kinds: readonly SealedKind[] = KINDS,
): Promise<Reached[]> {
  const { db } = world.database
  const own = kinds.filter(kind => mayHold(member.role, KIND[kind].purpose))
  if (own.length === 0) return []
  const events = new Map((await listEvents(db, STATES)).map(event => [event.id, event]))
  const reached: Reached[] = []
  for (const kind of own)
    for (const record of await listSealed(db, { kind })) {
      const event = events.get((await EVENT_OF[kind](db, record.subject)) ?? '')
      if (event && canModerate(member, event.content.where.country)) reached.push({ ...record, event })
    }
  return reached
}
