import { isCountry } from '#platform/places/countries.ts'
import { type Reading, textAt } from './lexicon.ts'
import type { PlaceMark } from './place-mark.ts'

const INDICATOR_A = 0x1f1e6

/** A flag of two regional indicators. */
export function flagFrom(reading: Reading, index: number): PlaceMark | undefined {
  const first = indicator(textAt(reading, index))
  const second = indicator(textAt(reading, index + 1))
  if (first === undefined || second === undefined) return undefined
  const country = String.fromCharCode(65 + first, 65 + second)
  return isCountry(country)
    ? { from: index, to: index + 2, country, name: country, by: 'flag', strength: 1 }
    : undefined
}

function indicator(text: string): number | undefined {
  const code = (text.codePointAt(0) ?? 0) - INDICATOR_A
  return code >= 0 && code < 26 ? code : undefined
}
