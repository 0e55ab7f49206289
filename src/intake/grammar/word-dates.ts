import {
  dayAt,
  type Found,
  isDash,
  monthAt,
  skipJoin,
  skipRangeMark,
  skipWeekday,
  yearAfter,
} from './date-parts.ts'
import { gluedAt, isAt, type Reading, tagAt, textAt } from './lexicon.ts'

/** 21 May, 21st of May 2025, 22–28 May, 22 по 28 мая, 30 April – 2 May, 20, 21 і 22 траўня; and '21, Tuesday'. */
export function dayFirst(reading: Reading, index: number): Found | undefined {
  const first = dayAt(reading, index)
  if (!first) return undefined
  let last = first
  let next = first.to
  // Further days before the month is named.
  for (let more = 0; more < 6; more++) {
    const after = skipJoin(reading, next)
    const day = after ? dayAt(reading, after) : undefined
    if (!day || day.day <= last.day) break
    last = day
    next = day.to
  }
  const month = monthAt(reading, next) ?? (next === first.to ? undefined : monthAt(reading, first.to))
  if (!month)
    return first.to === next
      ? (dayAndWeekday(reading, index, first) ?? spokenDay(reading, index, first))
      : undefined
  const { month: number, to } = monthAt(reading, next) ?? month
  const year = yearAfter(reading, to)
  const start = { day: first.day, month: number, ...(year ? { year: year.year } : {}) }
  if (last !== first && monthAt(reading, next))
    return {
      ...start,
      end: { day: last.day, month: number, ...(year ? { year: year.year } : {}) },
      to: year?.to ?? to,
    }
  return withEnd(reading, start, year?.to ?? to)
}

function withEnd(reading: Reading, start: { day: number; month: number; year?: number }, to: number): Found {
  const next = skipRangeMark(reading, skipWeekday(reading, to))
  const day = next ? dayAt(reading, skipWeekday(reading, next)) : undefined
  const month = day ? monthAt(reading, day.to) : undefined
  if (!day || !month) return { ...start, to }
  const isLater = month.month > start.month || (month.month === start.month && day.day > start.day)
  const year = yearAfter(reading, month.to)
  if (!isLater && !year) return { ...start, to }
  return {
    ...start,
    ...(start.year || !year ? {} : { year: isLater ? year.year : year.year - 1 }),
    end: { day: day.day, month: month.month, ...(year ? { year: year.year } : {}) },
    to: year?.to ?? month.to,
  }
}

/** May 21, May 21st, 2025, May 22–28, April 30 – May 2. */
export function monthFirst(reading: Reading, index: number): Found | undefined {
  const month = monthAt(reading, index)
  if (!month || (tagAt(reading, index, 'month')?.language !== 'en' && !isAt(reading, index, 'month')))
    return undefined
  const day = dayAt(reading, month.to)
  if (!day) return undefined
  // 'Solidarity march 21 May'; 'мая 18:00'
  if (
    monthAt(reading, day.to) ||
    (/^[:.]$/.test(textAt(reading, day.to)) && gluedAt(reading, day.to) && gluedAt(reading, day.to + 1))
  )
    return undefined
  if (isAt(reading, day.to, 'am', 'pm', 'hour')) return undefined
  const next = skipJoin(reading, day.to)
  const year = yearAfter(reading, day.to)
  if (next && !year) {
    const otherMonth = monthAt(reading, next)
    const last = dayAt(reading, otherMonth?.to ?? next)
    const isClock =
      last &&
      ((/^[:.]$/.test(textAt(reading, last.to)) &&
        gluedAt(reading, last.to) &&
        gluedAt(reading, last.to + 1)) ||
        isAt(reading, last.to, 'am', 'pm', 'hour', 'month'))
    const endMonth = otherMonth?.month ?? month.month
    if (last && !isClock && (endMonth > month.month || last.day > day.day)) {
      const endYear = yearAfter(reading, last.to)
      const own = endYear ? { year: endYear.year } : {}
      return {
        day: day.day,
        month: month.month,
        ...own,
        end: { day: last.day, month: endMonth, ...own },
        to: endYear?.to ?? last.to,
      }
    }
  }
  return { day: day.day, month: month.month, ...(year ? { year: year.year } : {}), to: year?.to ?? day.to }
}

/** 'А 24-го в Лодзі …': the month is that of what was spoken of. */
function spokenDay(reading: Reading, index: number, day: { day: number; to: number }): Found | undefined {
  if (!spokenEndings.has(reading.tokens[day.to - 1]!.fold) || isAt(reading, index - 1, 'at', 'until'))
    return undefined
  return textAt(reading, day.to) === ',' || isAt(reading, day.to, 'in')
    ? { day: day.day, to: day.to }
    : undefined
}

const spokenEndings = new Set(['го', 'га', 'ho', 'ha'])

/** '21, Tuesday', '21 (аўторак)': the month is missing. */
function dayAndWeekday(reading: Reading, index: number, day: { day: number; to: number }): Found | undefined {
  let at = day.to
  if (textAt(reading, at) === ',' || textAt(reading, at) === '(' || textAt(reading, at) === '–') at++
  const tag = tagAt(reading, at, 'weekday')
  if (!tag || isAt(reading, index - 1, 'at')) return undefined
  // '15 чт 19:00': two letters are a weekday at the head of a line only.
  if (reading.tokens[at]!.text.length < 3 && index > 0) return undefined
  return { day: day.day, to: day.to }
}

/** 'Tuesday 21', 'Tuesday the 21st'. */
export function weekdayAndDay(reading: Reading, index: number): Found | undefined {
  const tag = tagAt(reading, index, 'weekday')
  const isShort = reading.tokens[index]!.text.length < 3 && reading.tokens.length > 5
  // 'praha: čc 21, 18:00': two letters are a weekday between marks only.
  if (!tag || (isShort && index > 0 && !/^[:,(–-]$/.test(textAt(reading, index - 1)))) return undefined
  let at = tag.to
  if (textAt(reading, at) === ',') at++
  if (isAt(reading, at, 'article')) at++
  const day = dayAt(reading, at)
  if (!day || monthAt(reading, day.to)) return undefined
  const next = reading.tokens[day.to]
  if (
    (next?.glued &&
      (next.kind !== 'mark' || (/^[:.]$/.test(next.text) && reading.tokens[day.to + 1]?.glued))) ||
    (next?.kind === 'word' && !isAt(reading, day.to, 'in', 'on', 'at')) ||
    (isDash(next?.text ?? '') && reading.tokens[day.to + 1]?.kind === 'number')
  )
    return undefined
  const range = skipRangeMark(reading, day.to)
  const last = range ? dayAt(reading, tagAt(reading, range, 'weekday')?.to ?? range) : undefined
  if (range && last && last.day > day.day && isAt(reading, range, 'weekday'))
    return { day: day.day, end: { day: last.day, month: 0 }, to: last.to }
  return { day: day.day, to: day.to }
}
