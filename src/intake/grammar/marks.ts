import type { DateMark } from './date-parts.ts'
import { findDates } from './dates.ts'
import { findKinds, type KindMark } from './kinds.ts'
import { findTag, isAt, type Reading, readWords, tagAt } from './lexicon.ts'
import type { PlaceMark } from './place-mark.ts'
import { findPlaceMarks } from './places.ts'
import type { Style } from './style.ts'
import type { Line } from './text.ts'
import type { TimeMark } from './time-mark.ts'
import { findTimes } from './times.ts'

/** What a piece of text says about an event. */
export type Marks = {
  readonly reading: Reading
  readonly dates: readonly DateMark[]
  readonly times: readonly TimeMark[]
  readonly places: readonly PlaceMark[]
  readonly kinds: readonly KindMark[]
  /** Tokens that belong to dates and times. */
  readonly taken: Uint8Array
}

/** Reads dates, times, places and kinds of a piece of text. */
export function markText(text: string, style: Style): Marks {
  const reading = readWords(text)
  const taken = new Uint8Array(reading.tokens.length + 2)
  const dates = findDates(reading, style)
  for (const mark of dates) taken.fill(1, mark.from, mark.to)
  const times = findTimes(reading, dates, style)
  for (const mark of times) taken.fill(1, mark.from, mark.to)
  const places = findPlaceMarks(reading, taken, style.isLacinka)
  const clockOf = findTag(reading, 'online')
    ? places.find(place => isClockOf(reading, times, place))
    : undefined
  const zone = clockOf?.city?.zone
  return {
    reading,
    dates: dates.filter(mark => !isUpdate(reading, mark)),
    times: zone
      ? times.map(time => (time.to + 1 === clockOf.from ? { ...time, zone: { zone, to: clockOf.to } } : time))
      : times,
    places: zone ? places.filter(place => place !== clockOf) : places,
    kinds: findKinds(reading),
    taken,
  }
}

/** '20:00 (Kyiv)' of something online: the town whose clock it is. */
function isClockOf({ tokens }: Reading, times: readonly TimeMark[], { from, to, city }: PlaceMark): boolean {
  if (!city || tokens[from - 1]?.text !== '(' || tokens[to]?.text !== ')') return false
  return times.some(time => time.to + 1 === from)
}

/** How a text writes its numbers, told by those that can be read in one way only. */
export function readStyle(lines: readonly Line[]): Style {
  const months = new Set<number>()
  let [dotTimes, dotDates, monthFirst, dayFirst, colonTimes] = [0, 0, 0, 0, 0]
  for (const { text } of lines) {
    for (const word of text.match(words) ?? []) {
      const month = monthOf(word)
      if (month) months.add(month)
    }
    for (const match of text.matchAll(pair)) {
      const [, first, mark, second, rest] = match
      const [one, two] = [Number(first), Number(second)]
      if (mark === ':') colonTimes++
      else if (mark === '/') {
        if (one > 12 && one <= 31 && two <= 12) dayFirst++
        if (two > 12 && two <= 31 && one <= 12) monthFirst++
      } else if (rest) {
        dotDates++
        months.add(two)
      } else if (one > 23 && one <= 31 && two >= 1 && two <= 12) dotDates++
      else if (one <= 23 && second!.length === 2 && (two === 0 || (two > 12 && two < 60 && two % 5 === 0)))
        dotTimes++
    }
  }
  return {
    dotTimes: dotTimes > 0 && dotTimes >= colonTimes,
    dotDates: dotDates > 0,
    monthFirst: monthFirst > dayFirst,
    colonTimes: colonTimes > 0,
    months,
    isLacinka: lines.some(({ text }) => /[ŭŬ]/.test(text)) || isInLacinka(lines),
  }
}

/** Three words of the list that only Łacinka has, in its first lines. */
function isInLacinka(lines: readonly Line[]): boolean {
  let found = 0
  for (const { text } of lines.slice(0, 60)) {
    for (const tags of readWords(text.slice(0, 400)).tags)
      if (tags.length > 0 && tags.every(tag => tag.language === 'be-Latn') && ++found > 2) return true
  }
  return false
}

const words = /(?<=\d{1,2}[\s.-]{1,3})\p{L}{3,10}|\p{L}{3,10}(?=\s\d)/gu

function monthOf(word: string): number {
  let month = monthsKnown.get(word)
  if (month === undefined) {
    month = Number(tagAt(readWords(word), 0, 'month')?.value ?? 0)
    if (monthsKnown.size > 5_000) monthsKnown.clear()
    monthsKnown.set(word, month)
  }
  return month
}

const monthsKnown = new Map<string, number>()

const pair = /(?<![\d.:/])(\d{1,2})([.:/])(\d{2})(?!\d)(\.(?:20)?\d\d)?/g

/** The date of a page, not of an event. */
function isUpdate(reading: Reading, mark: DateMark): boolean {
  const before = reading.tokens[mark.from - 1]?.fold
  if (before === 'by' || before === 'before') return true
  for (let index = mark.from - 1; index >= Math.max(0, mark.from - 6); index--) {
    if (/^[;.!?]$/.test(reading.tokens[index]!.text)) return false
    if (isAt(reading, index, 'update', 'deadline', 'doors', 'last-year')) return true
  }
  return false
}
