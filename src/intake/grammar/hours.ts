import { findTag, isAt, type Reading, textAt } from './lexicon.ts'
import type { TimeMark } from './time-mark.ts'

/** The time of something else: an update, a deadline, opening hours. */
export function isOther(reading: Reading, mark: TimeMark): boolean {
  if (['by', 'к', 'ко', 'past', 'около', 'каля', 'блізу'].includes(reading.tokens[mark.from - 1]?.fold ?? ''))
    return true
  let from = mark.from
  while (from > 0 && !/^[;!?•]$/.test(textAt(reading, from - 1)) && !isSentenceEnd(reading, from - 1)) from--
  if (findTag(reading, 'update', from, mark.from)) return true
  if (findTag(reading, 'deadline', from, mark.from)) return true
  return false
}

/** Opening hours rather than the hour of an event. */
export function isHours(reading: Reading, mark: TimeMark): boolean {
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
