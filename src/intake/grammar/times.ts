import { adjust, type Clock, clockFrom, clockText, hourWord, isJoined, withHalf } from './clock.ts'
import type { DateMark } from './date-parts.ts'
import { isHours, isOther } from './hours.ts'
import { isAt, type Reading, tagAt, textAt } from './lexicon.ts'
import type { Style } from './style.ts'
import type { TimeMark } from './time-mark.ts'
import { zoneFrom } from './zones.ts'

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
  const isEvent =
    dates.length > 0 || reading.tags.some(tags => tags.some(tag => tag.group === 'kind' && tag.level > 0))
  const bare = marks.length === 0 && isEvent ? bareRange(reading, taken, dates.length > 0) : undefined
  return bare ? [bare] : marks
}

/** 'Sun 24.05, 14–16', 'с 18 до 21': two bare hours after a date, in a line without another time. */
function bareRange(reading: Reading, taken: Uint8Array, isDated: boolean): TimeMark | undefined {
  for (let index = 1; index < reading.tokens.length; index++) {
    const first = taken[index] ? undefined : wholeHour(reading, index)
    if (first === undefined || isJoined(reading, index)) continue
    const next = afterRangeMark(reading, index, index + 1)
    if (
      !isDated &&
      !(isAt(reading, index - 1, 'from') && untilHour.has(reading.tokens[index + 1]?.fold ?? ''))
    )
      continue
    const isTold =
      isAt(reading, index - 1, 'from') ||
      /^[,|•·]$/.test(textAt(reading, index - 1)) ||
      taken[index - 1] === 1
    const last = next && next > index + 1 && isTold && !taken[next] ? wholeHour(reading, next) : undefined
    if (next === undefined || last === undefined || last <= first) continue
    const after = reading.tokens[next + 1]
    if (
      after &&
      (after.kind !== 'mark' ||
        (after.glued && /^[.:/%€$-]$/.test(after.text) && reading.tokens[next + 2]?.glued))
    )
      continue
    const text = (hour: number) => clockText({ hour, minute: 0, to: 0 })
    return { from: index, to: next + 1, start: text(first), end: text(last) }
  }
  return undefined
}

// 'с 10 по 15' are rather days.
const untilHour = new Set(['до', 'да', 'to', 'till', 'until', 'do', 'da'])

function wholeHour(reading: Reading, index: number): number | undefined {
  const token = reading.tokens[index]
  if (token?.kind !== 'number' || token.text.length > 2) return undefined
  const hour = Number(token.text)
  return hour >= 7 && hour <= 23 ? hour : undefined
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

/** '7–8:30 PM', 'с 10 до 14 часов': an hour that is one only by what follows. */
function hourBeforeRange(reading: Reading, index: number, style: Style): Clock | undefined {
  const token = reading.tokens[index]!
  const spoken = token.kind === 'word' ? hourWord(reading, index) : undefined
  if (spoken) {
    const next = afterRangeMark(reading, index, spoken.to)
    const end = next ? clockFrom(reading, next, style) : undefined
    return end?.half ? { hour: spoken.hour, minute: 0, to: spoken.to, bare: true } : undefined
  }
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
