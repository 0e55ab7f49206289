import { format, partOf } from './format.ts'
import type { Zone } from './local.ts'
import { offsetOf } from './transitions.ts'

// Where CLDR abbreviates the common zones (CET, EET, OEZ) the country has to be found from the zone: Europe and the Mediterranean.
const ABBREVIATED =
  'AD AL AT AX BA BE BG BY CH CY CZ DE DK ES EE FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK DZ EG JO LB LY SY TN'
const MINUTE_MS = 60_000
// The name depends on a moment. In 1970 fewer zones shared the abbreviated common times, so more are named by their place;
// the long name, the last resort, is today's, in summer, as CLDR says 'standard' where clocks do not change.
const MOMENT = { shortGeneric: 0, longGeneric: Date.UTC(2024, 6, 1) }
const kept = new Map<string, string>()
let countries: Map<string, string> | undefined

/**
 * A zone for people: `name` is the place whose time it is, the country where it has one time and the city where it has
 * several ('Lithuania', 'New York', «Літва»; CLDR), `offset` what holds at the instant ('UTC+3', 'UTC−3:30', 'UTC').
 * A zone without a place (Etc/GMT-3) has its offset for a name.
 */
export function formatZone(zone: Zone, lang: string, instant: number): { name: string; offset: string } {
  const offset = formatOffset(offsetOf(zone, instant))
  return { name: placeName(zone, lang) || offset, offset }
}

function formatOffset(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / MINUTE_MS)
  if (minutes === 0) return 'UTC'
  const rest = minutes % 60
  return `UTC${ms < 0 ? '−' : '+'}${Math.floor(minutes / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`
}

function placeName(zone: Zone, lang: string): string {
  const key = `${lang} ${zone}`
  let name = kept.get(key)
  if (name === undefined) {
    name = findPlace(zone, lang)
    if (kept.size >= 2_000) kept.clear()
    kept.set(key, name)
  }
  return name
}

function findPlace(zone: Zone, lang: string): string {
  if (/^(Etc\/|UTC$|GMT$)/i.test(zone)) return ''
  const text = genericName(zone, lang, 'shortGeneric')
  const [before, after] = patternOf(lang)
  if (text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after)) {
    const place = text.slice(before.length, text.length - after.length)
    // With an empty pattern («Литва») an abbreviation fits as well.
    if (!/^(GMT|UTC)|^\p{Lu}{2,5}$/u.test(place)) return place
  }
  const country = countryOf(zone)
  return country ? regionName(country, lang) : genericName(zone, lang, 'longGeneric')
}

// 'Georgia Time' → ['', ' Time'], «Час: Грузія» → ['Час: ', '']: how the language speaks of the time of a place.
function patternOf(lang: string): [string, string] {
  const text = genericName('Asia/Tbilisi', lang, 'shortGeneric')
  const place = regionName('GE', lang)
  const at = text.indexOf(place)
  return at < 0 ? ['', ''] : [text.slice(0, at), text.slice(at + place.length)]
}

function genericName(zone: Zone, lang: string, timeZoneName: keyof typeof MOMENT): string {
  return partOf(
    format(lang, { timeZone: zone, timeZoneName }).formatToParts(MOMENT[timeZoneName]),
    'timeZoneName',
  )
}

function regionName(region: string, lang: string): string {
  return new Intl.DisplayNames([lang], { type: 'region' }).of(region) ?? region
}

function countryOf(zone: Zone): string | undefined {
  if (!countries) {
    countries = new Map()
    for (const region of ABBREVIATED.split(' ')) {
      for (const name of zonesOf(region)) countries.set(name, region)
    }
  }
  const canonical = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  const country = countries.get(canonical) ?? countries.get(zone)
  // Ukrainian abbreviates nothing, so it shows whether CLDR names this zone by its country or, as the Canaries, by itself.
  return country && genericName(zone, 'uk', 'shortGeneric').endsWith(regionName(country, 'uk'))
    ? country
    : undefined
}

// In the language since ES2026, not yet in TypeScript's library.
function zonesOf(region: string): readonly string[] {
  const locale = new Intl.Locale(`und-${region}`) as Intl.Locale & {
    getTimeZones?: () => readonly string[] | undefined
  }
  return locale.getTimeZones?.() ?? []
}
