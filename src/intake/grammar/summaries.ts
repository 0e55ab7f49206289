import { findTag, type Reading } from './lexicon.ts'

/** 'Around the world', 'in more than 40 cities': what is told of many places at once is no event of its own. */
export function isSummary(reading: Reading): boolean {
  if (findTag(reading, 'worldwide')) return true
  const towns = findTag(reading, 'towns')
  if (!towns) return false
  return reading.tokens.slice(Math.max(0, towns.from - 2), towns.from).some(({ kind }) => kind === 'number')
}
