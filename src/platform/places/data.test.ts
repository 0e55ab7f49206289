import assert from 'node:assert/strict'
import { readFileSync, statSync } from 'node:fs'
import test from 'node:test'
import { isCountry } from './countries.ts'
import { placesData } from './data.ts'
import { findPlaces } from './places.ts'

const folder = `${import.meta.dirname}/data`

function readRows(file: string): string[][] {
  const lines = readFileSync(`${folder}/${file}`, 'utf8').split('\n')
  return lines.slice(1, -1).map(line => line.split('\t'))
}

test('every name of our own tables is in the data file, so the file is not older than they', () => {
  const named = readRows('names.tsv').map(([country, , ...rest]) => ({ country, rest }))
  const regions = readRows('regions.tsv').map(([, country, , , , , ...rest]) => ({ country, rest }))
  for (const { country, rest } of [...named, ...regions]) {
    const [local, en, be, ru, pl, lt, uk, aliases] = rest as [string, string, ...string[]]
    const place = findPlaces(en, { country: country!, limit: 100, prefix: false }).find(
      found => found.names.local === local,
    )
    assert.ok(place, `${country} ${en}`)
    assert.equal(place.names.en, en)
    const { names } = place
    for (const [mine, kept] of [
      [be, names.be],
      [ru, names.ru],
      [pl, names.pl],
      [lt, names.lt],
      [uk, names.uk],
    ]) {
      if (mine) assert.equal(kept, mine, `${country} ${en}`)
    }
    for (const alias of aliases!.split(',').filter(text => text.trim())) {
      const ids = findPlaces(alias, { country: country!, limit: 100 }).map(found => found.id)
      assert.ok(ids.includes(place.id), `${alias} for ${en}`)
    }
  }
})

test('names are in the alphabet of their language', () => {
  const packed = placesData().prepare<[], string>('SELECT names FROM place').pluck().all()
  const latin = /^\P{Script=Cyrillic}*$/u
  const alphabets = [/./, /./, /^[^ищъїєґИЩЪЇЄҐ]*$/, /^[^іўїєґІЎЇЄҐ]*$/, latin, latin, /^[^ыэёўъЫЭЁЎЪ]*$/]
  for (const text of packed) {
    for (const [column, name] of text.split('\t').entries()) {
      if (column > 1 && name) assert.match(name, alphabets[column]!, text)
    }
  }
  assert.ok(packed.length > 70_000)
})

test('every place has a country, a zone that the machine knows and a point on the globe', () => {
  const db = placesData()
  for (const code of db.prepare<[], string>('SELECT DISTINCT country FROM place').pluck().all())
    assert.ok(isCountry(code), code)
  for (const zone of db.prepare<[], string>('SELECT name FROM zone').pluck().all()) {
    assert.doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: zone }), zone)
  }
  const off = 'SELECT count(*) FROM place WHERE abs(lat) > 900000 OR abs(lon) > 1800000'
  assert.equal(db.prepare(off).pluck().get(), 0)
  const homeless = 'SELECT count(*) FROM place LEFT JOIN zone ON zone.id = place.zone WHERE zone.id IS NULL'
  assert.equal(db.prepare(homeless).pluck().get(), 0)
})

test('the data file stays small and cannot be written', () => {
  assert.ok(statSync(`${folder}/places.sqlite`).size < 8.5e6)
  assert.throws(() => placesData().exec('DELETE FROM place'))
})
