import { Temporal } from 'temporal-polyfill'

/** A stretch of time in which a zone keeps one offset: from `start` to before `end`; all in milliseconds, `offset` east of UTC. */
export type Segment = { readonly start: number; readonly end: number; readonly offset: number }

const DAY_MS = 86_400_000
// Names are written in any case ('europe/Vilnius'), so there may be more of them than zones.
const MOST_KEPT_ZONES = 1_000
const kept = new Map<string, Map<number, readonly Segment[]>>()

/**
 * The segments that any local or UTC time of a year can fall into, oldest first, without gaps; the first reaches back and
 * the last reaches on without end. From the runtime's IANA database; throws a RangeError for an unknown zone.
 */
export function segmentsOf(zone: string, year: number): readonly Segment[] {
  const years = kept.get(zone)
  const found = years?.get(year)
  if (found) return found
  // A local date is at most 26 hours away from the UTC date, a skipped day included.
  const segments = segmentsBetween(
    zone,
    Date.UTC(year, 0, 1) - 2 * DAY_MS,
    Date.UTC(year + 1, 0, 1) + 2 * DAY_MS,
  )
  const open = segments.map((segment, index) => ({
    ...segment,
    start: index === 0 ? Number.NEGATIVE_INFINITY : segment.start,
    end: index === segments.length - 1 ? Number.POSITIVE_INFINITY : segment.end,
  }))
  keep(zone, year, open)
  return open
}

/** The offset of a zone at an instant, milliseconds east of UTC. Throws a RangeError for an unknown zone. */
export function offsetOf(zone: string, instant: number): number {
  const segments = segmentsOf(zone, new Date(instant).getUTCFullYear())
  for (const segment of segments) if (instant < segment.end) return segment.offset
  return segments.at(-1)!.offset
}

/** The segments of a zone with their true ends (infinite where no change is known) that have a part in `from`…`to`, milliseconds UTC. */
export function segmentsBetween(zone: string, from: number, to: number): Segment[] {
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone)
  const begun = first.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  let start = begun?.epochMilliseconds ?? Number.NEGATIVE_INFINITY
  let offset = first.offsetNanoseconds / 1e6
  const segments: Segment[] = []
  for (let now = first; ; ) {
    const next = now.getTimeZoneTransition('next')
    const end = next?.epochMilliseconds ?? Number.POSITIVE_INFINITY
    segments.push({ start, end, offset })
    if (!next || end > to) return segments
    now = next
    start = end
    offset = next.offsetNanoseconds / 1e6
  }
}

function keep(zone: string, year: number, segments: readonly Segment[]): void {
  if (kept.size >= MOST_KEPT_ZONES && !kept.has(zone)) kept.clear()
  const years = kept.get(zone) ?? new Map<number, readonly Segment[]>()
  years.set(year, segments)
  kept.set(zone, years)
}
