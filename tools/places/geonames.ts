import { readFileSync } from 'node:fs'

export type Source = {
  id: number
  country: string
  region: string
  lat: number
  lon: number
  zone: string
  population: number
  kind: string
  name: string
  alternates: string[]
}

/** Reads GeoNames' main table (tab-separated, https://www.geonames.org/export/): populated places worth a search. */
export function readGeonames(path: string): Source[] {
  const sources: Source[] = []
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const cell = line.split('\t')
    if (cell.length < 18) continue
    const source: Source = {
      id: Number(cell[0]),
      country: cell[8]!,
      region: cell[10]!,
      lat: Number(cell[4]),
      lon: Number(cell[5]),
      zone: cell[17]!,
      population: Number(cell[14]),
      kind: cell[7]!,
      name: cell[1]!.normalize('NFC'),
      alternates: cell[3]!.normalize('NFC').split(',').filter(isName),
    }
    if (isWorthKeeping(source)) sources.push(source)
  }
  return sources
}

const everyPlaceOf = new Set(['BY', 'EE', 'GE', 'LT', 'LV', 'MD', 'PL', 'UA'])
const capitals = new Set(['PPLC', 'PPLA'])
// Districts of a city (PPLX) and places that are gone. A Belarusian 'Horad X' without people doubles X.
const unwanted = new Set(['PPLX', 'PPLH', 'PPLQ', 'PPLCH', 'PPLW'])

function isWorthKeeping(source: Source): boolean {
  if (unwanted.has(source.kind)) return false
  if (/^Horad /.test(source.name) && source.population === 0) return false
  return source.population >= 2500 || everyPlaceOf.has(source.country) || capitals.has(source.kind)
}

// Lower case at the start is a machine's transliteration, three capitals an airport.
const isName = (text: string) => !/^[a-z]|^[A-Z]{3}$|^$/.test(text)
