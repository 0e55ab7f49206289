import {
  addDays,
  datesFromTo,
  instantOf,
  type LocalDate,
  type LocalTime,
  type Zone,
} from '#platform/time/local.ts'

/** When something happens, by the clock of its place. What is null is not known (yet). */
export type When = {
  /** The first day; null while it is to be announced. */
  from: LocalDate | null
  /** The last day; the same as `from` for one day, null when the end is not known. */
  to: LocalDate | null
  /** When people gather, when it starts, when it ends. */
  gather: LocalTime | null
  start: LocalTime | null
  end: LocalTime | null
  /** The end is after midnight, on the day after the last. */
  night: boolean
  /** On several days the times hold for each of them. */
  daily: boolean
}

/** Longest exhibition that is still one event, in days. */
export const MAX_DAYS = 366

/** All days on which it runs; a night that ends after midnight belongs to the day on which it began. */
export function daysOf(when: When): LocalDate[] {
  if (!when.from) return []
  return when.to ? datesFromTo(when.from, when.to) : [when.from]
}

/** The day on which it ends, counting a night's end on the next day; null when not known. */
export function endDateOf(when: When): LocalDate | null {
  return when.to && when.night ? addDays(when.to, 1) : when.to
}

/** First and last instant in ms UTC; null where the time is not known. */
export function spanOf(when: When, zone: Zone): { startsAt: number | null; endsAt: number | null } {
  const start = when.start ?? when.gather
  const last = endDateOf(when) ?? when.from
  return {
    startsAt: when.from && start ? instantOf(when.from, start, zone) : null,
    endsAt: when.from && last && when.end ? instantOf(last, when.end, zone) : null,
  }
}

/**
 * The stretches of time, in ms UTC, in which it is on. Without an end it lasts until midnight, without
 * times the whole of its days.
 */
export function stretchesOf(when: When, zone: Zone): { from: number; to: number }[] {
  if (!when.from) return []
  const days = daysOf(when)
  const begin = when.gather ?? when.start ?? '00:00'
  const stretch = (first: LocalDate, last: LocalDate) => ({
    from: instantOf(first, begin, zone),
    to: when.end
      ? instantOf(when.night ? addDays(last, 1) : last, when.end, zone)
      : instantOf(addDays(last, 1), '00:00', zone),
  })
  if (when.daily && days.length > 1) return days.map(day => stretch(day, day))
  return [stretch(days[0]!, days.at(-1)!)]
}
