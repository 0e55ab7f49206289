import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { costOf } from '#testing/growth.ts'
import { findPlaces, getPlace } from './places.ts'

const minsk = 625144
const first = (query: string) => findPlaces(query, { limit: 1 })[0]

const found: Record<string, string[]> = {
  Minsk: ['Мінск', 'Minsk', 'Минск', 'Mińsk', 'Minskas', 'Mensk', 'Менск', 'МІНСК', 'Мінськ'],
  Vilnius: ['Вільня', 'Вільнюс', 'Vilnius', 'Вильнюс', 'Wilno', 'Vilnia'],
  Warsaw: ['Warszawa', 'Варшава', 'Warsaw', 'varšuva'],
  Białystok: ['Białystok', 'Беласток', 'Bialystok', 'Белосток', 'Balstogė'],
  Turin: ['Torino', 'Turin', 'Турын', 'Турин', 'Turyn'],
  Vitsebsk: ['Віцебск', 'Витебск', 'Viciebsk', 'Witebsk', 'Vitebsk'],
  Mahilyow: ['Магілёў', 'Могилев', 'Mahilioŭ', 'Mogilev'],
  'New York': ['Нью-Ёрк', 'new york', 'Nowy Jork', 'NYC'],
  Kyiv: ['Київ', 'Киев', 'Кіеў', 'Kijów', 'Kiev'],
  'The Hague': ['Den Haag', 'Гаага', 'Haga'],
  Scotland: ['Scotland', 'Шатландыя', 'Szkocja'],
  Bavaria: ['Bayern', 'Баварыя'],
}
for (const [name, queries] of Object.entries(found)) {
  for (const query of queries) test(`'${query}' is ${name}`, () => assert.equal(first(query)?.names.en, name))
}

test('a name without a country is the largest place called so', () => {
  assert.equal(first('Paris')?.country, 'FR')
  assert.equal(first('Brest')?.country, 'BY')
  assert.equal(findPlaces('Paris', { country: 'US' })[0]?.region, 'Texas')
})

test('whole names come before beginnings of names', () => {
  const [one, two] = findPlaces('Мінск')
  assert.equal(one?.id, minsk)
  assert.equal(two?.names.local, 'Mińsk Mazowiecki')
  assert.deepEqual(
    findPlaces('Мінск', { prefix: false }).map(place => place.id),
    [minsk],
  )
})

test('what stands before a comma counts if the whole finds nothing', () => {
  assert.equal(first('Białystok, Польшча')?.country, 'PL')
  assert.deepEqual(findPlaces(', Minsk'), findPlaces('Minsk'))
  assert.deepEqual(findPlaces('xyzzyplugh, Minsk'), [])
})

test('a place has its country, region, zone and point', () => {
  const klaipeda = first('Klaipeda')
  assert.equal(klaipeda?.names.local, 'Klaipėda')
  assert.equal(klaipeda?.zone, 'Europe/Vilnius')
  assert.equal(klaipeda?.country, 'LT')
  assert.equal(klaipeda?.region, 'Klaipėda County')
  assert.ok(Math.abs(klaipeda.lat - 55.707) < 0.01 && Math.abs(klaipeda.lon - 21.139) < 0.01)
  assert.equal(first('Scotland')?.region, null)
})

test('a place is found by its id', () => {
  assert.equal(getPlace(minsk)?.names.be, 'Мінск')
  assert.equal(getPlace(-1)?.names.en, 'Scotland')
  for (const id of [0, 1.5, Number.NaN, -999, 2 ** 60]) assert.equal(getPlace(id), undefined)
})

test('Crimea is in Ukraine', () => {
  for (const name of ['Сімферополь', 'Sevastopol', 'Крым']) assert.equal(first(name)?.country, 'UA')
})

test('a limit bounds the answer', () => {
  assert.equal(findPlaces('san', { limit: 3 }).length, 3)
  assert.equal(findPlaces('san', { limit: 1e9 }).length, 100)
  assert.equal(findPlaces('san', { limit: -1 }).length, 0)
})

test('nonsense finds nothing', () => {
  for (const query of ['', '   ', '🙂', '—', '%', '_', 'q'.repeat(500), 'Мінск\u0000qqq', 'xyzzyplugh']) {
    assert.deepEqual(findPlaces(query), [], query)
  }
  assert.deepEqual(findPlaces('Minsk', { country: "BY' OR 1=1" }), [])
})

test('hostile queries cost little more than others', async () => {
  const leastOf = async (query: string) => {
    const costs = []
    for (let time = 0; time < 5; time++) costs.push(await costOf(() => findPlaces(query, { limit: 100 })))
    return Math.min(...costs)
  }
  const usual = await leastOf('san')
  const hostile = [
    'a'.repeat(10_000_000),
    '🙂'.repeat(1e6),
    '\u0301'.repeat(1e6),
    "'; DROP TABLE place; --",
    '\ud800',
    'ﷺ'.repeat(1e5),
    'a',
    'sa',
  ]
  for (const query of hostile) {
    const cost = await leastOf(query)
    assert.ok(cost < 20 * usual, `${query.slice(0, 20)}: ${cost} ms, others ${usual} ms`)
  }
  assert.equal(first('Minsk')?.id, minsk)
})

test('any text gives an answer without an error', () => {
  const options = fc.record(
    { country: fc.string({ maxLength: 2 }), limit: fc.integer(), prefix: fc.boolean() },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), options, (query, chosen) => {
      for (const place of findPlaces(query, chosen)) assert.equal(getPlace(place.id)?.id, place.id)
    }),
    { numRuns: 300 },
  )
})
