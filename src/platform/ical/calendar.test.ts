import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'
import { dropUnsafe } from '#platform/text/clean.ts'
import { instantOf } from '#platform/time/local.ts'
import { type CalendarEvent, type CalendarWhen, writeCalendar } from './calendar.ts'
import { faultsOf } from './faults.ts'

const STAMP = Date.UTC(2024, 4, 1, 10, 20, 30, 999)
const TIMED: CalendarWhen = {
  form: 'timed',
  date: '2024-05-21',
  start: '18:00',
  end: '20:00',
  zone: 'Europe/Vilnius',
}

function event(over: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    uid: 'urn:uuid:1c1d',
    sequence: 2,
    status: 'CONFIRMED',
    stamp: STAMP,
    when: TIMED,
    summary: 'Мітынг',
    ...over,
  }
}

function write(...events: CalendarEvent[]): string {
  const text = writeCalendar({
    name: 'Дзень салідарнасці; Vilnius',
    language: 'be',
    events,
    url: 'https://example.org/be/',
    refreshHours: 4,
  })
  assert.deepEqual(faultsOf(text), [])
  return text
}

function read(text: string): ICAL.Component[] {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
}

test('the calendar says what it is', () => {
  const calendar = new ICAL.Component(ICAL.parse(write(event())))
  const value = (name: string) => String(calendar.getFirstPropertyValue(name))
  // The parser does not know that these two are texts.
  assert.equal(value('name'), 'Дзень салідарнасці\\; Vilnius')
  assert.equal(value('x-wr-calname'), 'Дзень салідарнасці\\; Vilnius')
  assert.equal(value('method'), 'PUBLISH')
  assert.equal(value('refresh-interval'), 'PT4H')
  assert.equal(value('url'), 'https://example.org/be/')
})

test('a calendar without events is valid too', () => {
  assert.deepEqual(read(write()), [])
})

test('an event keeps everything, with uid, sequence, status and stamp', () => {
  const full = event({
    status: 'CANCELLED',
    description: 'a\nb',
    location: 'Kudirkos a., Vilnius',
    geo: { lat: 54.6872, lon: -0.00001 },
    url: 'https://example.org/be/ў?a=1,2;3',
    categories: ['мітынг, пікет', 'b'],
    language: 'be',
  })
  const [found] = read(write(full))
  const value = (name: string) => String(found?.getFirstPropertyValue(name))
  assert.equal(value('uid'), 'urn:uuid:1c1d')
  assert.equal(value('sequence'), '2')
  assert.equal(value('status'), 'CANCELLED')
  assert.equal(value('dtstamp'), '2024-05-01T10:20:30Z')
  assert.equal(value('last-modified'), '2024-05-01T10:20:30Z')
  assert.equal(value('description'), 'a\nb')
  assert.equal(value('location'), 'Kudirkos a., Vilnius')
  assert.deepEqual(found?.getFirstPropertyValue('geo'), [54.6872, -0.00001])
  assert.equal(value('url'), 'https://example.org/be/%D1%9E?a=1,2;3')
  assert.deepEqual(found?.getFirstProperty('categories')?.getValues(), ['мітынг, пікет', 'b'])
  assert.equal(found?.getFirstProperty('summary')?.getParameter('language'), 'be')
})

test('ends: given, unknown, after midnight, before the start', () => {
  const lines = (when: Partial<Extract<CalendarWhen, { form: 'timed' }>>) => {
    const { end: _, ...open } = TIMED as Extract<CalendarWhen, { form: 'timed' }>
    return write(event({ when: { ...open, ...when } })).match(/^DTEND.*$/gm)
  }
  assert.deepEqual(lines({ end: '20:00' }), ['DTEND;TZID=Europe/Vilnius:20240521T200000'])
  assert.equal(lines({}), null)
  assert.deepEqual(lines({ end: '01:00' }), ['DTEND;TZID=Europe/Vilnius:20240522T010000'])
  assert.deepEqual(lines({ end: '01:00', endDate: '2024-05-23' }), [
    'DTEND;TZID=Europe/Vilnius:20240523T010000',
  ])
  assert.equal(lines({ end: '18:00' }), null)
  assert.equal(lines({ end: '17:00', endDate: '2024-05-21' }), null)
  // Clocks go forward from 03:00 to 04:00: both are the same moment.
  assert.equal(lines({ date: '2024-03-31', start: '03:00', end: '04:00' }), null)
})

test('whole days end on the day after the last', () => {
  const text = write(event({ when: { form: 'days', from: '2024-02-28', to: '2024-02-29' } }))
  assert.match(text, /\r\nDTSTART;VALUE=DATE:20240228\r\nDTEND;VALUE=DATE:20240301\r\n/)
  const found = new ICAL.Event(read(text)[0]!)
  assert.ok(found.startDate.isDate)
  assert.equal(found.duration.days, 2)
  const backwards = write(event({ when: { form: 'days', from: '2024-02-28', to: '2024-02-20' } }))
  assert.match(backwards, /DTEND;VALUE=DATE:20240229\r\n/)
})

test('a daily series keeps its hours across a change of clocks, for two parsers', () => {
  const when: CalendarWhen = {
    form: 'daily',
    from: '2024-10-25',
    to: '2024-10-29',
    start: '12:00',
    end: '13:30',
    zone: 'Europe/Vilnius',
  }
  const text = write(event({ when }))
  const days = ['2024-10-25', '2024-10-26', '2024-10-27', '2024-10-28', '2024-10-29']
  const expected = days.map(day => new Date(instantOf(day, '12:00', 'Europe/Vilnius')).toISOString())
  assert.notEqual(expected[1]?.slice(11), expected[2]?.slice(11))

  const iterator = new ICAL.Event(read(text)[0]!).iterator()
  const found: string[] = []
  for (let next = iterator.next(); next; next = iterator.next())
    found.push(new Date(next.toUnixTime() * 1000).toISOString())
  assert.deepEqual(found, expected)

  const parsed = Object.values(nodeIcal.sync.parseICS(text)).find(one => one?.type === 'VEVENT')
  assert.ok(parsed?.type === 'VEVENT' && parsed.rrule)
  assert.deepEqual(
    parsed.rrule.all().map(date => date.toISOString()),
    expected,
  )
})

test('a series of one day is no series', () => {
  const when: CalendarWhen = {
    form: 'daily',
    from: '2024-10-25',
    to: '2024-10-25',
    start: '12:00',
    zone: 'Europe/Vilnius',
  }
  assert.doesNotMatch(write(event({ when })), /\r\nRRULE:FREQ=DAILY/)
})

test('each zone is written once, for all the years it is needed in', () => {
  const years = ['2010', '2012', '2024'].map((year, index) =>
    event({
      uid: `urn:uuid:${index}`,
      when: { form: 'timed', date: `${year}-07-01`, start: '12:00', zone: 'Europe/Moscow' },
    }),
  )
  const found = read(write(...years)).map(one =>
    new Date(new ICAL.Event(one).startDate.toUnixTime() * 1000).toISOString(),
  )
  assert.deepEqual(found, [
    '2010-07-01T08:00:00.000Z',
    '2012-07-01T08:00:00.000Z',
    '2024-07-01T09:00:00.000Z',
  ])
})

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'ў',
        'і',
        'ё',
        'Ł',
        '€',
        '👩‍👩‍👧',
        '🕯',
        ';',
        ',',
        ':',
        '\\',
        '\\n',
        '\n',
        '"',
        ' ',
        'a',
        'END:VEVENT',
        '\r\nX:1',
      ),
      { maxLength: 200 },
    )
    .map(list => list.join('')),
)

test('texts come back as they were', () => {
  fc.assert(
    fc.property(texts, texts, (summary, description) => {
      const text = write(event({ summary, description }))
      const [found] = read(text)
      assert.equal(found?.getFirstPropertyValue('summary'), dropUnsafe(summary))
      assert.equal(found?.getFirstPropertyValue('description') ?? '', dropUnsafe(description))
    }),
    { numRuns: 1000 },
  )
})

test('node-ical, the parser that trusts the names of zones, reads the same', () => {
  const description = 'Саша — «ў»;\nдругі радок, C:\\temp 🕯'
  for (const zone of ['Europe/Minsk', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']) {
    const when: CalendarWhen = { form: 'timed', date: '2024-05-21', start: '23:30', end: '01:15', zone }
    const parsed = nodeIcal.sync.parseICS(write(event({ when, description })))
    const found = Object.values(parsed).find(one => one?.type === 'VEVENT')
    assert.ok(found?.type === 'VEVENT')
    assert.equal(found.start.getTime(), instantOf('2024-05-21', '23:30', zone))
    assert.equal(found.end?.getTime(), instantOf('2024-05-22', '01:15', zone))
    assert.equal(found.summary, 'Мітынг')
    assert.equal(found.description, description)
    assert.equal(found.uid, 'urn:uuid:1c1d')
  }
})

test('any string whatever gives a valid calendar', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'binary' }), (a, b) => {
      const text = write(
        event({
          uid: a || 'x',
          summary: b,
          description: a,
          location: b,
          url: `https://example.org/${a}`,
          categories: [a, b],
          language: b,
        }),
      )
      assert.equal(read(text).length, 1)
    }),
    { numRuns: 1000 },
  )
})

test('lines are folded at 75 octets, no earlier than they must and never inside a character', () => {
  for (const letter of ['a', 'ў', '€', '🕯']) {
    const text = write(event({ summary: letter.repeat(200) }))
    const lines = text.split('\r\n').filter(line => line.includes(letter.repeat(2)) && !/^[A-Z]/.test(line))
    for (const line of lines.slice(0, -1))
      assert.ok(Buffer.byteLength(line) > 75 - Buffer.byteLength(letter), line)
    assert.ok(lines.every(line => line.isWellFormed()))
  }
})

test('the check of calendars finds what is wrong', () => {
  const good = write(event())
  for (const bad of [
    good.replaceAll('\r\n', '\n'),
    good.replace(/UID:.*\r\n/, ''),
    good.replace('VERSION:2.0\r\n', ''),
    good.replace('SUMMARY:', `SUMMARY:${'a'.repeat(80)}`),
    good.replace('SUMMARY:', 'SUMMARY:a;b'),
    good.replace('SUMMARY:', 'SUMMARY:a\\x'),
    good.replace(/(BEGIN:VEVENT.*END:VEVENT\r\n)/s, '$1$1'),
    good.replace(/BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n/s, ''),
    good.replace(/(DTSTAMP:\d+T\d+)Z/, '$1'),
    good.replace('END:VEVENT\r\n', ''),
    good.replace('DTSTART;TZID=Europe/Vilnius:', 'DTSTART:'),
  ]) {
    assert.notEqual(bad, good)
    assert.notDeepEqual(faultsOf(bad), [])
  }
})
