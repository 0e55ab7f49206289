import type { Place } from '#platform/places/places.ts'
import { cityInRegion, isRegion, resolveCity, resolveCountry } from './gazetteer.ts'
import { isLacinka } from './lacinka-lines.ts'
import { isAt, type Reading, textAt } from './lexicon.ts'
import { isNotPlace, lastOf } from './name-bounds.ts'
import type { PlaceMark, Taken } from './place-mark.ts'

const states = new Set(
  'AL AK AZ AR CA CO CT DC DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  ),
)

const provinces = new Set('AB BC MB NB NL NS ON PE QC SK'.split(' '))

type Pair = { to: number; city?: Place; region?: Place; country: string }

/** 'Portland OR', 'Vancouver BC'. */
function stateAfter(reading: Reading, to: number, name: string): Pair | undefined {
  const short = textAt(reading, to)
  const country = states.has(short) ? 'US' : provinces.has(short) ? 'CA' : undefined
  if (!country || name === name.toUpperCase()) return undefined
  const city = resolveCity(name, country)
  return city?.country === country && !isRegion(city) ? { to: to + 1, city, country } : undefined
}

/** ', Poland', ' (Poland)', ', IL', ', Scotland' after the name of a town. */
export function pairAfter(reading: Reading, to: number, name: string, place: Place): Pair | undefined {
  const state = stateAfter(reading, to, name)
  if (state) return state
  const mark = textAt(reading, to)
  if (mark !== ',' && mark !== '(' && mark !== '/') return undefined
  const first = reading.tokens[to + 1]
  if (first?.kind !== 'word' || !first.upper) return undefined
  const dots = textAt(reading, to + 2) === '.' && textAt(reading, to + 4) === '.'
  const short = dots ? `${first.text}${textAt(reading, to + 3)}` : first.text
  const shortTo = dots ? to + 5 : to + 2
  const shut = (end: number) => (mark === '(' && textAt(reading, end) === ')' ? end + 1 : end)
  if (states.has(short) || provinces.has(short)) {
    const country = states.has(short) ? 'US' : 'CA'
    const city = resolveCity(name, country)
    if (city?.country === country) {
      const after = textAt(reading, shortTo) === ',' ? countryAt(reading, shortTo + 1) : undefined
      return { to: shut(after?.to ?? shortTo), city, country }
    }
  }
  const next = countryAt(reading, to + 1)
  if (next) {
    const city = resolveCity(name, next.country, isLacinka(reading))
    if (!city || isRegion(city))
      return city ? { to: shut(next.to), region: city, country: next.country } : undefined
    return {
      to: shut(next.to),
      ...(city.country === next.country ? { city } : { city: place }),
      country: next.country,
    }
  }
  for (let end = to + 3; end > to + 1; end--) {
    const last = reading.tokens[end - 1]
    if (last?.kind !== 'word') continue
    const regionName = reading.text.slice(first.from, last.to)
    const region = resolveCity(regionName)
    const city =
      region && isRegion(region) ? resolveCity(name, region.country) : cityInRegion(name, regionName)
    if (!city || isRegion(city) || (region && isRegion(region) && city.country !== region.country)) continue
    const after = textAt(reading, end) === ',' ? countryAt(reading, end + 1) : undefined
    return { to: shut(after?.to ?? end), city, country: city.country }
  }
  return undefined
}

/** The country that is named at a token. */
export function countryAt(reading: Reading, index: number): { country: string; to: number } | undefined {
  const first = reading.tokens[index]
  if (first?.kind !== 'word' || !first.upper) return undefined
  for (let to = Math.min(index + 6, reading.tokens.length); to > index; to--) {
    const last = reading.tokens[to - 1]!
    if (last.kind !== 'word' && last.text !== '.') continue
    const country = resolveCountry(reading.text.slice(first.from, last.to), isLacinka(reading))
    if (country) return { country, to }
  }
  return undefined
}

export function cityAfter(
  reading: Reading,
  mark: { from: number; country: string },
  index: number,
  taken: Taken,
): PlaceMark | undefined {
  const at =
    isAt(reading, index, 'centre') && textAt(reading, index).length <= 5
      ? textAt(reading, index + 1) === '.'
        ? index + 2
        : index + 1
      : index
  const first = reading.tokens[at]
  if (first?.kind !== 'word' || !first.upper || taken[at]) return undefined
  for (let to = lastOf(reading, at, taken); to > at; to--) {
    if (isNotPlace(reading, at, to)) continue
    const name = reading.text.slice(first.from, reading.tokens[to - 1]!.to)
    const city = resolveCity(name, mark.country, isLacinka(reading))
    if (city?.country === mark.country && !isRegion(city))
      return { from: mark.from, to, city, country: mark.country, name, by: 'pair', strength: 4 }
  }
  return undefined
}
