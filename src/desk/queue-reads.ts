import type { Event } from '#events/event.ts'
import { findEvent, listEvents, listProposals } from '#events/store.ts'
import { canModerate, type Member } from '#members/member.ts'
import type { World } from '#platform/world.ts'
import { listClaims } from './store.ts'

/** The order of the queue: what happens first, by day and hour, an event without a day last. */
export function soonestFirst(a: Event, b: Event): number {
  const key = (event: Event) =>
    `${event.content.when.from ?? '9999'} ${event.content.when.start ?? ''} ${event.id}`
  return key(a) < key(b) ? -1 : 1
}

/**
 * What a member looks at after this event: the next one in the order of the queue, then from its beginning, that waits for a
 * decision and that nobody else has in hand. Undefined where nothing is left.
 */
export async function findNextWaiting(
  world: World,
  { member, event }: { member: Member; event: Event },
): Promise<Event | undefined> {
  const { db } = world.database
  const changed = (await listProposals(db)).map(({ eventId }) => findEvent(db, eventId))
  const claims = await listClaims(db, world.clock())
  const isFree = ({ id, content }: Event) => {
    const claim = claims.get(`event:${id}`)
    return (
      id !== event.id &&
      canModerate(member, content.where.country) &&
      (claim?.member ?? member.name) === member.name
    )
  }
  const waiting = [...(await listEvents(db, ['pending'])), ...(await Promise.all(changed))]
    .filter(one => one !== undefined)
    .filter(isFree)
    .sort(soonestFirst)
  return waiting.find(one => soonestFirst(event, one) < 0) ?? waiting[0]
}
