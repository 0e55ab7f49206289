import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatZone } from './zone-name.ts'

const MAY = Date.UTC(2024, 4, 21)
const nameOf = (zone: string, lang: string) => formatZone(zone, lang, MAY).name

test('the offset is the one of the moment', () => {
  assert.deepEqual(formatZone('Europe/Vilnius', 'en', MAY), { name: 'Lithuania', offset: 'UTC+3' })
  assert.equal(formatZone('Europe/Vilnius', 'en', Date.UTC(2024, 0, 1)).offset, 'UTC+2')
  assert.equal(formatZone('America/St_Johns', 'en', Date.UTC(2024, 0, 1)).offset, 'UTC−3:30')
  assert.equal(formatZone('Atlantic/Reykjavik', 'en', MAY).offset, 'UTC')
})

test('a country with one time gives its name, one with several the city', () => {
  assert.deepEqual(
    ['en', 'be', 'ru', 'uk', 'pl', 'lt', 'de'].map(lang => nameOf('Europe/Vilnius', lang)),
    ['Lithuania', 'Літва', 'Литва', 'Литва', 'Litwa', 'Lietuva', 'Litauen'],
  )
  assert.equal(nameOf('America/New_York', 'be'), 'Нью-Ёрк')
  assert.equal(nameOf('Europe/Berlin', 'en'), 'Germany')
  for (const [lang, name] of Object.entries({
    en: 'Kaliningrad',
    be: 'Калінінград',
    ru: 'Калининград',
    pl: 'Kaliningrad',
  }))
    assert.equal(nameOf('Europe/Kaliningrad', lang), name)
})

test('Minsk is in Belarus, and not on Moscow time', () => {
  assert.deepEqual(
    ['en', 'be', 'ru', 'uk', 'pl', 'lt'].map(lang => nameOf('Europe/Minsk', lang)),
    ['Belarus', 'Беларусь', 'Беларусь', 'Білорусь', 'Białoruś', 'Baltarusija'],
  )
})

test('Simferopol is named by itself, and the Canaries are not Spain, whose clocks differ', () => {
  for (const [lang, name] of Object.entries({
    en: 'Simferopol',
    be: 'Сімферопаль',
    ru: 'Симферополь',
    uk: 'Сімферополь',
  }))
    assert.equal(nameOf('Europe/Simferopol', lang), name)
  assert.notEqual(nameOf('Atlantic/Canary', 'en'), 'Spain')
})

test('old and new names of a zone read alike; a zone without a place has its offset', () => {
  assert.equal(nameOf('Europe/Kiev', 'en'), 'Ukraine')
  assert.equal(nameOf('Europe/Kyiv', 'en'), 'Ukraine')
  assert.deepEqual(formatZone('Etc/GMT-3', 'en', MAY), { name: 'UTC+3', offset: 'UTC+3' })
  assert.deepEqual(formatZone('UTC', 'be', MAY), { name: 'UTC', offset: 'UTC' })
})

test('every zone has a short name without abbreviations', () => {
  for (const lang of ['en', 'be', 'ru', 'uk', 'pl', 'lt'])
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const name = nameOf(zone, lang)
      assert.match(name, /^\p{L}.{1,59}$/u, zone)
      assert.doesNotMatch(name, /^\p{Lu}{2,5}$|^GMT/u, `${lang} ${zone}`)
    }
})
