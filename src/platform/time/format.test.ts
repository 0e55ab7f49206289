import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  formatDate,
  formatDay,
  formatMonth,
  formatNumber,
  formatRange,
  formatTime,
  weekdayNames,
} from './format.ts'

// CLDR sets thin and no-break spaces, and changes them between versions; the words are what counts here.
const spaced = (text: string) => text.replace(/\s/g, ' ')

test('a whole date, month in the genitive', () => {
  assert.equal(formatDate('2024-05-21', 'en'), 'Tuesday, 21 May 2024')
  assert.equal(spaced(formatDate('2024-05-21', 'be')), 'аўторак, 21 мая 2024 г.')
  assert.equal(spaced(formatDate('2024-11-21', 'be')), 'чацвер, 21 лістапада 2024 г.')
  assert.equal(spaced(formatDate('2024-05-21', 'ru')), 'вторник, 21 мая 2024 г.')
  assert.equal(spaced(formatDate('2024-05-21', 'uk')), 'вівторок, 21 травня 2024 р.')
  assert.equal(formatDate('2024-05-21', 'pl'), 'wtorek, 21 maja 2024')
})

test('a date stays what it is wherever the process runs', () => {
  const before = process.env.TZ
  try {
    for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
      process.env.TZ = zone
      assert.equal(formatDate('2024-05-21', 'en'), 'Tuesday, 21 May 2024', zone)
      assert.equal(formatRange('2024-05-20', '2024-05-24', 'en'), '20–24 May 2024', zone)
    }
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
})

test('the parts of a day', () => {
  assert.deepEqual(formatDay('2024-05-01', 'en'), { day: '1', month: 'May', weekday: 'Wednesday' })
  assert.deepEqual(formatDay('2024-04-21', 'be'), { day: '21', month: 'красавіка', weekday: 'нядзеля' })
  assert.deepEqual(formatDay('2024-04-21', 'uk'), { day: '21', month: 'квітня', weekday: 'неділя' })
  assert.deepEqual(formatDay('2024-04-21', 'lt'), { day: '21', month: 'balandžio', weekday: 'sekmadienis' })
})

test('ranges', () => {
  assert.equal(formatRange('2024-05-20', '2024-05-24', 'en'), '20–24 May 2024')
  assert.equal(spaced(formatRange('2024-04-30', '2024-05-02', 'en')), '30 April – 2 May 2024')
  assert.equal(spaced(formatRange('2024-12-30', '2025-01-02', 'en')), '30 December 2024 – 2 January 2025')
  assert.equal(formatRange('2024-05-20', '2024-05-20', 'en'), '20 May 2024')
  assert.equal(spaced(formatRange('2024-05-20', '2024-05-24', 'be')).slice(0, 14), '20–24 мая 2024')
  assert.equal(formatRange('2024-05-20', '2024-05-24', 'de'), '20.–24. Mai 2024')
  assert.equal(formatRange('2024-05-20', '2024-05-24', 'lt'), '2024 m. gegužės 20–24 d.')
  assert.equal(formatRange('2024-05-20', '2024-05-20', 'lt'), '2024 m. gegužės 20 d.')
})

test('a month alone is in the nominative, without the mark of the year', () => {
  assert.equal(formatMonth('2024-05', 'en'), 'May 2024')
  assert.equal(formatMonth('2024-08', 'be'), 'жнівень 2024')
  assert.equal(formatMonth('2024-05', 'ru'), 'май 2024')
  assert.equal(formatMonth('2024-05', 'uk'), 'травень 2024')
  assert.equal(formatMonth('2024-05', 'lt'), '2024 m. gegužė')
})

test('weekdays begin with Monday', () => {
  assert.deepEqual(weekdayNames('en', 'short'), ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])
  assert.equal(weekdayNames('be')[0], 'панядзелак')
  assert.equal(weekdayNames('be')[6], 'нядзеля')
})

test('times and numbers', () => {
  assert.equal(formatTime('18:05', 'en'), '18:05')
  assert.equal(formatNumber(1284, 'en'), '1,284')
  assert.equal(spaced(formatNumber(12345.5, 'be')), '12 345,5')
})
