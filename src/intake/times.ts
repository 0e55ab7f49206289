import type { DateMark, Style } from './dates.ts'
import { findTag, isAt, type Reading, tagAt } from './lexicon.ts'
import { type ZoneMark, zoneFrom } from './zones.ts'

/** A time of day or a range of them as it is written. Tokens `from` to `to` (excluded). */
export type TimeMark = {
  readonly from: number
  readonly to: number
  /** `HH:MM`; absent where only the end is told. */
  readonly start?: string
  readonly end?: string
  /** What happens at this time, if words beside it say so. */
  readonly role?: 'gather' | 'start' | 'finish' | 'doors' | 'hours'
  readonly zone?: ZoneMark
}

/** All times of a line that an event may have; not those of updates, deadlines and opening hours. */
export function findTimes(reading: Reading, dates: readonly DateMark[], style: Style): TimeMark[] {
  const marks: TimeMark[] = []
  const taken = new Uint8Array(reading.tokens.length + 1)
  for (const date of dates) taken.fill(1, date.from, date.to)
  for (let index = 0; index < reading.tokens.length; ) {
    const mark = taken[index] ? undefined : timeFrom(reading, index, style)
    if (mark && !taken[mark.to - 1]) {
      const hours = isHours(reading, mark)
      if (!isOther(reading, mark)) marks.push(hours ? { ...mark, role: 'hours' } : mark)
      index = mark.to
    } else index++
  }
  return marks
}

type Clock = {
  hour: number
  minute: number
  to: number
  /** 'am' and 'pm' are distributed over a range. */
  half?: 'am' | 'pm' | undefined
  /** Only an hour was written, without a word that says so. */
  bare?: boolean
}

function timeFrom(reading: Reading, index: number, style: Style): TimeMark | undefined {
  const first = clockFrom(reading, index, style) ?? hourBeforeRange(reading, index, style)
  if (!first) return undefined
  const zone = zoneFrom(reading, first.to)
  const next = afterRangeMark(reading, index, zone?.to ?? first.to)
  const second = next ? endFrom(reading, next, style) : undefined
  if (first.bare && !second) return undefined
  if (!second) {
    const isEnd = isUntil(reading, index)
    const text = clockText(first)
    const role = roleOf(reading, index, zone?.to ?? first.to)
    const times = isEnd || role === 'finish' ? { end: text } : { start: text }
    return {
      from: index,
      to: zone?.to ?? first.to,
      ...times,
      ...(role ? { role } : {}),
      ...(zone ? { zone } : {}),
    }
  }
  const [start, end] = distribute(first, second)
  const after = zone ?? zoneFrom(reading, second.to)
  const to = Math.max(second.to, after?.to ?? 0)
  return { from: index, to, start: clockText(start), end: clockText(end), ...(after ? { zone: after } : {}) }
}

const textAt = (reading: Reading, index: number) => reading.tokens[index]?.text ?? ''
const gluedAt = (reading: Reading, index: number) => reading.tokens[index]?.glued === true

function clockText({ hour, minute }: Clock): string {
  return `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

function clockFrom(reading: Reading, index: number, style: Style): Clock | undefined {
  const token = reading.tokens[index]
  if (!token) return undefined
  if (token.kind === 'word') return wordClock(reading, index)
  if (token.kind !== 'number' || token.text.length > 2) return undefined
  const hour = Number(token.text)
  if (hour > 24 || (index > 0 && isJoined(reading, index))) return undefined
  return withMinutes(reading, index, hour, style) ?? hourOnly(reading, index, hour)
}

/** A number that goes on from what stands before it: '+48', '2.18', '€7', '№ 17'. */
function isJoined(reading: Reading, index: number): boolean {
  const before = textAt(reading, index - 1)
  if (/^[+$€£#№]$/.test(before)) return true
  if (/^[Nn]o?$/.test(before) && index > 0) return true
  return (
    gluedAt(reading, index) &&
    /^[.:\d\p{L}]+$/u.test(before) &&
    (reading.tokens[index - 2]?.kind === 'number' || reading.tokens[index - 1]!.kind === 'word') &&
    !(reading.tokens[index - 1]!.kind === 'word' && isAt(reading, index - 1, 'at', 'from', 'until'))
  )
}

function withMinutes(reading: Reading, index: number, hour: number, style: Style): Clock | undefined {
  const mark = textAt(reading, index + 1)
  const isHour = /^[hHгГ]$/.test(mark) || (mark.length > 1 && /^(год|hod)$/i.test(mark))
  if (!(mark === ':' || mark === '.' || isHour)) return undefined
  if (!gluedAt(reading, index + 1) || !gluedAt(reading, index + 2)) return undefined
  const minutes = reading.tokens[index + 2]
  if (minutes?.kind !== 'number' || minutes.text.length !== 2 || Number(minutes.text) > 59) return undefined
  let to = index + 3
  if (
    /^[:.]$/.test(textAt(reading, to)) &&
    gluedAt(reading, to) &&
    gluedAt(reading, to + 1) &&
    reading.tokens[to + 1]?.kind === 'number'
  ) {
    // '21.05.2025', '1.20.3'; but seconds may follow, and a range without spaces ('18.00-20.00') is none of these.
    if (mark === '.' || textAt(reading, to + 1).length !== 2) return undefined
    to += 2
  }
  if (/^[%€$£]$/.test(textAt(reading, to)) || (isAt(reading, to, 'unit') && mark === '.')) return undefined
  if (
    mark === '.' &&
    !style.dotTimes &&
    hour < 24 &&
    Number(minutes.text) <= 12 &&
    Number(minutes.text) > 0 &&
    !isAt(reading, index - 1, 'at')
  )
    return undefined
  if (mark === '.' && /^[%€$£]$/.test(textAt(reading, index - 1))) return undefined
  return withHalf(reading, { hour, minute: Number(minutes.text), to })
}

/** am, pm, 'вечера', 'гадзін' after a clock. */
function withHalf(reading: Reading, clock: Clock): Clock {
  const half = halfFrom(reading, clock.to)
  if (half)
    return {
      ...adjust(clock, half.half),
      to: half.to,
      half: half.half === 'am' || half.half === 'pm' ? half.half : undefined,
    }
  const hour = tagAt(reading, clock.to, 'hour')
  const to = hour ? hour.to : clock.to
  const part = hour ? halfFrom(reading, to) : partFrom(reading, to)
  if (part) return { ...adjust(clock, part.half), to: part.to }
  return {
    ...clock,
    to:
      hour && textAt(reading, to) === '.' && gluedAt(reading, to) && textAt(reading, hour.from).length < 5
        ? to + 1
        : to,
  }
}

type Half = 'am' | 'pm' | 'morning' | 'afternoon' | 'evening' | 'night'
const parts = ['morning', 'afternoon', 'evening', 'night'] as const

function halfFrom(reading: Reading, index: number): { half: Half; to: number } | undefined {
  const text = textAt(reading, index).toLowerCase()
  if (
    (text === 'a' || text === 'p') &&
    textAt(reading, index + 1) === '.' &&
    /^m$/i.test(textAt(reading, index + 2))
  )
    return {
      half: text === 'a' ? 'am' : 'pm',
      to: textAt(reading, index + 3) === '.' && gluedAt(reading, index + 3) ? index + 4 : index + 3,
    }
  const am = tagAt(reading, index, 'am')
  const pm = tagAt(reading, index, 'pm')
  if (am || pm) return { half: am ? 'am' : 'pm', to: index + 1 }
  return partFrom(reading, index)
}

function partFrom(reading: Reading, index: number): { half: Half; to: number } | undefined {
  for (const half of parts) {
    const tag = tagAt(reading, index, half)
    if (tag) return { half, to: tag.to }
  }
  return undefined
}

function adjust(clock: Clock, half: Half): Clock {
  const { hour } = clock
  if (hour > 12) return clock
  if (half === 'am' || half === 'morning') return { ...clock, hour: hour % 12 }
  if (half === 'pm') return { ...clock, hour: (hour % 12) + 12 }
  if (half === 'evening') return { ...clock, hour: hour < 12 && hour > 2 ? hour + 12 : hour % 12 }
  if (half === 'night') return { ...clock, hour: hour > 6 && hour < 12 ? hour + 12 : hour % 12 }
  return { ...clock, hour: hour < 8 ? hour + 12 : hour }
}

const ordinals = new Set([
  'и',
  'ои',
  'аи',
  'ии',
  'а',
  'о',
  'th',
  'j',
  'aj',
  'oj',
  'ти',
  'ми',
  'та',
  'ра',
  'га',
  'ха',
])

/** '7 PM', '19h', '19 гадзін', 'в 7 вечера', 'а 18-й'. */
function hourOnly(reading: Reading, index: number, hour: number): Clock | undefined {
  let to = index + 1
  let isOrdinal = false
  if (
    textAt(reading, to) === '-' &&
    gluedAt(reading, to) &&
    gluedAt(reading, to + 1) &&
    ordinals.has(reading.tokens[to + 1]?.fold ?? '')
  ) {
    to += 2
    isOrdinal = true
  }
  const at =
    isAt(reading, index - 1, 'at', 'from', 'until', 'start', 'gather', 'finish') ||
    isAt(reading, index - 1, 'between')
  const half = halfFrom(reading, to)
  if (half) {
    if ((half.half === 'am' || half.half === 'pm') && hour > 12) return undefined
    if (half.half === 'am' || half.half === 'pm')
      return { ...adjust({ hour, minute: 0, to: half.to }, half.half), half: half.half }
    return at || half.half === 'evening' || half.half === 'morning'
      ? adjust({ hour, minute: 0, to: half.to }, half.half)
      : undefined
  }
  const word = tagAt(reading, to, 'hour')
  if (word && (at || (gluedAt(reading, to) && /^[hH]$/.test(textAt(reading, to))) || isOrdinal))
    return withHalf(reading, { hour, minute: 0, to: index + (isOrdinal ? 3 : 1) })
  if (isOrdinal && at && !isAt(reading, to, 'month') && reading.tokens[index]!.text.length === 2)
    return { hour, minute: 0, to }
  return undefined
}

const hourGroups = Array.from({ length: 12 }, (_, at) => `hour-${at + 1}` as 'hour-1')

function hourWord(reading: Reading, index: number): { hour: number; to: number } | undefined {
  for (const [at, group] of hourGroups.entries()) {
    const tag = tagAt(reading, index, group)
    if (tag) return { hour: at + 1, to: tag.to }
  }
  return undefined
}

/** Noon, midnight, 'seven pm', 'а сёмай вечара', 'half past six'. */
function wordClock(reading: Reading, index: number): Clock | undefined {
  const noon = tagAt(reading, index, 'noon')
  if (noon) return { hour: 12, minute: 0, to: noon.to }
  const midnight = tagAt(reading, index, 'midnight')
  if (midnight) return { hour: 0, minute: 0, to: midnight.to }
  const halved = tagAt(reading, index, 'half')
  if (halved) return halfClock(reading, halved.to, halved.language === 'en')
  const spoken = hourWord(reading, index)
  if (!spoken) return undefined
  const half = halfFrom(reading, spoken.to)
  if (half) return { ...adjust({ hour: spoken.hour, minute: 0, to: half.to }, half.half) }
  const hour = tagAt(reading, spoken.to, 'hour')
  const part = hour && isAt(reading, index - 1, 'at') ? halfFrom(reading, hour.to) : undefined
  if (hour && part) return adjust({ hour: spoken.hour, minute: 0, to: part.to }, part.half)
  return undefined
}

/** 'half past six' is 6:30, 'палове сёмай' as well; in the evening, unless it is said otherwise. */
function halfClock(reading: Reading, index: number, isPast: boolean): Clock | undefined {
  const spoken = hourWord(reading, index)
  if (!spoken) return undefined
  const hour = isPast ? spoken.hour : spoken.hour === 1 ? 12 : spoken.hour - 1
  const part = halfFrom(reading, spoken.to)
  const clock = { hour, minute: 30, to: part?.to ?? spoken.to }
  return part ? adjust(clock, part.half) : { ...clock, hour: hour < 9 ? hour + 12 : hour }
}

/** '7–8:30 PM', 'с 10 до 14 часов': an hour that is one only by what follows. */
function hourBeforeRange(reading: Reading, index: number, style: Style): Clock | undefined {
  const token = reading.tokens[index]!
  if (token.kind !== 'number' || token.text.length > 2 || Number(token.text) > 24 || isJoined(reading, index))
    return undefined
  const next = afterRangeMark(reading, index, index + 1)
  if (!next || next === index + 1) return undefined
  const second =
    clockFrom(reading, next, style) ??
    (isAt(reading, index - 1, 'from', 'between') ? spokenEnd(reading, next) : undefined)
  return second ? { hour: Number(token.text), minute: 0, to: index + 1, bare: true } : undefined
}

function spokenEnd(reading: Reading, index: number): Clock | undefined {
  const token = reading.tokens[index]
  if (token?.kind !== 'number' || token.text.length > 2 || Number(token.text) > 24) return undefined
  const hour = tagAt(reading, index + 1, 'hour')
  return hour ? withHalf(reading, { hour: Number(token.text), minute: 0, to: index + 1 }) : undefined
}

function afterRangeMark(reading: Reading, first: number, index: number): number | undefined {
  const text = textAt(reading, index)
  if (text === '-' || text === '–') return textAt(reading, index + 1) === text ? index + 2 : index + 1
  const until = tagAt(reading, index, 'until')
  if (until && reading.tokens[index]!.fold !== 'through') return until.to
  if (isAt(reading, first - 1, 'between')) return tagAt(reading, index, 'and')?.to
  return undefined
}

function endFrom(reading: Reading, index: number, style: Style): Clock | undefined {
  const clock = clockFrom(reading, index, style)
  if (clock) return clock
  const token = reading.tokens[index]
  if (token?.kind !== 'number' || token.text.length > 2 || Number(token.text) > 24) return undefined
  const next = reading.tokens[index + 1]
  if (
    next &&
    (next.kind === 'number' ||
      isAt(reading, index + 1, 'month', 'unit', 'weekday') ||
      (next.kind === 'word' && !isAt(reading, index + 1, 'hour')))
  )
    return undefined
  if (next?.text === '.' && next.glued && reading.tokens[index + 2]?.glued) return undefined
  return withHalf(reading, { hour: Number(token.text), minute: 0, to: index + 1 })
}

/** 'pm' after the second counts for the first as well, and the other way round. */
function distribute(first: Clock, second: Clock): [Clock, Clock] {
  if (second.half && !first.half && first.hour <= 12) {
    const sameHalf = adjust(first, second.half)
    const minutes = (clock: Clock) => clock.hour * 60 + clock.minute
    return [minutes(sameHalf) < minutes(second) ? sameHalf : adjust(first, 'am'), second]
  }
  if (first.half && !second.half && second.hour <= 12) {
    const later = second.hour * 60 + second.minute <= first.hour * 60 + first.minute && second.hour < 12
    return [first, later ? { ...second, hour: second.hour + 12 } : second]
  }
  if (second.hour > 12 && first.bare && first.hour < 8 && second.hour - 12 > first.hour)
    return [{ ...first, hour: first.hour + 12 }, second]
  return [first, second]
}

function isUntil(reading: Reading, index: number): boolean {
  const until = tagAt(reading, index - 1, 'until')
  return until !== undefined && !isAt(reading, index - 1, 'from', 'at')
}

function roleOf(reading: Reading, index: number, to: number): TimeMark['role'] {
  let before = index - 1
  while (before >= 0 && (isAt(reading, before, 'at', 'from') || /^[:–-]$/.test(textAt(reading, before))))
    before--
  for (let at = before; at >= Math.max(0, before - 2); at--) {
    if (/^[,;.!?]$/.test(textAt(reading, at))) break
    for (const role of roles) {
      const tag = tagAt(reading, at, role)
      if (tag && tag.to > before && tag.to <= index) return role
    }
  }
  let after = to
  while (/^[:–-]$/.test(textAt(reading, after))) after++
  for (const role of roles) {
    const tag = tagAt(reading, after, role)
    if (!tag) continue
    const end = textAt(reading, tag.to)
    if (role === 'gather' || role === 'finish' || end === '' || /^[,;.!)]$/.test(end)) return role
  }
  return undefined
}

const roles = ['gather', 'start', 'finish', 'doors'] as const

/** The time of something else: an update, a deadline, opening hours. */
function isOther(reading: Reading, mark: TimeMark): boolean {
  if (reading.tokens[mark.from - 1]?.fold === 'by') return true
  let from = mark.from
  while (from > 0 && !/^[;!?•]$/.test(textAt(reading, from - 1)) && !isSentenceEnd(reading, from - 1)) from--
  if (findTag(reading, 'update', from, mark.from)) return true
  if (findTag(reading, 'deadline', from, mark.from)) return true
  return false
}

/** Opening hours rather than the hour of an event. */
function isHours(reading: Reading, mark: TimeMark): boolean {
  let from = mark.from
  while (
    from > 0 &&
    mark.from - from < 8 &&
    !/^[;!?•]$/.test(textAt(reading, from - 1)) &&
    !isSentenceEnd(reading, from - 1)
  )
    from--
  if (findTag(reading, 'hours', from, mark.from)) return true
  if (hasWeekdayRange(reading, from, mark.from)) return true
  const next = textAt(reading, mark.to) === ',' || textAt(reading, mark.to) === '(' ? mark.to + 1 : mark.to
  return isAt(reading, next, 'hours')
}

function isSentenceEnd(reading: Reading, index: number): boolean {
  const token = reading.tokens[index]!
  if (token.text !== '.') return false
  const next = reading.tokens[index + 1]
  return !next || (!next.glued && next.upper && (reading.tokens[index - 1]?.text.length ?? 0) > 3)
}

function hasWeekdayRange(reading: Reading, from: number, to: number): boolean {
  for (let index = from; index < to - 2; index++)
    if (
      isAt(reading, index, 'weekday') &&
      (/^[–-]$/.test(textAt(reading, index + 1)) || isAt(reading, index + 1, 'until')) &&
      isAt(reading, index + 2, 'weekday')
    )
      return true
  return false
}
