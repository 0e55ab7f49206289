import { addDays, type LocalDate, type LocalTime, weekday } from '#platform/time/local.ts'
import type { ListedEvent } from './visible-event.ts'

export type DayOfList = { day: LocalDate | null; begins: ListedEvent[]; goesOn: ListedEvent[] }

/** How many entries (an event on a day) one page of a list has. */
export const PAGE_SIZE = 40
// A long exhibition stands in the list on each day of the first fortnight; then a list would be nothing else.
const MAX_REPEATED = 14

/**
 * Events by day, in the order of `backwards`: full on the day they begin, in a line on the days they go on.
 * With `only`, the days of a filter; events without a date come last.
 */
export function groupByDay(
  events: readonly ListedEvent[],
  options: { backwards: boolean; only?: (day: LocalDate) => boolean },
): DayOfList[] {
  const days = new Map<LocalDate | null, DayOfList>()
  const at = (day: LocalDate | null) => {
    const known = days.get(day)
    if (known) return known
    const made: DayOfList = { day, begins: [], goesOn: [] }
    days.set(day, made)
    return made
  }
  for (const event of events) {
    const shown = options.only ? event.days.filter(options.only) : event.days.slice(0, MAX_REPEATED)
    for (const day of shown)
      at(day)[day === event.days[0] || shown.length === 1 ? 'begins' : 'goesOn'].push(event)
    if (event.days.length === 0) at(null).begins.push(event)
  }
  const sorted = [...days.values()]
    .filter(({ day }) => day !== null)
    .sort((a, b) => (a.day! < b.day! ? -1 : 1))
  if (options.backwards) sorted.reverse()
  const undated = days.get(null)
  return undated ? [...sorted, undated] : sorted
}

export type HourOfDay = { hour: LocalTime | null; events: ListedEvent[] }

/**
 * One day by the clocks of its places: what goes on all day (or has no time yet), then hour by hour by local start.
 * An event of several days stands at its hour where it has the same hours on each of them.
 */
export function groupByHour(events: readonly ListedEvent[], day: LocalDate): HourOfDay[] {
  const hours = Map.groupBy(events, event => {
    const { when } = event.content
    const start = when.gather ?? when.start
    return start && (when.daily || when.from === day) ? `${start.slice(0, 2)}:00` : null
  })
  return [...hours]
    .map(([hour, some]) => ({ hour, events: some.sort(byStart) }))
    .sort((a, b) => ((a.hour ?? '') < (b.hour ?? '') ? -1 : 1))
}

function byStart({ content: { when: a } }: ListedEvent, { content: { when: b } }: ListedEvent): number {
  const [first, second] = [a.gather ?? a.start ?? '', b.gather ?? b.start ?? '']
  return first === second ? 0 : first < second ? -1 : 1
}

/** One page of a list by its number from 1; a day may go on from one page to the next. */
export function pageOf(groups: readonly DayOfList[], number: number): { groups: DayOfList[]; pages: number } {
  const total = groups.reduce((sum, group) => sum + group.begins.length + group.goesOn.length, 0)
  let skip = (number - 1) * PAGE_SIZE
  let room = PAGE_SIZE
  const take = (events: ListedEvent[]) => {
    const taken = events.slice(Math.min(skip, events.length), skip + room)
    skip = Math.max(0, skip - events.length)
    room -= taken.length
    return taken
  }
  const shown = groups.map(({ day, begins, goesOn }) => ({ day, begins: take(begins), goesOn: take(goesOn) }))
  return {
    groups: shown.filter(({ begins, goesOn }) => begins.length + goesOn.length > 0),
    pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
  }
}

/** The weeks of a month 'YYYY-MM', Monday first, with null outside the month. */
export function weeksOf(month: string): (LocalDate | null)[][] {
  const first = `${month}-01`
  const weeks: (LocalDate | null)[][] = []
  for (
    let monday = addDays(first, 1 - weekday(first));
    monday.slice(0, 7) <= month;
    monday = addDays(monday, 7)
  )
    weeks.push(
      Array.from({ length: 7 }, (_, index) => addDays(monday, index)).map(day =>
        day.startsWith(month) ? day : null,
      ),
    )
  return weeks
}

/** 'YYYY-MM' some months later or earlier. */
export function addMonths(month: string, months: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** Reads 'YYYY-MM' from 1900 to 2100. */
export function readMonth(text: string | undefined): string | null {
  const match = /^(\d{4})-(\d{2})$/.exec(text ?? '')
  if (!match) return null
  const [year, month] = [Number(match[1]), Number(match[2])]
  return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 ? text! : null
}
