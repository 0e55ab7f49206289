import { fold } from '#platform/names/fold.ts'
import type { Place } from '#platform/places/places.ts'
import { adjectiveFrom, capitalFrom } from './adjectives.ts'
import { commonWords, isAdjective, isSubject, isTownAnd, isVenueNext } from './around-names.ts'
import { townBeforeKind } from './before-kind.ts'
import { type Before, beforeOf } from './before-name.ts'
import { capitalOf } from './countries.ts'
import { flagFrom } from './flags.ts'
import { isRegion, resolveCity, resolveCountry } from './gazetteer.ts'
import { withJoined } from './joined-places.ts'
import { isLacinka, lacinka } from './lacinka-lines.ts'
import { isAt, type Reading, textAt } from './lexicon.ts'
import { isNotPlace, lastOf } from './name-bounds.ts'
import { cityAfter, pairAfter } from './pairs.ts'
import { type PlaceMark, strengths, type Taken } from './place-mark.ts'
import { smallFrom } from './small-names.ts'

/** All places of a line that may be where something happens. `leads` says at which tokens something new begins. */
export function findPlaceMarks(reading: Reading, taken: Taken, inLacinka = false): PlaceMark[] {
  if (inLacinka) lacinka.set(reading, true)
  const marks: PlaceMark[] = []
  for (let index = 0; index < reading.tokens.length; ) {
    const mark = taken[index] ? undefined : (flagFrom(reading, index) ?? placeFrom(reading, index, taken))
    if (mark) marks.push(mark)
    index = mark ? mark.to : index + 1
  }
  return withJoined(reading, marks, taken)
}

const separator = /^[,.:;()|•/\][–—*!?-]$/

function placeFrom(reading: Reading, index: number, taken: Taken): PlaceMark | undefined {
  const token = reading.tokens[index]!
  if (token.kind !== 'word' || token.text.length < 2) return undefined
  const possessor = possessorFrom(reading, index)
  if (possessor) return possessor
  if (!token.upper)
    return capitalFrom(reading, index) ?? adjectiveFrom(reading, index) ?? smallFrom(reading, index, taken)
  const ofKind = townBeforeKind(reading, index)
  if (ofKind) return ofKind
  const before = beforeOf(reading, index, taken)
  if (before === 'no') return adjectiveFrom(reading, index)
  for (let to = lastOf(reading, index, taken); to > index; to--) {
    if (reading.tokens[to - 1]!.kind === 'mark' || isCut(reading, to)) continue
    const name = reading.text.slice(token.from, reading.tokens[to - 1]!.to)
    const found = foundFrom(reading, index, to, name, before, taken)
    if (found) return found
  }
  return adjectiveFrom(reading, index)
}

/** 'Ghent's Belarusians', 'in Warsaw's Old Town'. */
function possessorFrom(reading: Reading, index: number): PlaceMark | undefined {
  const { text, upper } = reading.tokens[index]!
  if (!upper || !text.endsWith("'s")) return undefined
  const before = index > 0 && reading.tokens[index - 1]!.fold === 'in'
  if (!before && !isAt(reading, index + 1, 'diaspora')) return undefined
  const name = text.slice(0, -2)
  const city = resolveCity(name)
  if (!city || city.population < 50_000 || isRegion(city)) return undefined
  const by = before ? 'in' : 'people'
  return { from: index, to: index + 1, city, country: city.country, name, by, strength: strengths[by] }
}

/** Inside a compound: 'Торрес' of 'Торрес-де-Куарт'. */
function isCut(reading: Reading, to: number): boolean {
  return (
    reading.tokens[to + 1]?.fold !== 'based' &&
    textAt(reading, to) === '-' &&
    reading.tokens[to]!.glued &&
    reading.tokens[to + 1]?.glued === true &&
    reading.tokens[to + 1]!.kind === 'word'
  )
}

function foundFrom(
  reading: Reading,
  from: number,
  to: number,
  name: string,
  before: Before,
  taken: Taken,
): PlaceMark | undefined {
  if (isNotPlace(reading, from, to) || people.test(name)) return undefined
  const country = resolveCountry(name, isLacinka(reading))
  if (country) return countryMark(reading, { from, to, country, name }, before, taken)
  // 'in March', 'on Sunday'
  if (to === from + 1 && isAt(reading, from, 'month', 'weekday')) return undefined
  // 'in the Hague' is a town and 'in the UK' a country; 'in the Mission' is neither.
  const isCommon = to === from + 1 && reading.tags[from]!.some(tag => tag.group !== 'zone')
  const place =
    before === 'the' && !isVenueNext(reading, to)
      ? resolveCity(`the ${name}`)
      : resolveCity(name, undefined, isLacinka(reading))
  if (!place || (isVenueNext(reading, to) && isAdjective(name) && !isNamed(place, name))) return undefined
  const pair = pairAfter(reading, to, name, place)
  if (pair) return { from, name, by: 'pair', strength: 4, ...pair }
  const told = byOf(reading, from, to, before, taken)
  const by =
    told === 'subject'
      ? (isNamed(place, name) || isLacinka(reading)) &&
        place.population > 50_000 &&
        !/^[A-Z][a-z]{0,2}$/.test(name)
        ? 'people'
        : undefined
      : told
  if (!by) return undefined
  if (isCommon && by !== 'in') return undefined
  if (by === 'address' || by === 'people' || by === 'lead' || by === 'from') {
    const least = by === 'lead' ? 3_000 : by === 'people' ? 10_000 : by === 'from' ? 50_000 : 20_000
    if (place.population < least && !(by === 'lead' && fillsLine(reading, from, to))) return undefined
  }
  const mark = { from, to, name, by, strength: strengths[by] }
  return isRegion(place)
    ? { ...mark, region: place, country: place.country }
    : { ...mark, city: place, country: place.country }
}

// 'Беларусы …' is no case of the name of the country.
const people = /^(?:беларусы|белорусы|білоруси|bi?e[lł]arusy)$/iu

/** 'Kraków held …': the name as it stands, not a guess at its nominative. */
function isNamed({ names }: Place, name: string): boolean {
  const folded = fold(name)
  return Object.values(names).some(own => own && fold(own) === folded)
}

function fillsLine(reading: Reading, from: number, to: number): boolean {
  return from <= 1 && reading.tokens.length - to <= 1
}

function byOf(
  reading: Reading,
  from: number,
  to: number,
  before: Before,
  taken: Taken,
): 'in' | 'lead' | 'address' | 'people' | 'from' | 'subject' | undefined {
  const next = reading.tokens[to]
  const isShut =
    !next ||
    taken[to] === 1 ||
    (next.kind === 'mark' && separator.test(next.text)) ||
    (before === 'start' && isTownAnd(reading, to)) ||
    // 'Helsinki at 5 pm'
    (taken[to + 1] === 1 && before !== 'comma' && isAt(reading, to, 'at', 'on', 'from')) ||
    (next.kind === 'mark' && next.text !== "'" && next.text !== '"')
  if (before === 'in' || before === 'the') return 'in'
  if (before === 'from') return 'from'
  if (before === 'people') return next?.kind === 'word' && next.upper ? undefined : 'people'
  if (
    (before === 'start' || before === 'comma') &&
    isAt(reading, to, 'took-place', 'joins', 'prepares', 'same-day')
  )
    return 'subject'
  if (from === 0 && !commonWords.has(reading.tokens[0]!.fold) && isSubject(reading, to)) return 'subject'
  if (before === 'joins') return isShut ? 'subject' : undefined
  // 'New York-based Belarusians'
  if (next?.text === '-' && reading.tokens[to + 1]?.fold === 'based') return 'people'
  if (!isShut) return undefined
  if (before === 'start') return isLead(reading, from, taken) ? 'lead' : 'address'
  if (before === 'comma') return isLead(reading, from, taken) ? 'lead' : 'address'
  return undefined
}

/** Whether only dates, times, marks and short words stand before. */
function isLead(reading: Reading, from: number, taken: Taken): boolean {
  for (let index = 0; index < from; index++) {
    if (taken[index]) continue
    const token = reading.tokens[index]!
    if (
      token.kind === 'mark' ||
      isAt(reading, index, 'and', 'on', 'at', 'online', 'weekday') ||
      token.kind === 'number'
    )
      continue
    return false
  }
  return true
}

/** Luxembourg, Singapore: a country whose town has its name. */
function townOfSameName(mark: { country: string; name: string }): Place | undefined {
  if (!['LU', 'SG', 'MC', 'SM', 'VA', 'DJ', 'KW'].includes(mark.country)) return undefined
  const city = resolveCity(capitalOf(mark.country) ?? mark.name, mark.country)
  return city && city.country === mark.country ? city : undefined
}

function countryMark(
  reading: Reading,
  mark: { from: number; to: number; country: string; name: string },
  before: Before,
  taken: Taken,
): PlaceMark | undefined {
  // 'Lithuania, Vilnius', 'Польшча (Варшава)'
  const next = textAt(reading, mark.to)
  if (
    (next === ',' ||
      next === '(' ||
      next === '.' ||
      next === ':' ||
      next === '/' ||
      next === '–' ||
      next === '-') &&
    (before === 'start' || before === 'comma' || before === 'in' || before === 'the')
  ) {
    const pair = cityAfter(reading, mark, mark.to + 1, taken)
    if (pair) return pair
  }
  const told = byOf(reading, mark.from, mark.to, before, taken)
  const by = told === 'subject' ? 'people' : told
  if (!by) return undefined
  const city = townOfSameName(mark)
  return { ...mark, ...(city ? { city } : {}), by, strength: strengths[by] }
}
