import { readFileSync } from 'node:fs'
import { fold } from '#platform/names/fold.ts'
import type { Named } from './curated.ts'
import type { Source } from './geonames.ts'

const languages = ['en', 'be', 'ru', 'pl', 'lt', 'uk'] as const

/** Reads the exemplar cities of CLDR's time zones: names by GeoNames id, for the largest place of that name in its zone. */
export function readCldr(root: string, sources: readonly Source[]): Map<number, Named> {
  const cities = new Map<string, Named>()
  for (const language of languages) {
    const file = JSON.parse(readFileSync(`${root}/main/${language}/timeZoneNames.json`, 'utf8'))
    collect(file.main[language].dates.timeZoneNames.zone, [], (zone, city) => {
      cities.set(zone, { ...cities.get(zone), [language]: city })
    })
  }
  const inZone = Map.groupBy(sources, source => canonical(source.zone))
  const found = new Map<number, Named>()
  for (const [zone, named] of cities) {
    const en = named.en ?? zone.split('/').at(-1)!.replaceAll('_', ' ')
    const wanted = fold(en)
    const place = (inZone.get(canonical(zone)) ?? [])
      .filter(source => fold(source.name) === wanted)
      .sort((a, b) => b.population - a.population)[0]
    if (place) found.set(place.id, { ...named, en })
  }
  return found
}

function collect(
  node: Record<string, unknown>,
  path: string[],
  add: (zone: string, city: string) => void,
): void {
  for (const [key, value] of Object.entries(node)) {
    if (key === 'exemplarCity')
      add(path.join('/'), (value as string).normalize('NFC').replace(/ \(.*\)$/, ''))
    else if (typeof value === 'object') collect(value as Record<string, unknown>, [...path, key], add)
  }
}

const known = new Map<string, string>()

// GeoNames says Europe/Kyiv where CLDR keeps Europe/Kiev.
function canonical(zone: string): string {
  let name = known.get(zone)
  if (name === undefined) {
    try {
      name = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
    } catch {
      name = zone
    }
    known.set(zone, name)
  }
  return name
}
