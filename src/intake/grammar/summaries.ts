import { findTag, type Reading } from './lexicon.ts'

/** 'Around the world', 'in more than 40 cities': what is told of many places at once is no event of its own. */
export function isSummary(reading: Reading): boolean {
  if (findTag(reading, 'worldwide')) return true
  if (first.test(reading.text) && last.test(reading.text)) return true
  const towns = findTag(reading, 'towns')
  if (!towns) return false
  return reading.tokens.slice(Math.max(0, towns.from - 2), towns.from).some(({ kind }) => kind === 'number')
}

// 'The first rallies were on 16 May, the last exhibition closes in June.'
const first = /(?<!\p{L})(?:first|першыя|первые|перші|pieršyja)(?!\p{L})/iu
const last = /(?<!\p{L})(?:last|апошні[яе]|последн(?:ие|яя)|останн[іє]|apošnij[ae])(?!\p{L})/iu
