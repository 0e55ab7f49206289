import type { DateMark } from './date-parts.ts'
import { isAt, type Reading, tagAt, textAt } from './lexicon.ts'
import { isoFrom, numericFrom } from './numeric-dates.ts'
import type { Style } from './style.ts'
import { dayFirst, monthFirst, weekdayAndDay } from './word-dates.ts'

/** All dates of a line, in order, none inside another. */
export function findDates(reading: Reading, style: Style): DateMark[] {
  const marks: DateMark[] = []
  for (let index = 0; index < reading.tokens.length; ) {
    const mark = dateFrom(reading, index, style)
    if (mark) {
      const whole = withWeekday(reading, mark, marks.at(-1)?.to ?? 0)
      marks.push(whole)
      index = whole.to
    } else index++
  }
  return marks
}

function dateFrom(reading: Reading, index: number, style: Style): DateMark | undefined {
  const token = reading.tokens[index]!
  const found =
    token.kind === 'number'
      ? (isoFrom(reading, index) ?? numericFrom(reading, index, style) ?? dayFirst(reading, index))
      : token.kind === 'word'
        ? (monthFirst(reading, index) ?? weekdayAndDay(reading, index))
        : undefined
  if (!found) return undefined
  const until = !found.end && isAt(reading, index - 1, 'until') && !isAt(reading, index - 2, 'month')
  return { ...found, from: index, ...(until ? { until: true } : {}) }
}

/** A weekday beside the date belongs to it. */
function withWeekday(reading: Reading, mark: DateMark, least: number): DateMark {
  const own = tagAt(reading, mark.from, 'weekday')
  if (own) return { ...mark, weekday: Number(own.value) }
  let before = mark.from - 1
  while (before >= least && /^[,.(]$/.test(textAt(reading, before))) before--
  const earlier = before >= least ? tagAt(reading, before, 'weekday') : undefined
  if (earlier) return { ...mark, from: before, weekday: Number(earlier.value) }
  let after = mark.to
  while (/^[,.(–-]$/.test(textAt(reading, after)) && after - mark.to < 2) after++
  const later = tagAt(reading, after, 'weekday')
  if (!later) return mark
  const isShut = textAt(reading, after - 1) === '(' && textAt(reading, later.to) === ')'
  return { ...mark, to: isShut ? later.to + 1 : later.to, weekday: Number(later.value) }
}
