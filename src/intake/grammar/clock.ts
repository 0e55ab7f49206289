import { gluedAt, isAt, type Reading, tagAt, textAt } from './lexicon.ts'
import type { Style } from './style.ts'

export type Clock = {
  hour: number
  minute: number
  to: number
  /** 'am' and 'pm' are distributed over a range. */
  half?: 'am' | 'pm' | undefined
  /** Only an hour was written, without a word that says so. */
  bare?: boolean
}

export function clockText({ hour, minute }: Clock): string {
  return `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

export function clockFrom(reading: Reading, index: number, style: Style): Clock | undefined {
  const token = reading.tokens[index]
  if (!token) return undefined
  if (token.kind === 'word') return wordClock(reading, index)
  if (token.kind !== 'number' || token.text.length > 2) return undefined
  const hour = Number(token.text)
  if (hour > 24 || (index > 0 && isJoined(reading, index))) return undefined
  return withMinutes(reading, index, hour, style) ?? hourOnly(reading, index, hour)
}

/** A number that goes on from what stands before it: '+48', '2.18', '€7', '№ 17'. */
export function isJoined(reading: Reading, index: number): boolean {
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
  const hyphened = withHyphen(reading, index, hour)
  if (hyphened) return hyphened
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
  if (/^[%€$£]$/.test(textAt(reading, to))) return undefined
  if (mark === '.' && isAt(reading, to, 'unit') && !isForPeople(reading, index, to)) return undefined
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

/** 'at 18.00 people gather': a count of people has no fraction. */
function isForPeople(reading: Reading, index: number, to: number): boolean {
  return isAt(reading, index - 1, 'at') && counted.test(reading.tokens[to]!.text)
}

const counted = /^(?:people|person|particip|чалавек|человек|удзельнік|участник|учасник|čałaviek|udzielnik)/i

/** '18-30', which is neither two hours nor a date. */
function withHyphen(reading: Reading, index: number, hour: number): Clock | undefined {
  const minutes = reading.tokens[index + 2]
  if (textAt(reading, index + 1) !== '-' || !gluedAt(reading, index + 1) || !minutes?.glued) return undefined
  if (!/^(?:00|15|30|45)$/.test(minutes.text) || hour < 7 || hour > 23) return undefined
  if (Number(minutes.text) > hour && Number(minutes.text) < 24) return undefined
  const next = reading.tokens[index + 3]
  if (
    next?.glued &&
    (next.kind !== 'mark' || (/^[-./–]$/.test(next.text) && reading.tokens[index + 4]?.glued))
  )
    return undefined
  if (isAt(reading, index + 3, 'unit', 'month')) return undefined
  return withHalf(reading, { hour, minute: Number(minutes.text), to: index + 3 })
}

/** am, pm, 'вечера', 'гадзін' after a clock. */
export function withHalf(reading: Reading, clock: Clock): Clock {
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
  // '1p', '6:30p'
  if (
    (text === 'a' || text === 'p') &&
    gluedAt(reading, index) &&
    !(gluedAt(reading, index + 1) && reading.tokens[index + 1]!.kind !== 'mark')
  )
    return { half: text === 'a' ? 'am' : 'pm', to: index + 1 }
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

export function adjust(clock: Clock, half: Half): Clock {
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
    textAt(reading, index - 1) === '@' ||
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
  const minuted = word ? withSpokenMinutes(reading, hour, word.to) : undefined
  if (minuted) return minuted
  const isApart = index === 0 || reading.tokens[index - 1]!.kind === 'mark'
  const isShort = word !== undefined && textAt(reading, to).length <= 3 && hour > 6 && hour < 24
  if (word && ((isApart && isShort) || halfFrom(reading, word.to)))
    return withHalf(reading, { hour, minute: 0, to })
  if (word && (at || (gluedAt(reading, to) && /^[hH]$/.test(textAt(reading, to))) || isOrdinal))
    return withHalf(reading, { hour, minute: 0, to: index + (isOrdinal ? 3 : 1) })
  if (isOrdinal && at && !isAt(reading, to, 'month') && reading.tokens[index]!.text.length === 2)
    return { hour, minute: 0, to }
  return undefined
}

/** '19 ч 30 мин', '19 год 30 хв'. */
function withSpokenMinutes(reading: Reading, hour: number, index: number): Clock | undefined {
  const at = textAt(reading, index) === '.' ? index + 1 : index
  const minutes = reading.tokens[at]
  if (minutes?.kind !== 'number' || minutes.text.length !== 2 || Number(minutes.text) > 59) return undefined
  if (!minuteWords.has(reading.tokens[at + 1]?.fold ?? '')) return undefined
  return { hour, minute: Number(minutes.text), to: at + 2 }
}

const minuteWords = new Set(['мин', 'хв', 'min', 'минут', 'хвилин', 'minutes', 'chvilin'])

/** An hour as a word: 'five', 'сёмай'. */
export function hourWord(reading: Reading, index: number): { hour: number; to: number } | undefined {
  const tag = reading.tags[index]?.find(({ group }) => group.startsWith('hour-'))
  return tag && { hour: Number(tag.group.slice(5)), to: tag.to }
}

// 'на поўнач' is to the north, 'past midnight' no hour.
const past = new Set(['на', 'na', 'за', 'za', 'past', 'after', 'пасля', 'после', 'писля'])

/** Noon, midnight, 'seven pm', 'а сёмай вечара', 'half past six'. */
function wordClock(reading: Reading, index: number): Clock | undefined {
  const noon = tagAt(reading, index, 'noon')
  if (noon) return { hour: 12, minute: 0, to: noon.to }
  const midnight = tagAt(reading, index, 'midnight')
  if (midnight)
    return past.has(reading.tokens[index - 1]?.fold ?? '')
      ? undefined
      : { hour: 0, minute: 0, to: midnight.to }
  const halved = tagAt(reading, index, 'half')
  if (halved) return halfClock(reading, halved.to, halved.language === 'en')
  const spoken = hourWord(reading, index)
  if (!spoken) return undefined
  const half = halfFrom(reading, spoken.to)
  if (half) {
    const clock = adjust({ hour: spoken.hour, minute: 0, to: half.to }, half.half)
    return half.half === 'am' || half.half === 'pm' ? { ...clock, half: half.half } : clock
  }
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
