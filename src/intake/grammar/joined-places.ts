import { isRegion, resolveCity } from './gazetteer.ts'
import { isLacinka } from './lacinka-lines.ts'
import { isAt, type Reading, textAt } from './lexicon.ts'
import { isNotPlace, lastOf } from './name-bounds.ts'
import type { PlaceMark, Taken } from './place-mark.ts'

const LEAST = 15_000
const MOST = 12

/** Adds the other towns of 'in Warsaw, Kraków and Gdańsk', 'Riga (12:00) and Tallinn (14:00)' to the marks of a line. */
export function withJoined(reading: Reading, marks: readonly PlaceMark[], taken: Taken): PlaceMark[] {
  const first = marks.find(mark => mark.city && (mark.by === 'lead' || mark.by === 'in'))
  if (!first) return [...marks]
  const chain = [first]
  let isClosed = false
  while (!isClosed && chain.length < MOST) {
    const gap = afterGap(reading, chain.at(-1)!.to, taken)
    const next = gap && townAt(reading, gap.to, first, taken)
    if (!next) break
    chain.push(next)
    isClosed = gap.isLast
  }
  if (!isClosed || chain.length < 2) return [...marks]
  const end = chain.at(-1)!.to
  return [
    ...marks.filter(mark => mark.to <= first.from),
    ...chain.map(mark => ({ ...mark, joined: true as const })),
    ...marks.filter(mark => mark.from >= end),
  ]
}

/** Over a comma or 'and', an hour in brackets before it and 'in' after it; `isLast` after 'and'. */
function afterGap(
  reading: Reading,
  index: number,
  taken: Taken,
): { to: number; isLast: boolean } | undefined {
  let at = index
  if (textAt(reading, at) === '(') {
    const shut = reading.tokens.findIndex((token, other) => other > at && token.text === ')')
    if (shut < 0 || shut > at + 6 || taken[at + 1] !== 1) return undefined
    at = shut + 1
  }
  const isComma = textAt(reading, at) === ','
  if (isComma) at++
  const isAnd = isAt(reading, at, 'and')
  if (isAnd) at++
  if (!isComma && !isAnd) return undefined
  if (isAt(reading, at, 'in') && !reading.tokens[at]?.upper) at++
  return { to: at, isLast: isAnd }
}

function townAt(reading: Reading, index: number, first: PlaceMark, taken: Taken): PlaceMark | undefined {
  const token = reading.tokens[index]
  if (token?.kind !== 'word' || !token.upper || taken[index]) return undefined
  for (let to = lastOf(reading, index, taken); to > index; to--) {
    if (isNotPlace(reading, index, to)) continue
    const name = reading.text.slice(token.from, reading.tokens[to - 1]!.to)
    const city = resolveCity(name, undefined, isLacinka(reading))
    if (city && !isRegion(city) && city.population >= LEAST)
      return { from: index, to, city, country: city.country, name, by: first.by, strength: first.strength }
  }
  return undefined
}
