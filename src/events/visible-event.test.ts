import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formOf } from '#platform/forms/form.ts'
import { announcement } from '../testing/event.ts'
import { readAnnouncement } from './announcement.ts'
import type { Event } from './event.ts'
import { gazetteer } from './gazetteer.ts'
import { visibleAt } from './visible-event.ts'

const HIDDEN = { reveal: '3', hide_city: 'yes' }

function eventOf(fields: Record<string, string>): Event {
  const form = formOf(new URLSearchParams(announcement(fields)))
  const read = readAnnouncement(form, { gazetteer, languages: ['en'], lang: 'en' })
  assert.ok(read.ok, JSON.stringify(read.ok ? '' : read.errors))
  return {
    id: '5f0c8a5e-6e0c-4d0f-9a63-5b7f7a9c1d11',
    slug: 'one',
    edition: 2024,
    state: 'published',
    version: 2,
    sequence: 0,
    hostCheck: 'known',
    content: read.value,
    moved: null,
    notice: null,
    publishedAt: Date.parse('2024-05-01T10:00Z'),
    updatedAt: Date.parse('2024-05-01T10:00Z'),
    arrived: '2024-05-01',
  }
}

test('where the city is hidden its time is still right, to the minute, on every day', () => {
  for (const [city, country, from, to, zone] of [
    ['Kolkata', 'IN', '2024-05-21', '', 'Asia/Kolkata'],
    ['Gdańsk', 'PL', '2024-05-21', '', 'Europe/Warsaw'],
    ["St. John's", 'CA', '2024-05-21', '', 'America/St_Johns'],
    ['Gdańsk', 'PL', '2024-03-29', '2024-04-02', 'Europe/Warsaw'],
    ['Los Angeles', 'US', '2024-05-21', '', 'America/Los_Angeles'],
  ] as const) {
    const event = eventOf({ city, country, from, to, ...HIDDEN })
    assert.equal(event.content.where.zone, zone)
    const before = visibleAt(event, event.publishedAt! - 60 * 86_400_000)!
    const after = visibleAt(event, Date.parse('2024-06-01T00:00Z'))!
    assert.equal(before.content.where.city, null)
    assert.equal(before.startsAt, after.startsAt, city)
    assert.deepEqual(before.stretches, after.stretches, city)
  }
})

test('a hidden city is not told by its zone: all of a country at that time have the same', () => {
  const zoneOf = (city: string) => {
    const event = eventOf({ city, country: 'US', ...HIDDEN })
    return visibleAt(event, event.publishedAt!)!.content.where.zone
  }
  assert.equal(zoneOf('Detroit'), zoneOf('New York City'))
  assert.notEqual(zoneOf('Detroit'), 'America/Detroit')
})

test('when its place is shown an event is newer, so that calendars and feeds take it', () => {
  const event = eventOf({ reveal: '3' })
  const hour = Date.parse('2024-05-22T13:30Z')
  assert.equal(visibleAt(event, hour - 1)!.updatedAt, event.updatedAt)
  assert.equal(visibleAt(event, hour)!.updatedAt, hour)
  const late = { ...event, updatedAt: hour + 5 }
  assert.equal(visibleAt(late, hour + 9)!.updatedAt, hour + 5)
})
