import { fromLacinka } from '#intake/grammar/languages/lacinka.ts'
import { fold } from '#platform/names/fold.ts'
import { isPlaceName } from '#platform/places/known-name.ts'
import { findPlaces, type Place } from '#platform/places/places.ts'
import { countryNamed } from './countries.ts'
import { adjectives, nominatives, townsOfAdjective } from './inflection.ts'

/**
 * The town or region of a name in any of the languages, in any case of Belarusian, Russian or Ukrainian, in Łacinka too.
 * `country` (ISO 3166-1) is preferred where there are several. Undefined when nothing is called so.
 */
export function resolveCity(name: string, country?: string, isLacinka = false): Place | undefined {
  const key = `${name}|${country ?? ''}|${isLacinka}`
  const known = cities.get(key)
  if (known !== undefined) return known ?? undefined
  const place = named(findCity(name, { country, isLacinka }), name)
  if (cities.size > MOST_KEPT) cities.clear()
  cities.set(key, place ?? null)
  return place
}

/** The code of the country (ISO 3166-1) of a name in any of the languages and cases. */
export function resolveCountry(name: string, isLacinka = false): string | undefined {
  const key = `${name}|${isLacinka}`
  const known = countries.get(key)
  if (known !== undefined) return known ?? undefined
  let code: string | undefined
  for (const guess of guesses(name, isLacinka)) if ((code = countryNamed(guess))) break
  if (countries.size > MOST_KEPT) countries.clear()
  countries.set(key, code ?? null)
  return code
}

/** Whether this place of the gazetteer is a region with many towns. */
export function isRegion(place: Place): boolean {
  return place.id < 0 && place.population >= 20_000
}

/** The town of this name in a region of that name: 'Springfield' in 'Illinois'. */
export function cityInRegion(name: string, region: string): Place | undefined {
  const folded = fold(region)
  return findPlaces(name, { limit: 60, prefix: false }).find(
    place => place.region && fold(place.region) === folded,
  )
}

// Names of the classical orthography, and old ones, that the gazetteer does not have; folded, by their English ones.
const spoken = new Map(
  Object.entries({
    ковня: 'Kaunas',
    коуня: 'Kaunas',
    атэни: 'Athens',
    атени: 'Athens',
    'лес анджелес': 'Los Angeles',
    'лос анджалес': 'Los Angeles',
    тифлис: 'Tbilisi',
    кенигсберг: 'Kaliningrad',
    гага: 'The Hague',
    крулявец: 'Kaliningrad',
    солун: 'Thessaloniki',
    леувен: 'Leuven',
    друскеники: 'Druskininkai',
    панявеж: 'Panevezys',
    шаули: 'Siauliai',
    динабург: 'Daugavpils',
    дзвинск: 'Daugavpils',
    астрава: 'Ostrava',
    остраува: 'Ostrava',
    острауа: 'Ostrava',
  }),
)

const MOST_KEPT = 50_000
const LONGEST_NAME = 60
const cities = new Map<string, Place | null>()
const countries = new Map<string, string | null>()
const cyrillic = /[\u0400-\u04ff]/

function findCity(
  name: string,
  { country, isLacinka }: { country: string | undefined; isLacinka: boolean },
): Place | undefined {
  if (name.length > LONGEST_NAME) return undefined
  // 'Luxembourg City', where 'Mexico City' is the name itself.
  const all = [...guesses(name, isLacinka), ...(/. city$/i.test(name) ? [fold(name.slice(0, -5))] : [])]
  for (const guess of all) {
    const own = spoken.get(guess)
    if (own) return findPlaces(own, { limit: 1, prefix: false })[0]
  }
  let best: Place | undefined
  let most = 0
  for (const [index, guess] of all.entries()) {
    if (!isPlaceName(guess)) continue
    const inCountry = country ? findPlaces(guess, { limit: 1, prefix: false, country })[0] : undefined
    const found = inCountry ?? findPlaces(guess, { limit: 1, prefix: false })[0]
    if (!found) continue
    const called = isCalled(found, guess)
    // A guessed nominative must be how the place is called, not an old name of something small.
    if (index > 0 && found.population < 100_000 && !called) continue
    const weight = (found.population + 1) * (called ? 10 : 1) * (index === 0 ? MUCH : 1)
    if (inCountry || (index === 0 && called && found.population > 100_000)) return found
    // 'в Вене' is Vienna, although a village somewhere is called so.
    if (weight > most) [best, most] = [found, weight]
  }
  return best
}

const MUCH = 20

/** A town without an English name on record is called as an English text calls it: 'Galway' for Gaillimh. */
function named(place: Place | undefined, name: string): Place | undefined {
  // Irish towns have no other name on record.
  if (
    place?.country !== 'IE' ||
    place.names.en !== place.names.local ||
    !/^[A-Z][a-zA-Z' -]+$/.test(name) ||
    isCalled(place, fold(name))
  )
    return place
  const written = name === name.toUpperCase() ? name[0] + name.slice(1).toLowerCase() : name
  return { ...place, names: { ...place.names, en: written } }
}

/** The town that an adjective names: 'у варшаўскім клубе'. */
export function cityOfAdjective(word: string): Place | undefined {
  const own = irregular.find(([stem]) => word.startsWith(stem))
  if (own) return resolveCity(own[1])
  let best: Place | undefined
  for (const guess of townsOfAdjective(word)) {
    if (!isPlaceName(guess)) continue
    const found = findPlaces(guess, { limit: 1, prefix: false })[0]
    if (
      found &&
      found.population > 30_000 &&
      isCalled(found, guess) &&
      found.population > (best?.population ?? 0)
    )
      best = found
  }
  return best
}

const irregular: readonly [string, string][] = [
  ['виленск', 'Vilnius'],
  ['пражск', 'Prague'],
  ['праск', 'Prague'],
  ['празк', 'Prague'],
  ['рижск', 'Riga'],
  ['риск', 'Riga'],
  ['парижск', 'Paris'],
  ['париск', 'Paris'],
  ['паризк', 'Paris'],
  ['ню еркск', 'New York'],
  ['минск', 'Minsk'],
  ['менск', 'Minsk'],
  ['лондонск', 'London'],
]

function isCalled(place: Place, folded: string): boolean {
  return Object.values(place.names).some(name => name && fold(name) === folded)
}

/** The folded name, then what it may be in the nominative. */
function guesses(name: string, isLacinka: boolean): string[] {
  const folded = fold(name)
  if (folded === '') return []
  if (cyrillic.test(name)) return [...inflected(folded), ...classical(name), ...squeezed(folded)]
  if (isLacinka && /^[a-z ]+$/.test(folded)) return [folded, ...inCyrillic(fromLacinka(name.toLowerCase()))]
  return [folded]
}

function inflected(folded: string): string[] {
  const words = folded.split(' ')
  const last = words.pop()!
  if (last.length < 3) return [folded]
  const ends = nominatives(last)
  if (words.length === 0) return ends
  const firsts = words.length === 1 ? adjectives(words[0]!) : [words.join(' ')]
  const all = new Set([folded])
  for (const first of firsts) for (const end of ends) all.add(`${first} ${end}`)
  // 'у Сан-Хасэ', 'в Ростове-на-Дону': the first word inflects and the rest does not.
  if (words.length === 1) for (const first of nominatives(words[0]!)) all.add(`${first} ${last}`)
  return [...all]
}

// The classical orthography writes ля, лё, лю where the official one has ла, ло, лу.
function classical(name: string): string[] {
  const plain = name
    .toLowerCase()
    .replaceAll('лё', 'ло')
    .replaceAll('ля', 'ла')
    .replaceAll('лю', 'лу')
    .replaceAll('эл', 'ел')
  return plain === name.toLowerCase() ? [] : inflected(fold(plain))
}

// 'Лимассол', 'Лимасол'
function squeezed(folded: string): string[] {
  const plain = folded.replace(/(\p{L})\1/gu, '$1')
  return plain === folded ? [] : inflected(plain)
}

function inCyrillic(name: string): string[] {
  return [...inflected(fold(name)), ...classical(name)]
}
