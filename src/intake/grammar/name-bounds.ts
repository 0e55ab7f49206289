import { isAt, type Reading, textAt } from './lexicon.ts'
import type { Taken } from './place-mark.ts'
import { isZoneName } from './zones.ts'

/** The end of the longest name that may begin here. */
export function lastOf(reading: Reading, index: number, taken: Taken): number {
  let to = index + 1
  let last = to
  for (let words = 1; words < 4 && to < reading.tokens.length && !taken[to]; ) {
    const token = reading.tokens[to]!
    const isJoined = token.text === '-' && token.glued && reading.tokens[to + 1]?.glued
    if (
      isJoined ||
      (token.text === '.' && reading.tokens[to - 1]!.text.length <= 2 && reading.tokens[to + 1]?.upper)
    )
      to++
    const next = reading.tokens[to]
    if (next?.kind !== 'word' || taken[to]) break
    to++
    words++
    if (next.upper) last = to
    else if (!isJoined && next.text.length > 4) break
    else if (isJoined) last = to
  }
  return last
}

/** The name of a street, of an organisation, of a time or of a prison. */
export function isNotPlace(reading: Reading, from: number, to: number): boolean {
  if (to === from + 1 && isZoneName(reading.tokens[from]!.text)) return true
  if (
    isAt(reading, to, 'street-after') &&
    reading.tokens[to]?.kind === 'word' &&
    !/^[,.]$/.test(textAt(reading, to))
  ) {
    // 'in Warsaw gathered at the square' is none, 'Warsaw Street' is.
    if (reading.tokens[to]!.upper || /^(ст|st|g|ул|вул|str)$/.test(reading.tokens[to]!.fold)) return true
  }
  if (isAt(reading, to, 'time')) return true
  if (isAt(reading, to, 'prison') || isAt(reading, from - 1, 'prison')) return true
  return false
}
