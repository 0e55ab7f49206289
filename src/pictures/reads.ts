import { type Event, isPublic } from '#events/event.ts'
import { EVENTS_TOPIC, findEvent } from '#events/store.ts'
import { endDateOf, spanOf } from '#events/when.ts'
import { kept } from '#platform/db/database.ts'
import { addDays, instantOf } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import { type Picture, readSubject } from './picture.ts'
import { findPicture, listByState, PICTURES_TOPIC } from './store.ts'

export { PICTURES_TOPIC }

/** What pages with pictures depend on. */
export const SHOWN_TOPICS = [PICTURES_TOPIC, EVENTS_TOPIC] as const

export type Shown = {
  /** Pictures in their order; a subject without any is not in it. */
  bySubject: Map<string, Picture[]>
  /** Until when this is true (ms UTC), unless somebody changes something. */
  until: number
}

/** The pictures of some subjects that everyone may see at `now` (ms UTC). */
export async function shownPictures(world: World, subjects: readonly string[], now: number): Promise<Shown> {
  const published = await getPublished(world)
  const bySubject = new Map<string, Picture[]>()
  let until = Infinity
  for (const subject of subjects) {
    const shown: Picture[] = []
    for (const { picture, from } of published.get(subject) ?? []) {
      if (from <= now) shown.push(picture)
      else until = Math.min(until, from)
    }
    if (shown.length > 0) bySubject.set(subject, shown)
  }
  return { bySubject, until }
}

/** A picture that everyone may see at `now` (ms UTC); undefined for any other. */
export async function findShown(world: World, id: string, now: number): Promise<Picture | undefined> {
  const { db } = world.database
  const picture = await findPicture(db, id)
  if (picture?.state !== 'published') return undefined
  const subject = readSubject(picture.subject)
  const event = subject?.kind === 'event' ? await findEvent(db, subject.id) : undefined
  return fromOf(picture, event) <= now ? picture : undefined
}

/**
 * From when on an event's picture may be seen (ms UTC): when an editor decided, else when the event has ended: at its end, or
 * at the midnight after its last day where it is. Infinity while that is not known, or the event is not public.
 */
export function showsFrom(picture: Pick<Picture, 'showFrom'>, event: Event | undefined): number {
  if (!event || !isPublic(event)) return Infinity
  if (picture.showFrom !== null) return picture.showFrom
  const { when, where } = event.content
  const { endsAt } = spanOf(when, where.zone)
  if (endsAt !== null) return endsAt
  const last = endDateOf(when) ?? when.from
  return last ? instantOf(addDays(last, 1), '00:00', where.zone) : Infinity
}

type Published = Map<string, { picture: Picture; from: number }[]>

/** All published pictures with the instant from which each is shown, kept in memory. */
function getPublished(world: World): Promise<Published> {
  const { database } = world
  return kept(database, 'pictures.published', {
    topics: SHOWN_TOPICS,
    load: async () => {
      const pictures = (await listByState(database.db, 'published')).sort(inOrder)
      const events = new Map<string, Event | undefined>()
      for (const { subject } of pictures) {
        const read = readSubject(subject)
        if (read?.kind === 'event' && !events.has(subject))
          events.set(subject, await findEvent(database.db, read.id))
      }
      return Map.groupBy(
        pictures.map(picture => ({ picture, from: fromOf(picture, events.get(picture.subject)) })),
        ({ picture }) => picture.subject,
      )
    },
  })
}

// Whatever shows an article's or a round-up's picture is published itself.
function fromOf(picture: Picture, event: Event | undefined): number {
  return readSubject(picture.subject)?.kind === 'event' ? showsFrom(picture, event) : (picture.showFrom ?? 0)
}

function inOrder(a: Picture, b: Picture): number {
  return a.position - b.position || (a.id < b.id ? -1 : 1)
}
