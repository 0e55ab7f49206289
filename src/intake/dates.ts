import { isAt, type Reading, tagAt } from './lexicon.ts'

/** A date as it is written, before it is known which year or month it means. Tokens `from` to `to` (excluded). */
export type DateMark = {
  readonly from: number
  readonly to: number
  readonly day?: number
  readonly month?: number
  readonly year?: number
  /** The last day of a range; month 0 is the month of the first. */
  readonly end?: { readonly day: number; readonly month: number; readonly year?: number }
  /** ISO 8601: 1 is Monday. */
  readonly weekday?: number
  /** 'Until May 24': only the end is told, and it stands in `day` and `month`. */
  readonly until?: boolean
  /** Both numbers could be the month. */
  readonly unclear?: boolean
}

/** How a text writes its numbers, as far as unmistakable ones show. */
export type Style = {
  /** '14.30' is a time here. */
  readonly dotTimes: boolean
  /** '24.05' is a date here. */
  readonly dotDates: boolean
  /** '05/21': the month comes first. */
  readonly monthFirst: boolean
  readonly colonTimes: boolean
  /** Months that are named in words or in whole dates. */
  readonly months: ReadonlySet<number>
  /** Somewhere in it is the letter ŭ: names in Latin letters may be inflected Belarusian ones. */
  readonly isLacinka: boolean
}

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

type Found = Omit<DateMark, 'from' | 'to' | 'weekday'> & { to: number }

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

function numberAt(reading: Reading, index: number, least: number, most: number): number | undefined {
  const token = reading.tokens[index]
  if (token?.kind !== 'number' || token.text.length > 4) return undefined
  const value = Number(token.text)
  return value >= least && value <= most ? value : undefined
}

const textAt = (reading: Reading, index: number) => reading.tokens[index]?.text ?? ''
const gluedAt = (reading: Reading, index: number) => reading.tokens[index]?.glued === true
const isDash = (text: string) => text === '-' || text === '–' || text === '/'

function isoFrom(reading: Reading, index: number): Found | undefined {
  const year = numberAt(reading, index, 1990, 2100)
  if (!year || reading.tokens[index]!.text.length !== 4) return undefined
  const mark = textAt(reading, index + 1)
  if (!['-', '.', '/'].includes(mark) || textAt(reading, index + 3) !== mark) return undefined
  const month = numberAt(reading, index + 2, 1, 12)
  const day = numberAt(reading, index + 4, 1, 31)
  if (!month || !day || !gluedAt(reading, index + 2) || !gluedAt(reading, index + 4)) return undefined
  const start = { day, month, year }
  const next = skipRangeMark(reading, index + 5)
  const end = next ? isoFrom(reading, next) : undefined
  if (end && !end.end)
    return { ...start, end: { day: end.day!, month: end.month!, year: end.year! }, to: end.to }
  return { ...start, to: index + 5 }
}

const roman = new Map(
  ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'].map((text, at) => [
    text,
    at + 1,
  ]),
)

/** 21.05, 21.05.2025, 21/05, 05/21, 21-05-2025, 21/V, 20–24.05, 20.05–24.05. */
function numericFrom(reading: Reading, index: number, style: Style): Found | undefined {
  if (index > 0 && gluedAt(reading, index) && /^[.:/+\d$€£]$/.test(textAt(reading, index - 1)))
    return undefined
  const pair = pairFrom(reading, index, style)
  if (pair) {
    const next = skipRangeMark(reading, pair.to)
    const second = next ? pairFrom(reading, next, style) : undefined
    if (second && later(second, pair))
      return {
        ...pair,
        end: { day: second.day, month: second.month, ...(second.year ? { year: second.year } : {}) },
        ...(pair.year || !second.year ? {} : { year: second.year }),
        to: second.to,
      }
    return pair
  }
  // '20–24.05', '20.–24.05'
  const day = numberAt(reading, index, 1, 31)
  if (!day) return undefined
  const dash = textAt(reading, index + 1) === '.' ? index + 2 : index + 1
  if (!['-', '–'].includes(textAt(reading, dash))) return undefined
  const end = pairFrom(reading, dash + 1, style)
  if (!end || end.day <= day || end.unclear) return undefined
  return {
    day,
    month: end.month,
    ...(end.year ? { year: end.year } : {}),
    end: { day: end.day, month: end.month, ...(end.year ? { year: end.year } : {}) },
    to: end.to,
  }
}

type Pair = { day: number; month: number; year?: number; unclear?: boolean; to: number }

function later(second: Pair, first: Pair): boolean {
  return (
    (second.year ?? 0) > (first.year ?? second.year ?? 0) ||
    second.month > first.month ||
    (second.month === first.month && second.day > first.day)
  )
}

function pairFrom(reading: Reading, index: number, style: Style): Pair | undefined {
  const first = numberAt(reading, index, 1, 31)
  const mark = textAt(reading, index + 1)
  if (
    !first ||
    !gluedAt(reading, index + 1) ||
    !['.', '/', '-'].includes(mark) ||
    reading.tokens[index]!.text.length > 2
  )
    return undefined
  const third = reading.tokens[index + 2]
  if (!third?.glued) return undefined
  const month = third.kind === 'word' && mark !== '-' ? roman.get(third.text.toLowerCase()) : undefined
  if (third.kind === 'word' && !month) return undefined
  const second = month ?? numberAt(reading, index + 2, 1, 31)
  if (!second || (third.kind === 'number' && third.text.length > 2)) return undefined
  const hasYear =
    textAt(reading, index + 3) === mark && gluedAt(reading, index + 3) && gluedAt(reading, index + 4)
  const year = hasYear ? yearAt(reading, index + 4) : undefined
  if (mark === '-' && !year) return undefined
  if (hasYear && !year && reading.tokens[index + 4]?.kind === 'number') return undefined
  const to = year
    ? index + 5
    : mark === '.' && textAt(reading, index + 3) === '.' && gluedAt(reading, index + 3)
      ? index + 4
      : index + 3
  if (mark === '.' && !year && !month && third.text.length < 2 && to !== index + 4) return undefined
  if (!year && !month && mark === '.' && isTime(reading, index, style)) return undefined
  if (isAt(reading, to, 'unit', 'hour', 'am', 'pm') || /^[%€$£]$/.test(textAt(reading, to))) return undefined
  if (mark === '/' && !month && (second > 12 || (first <= 12 && style.monthFirst)))
    return first <= 12 ? { day: second, month: first, ...(year ? { year } : {}), to } : undefined
  if (second > 12) return undefined
  const unclear = mark === '/' && first <= 12 && !month
  return { day: first, month: second, ...(year ? { year } : {}), ...(unclear ? { unclear } : {}), to }
}

/** Whether '19.10', which could be either, is a time here. */
function isTime(reading: Reading, index: number, style: Style): boolean {
  const hour = Number(textAt(reading, index))
  const minutes = textAt(reading, index + 2)
  if (hour > 23 || minutes.length !== 2 || Number(minutes) > 59) return false
  if (Number(minutes) > 12 || Number(minutes) === 0) return true
  if (isAt(reading, index - 1, 'at', 'start', 'gather')) return true
  if (style.months.has(Number(minutes)) || Number(minutes) % 5 !== 0) return false
  return style.dotTimes && !style.dotDates
}

function yearAt(reading: Reading, index: number): number | undefined {
  const text = textAt(reading, index)
  if (reading.tokens[index]?.kind !== 'number') return undefined
  if (text.length === 4) return numberAt(reading, index, 1990, 2100)
  if (text.length === 2) return Number(text) >= 15 && Number(text) <= 60 ? 2000 + Number(text) : undefined
  return undefined
}

/** After a dash, or a word for 'to': where the second date may begin. */
function skipRangeMark(reading: Reading, index: number): number | undefined {
  const text = textAt(reading, index)
  if (text === '-' || text === '–') return textAt(reading, index + 1) === text ? index + 2 : index + 1
  const until = tagAt(reading, index, 'until')
  return until ? until.to : undefined
}

/** 21 May, 21st of May 2025, 22–28 May, 22 по 28 мая, 30 April – 2 May, 20, 21 і 22 траўня; and '21, Tuesday'. */
function dayFirst(reading: Reading, index: number): Found | undefined {
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
  if (!month) return first.to === next ? dayAndWeekday(reading, index, first) : undefined
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

function skipWeekday(reading: Reading, index: number): number {
  let at = index
  const mark = textAt(reading, at)
  if (mark === ',' || mark === '(') at++
  const weekday = tagAt(reading, at, 'weekday')
  if (!weekday) return index
  at = weekday.to
  if (textAt(reading, at) === ')' || textAt(reading, at) === ',') at++
  return at
}

const ordinals = new Set([
  'st',
  'nd',
  'rd',
  'th',
  'го',
  'га',
  'ха',
  'е',
  'а',
  'и',
  'ха',
  'ое',
  'ае',
  'ого',
  'ага',
  'ho',
  'ha',
  'je',
])

function dayAt(reading: Reading, index: number): { day: number; to: number } | undefined {
  const day = numberAt(reading, index, 1, 31)
  if (!day || reading.tokens[index]!.text.length > 2) return undefined
  let to = index + 1
  if (
    textAt(reading, to) === '-' &&
    gluedAt(reading, to) &&
    gluedAt(reading, to + 1) &&
    ordinals.has(reading.tokens[to + 1]?.fold ?? '')
  )
    to += 2
  else if (gluedAt(reading, to) && ordinals.has(reading.tokens[to]?.fold ?? '')) to++
  else if (gluedAt(reading, to) && reading.tokens[to]?.kind === 'word') return undefined
  else if (textAt(reading, to) === '.' && gluedAt(reading, to) && !gluedAt(reading, to + 1)) to++
  return { day, to }
}

function skipJoin(reading: Reading, index: number): number | undefined {
  const text = textAt(reading, index)
  if (text === ',' || text === '/') {
    const after = tagAt(reading, index + 1, 'and')
    return after ? after.to : index + 1
  }
  return skipRangeMark(reading, index) ?? tagAt(reading, index, 'and')?.to
}

function monthAt(reading: Reading, index: number): { month: number; to: number } | undefined {
  let at = index
  if (isDash(textAt(reading, at)) && gluedAt(reading, at) && gluedAt(reading, at + 1)) at++
  const of = tagAt(reading, at, 'of')
  if (of && reading.tokens[at]!.fold === 'of') at = of.to
  const tag = tagAt(reading, at, 'month')
  if (!tag) return undefined
  const isShort = reading.tokens[at]!.text.length <= 5
  return {
    month: Number(tag.value),
    to: isShort && textAt(reading, tag.to) === '.' && gluedAt(reading, tag.to) ? tag.to + 1 : tag.to,
  }
}

function yearAfter(reading: Reading, index: number): { year: number; to: number } | undefined {
  const at = textAt(reading, index) === ',' ? index + 1 : index
  if (reading.tokens[at]?.text.length !== 4) return undefined
  const year = yearAt(reading, at)
  if (!year) return undefined
  const word = tagAt(reading, at + 1, 'year')
  if (!word) return { year, to: at + 1 }
  return { year, to: textAt(reading, word.to) === '.' && gluedAt(reading, word.to) ? word.to + 1 : word.to }
}

/** May 21, May 21st, 2025, May 22–28, April 30 – May 2. */
function monthFirst(reading: Reading, index: number): Found | undefined {
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

/** '21, Tuesday', '21 (аўторак)': the month is missing. */
function dayAndWeekday(reading: Reading, index: number, day: { day: number; to: number }): Found | undefined {
  let at = day.to
  if (textAt(reading, at) === ',' || textAt(reading, at) === '(' || textAt(reading, at) === '–') at++
  const tag = tagAt(reading, at, 'weekday')
  if (!tag || reading.tokens[at]!.text.length < 3 || isAt(reading, index - 1, 'at')) return undefined
  return { day: day.day, to: day.to }
}

/** 'Tuesday 21', 'Tuesday the 21st'. */
function weekdayAndDay(reading: Reading, index: number): Found | undefined {
  const tag = tagAt(reading, index, 'weekday')
  if (!tag || (reading.tokens[index]!.text.length < 3 && reading.tokens.length > 5)) return undefined
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
