import { addDays, daysBetween, type LocalDate, readDate, weekday } from '#platform/time/local.ts'
import type { DateMark } from './date-parts.ts'

/** A date as it is meant: `guessed` when the text does not tell the month or the year. */
export type Resolved = {
  readonly date?: LocalDate
  readonly endDate?: LocalDate
  readonly guessed: boolean
  /** The weekday that is written, where the date has another. */
  readonly wrongWeekday?: number
}

/** The year in which the dates of a text lie, unless they tell their own. */
export type Calendar = {
  readonly year: number
  readonly isGuess: boolean
  readonly today: LocalDate
  /** The months that the text names, in their order. */
  readonly months: readonly number[]
}

export type CalendarHint = {
  readonly year?: number | undefined
  readonly date?: LocalDate | undefined
  readonly today: LocalDate
  readonly months: readonly number[]
}

/**
 * Chooses the year: the one that is given; else the one that most dates of the text name; else one that stands in its
 * first lines; else the nearest to today in which most weekdays agree with their dates.
 */
export function readCalendar(
  marks: readonly DateMark[],
  years: readonly number[],
  hint: CalendarHint,
): Calendar {
  const { today, months } = hint
  const given = hint.year ?? (hint.date ? Number(hint.date.slice(0, 4)) : undefined)
  if (given) return { year: given, isGuess: false, today, months }
  const named = mostOf(marks.flatMap(mark => (mark.year ? [mark.year] : []))) ?? years[0]
  if (named) return { year: named, isGuess: false, today, months }
  return { year: yearByWeekdays(marks, today), isGuess: true, today, months }
}

/** What a mark means when `near` is the date that was spoken of before. */
export function resolveDate(mark: DateMark, calendar: Calendar, near: LocalDate | undefined): Resolved {
  if (mark.day === undefined) return { guessed: true, ...weekdayNear(mark.weekday, near) }
  const year = mark.year ?? calendar.year
  const month = mark.month ?? monthNear(mark, near, calendar)
  if (!month) return { guessed: true }
  const date = dateOf(year, month, mark.day)
  const lastMonth = mark.end?.month || month
  if (!date) return { guessed: true }
  const guessed =
    mark.month === undefined || (mark.year === undefined && calendar.isGuess) || mark.unclear === true
  const end = mark.end
    ? dateOf(mark.end.year ?? year + (lastMonth < month ? 1 : 0), lastMonth, mark.end.day)
    : undefined
  const wrong =
    mark.weekday !== undefined && weekday(date) !== mark.weekday && !(end && weekday(end) === mark.weekday)
  const lasting = end && daysBetween(date, end) > 0 && daysBetween(date, end) < 400 ? { endDate: end } : {}
  const whole = mark.until ? { endDate: date } : { date, ...lasting }
  return { ...whole, guessed, ...(wrong ? { wrongWeekday: mark.weekday! } : {}) }
}

function dateOf(year: number, month: number, day: number): LocalDate | undefined {
  return readDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`) ?? undefined
}

/** The month of '21, Tuesday': that of the date before, or the nearest in which the weekday agrees. */
function monthNear(mark: DateMark, near: LocalDate | undefined, calendar: Calendar): number | undefined {
  if (!near) return namedMonth(mark, calendar) ?? monthByWeekday(mark, calendar)
  const month = Number(near.slice(5, 7))
  // After the 30th comes the 1st of the next month.
  const isNext = mark.day! < 8 && Number(near.slice(8)) > 23
  return isNext ? (month % 12) + 1 : month
}

/** The first month of the text in which the weekday agrees, else its first. */
function namedMonth(mark: DateMark, { year, months }: Calendar): number | undefined {
  const agrees = (month: number) => {
    const date = dateOf(year, month, mark.day!)
    return date !== undefined && (!mark.weekday || weekday(date) === mark.weekday)
  }
  return months.find(agrees) ?? months[0]
}

function monthByWeekday(mark: DateMark, { year, today }: Calendar): number | undefined {
  let best: number | undefined
  let distance = Number.POSITIVE_INFINITY
  for (let month = 1; month <= 12; month++) {
    const date = dateOf(year, month, mark.day!)
    if (!date || (mark.weekday && weekday(date) !== mark.weekday)) continue
    const days = Math.abs(daysBetween(today, date))
    if (days < distance) [best, distance] = [month, days]
  }
  return best
}

/** The day of this weekday from three days before to three after, or the next in the week when a list goes on. */
function weekdayNear(day: number | undefined, near: LocalDate | undefined): { date?: LocalDate } {
  if (!day || !near) return {}
  for (let shift = 0; shift < 7; shift++) {
    const date = addDays(near, shift)
    if (weekday(date) === day) return { date }
  }
  return {}
}

function mostOf(years: readonly number[]): number | undefined {
  const counts = new Map<number, number>()
  for (const year of years) counts.set(year, (counts.get(year) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

function yearByWeekdays(marks: readonly DateMark[], today: LocalDate): number {
  const now = Number(today.slice(0, 4))
  const checked = marks.filter(mark => mark.weekday && mark.day && mark.month)
  const nearest = [now, now - 1, now + 1, now - 2, now - 3, now - 4, now - 5, now + 2]
  const agreeing = (year: number) =>
    checked.filter(mark => {
      const date = dateOf(year, mark.month!, mark.day!)
      return date && weekday(date) === mark.weekday
    }).length
  let best = now
  let most = 0
  for (const year of nearest) {
    const count = agreeing(year)
    if (count > most) [best, most] = [year, count]
  }
  return best
}
