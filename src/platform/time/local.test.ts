import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import {
  addDays,
  datesFromTo,
  daysBetween,
  instantOf,
  isZone,
  localOf,
  readDate,
  readTime,
  weekday,
  worldEndOfDay,
  worldStartOfDay,
} from './local.ts'

const ZONES = Intl.supportedValuesOf('timeZone')
const dates = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 864e5, max: Date.UTC(2100, 11, 31) / 864e5 })
  .map(day => new Date(day * 864e5).toISOString().slice(0, 10))
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)

test('dates are read only when a calendar has them', () => {
  for (const good of ['1900-01-01', '2024-02-29', '2000-02-29', '2100-12-31'])
    assert.equal(readDate(good), good)
  for (const bad of [
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '1899-12-31',
    '2101-01-01',
    '2024-1-1',
    ' 2024-01-01',
    '2024-01-01T00:00',
    '',
    '٢٠٢٤-٠١-٠١',
  ])
    assert.equal(readDate(bad), null, bad)
})

test('readDate agrees with Temporal on every combination of digits', () => {
  const any = fc.tuple(
    fc.integer({ min: 1890, max: 2110 }),
    fc.integer({ min: 0, max: 14 }),
    fc.integer({ min: 0, max: 33 }),
  )
  fc.assert(
    fc.property(any, ([y, m, d]) => {
      const text = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
      let real = y >= 1900 && y <= 2100
      try {
        Temporal.PlainDate.from(text)
      } catch {
        real = false
      }
      assert.equal(readDate(text), real ? text : null)
    }),
    { numRuns: 2000 },
  )
})

test('times are read as people type them', () => {
  for (const text of ['9:05', '09:05', '9.05', '0905', ' 09.05 ']) assert.equal(readTime(text), '09:05', text)
  for (const text of ['24:00', '9:60', '9', '905', '9:5', '9-05', '12:00:00', '', 'noon'])
    assert.equal(readTime(text), null, text)
})

test('zones are names', () => {
  for (const zone of [
    'Europe/Vilnius',
    'Europe/Kyiv',
    'Europe/Kiev',
    'Etc/GMT+3',
    'UTC',
    'America/Argentina/Buenos_Aires',
  ])
    assert.ok(isZone(zone), zone)
  for (const zone of [
    '',
    '+03:00',
    '-03',
    'Europe/Vilna',
    'Europe',
    'Europe/Vilnius\n',
    `${'a/'.repeat(50)}b`,
  ])
    assert.ok(!isZone(zone), zone)
})

test('skipped and repeated times', () => {
  const iso = (date: string, time: string, zone: string) =>
    new Date(instantOf(date, time, zone)).toISOString()
  assert.equal(iso('2024-03-31', '03:30', 'Europe/Vilnius'), '2024-03-31T01:30:00.000Z')
  assert.equal(iso('2024-10-27', '03:30', 'Europe/Vilnius'), '2024-10-27T00:30:00.000Z')
  assert.equal(iso('2011-12-30', '12:00', 'Pacific/Apia'), '2011-12-30T22:00:00.000Z')
  assert.equal(iso('2024-12-31', '23:59', 'Pacific/Kiritimati'), '2024-12-31T09:59:00.000Z')
  assert.throws(() => instantOf('2024-01-01', '10:00', 'Nowhere/Land'), RangeError)
})

test('instantOf is what Temporal says in every zone', () => {
  fc.assert(
    fc.property(dates, times, fc.constantFrom(...ZONES), (date, time, zone) => {
      const expected = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds
      assert.equal(instantOf(date, time, zone), expected, `${date} ${time} ${zone}`)
    }),
    { numRuns: 1500 },
  )
})

test('localOf is what Intl says in every zone, near changes of clocks as well', () => {
  const instants = fc.oneof(
    fc.integer({ min: Date.UTC(1972, 0), max: Date.UTC(2100, 0) }),
    fc.constantFrom(...nearChanges()),
  )
  fc.assert(
    fc.property(instants, fc.constantFrom(...ZONES), (instant, zone) => {
      const parts = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'short',
      }).format(instant)
      const { date, time } = localOf(instant, zone)
      assert.equal(`${date} ${time}`, parts, `${instant} ${zone}`)
    }),
    { numRuns: 1500 },
  )
})

test('days are counted without any zone', () => {
  assert.equal(addDays('2024-02-28', 2), '2024-03-01')
  assert.equal(addDays('2024-01-01', -1), '2023-12-31')
  assert.equal(daysBetween('2024-03-30', '2024-04-01'), 2)
  assert.equal(daysBetween('2024-04-01', '2024-03-30'), -2)
  assert.equal(weekday('2024-05-21'), 2)
  assert.equal(weekday('2024-05-26'), 7)
  assert.deepEqual(datesFromTo('2024-12-30', '2025-01-01'), ['2024-12-30', '2024-12-31', '2025-01-01'])
  assert.deepEqual(datesFromTo('2025-01-02', '2025-01-01'), [])
})

test('a date lasts fifty hours on Earth', () => {
  assert.equal(worldStartOfDay('2024-05-21'), instantOf('2024-05-21', '00:00', 'Pacific/Kiritimati'))
  assert.equal(worldEndOfDay('2024-05-21'), instantOf('2024-05-22', '00:00', 'Etc/GMT+12'))
})

function nearChanges(): number[] {
  const changes = [
    '2024-03-31T01:00Z',
    '2024-10-27T01:00Z',
    '2011-03-27T00:00Z',
    '2014-10-25T22:00Z',
    '2024-10-05T15:30Z',
    '2025-01-01T00:00Z',
  ]
  return changes.flatMap(text => [-60_000, 0, 60_000].map(shift => Date.parse(text) + shift))
}
