import type { Statement } from 'better-sqlite3'
import { fold } from '#platform/names/fold.ts'
import { placesData } from './data.ts'

/** A town or region: GeoNames id (negative for our own regions), ISO 3166-1 country, WGS 84 degrees, IANA zone. */
export type Place = {
  id: number
  country: string
  region: string | null
  lat: number
  lon: number
  zone: string
  population: number
  names: { local: string; en?: string; be?: string; ru?: string; pl?: string; lt?: string; uk?: string }
}

export type PlaceOptions = { country?: string; limit?: number; prefix?: boolean }

/**
 * Finds places by a name in any of their languages and spellings: whole names first, then, unless `prefix` is false,
 * names that begin so (two letters at least); within each the larger place first. Of 'Paris, France' what stands before
 * the comma counts if the whole finds nothing. At most `limit` (10, never above 100). Nonsense finds nothing; only the
 * first 80 characters of a query count.
 */
export function findPlaces(query: string, options: PlaceOptions = {}): Place[] {
  const text = query.slice(0, longestQuery)
  const found = findNamed(text, options)
  return found.length === 0 && text.includes(',') ? findNamed(text.split(',', 1)[0]!, options) : found
}

/** The place with this GeoNames id (or our own negative one), undefined when the gazetteer has none. */
export function getPlace(id: number): Place | undefined {
  const row = Number.isSafeInteger(id) ? statements().byId.get({ id }) : undefined
  return row && toPlace(row)
}

function findNamed(text: string, options: PlaceOptions): Place[] {
  const { country = null, prefix = true } = options
  const limit = Math.max(0, Math.min(options.limit ?? 10, 100))
  const folded = fold(text)
  if (folded === '' || limit === 0) return []
  const range = { from: folded, to: `${folded}\u{10ffff}`, country, limit: limit + 20 }
  const rows = statements()
    .exact.all(range)
    .sort((a, b) => weight(b, folded) - weight(a, folded))
  const found = new Map(rows.map(row => [row.id, row]))
  if (prefix && found.size < limit && folded.length > 1) {
    const statement = country === null ? statements().anywhere : statements().inCountry
    for (const row of statement.all(range)) if (!found.has(row.id)) found.set(row.id, row)
  }
  return [...found.values()].slice(0, limit).map(toPlace)
}

// A town called so counts for more than one that was called so once or elsewhere.
function weight(row: Row, folded: string): number {
  const own = row.names.split('\t').some(name => fold(name) === folded)
  return own ? row.population : row.population / 10 - 1
}

type Row = Omit<Place, 'names'> & { names: string }

const longestQuery = 80

const columns = `place.id, place.country, region.name AS region, place.lat / 1e4 AS lat, place.lon / 1e4 AS lon,
  zone.name AS zone, place.population, place.names`
const joins = `JOIN zone ON zone.id = place.zone LEFT JOIN region ON region.code = place.country || '.' || place.region`
const ofCountry = '($country IS NULL OR place.country = $country)'

// A place's rank is its row number in the order of population, so the index of names alone gives the largest first.
function prepare() {
  const db = placesData()
  const all = (where: string) => db.prepare<object, Row>(`SELECT ${columns} FROM ${where}`)
  return {
    byId: all(`place ${joins} WHERE place.id = $id`),
    exact: all(
      `name JOIN place USING (rank) ${joins} WHERE folded = $from AND ${ofCountry} ORDER BY rank LIMIT $limit`,
    ),
    anywhere:
      all(`(SELECT DISTINCT rank FROM name WHERE folded > $from AND folded < $to ORDER BY rank LIMIT $limit)
      JOIN place USING (rank) ${joins} ORDER BY rank`),
    inCountry:
      all(`(SELECT DISTINCT rank FROM name JOIN place USING (rank) WHERE folded > $from AND folded < $to
      AND place.country = $country ORDER BY rank LIMIT $limit) JOIN place USING (rank) ${joins} ORDER BY rank`),
  } satisfies Record<string, Statement<object, Row>>
}

let prepared: ReturnType<typeof prepare> | undefined
function statements() {
  prepared ??= prepare()
  return prepared
}

function toPlace(row: Row): Place {
  const [local = '', en, be, ru, pl, lt, uk] = row.names.split('\t')
  const names: Place['names'] = { local, en: en || local }
  if (be) names.be = be
  if (ru) names.ru = ru
  if (pl) names.pl = pl
  if (lt) names.lt = lt
  if (uk) names.uk = uk
  return { ...row, names }
}
