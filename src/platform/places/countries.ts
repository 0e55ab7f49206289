import zoneLookup from '@photostructure/tz-lookup'
import { countryCodes } from './country-codes.ts'
import { placesData } from './data.ts'

export type Country = { code: string; name: string }

/** All countries with their names in a language (BCP 47), in the order of that language's alphabet (CLDR). */
export function listCountries(lang: string): readonly Country[] {
  const { names, list } = languageOf(lang)
  if (list.length === 0) {
    for (const code of countryCodes) list.push({ code, name: nameIn(names, code) })
    list.sort((a, b) => names.collator.compare(a.name, b.name))
  }
  return list
}

/** The name of a country in a language (CLDR); a code that is no country, and an unknown language, give the code and English. */
export function countryName(code: string, lang: string): string {
  return isCountry(code) ? nameIn(languageOf(lang).names, code) : code
}

/** Whether a text is an ISO 3166-1 alpha-2 code in capitals, or XK for Kosovo. */
export function isCountry(code: string): boolean {
  return codes.has(code)
}

/** The IANA zones of a country's places, the one of most people first; none where nobody lives. */
export function zonesOf(country: string): string[] {
  return placesData()
    .prepare<[string], string>('SELECT zone FROM country_zone WHERE country = ? ORDER BY population DESC')
    .pluck()
    .all(country)
}

/** The IANA zone at a point in WGS 84 degrees, at sea the nautical one. Throws a RangeError off the globe. */
export function zoneAt(lat: number, lon: number): string {
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) throw new RangeError(`not on the globe: ${lat}, ${lon}`)
  return zoneLookup(lat, lon)
}

/** The country in which most people of an IANA zone live; aliases are understood. Undefined for UTC and nonsense. */
export function countryOfZone(zone: string): string | undefined {
  countriesByZone ??= readCountriesByZone()
  return countriesByZone.get(zone) ?? countriesByZone.get(canonical(zone) ?? zone)
}

const codes = new Set(countryCodes)

type Names = {
  long: Intl.DisplayNames
  short: Intl.DisplayNames
  collator: Intl.Collator
  language: string
  /** Names by code, as they were asked for: Intl takes a microsecond or two for each. */
  known: Map<string, string>
}

const languages = new Map<string, { names: Names; list: Country[] }>()

function languageOf(lang: string): { names: Names; list: Country[] } {
  let known = languages.get(lang)
  if (!known) {
    if (languages.size >= 50) languages.clear()
    known = { names: namesIn(lang), list: [] }
    languages.set(lang, known)
  }
  return known
}

function namesIn(lang: string): Names {
  try {
    const locales = [lang, 'en']
    const long = new Intl.DisplayNames(locales, { type: 'region' })
    const short = new Intl.DisplayNames(locales, { type: 'region', style: 'short' })
    return {
      long,
      short,
      collator: new Intl.Collator(locales),
      language: lang.split('-', 1)[0]!,
      known: new Map(),
    }
  } catch {
    return namesIn('en')
  }
}

// The long names of these read like a file ('Hong Kong SAR China'), and nobody says 'Соединенные Штаты'.
const shortEverywhere = new Set(['HK', 'MM', 'MO', 'PS'])
const shortInLanguage = new Set(['lt US', 'ru US', 'uk US'])

function nameIn(names: Names, code: string): string {
  const known = names.known.get(code)
  if (known !== undefined) return known
  const name = findName(names, code)
  names.known.set(code, name)
  return name
}

function findName(names: Names, code: string): string {
  const short = shortEverywhere.has(code) || shortInLanguage.has(`${names.language} ${code}`)
  return (short ? names.short : names.long).of(code) ?? code
}

let countriesByZone: Map<string, string> | undefined

function readCountriesByZone(): Map<string, string> {
  const rows = placesData()
    .prepare<[], { country: string; zone: string }>(
      'SELECT country, zone FROM country_zone ORDER BY population',
    )
    .all()
  const aliases = rows.map(row => [canonical(row.zone) ?? row.zone, row.country] as const)
  return new Map([...aliases, ...rows.map(row => [row.zone, row.country] as const)])
}

function canonical(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
