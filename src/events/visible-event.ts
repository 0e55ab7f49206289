import { zonesOf } from '#platform/places/countries.ts'
import { instantOf } from '#platform/time/local.ts'
import { type Event, type EventContent, isPublic, withoutVenues } from './event.ts'
import type { Findable } from './filter.ts'
import { spanOf, stretchesOf } from './when.ts'

const HOUR_MS = 3_600_000

/**
 * What everyone may see of an event at some moment. Whatever is made for the public (pages, feeds, maps,
 * counts, search) is made from this and from nothing else.
 */
export type VisibleEvent = Omit<Event, 'slug'> & {
  slug: string
  startsAt: number | null
  endsAt: number | null
  /** When it is on, ms UTC. */
  stretches: readonly { from: number; to: number }[]
  /** The place is not shown before this instant, ms UTC; null when all is shown. Infinity: the time is not known yet. */
  placeAt: number | null
  /** What happened there is told on its page. */
  isReported?: boolean
}

/** A public event, ready to be found. */
export type ListedEvent = VisibleEvent & Findable

/** The event as the public sees it at `now` (ms UTC); null when it is not public. */
export function visibleAt(event: Event, now: number): VisibleEvent | null {
  if (!isPublic(event) || !event.slug) return null
  const placeAt = placeInstant(event.content)
  const hidden = placeAt !== null && now < placeAt
  const { asked } = event.content.where
  const open = asked ? withoutSecret(event.content) : event.content
  const content = hidden ? withoutPlace(open) : open
  const { when, where } = event.content
  return {
    ...event,
    slug: event.slug,
    content,
    // Calendars and feeds take what is newer than what they have.
    updatedAt: placeAt === null || hidden ? event.updatedAt : Math.max(event.updatedAt ?? 0, placeAt),
    moved:
      (hidden || asked) && event.moved
        ? { ...event.moved, city: hidden ? null : event.moved.city, venue: {} }
        : event.moved,
    ...spanOf(when, where.zone),
    stretches: stretchesOf(when, where.zone),
    placeAt: hidden ? placeAt : null,
  }
}

/** When the place is to be shown: so many hours before the first known instant, or before its day begins. */
function placeInstant({ where, when }: EventContent): number | null {
  if (where.revealHours === null) return null
  if (!when.from) return Infinity
  const first = instantOf(when.from, when.gather ?? when.start ?? '00:00', where.zone)
  return first - where.revealHours * HOUR_MS
}

function withoutPlace(content: EventContent): EventContent {
  const { where } = content
  const texts = Object.fromEntries(
    Object.entries(content.texts).map(([lang, text]) => [lang, { ...text, venue: '', access: '' }]),
  )
  const offsetZone = where.hideCity ? zoneWithoutPlace(content) : where.zone
  return {
    ...content,
    texts,
    where: {
      ...where,
      street: null,
      point: null,
      link: null,
      ...(where.hideCity ? { city: null, cityId: null, region: null, zone: offsetZone } : {}),
    },
  }
}

/** Told only to those who ask: whatever happened before, nothing of it stands in the open. */
function withoutSecret(content: EventContent): EventContent {
  const { sealedPlace: _, ...where } = content.where
  const point = where.point?.exact ? null : where.point
  return {
    ...content,
    texts: withoutVenues(content.texts),
    where: { ...where, street: null, link: null, point },
  }
}

/**
 * A zone's name often names a city. This one has the same clock on the days of the event, and is the same for every
 * city of the country with that clock: the country's only zone, or a plain offset, which names no other city either.
 */
function zoneWithoutPlace({ when, where }: EventContent): string {
  const { from, to } = when
  if (!from) return 'UTC'
  const noons = (zone: string) => [from, to ?? from].map(day => instantOf(day, '12:00', zone)).join()
  const [wanted, utc] = [noons(where.zone), instantOf(from, '12:00', 'UTC')]
  const hours = Math.round((utc - instantOf(from, '12:00', where.zone)) / HOUR_MS)
  const offset = hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
  const own = where.country ? zonesOf(where.country) : []
  const zones = own.length === 1 ? [...own, offset] : [offset, ...own]
  return zones.find(zone => noons(zone) === wanted) ?? offset
}
