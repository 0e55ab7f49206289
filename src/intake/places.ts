import { fold } from '#platform/names/fold.ts'
import { isCountry } from '#platform/places/countries.ts'
import type { Place } from '#platform/places/places.ts'
import { capitalOf } from './countries.ts'
import { cityInRegion, cityOfAdjective, isRegion, resolveCity, resolveCountry } from './gazetteer.ts'
import { isZoneName } from './zones.ts'
import { findTag, isAt, type Reading, tagAt } from './lexicon.ts'

/** A town, region or country that a line names. Tokens `from` to `to` (excluded). */
export type PlaceMark = {
  readonly from: number
  readonly to: number
  readonly city?: Place
  readonly region?: Place
  /** ISO 3166-1. */
  readonly country?: string
  /** The name as it is written, to look it up again when the country is known. */
  readonly name: string
  /** What speaks for it: it fills the line, a country follows, 'in' stands before, it leads, it ends an address, 'Belarusians of'. */
  readonly by: 'pair' | 'in' | 'lead' | 'address' | 'people' | 'flag' | 'from'
  /** Other places have been named before it in the same list of places. */
  readonly strength: number
}

/** What is not looked at: tokens that belong to dates and times. */
export type Taken = Uint8Array

/** All places of a line that may be where something happens. `leads` says at which tokens something new begins. */
export function findPlaceMarks(reading: Reading, taken: Taken, inLacinka = false): PlaceMark[] {
  if (inLacinka) lacinka.set(reading, true)
  const marks: PlaceMark[] = []
  for (let index = 0; index < reading.tokens.length; ) {
    const mark = taken[index] ? undefined : (flagFrom(reading, index) ?? placeFrom(reading, index, taken))
    if (mark) marks.push(mark)
    index = mark ? mark.to : index + 1
  }
  return marks
}

const textAt = (reading: Reading, index: number) => reading.tokens[index]?.text ?? ''
const separator = /^[,.:;()|•/\][–—*!?-]$/

function placeFrom(reading: Reading, index: number, taken: Taken): PlaceMark | undefined {
  const token = reading.tokens[index]!
  if (token.kind !== 'word' || token.text.length < 2) return undefined
  if (!token.upper) return capitalFrom(reading, index) ?? adjectiveFrom(reading, index)
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

/** 'у варшаўскім клубе', 'лодзкія беларусы': a town named by an adjective before a venue or people. */
function adjectiveFrom(reading: Reading, index: number): PlaceMark | undefined {
  const token = reading.tokens[index]!
  if (token.text.length < 6 || !adjective.test(token.fold)) return undefined
  const next = isAt(reading, index + 1, 'venue')
    ? 'address'
    : isAt(reading, index + 1, 'diaspora')
      ? 'people'
      : undefined
  const city =
    next && !isAt(reading, index, 'diaspora') && !isAt(reading, index + 1, 'time')
      ? cityOfAdjective(token.fold)
      : undefined
  if (!city || !next) return undefined
  return {
    from: index,
    to: index + 1,
    city,
    country: city.country,
    name: token.text,
    by: next,
    strength: strengths[next],
  }
}

const adjective = /[сцз]к(?:и|ии|ая|ае|ое|ия|ие|их|им|ом|ои|аи|ага|аму|ого|ому)$/

/** 'in the capital of Latvia', 'в столице Латвии'. */
function capitalFrom(reading: Reading, index: number): PlaceMark | undefined {
  const tag = tagAt(reading, index, 'capital')
  if (!tag) return undefined
  const at = isAt(reading, tag.to, 'of') ? tag.to + 1 : tag.to
  const found = countryAt(reading, at)
  const name = found && capitalOf(found.country)
  const city = name ? resolveCity(name, found.country) : undefined
  return city && found
    ? { from: index, to: found.to, city, country: found.country, name: name!, by: 'in', strength: 3 }
    : undefined
}

/** Inside a compound: 'Торрес' of 'Торрес-де-Куарт'. */
function isCut(reading: Reading, to: number): boolean {
  return (
    textAt(reading, to) === '-' &&
    reading.tokens[to]!.glued &&
    reading.tokens[to + 1]?.glued === true &&
    reading.tokens[to + 1]!.kind === 'word'
  )
}

type Before = 'in' | 'the' | 'from' | 'people' | 'start' | 'comma' | 'other' | 'no'

/** What stands before a name. */
function beforeOf(reading: Reading, index: number, taken: Taken): Before {
  const previous = reading.tokens[index - 1]
  if (!previous || taken[index - 1]) return 'start'
  if (previous.kind === 'mark') {
    if (previous.text === '"' || previous.text === "'") return isOpening(reading, index - 1) ? 'no' : 'other'
    if (previous.text === '@') return 'no'
    if (previous.text === '-' && previous.glued && reading.tokens[index]!.glued) return 'no'
    return previous.text === ',' ? 'comma' : 'start'
  }
  if (previous.kind === 'number') return 'other'
  if (isAt(reading, index - 1, 'street-before') && !isAt(reading, index - 1, 'in')) return 'no'
  if (isIn(reading, index - 1)) return 'in'
  if (isAt(reading, index - 1, 'of') || previous.fold === 'de') return ofOf(reading, index)
  if (isAt(reading, index - 1, 'origin', 'until')) return 'from'
  if (isAt(reading, index - 1, 'article')) {
    if (isAt(reading, index + 1, 'diaspora')) return 'people'
    return beforeOf(reading, index - 1, taken) === 'in' ? 'the' : 'no'
  }
  // 'беларусы Вільні', 'у цэнтры Варшавы', 'город Гродно'
  if (isAt(reading, index - 1, 'embassy')) return 'no'
  if (isAt(reading, index - 1, 'centre') && !previous.upper && !latin.test(previous.text)) return 'in'
  if (isAt(reading, index - 1, 'diaspora') && previous.kind === 'word') return 'people'
  if (isAt(reading, index - 1, 'and')) return 'other'
  if (isAt(reading, index - 1, 'online', 'also', 'there')) return 'start'
  return 'other'
}

const prepositions = new Set([
  'in',
  'у',
  'в',
  'ва',
  'во',
  'ув',
  'u',
  'w',
  'va',
  'near',
  'through',
  'across',
  'под',
  'пад',
])

const latin = /[a-z]/i
const lacinka = new WeakMap<Reading, boolean>()

/** Whether a line is in Belarusian Latin letters, so that its names may be inflected. */
function isLacinka(reading: Reading): boolean {
  const known = lacinka.get(reading)
  if (known !== undefined) return known
  const words = reading.tags.filter(
    tags => tags.some(tag => tag.language === 'be-Latn') && !tags.some(tag => tag.language === 'en'),
  )
  const found = /[ŭčšžćśńźł]/i.test(reading.text)
    ? words.length > 0
    : words.some(tags => reading.tokens[tags[0]!.from]!.text.length > 2) || words.length > 1
  lacinka.set(reading, found)
  return found
}

function isIn(reading: Reading, index: number): boolean {
  return prepositions.has(reading.tokens[index]!.fold)
}

function isOpening(reading: Reading, index: number): boolean {
  let quotes = 0
  for (let at = 0; at < index; at++) if (reading.tokens[at]!.text === '"') quotes++
  return quotes % 2 === 0
}

/** 'in the centre of Warsaw', 'Belarusians of Scotland'; but not 'the embassy of Lithuania', 'the history of Minsk'. */
function ofOf(reading: Reading, index: number): Before {
  if (isAt(reading, index - 2, 'embassy')) return 'no'
  if (isAt(reading, index - 2, 'centre')) return 'in'
  if (isAt(reading, index - 2, 'diaspora')) return 'people'
  return 'other'
}

/** The end of the longest name that may begin here. */
function lastOf(reading: Reading, index: number, taken: Taken): number {
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

function foundFrom(
  reading: Reading,
  from: number,
  to: number,
  name: string,
  before: Before,
  taken: Taken,
): PlaceMark | undefined {
  if (isNotPlace(reading, from, to)) return undefined
  const country = resolveCountry(name, isLacinka(reading))
  if (country) return countryMark(reading, { from, to, country, name }, before, taken)
  // 'in the Hague' is a town and 'in the UK' a country; 'in the Mission' is neither.
  const isCommon = to === from + 1 && reading.tags[from]!.some(tag => tag.group !== 'zone')
  const place =
    before === 'the' ? resolveCity(`the ${name}`) : resolveCity(name, undefined, isLacinka(reading))
  if (!place) return undefined
  const pair = pairAfter(reading, to, name, place)
  if (pair) return { from, name, by: 'pair', strength: 4, ...pair }
  const told = byOf(reading, from, to, before, taken)
  const by =
    told === 'subject' ? (isNamed(place, name) && place.population > 50_000 ? 'people' : undefined) : told
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

/** 'Kraków held …': the name as it stands, not a guess at its nominative. */
function isNamed({ names }: Place, name: string): boolean {
  const folded = fold(name)
  return Object.values(names).some(own => own && fold(own) === folded)
}

const strengths = { in: 3, lead: 3.2, address: 2, people: 1, from: 0 } as const

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
    (next.kind === 'mark' && next.text !== "'" && next.text !== '"')
  if (before === 'in' || before === 'the') return 'in'
  if (before === 'from') return 'from'
  if (before === 'people') return next?.kind === 'word' && next.upper ? undefined : 'people'
  if (from === 0 && isAt(reading, to, 'took-place')) return 'subject'
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

/** The name of a street, of an organisation, of a time or of a prison. */
function isNotPlace(reading: Reading, from: number, to: number): boolean {
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

const states = new Set(
  'AL AK AZ AR CA CO CT DC DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  ),
)
const provinces = new Set('AB BC MB NB NL NS ON PE QC SK'.split(' '))

type Pair = { to: number; city?: Place; region?: Place; country: string }

/** ', Poland', ' (Poland)', ', IL', ', Scotland' after the name of a town. */
function pairAfter(reading: Reading, to: number, name: string, place: Place): Pair | undefined {
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
    (before === 'start' || before === 'comma' || before === 'in')
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

function cityAfter(
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

const INDICATOR_A = 0x1f1e6

/** A flag of two regional indicators. */
function flagFrom(reading: Reading, index: number): PlaceMark | undefined {
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

/** Whether a stretch of tokens names the organisation's whole world: such sentences are no events. */
export function isEverywhere(reading: Reading): boolean {
  return findTag(reading, 'worldwide') !== undefined || tagAt(reading, 0, 'worldwide') !== undefined
}
