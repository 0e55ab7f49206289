import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { addDays, instantOf, localOf } from '#platform/time/local.ts'
import { segmentsBetween } from '#platform/time/transitions.ts'
import { writeCalendar } from './calendar.ts'
import { zoneLines } from './zone.ts'

const ZONES = Intl.supportedValuesOf('timeZone')
const SPECIAL = [
  'Europe/Moscow',
  'Europe/Minsk',
  'Europe/Vilnius',
  'Europe/Kyiv',
  'Europe/Dublin',
  'Europe/Istanbul',
  'Asia/Tbilisi',
  'Asia/Almaty',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'America/Nuuk',
  'America/Caracas',
  'Antarctica/Troll',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Etc/GMT+3',
  'Etc/GMT-14',
  'UTC',
]
const HOUR = 3_600_000

// What another parser makes of the file, with nothing but the VTIMEZONE inside it.
function readBack(date: string, time: string, zone: string): number {
  const event = {
    uid: 'urn:uuid:1',
    sequence: 0,
    status: 'CONFIRMED' as const,
    stamp: 0,
    when: { form: 'timed' as const, date, start: time, zone },
    summary: 'x',
  }
  const root = new ICAL.Component(ICAL.parse(writeCalendar({ name: 'x', events: [event] })))
  const found = new ICAL.Event(root.getFirstSubcomponent('vevent')!)
  assert.equal(found.startDate.zone.tzid, zone)
  return found.startDate.toUnixTime() * 1000
}

// Local times that happen exactly once; ical.js has its own mind about the others.
function once(date: string, time: string, zone: string): boolean {
  const instant = instantOf(date, time, zone)
  const back = localOf(instant, zone)
  if (back.date !== date || back.time !== time) return false
  const [segment, next] = segmentsBetween(zone, instant, instant + 30 * HOUR)
  return !next || !segment || instant + segment.offset < segment.end + next.offset
}

// A zone and an instant within some hours of one of its changes.
const nearChanges = fc
  .tuple(
    fc.oneof(fc.constantFrom(...SPECIAL), fc.constantFrom(...ZONES)),
    fc.integer({ min: 1972, max: 2037 }),
    fc.nat(),
    fc.integer({ min: -200, max: 200 }),
  )
  .map(([zone, year, pick, quarters]) => {
    const changes = segmentsBetween(zone, Date.UTC(year, 0), Date.UTC(year + 1, 0)).slice(1)
    const at =
      changes.length > 0 ? changes[pick % changes.length]!.start : Date.UTC(year, pick % 12, (pick % 28) + 1)
    return { zone, ...localOf(at + (quarters * HOUR) / 4, zone) }
  })

test('another parser finds the same instants near changes of clocks, in every zone', () => {
  let compared = 0
  fc.assert(
    fc.property(nearChanges, ({ zone, date, time }) => {
      if (!once(date, time, zone)) return
      compared++
      assert.equal(
        new Date(readBack(date, time, zone)).toISOString(),
        new Date(instantOf(date, time, zone)).toISOString(),
        `${date} ${time} ${zone}`,
      )
    }),
    { numRuns: 500 },
  )
  assert.ok(compared > 300)
})

test('a span of years is right in each of them', () => {
  for (const zone of SPECIAL) {
    const root = new ICAL.Component(
      ICAL.parse(`BEGIN:VCALENDAR\r\n${zoneLines(zone, 2008, 2026)}END:VCALENDAR\r\n`),
    )
    const read = new ICAL.Timezone(root.getFirstSubcomponent('vtimezone')!)
    for (let date = '2008-01-01'; date < '2027'; date = addDays(date, 13)) {
      if (!once(date, '12:00', zone)) continue
      const time = ICAL.Time.fromJSDate(new Date(`${date}T12:00:00Z`), true)
      const expected = localOf(instantOf(date, '12:00', zone), zone).offsetMinutes
      assert.equal(read.utcOffset(time) / 60, expected, `${date} ${zone}`)
    }
  }
})

test('a steady rule is written as a rule, anything else change by change', () => {
  const vilnius = zoneLines('Europe/Vilnius', 2024, 2024)
  assert.match(
    vilnius,
    /BEGIN:STANDARD\r\nDTSTART:20231029T040000\r\nTZOFFSETFROM:\+0300\r\nTZOFFSETTO:\+0200\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n/,
  )
  assert.match(
    vilnius,
    /BEGIN:DAYLIGHT\r\nDTSTART:20240331T030000\r\nTZOFFSETFROM:\+0200\r\nTZOFFSETTO:\+0300\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n/,
  )
  assert.match(
    zoneLines('America/New_York', 2024, 2024),
    /DTSTART:20240310T020000\r\n.*\r\n.*\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU/,
  )
  const casablanca = zoneLines('Africa/Casablanca', 2024, 2024)
  assert.doesNotMatch(casablanca, /RRULE/)
  assert.equal(casablanca.match(/BEGIN:(STANDARD|DAYLIGHT)/g)?.length, 3)
  const moscow = zoneLines('Europe/Moscow', 2014, 2014)
  assert.match(
    moscow,
    /BEGIN:STANDARD\r\nDTSTART:20141026T020000\r\nTZOFFSETFROM:\+0400\r\nTZOFFSETTO:\+0300\r\nEND:STANDARD/,
  )
})

test('zones without changes, with odd offsets, and unknown ones', () => {
  assert.match(
    zoneLines('Etc/GMT+3', 2024, 2024),
    /STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:-0300\r\nTZOFFSETTO:-0300\r\nEND:STANDARD/,
  )
  assert.match(zoneLines('Asia/Kathmandu', 2024, 2024), /TZOFFSETFROM:\+0530\r\nTZOFFSETTO:\+0545/)
  assert.match(zoneLines('Europe/Moscow', 1905, 1905), /TZOFFSETTO:\+023017/)
  assert.match(
    zoneLines('Europe/Minsk', 2024, 2024),
    /DTSTART:20110327T020000\r\nTZOFFSETFROM:\+0200\r\nTZOFFSETTO:\+0300\r\nEND:STANDARD/,
  )
  assert.throws(() => zoneLines('Nowhere/Land', 2024, 2024), RangeError)
})
