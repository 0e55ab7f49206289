import { resolveCity } from './gazetteer.ts'
import { isLacinka } from './lacinka-lines.ts'
import { isAt, type Reading } from './lexicon.ts'

/** 'in the Aarhus library': the town before a common word. */
export function isVenueNext(reading: Reading, index: number): boolean {
  return reading.tokens[index]?.upper === false && isAt(reading, index, 'venue')
}

/** 'у Старій галереї', 'в Новом музее': an inflected word that says which one. */
export function isAdjective(name: string): boolean {
  return /(?:[іоаяе]й|[оыиіе]м|[oaej]j|[yi]m)$/u.test(name)
}

// Towns that are words as well.
export const commonWords = new Set([
  'but',
  'most',
  'nice',
  'split',
  'mobile',
  'same',
  'many',
  'sale',
  'enter',
  'bath',
  'along',
  'of',
])

/** 'Lyon this year gathers twice', 'Leipzig sang: …': the first word of a sentence that goes on in small letters. */
export function isSubject(reading: Reading, index: number): boolean {
  const next = reading.tokens[index]
  if (next?.kind !== 'word' || next.upper || isAt(reading, index, 'said', 'past', 'and', 'of', 'time'))
    return false
  return (
    reading.tokens.some((token, at) => at > index && /^[.:;!]$/.test(token.text)) ||
    isAt(reading, index, 'took-place')
  )
}

/** 'Vilnius and Kaunas – 22 May'. */
export function isTownAnd(reading: Reading, index: number): boolean {
  const next = reading.tokens[index + 1]
  if (next?.kind !== 'word' || !next.upper || !isAt(reading, index, 'and')) return false
  return (resolveCity(next.text, undefined, isLacinka(reading))?.population ?? 0) > 15_000
}
