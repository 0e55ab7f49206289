import assert from 'node:assert/strict'
import test from 'node:test'
import { countryName, countryOfZone, isCountry, listCountries, zoneAt, zonesOf } from './countries.ts'

test('Belarus and its neighbours have their names', () => {
  assert.equal(countryName('BY', 'be'), 'Беларусь')
  assert.equal(countryName('BY', 'ru'), 'Беларусь')
  assert.equal(countryName('BY', 'en'), 'Belarus')
  assert.equal(countryName('BY', 'lt'), 'Baltarusija')
  assert.equal(countryName('LT', 'be'), 'Літва')
  assert.equal(countryName('UA', 'pl'), 'Ukraina')
  assert.equal(countryName('XK', 'en'), 'Kosovo')
  assert.equal(countryName('US', 'ru'), 'США')
  assert.equal(countryName('HK', 'lt'), 'Honkongas')
})

test('no country and no language are answered', () => {
  assert.equal(countryName('ZZ', 'en'), 'ZZ')
  assert.equal(countryName('', 'en'), '')
  assert.equal(countryName('PL', 'not a language'), 'Poland')
})

test('every country has a name in every language of ours, in the order of its alphabet', () => {
  for (const lang of ['be', 'ru', 'uk', 'en', 'pl', 'lt']) {
    const list = listCountries(lang)
    assert.equal(list.length, 250)
    assert.deepEqual(
      list.filter(country => country.name === country.code),
      [],
    )
    const { compare } = new Intl.Collator(lang)
    assert.ok(list.every((country, at) => at === 0 || compare(list[at - 1]!.name, country.name) <= 0))
  }
  const english = listCountries('en').map(country => country.code)
  assert.ok(english.indexOf('AX') < english.indexOf('AL') + 5, 'Åland stands with A')
})

test('codes are capitals of ISO 3166-1, and Kosovo', () => {
  for (const code of ['BY', 'GB', 'XK']) assert.ok(isCountry(code))
  for (const code of ['by', 'UK', 'SU', 'EU', '', 'BLR']) assert.ok(!isCountry(code))
})

test('the zones of a country stand in the order of people', () => {
  assert.deepEqual(zonesOf('BY'), ['Europe/Minsk'])
  assert.deepEqual(zonesOf('PT'), ['Europe/Lisbon', 'Atlantic/Madeira', 'Atlantic/Azores'])
  assert.deepEqual(zonesOf('UA'), ['Europe/Kyiv', 'Europe/Simferopol'])
  assert.equal(zonesOf('US')[0], 'America/New_York')
  assert.deepEqual(zonesOf('nowhere'), [])
})

test('a point has a zone', () => {
  assert.equal(zoneAt(55.7068, 21.1391), 'Europe/Vilnius')
  assert.equal(zoneAt(53.9, 27.5667), 'Europe/Minsk')
  assert.throws(() => zoneAt(91, 0), RangeError)
  assert.throws(() => zoneAt(Number.NaN, 0), RangeError)
})

test('a zone has a country, under its old name too', () => {
  assert.equal(countryOfZone('Europe/Minsk'), 'BY')
  assert.equal(countryOfZone('Europe/Zurich'), 'CH')
  assert.equal(countryOfZone('Europe/Kyiv'), 'UA')
  assert.equal(countryOfZone('Europe/Kiev'), 'UA')
  assert.equal(countryOfZone('Asia/Calcutta'), 'IN')
  assert.equal(countryOfZone('UTC'), undefined)
  assert.equal(countryOfZone('Nowhere/At_All'), undefined)
})
