import { addDays, daysBetween, type LocalDate, weekday } from '#platform/time/local.ts'
import type { Resolved } from './calendar.ts'
import { findTag, isAt, type Tag, tagAt } from './lexicon.ts'
import type { Marks } from './marks.ts'
import type { Reader } from './reader.ts'

/**
 * The day of a sentence that has no date but says 'yesterday' or 'on Thursday': counted from the day of the page, back;
 * without one on from the day that was spoken of, or inside the week that is announced.
 */
export function spokenDay(reader: Reader, marks: Marks, near: Resolved | undefined): Resolved | undefined {
  if (marks.dates.some(mark => mark.day !== undefined && !mark.until)) return undefined
  const stamp = reader.stamp?.date
  if (stamp && findTag(marks.reading, 'yesterday')) return { date: addDays(stamp, -1), guessed: true }
  const eve = reader.leadDate?.date ?? stamp
  if (stamp && eve && findTag(marks.reading, 'eve')) return { date: addDays(eve, -1), guessed: true }
  if (stamp && findTag(marks.reading, 'today')) return { date: stamp, guessed: true }
  const tag = weekdayIn(marks)
  if (!tag) return undefined
  const day = Number(tag.value)
  const base = near?.date ?? reader.leadDate?.date ?? reader.near
  if (stamp && (!base || reader.leadDate === undefined)) return { date: back(stamp, day), guessed: true }
  return base ? { date: on(base, day), guessed: true } : undefined
}

/** The day of this weekday in the week from a day on. */
export function on(from: LocalDate, day: number): LocalDate {
  return addDays(from, (day - weekday(from) + 7) % 7)
}

function back(from: LocalDate, day: number): LocalDate {
  return addDays(from, -((weekday(from) - day + 7) % 7))
}

/** A weekday that stands by itself: not 'every Tuesday', not 'until Friday', no short word that may mean something else. */
export function weekdayIn({ reading, taken }: Marks): Tag | undefined {
  for (let index = 0; index < reading.tokens.length; index++) {
    const tag = taken[index] ? undefined : tagAt(reading, index, 'weekday')
    if (!tag || reading.tokens[index]!.text.length < 4) continue
    if (isAt(reading, index - 1, 'until', 'every', 'from') || isAt(reading, index - 2, 'every')) continue
    return tag
  }
  return undefined
}

/** Whether a day lies inside a range of days, both ends counted. */
export function isInside(day: LocalDate, { date, endDate }: Resolved): boolean {
  return (
    date !== undefined &&
    endDate !== undefined &&
    daysBetween(date, day) >= 0 &&
    daysBetween(day, endDate) >= 0
  )
}
