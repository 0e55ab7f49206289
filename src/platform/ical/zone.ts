import { type Segment, segmentsBetween } from '#platform/time/transitions.ts'

// A change of the clocks: when, the offsets on both sides in milliseconds, and whether summer time begins.
type Change = {
  readonly at: number
  readonly before: number
  readonly after: number
  readonly summer: boolean
}

const DAY_MS = 86_400_000
const YEAR_MS = 365.25 * DAY_MS
// How long a yearly rule has to hold after the last event to be written as a rule without end.
const LOOK_AHEAD_MS = 5 * YEAR_MS
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const MOST_KEPT = 2_000
const kept = new Map<string, string>()

/**
 * The VTIMEZONE of an IANA zone (RFC 5545 §3.6.5) that is right for every local time from the beginning of `firstYear` to
 * the end of `lastYear`. Zones with a steady yearly rule have two recurring parts, all others one part for each change
 * of their clocks. Throws a RangeError for an unknown zone.
 */
export function zoneLines(zone: string, firstYear: number, lastYear: number): string {
  const key = `${zone} ${firstYear} ${lastYear}`
  let text = kept.get(key)
  if (text === undefined) {
    text = writeZone(zone, firstYear, lastYear)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, text)
  }
  return text
}

function writeZone(zone: string, firstYear: number, lastYear: number): string {
  // Two days more on both sides: the years are those of local time.
  const from = Date.UTC(firstYear, 0, 1) - 2 * DAY_MS
  const to = Date.UTC(lastYear + 1, 0, 1) + 2 * DAY_MS
  const begun = segmentsBetween(zone, from, from)[0]!.start
  const known = Number.isFinite(begun)
  // From before the change that made the first offset, so that it can be told what it changed.
  const segments = segmentsBetween(zone, known ? begun - 1 : from, to + LOOK_AHEAD_MS)
  const changes = segments.slice(1).map((segment, index) => changeInto(segment, segments[index]!))
  const needed = changes.filter(change => change.at <= to).map(change => observance(change))
  const steady = Number.isFinite(segments.at(-1)!.end) ? yearly(changes) : undefined
  const first = known ? [] : [always(segments[0]!.offset, Math.min(1970, firstYear - 1))]
  return `BEGIN:VTIMEZONE\r\nTZID:${zone}\r\n${[...first, ...(steady ?? needed)].join('')}END:VTIMEZONE\r\n`
}

function changeInto(segment: Segment, before: Segment): Change {
  // Only names: what lasts under a year and is ahead of its past is summer time; readers count with the offsets.
  const summer = segment.offset > before.offset && segment.end - segment.start < YEAR_MS
  return { at: segment.start, before: before.offset, after: segment.offset, summer }
}

// Two changes a year that keep month, weekday, hour and offsets all the time: two parts with a rule. Otherwise nothing.
function yearly(changes: readonly Change[]): string[] | undefined {
  const streams = [
    changes.filter((_, index) => index % 2 === 0),
    changes.filter((_, index) => index % 2 === 1),
  ]
  const rules = streams.map(stream => ruleOf(stream))
  return rules.every(rule => rule !== undefined)
    ? rules.map((rule, index) => observance(streams[index]![0]!, rule))
    : undefined
}

function ruleOf(stream: readonly Change[]): string | undefined {
  const days = stream.map(change => new Date(change.at + change.before))
  const first = days[0]
  if (!first) return undefined
  const steady = days.every(
    (day, index) =>
      day.getUTCFullYear() === first.getUTCFullYear() + index &&
      day.getUTCMonth() === first.getUTCMonth() &&
      day.getUTCDay() === first.getUTCDay() &&
      day.getTime() % DAY_MS === first.getTime() % DAY_MS &&
      stream[index]!.before === stream[0]!.before &&
      stream[index]!.after === stream[0]!.after,
  )
  if (!steady) return undefined
  const week = days.every(isLastOfMonth) ? -1 : weekOf(first)
  if (week !== -1 && !days.every(day => weekOf(day) === week)) return undefined
  return `RRULE:FREQ=YEARLY;BYMONTH=${first.getUTCMonth() + 1};BYDAY=${week}${WEEKDAYS[first.getUTCDay()]}\r\n`
}

function isLastOfMonth(day: Date): boolean {
  return new Date(day.getTime() + 7 * DAY_MS).getUTCMonth() !== day.getUTCMonth()
}

function weekOf(day: Date): number {
  return Math.ceil(day.getUTCDate() / 7)
}

function observance({ at, before, after, summer }: Change, rule = ''): string {
  const name = summer ? 'DAYLIGHT' : 'STANDARD'
  const start = new Date(at + before).toISOString().slice(0, 19).replace(/[-:]/g, '')
  return `BEGIN:${name}\r\nDTSTART:${start}\r\nTZOFFSETFROM:${offset(before)}\r\nTZOFFSETTO:${offset(after)}\r\n${rule}END:${name}\r\n`
}

function always(ms: number, sinceYear: number): string {
  return observance({ at: Date.UTC(sinceYear, 0, 1) - ms, before: ms, after: ms, summer: false })
}

// ±HHMM, with seconds for the local mean times of old (RFC 5545 §3.3.14; '-0000' is not allowed).
function offset(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const digits = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(n =>
    String(n).padStart(2, '0'),
  )
  return `${ms < 0 ? '-' : '+'}${digits[0]}${digits[1]}${digits[2] === '00' ? '' : digits[2]}`
}
