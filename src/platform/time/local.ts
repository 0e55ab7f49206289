import { offsetOf, segmentsOf } from './transitions.ts'

/** A calendar date, `YYYY-MM-DD` (ISO 8601), 1900 to 2100. */
export type LocalDate = string
/** A time of day, `HH:MM`, 00:00 to 23:59. */
export type LocalTime = string
/** The name of a time zone in the IANA database, as `Europe/Vilnius`. */
export type Zone = string

export const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Reads `YYYY-MM-DD` exactly so; null for anything else, for days that no calendar has and for years outside 1900–2100. */
export function readDate(text: string): LocalDate | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!match) return null
  const year = Number(match[1])
  const month = Number(match[2])
  const day = Number(match[3])
  if (year < 1900 || year > 2100 || month < 1 || month > 12) return null
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day >= 1 && day <= MONTH_DAYS[month - 1]! + (leap ? 1 : 0) ? text : null
}

/** Reads a 24-hour time as people type it into a field: `9:05`, `09:05`, `9.05`, `0905`; gives `HH:MM`, null for anything else (also 24:00). */
export function readTime(text: string): LocalTime | null {
  const match = /^(?:(\d{1,2})[:.](\d\d)|(\d\d)(\d\d))$/.exec(text.trim())
  if (!match) return null
  const hour = match[1] ?? match[3]!
  const minute = match[2] ?? match[4]!
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null
}

/** Whether this is the name of a zone that the runtime's IANA database knows; bare offsets (`+03:00`) are not names. */
export function isZone(name: string): name is Zone {
  if (!/^[A-Z][\w+-]*(\/[\w+-]+)*$/i.test(name) || name.length > 40) return false
  try {
    offsetOf(name, 0)
    return true
  } catch {
    return false
  }
}

/**
 * The instant (milliseconds UTC) of a local time. A time that a clock change skips counts from before the change, so it
 * falls after it; a time that happens twice is the first one (RFC 5545 §3.3.5, Temporal's 'compatible'). Throws a
 * RangeError for an unknown zone; expects what readDate and readTime gave.
 */
export function instantOf(date: LocalDate, time: LocalTime, zone: Zone): number {
  const local = utcOf(date) + hoursOf(time)
  const segments = segmentsOf(zone, yearOf(date))
  let before = segments[0]!
  for (const segment of segments) {
    const instant = local - segment.offset
    if (instant < segment.end) return instant >= segment.start ? instant : local - before.offset
    before = segment
  }
  return local - before.offset
}

/** What clocks in a zone show at an instant (milliseconds UTC); seconds are cut off. Throws a RangeError for an unknown zone. */
export function localOf(
  instant: number,
  zone: Zone,
): { date: LocalDate; time: LocalTime; offsetMinutes: number } {
  const offset = offsetOf(zone, instant)
  const text = new Date(instant + offset).toISOString()
  return { date: text.slice(0, 10), time: text.slice(11, 16), offsetMinutes: Math.round(offset / MINUTE_MS) }
}

/** The date a number of days later (or earlier, when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(utcOf(date) + days * DAY_MS).toISOString().slice(0, 10)
}

/** How many days from one date to another: 0 for the same, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (utcOf(to) - utcOf(from)) / DAY_MS
}

/** The day of the week as ISO 8601 counts: 1 is Monday, 7 is Sunday. */
export function weekday(date: LocalDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (new Date(utcOf(date)).getUTCDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7
}

/** Every date from `from` to `to`, both included; empty when `to` is earlier. */
export function datesFromTo(from: LocalDate, to: LocalDate): LocalDate[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index))
}

/** When the date begins anywhere on Earth first (UTC+14), milliseconds UTC. */
export function worldStartOfDay(date: LocalDate): number {
  return utcOf(date) - 14 * HOUR_MS
}

/** When the date has ended everywhere on Earth (its midnight in UTC−12), milliseconds UTC; the first moment after it. */
export function worldEndOfDay(date: LocalDate): number {
  return utcOf(date) + DAY_MS + 12 * HOUR_MS
}

/** Midnight of the date in UTC, milliseconds: a date as a number to count or format with, never a moment of an event. */
export function utcOf(date: LocalDate): number {
  return Date.UTC(yearOf(date), digits(date, 5) - 1, digits(date, 8))
}

function yearOf(date: LocalDate): number {
  return digits(date, 0) * 100 + digits(date, 2)
}

function hoursOf(time: LocalTime): number {
  return digits(time, 0) * HOUR_MS + digits(time, 3) * MINUTE_MS
}

// Two digits read by their codes: a tenth of the time that slice and Number take.
function digits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48
}
