import { readFileSync } from 'node:fs'
import type { Source } from './geonames.ts'

export type Named = {
  local?: string
  en?: string
  be?: string
  ru?: string
  pl?: string
  lt?: string
  uk?: string
  aliases?: string[]
}

/** Reads names.tsv: names by GeoNames id. Throws when a line's place is not in the source: a typing mistake. */
export function readCurated(path: string, sources: readonly Source[]): Map<number, Named> {
  const byName = Map.groupBy(sources, source => `${source.country} ${source.name}`)
  const found = new Map<number, Named>()
  const missing: string[] = []
  for (const row of readTable(path)) {
    const key = `${row['country']} ${row['GeoNames name']}`
    const place = byName.get(key)?.sort((a, b) => b.population - a.population)[0]
    if (place) found.set(place.id, toNamed(row))
    else missing.push(key)
  }
  if (missing.length > 0) throw new Error(`${path}: not in GeoNames: ${missing.join('; ')}`)
  return found
}

/** Reads regions.tsv: regions that stand for a place where no city is known, with negative ids of our own. */
export function readRegions(path: string): { source: Source; named: Named }[] {
  return readTable(path).map(row => ({
    source: {
      id: Number(row['id']),
      country: row['country']!,
      region: '',
      lat: Number(row['lat']),
      lon: Number(row['lon']),
      zone: row['zone']!,
      population: Number(row['population']),
      kind: 'ADM1',
      name: row['local']!,
      alternates: [],
    },
    named: toNamed(row),
  }))
}

function readTable(path: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(path, 'utf8').replace(/\n+$/, '').split('\n')
  const columns = head!.split('\t')
  return lines.map((line, index) => {
    const cells = line.split('\t')
    if (cells.length !== columns.length) throw new Error(`${path}:${index + 2}: ${cells.length} columns`)
    return Object.fromEntries(columns.map((column, at) => [column, cells[at]!.normalize('NFC')]))
  })
}

function toNamed(row: Record<string, string>): Named {
  const named: Named = {
    aliases: row['aliases']!.split(',')
      .map(alias => alias.trim())
      .filter(Boolean),
  }
  for (const key of ['local', 'en', 'be', 'ru', 'pl', 'lt', 'uk'] as const)
    if (row[key]) named[key] = row[key]
  return named
}
