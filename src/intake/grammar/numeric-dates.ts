import { type Found, numberAt, skipRangeMark, yearAt } from './date-parts.ts'
import { gluedAt, isAt, type Reading, textAt } from './lexicon.ts'
import type { Style } from './style.ts'

export function isoFrom(reading: Reading, index: number): Found | undefined {
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
export function numericFrom(reading: Reading, index: number, style: Style): Found | undefined {
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

export function later(second: Pair, first: Pair): boolean {
  return (
    (second.year ?? 0) > (first.year ?? second.year ?? 0) ||
    second.month > first.month ||
    (second.month === first.month && second.day > first.day)
  )
}

/** '23. 5. 2026', as Czechs and Germans write. */
function spacedFrom(reading: Reading, index: number): Pair | undefined {
  const day = numberAt(reading, index, 1, 31)
  const month = numberAt(reading, index + 2, 1, 12)
  if (!day || !month || textAt(reading, index + 1) !== '.' || textAt(reading, index + 3) !== '.')
    return undefined
  if (!gluedAt(reading, index + 1) || gluedAt(reading, index + 2) || !gluedAt(reading, index + 3))
    return undefined
  const year = gluedAt(reading, index + 4) ? undefined : yearAt(reading, index + 4)
  if (gluedAt(reading, index + 4) && reading.tokens[index + 4]?.kind !== 'mark') return undefined
  if (!year && reading.tokens[index + 4]?.kind === 'number' && index === 0) return undefined
  return { day, month, ...(year ? { year } : {}), to: year ? index + 5 : index + 4 }
}

function pairFrom(reading: Reading, index: number, style: Style): Pair | undefined {
  const spaced = spacedFrom(reading, index)
  if (spaced) return spaced
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
  // Hardly anything begins at five past.
  if (minutes === '05') return false
  if (style.months.has(Number(minutes)) || Number(minutes) % 5 !== 0) return false
  return style.dotTimes && !style.dotDates
}
