import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formOf } from '#platform/forms/form.ts'
import { announcement } from '../testing/event.ts'
import { type Announced, readAnnouncement } from './announcement.ts'
import { formOfEvent } from './event-form.ts'
import { gazetteer } from './gazetteer.ts'
import { looksLikePerson } from './host.ts'
import { daysOf, endDateOf, spanOf, stretchesOf } from './when.ts'

const read = (fields: Record<string, string>): Announced =>
  readAnnouncement(formOf(new URLSearchParams(announcement(fields))), {
    gazetteer,
    languages: ['en', 'be'],
    lang: 'en',
  })

const errorsOf = (fields: Record<string, string>) => {
  const result = read(fields)
  return result.ok
    ? {}
    : Object.fromEntries(Object.entries(result.errors).map(([name, { key }]) => [name, key]))
}

const taken = (fields: Record<string, string>) => {
  const result = read(fields)
  assert.ok(result.ok, JSON.stringify(result.ok ? '' : result.errors))
  return result.value
}

test('each mistake is named at its field', () => {
  const cases: [Record<string, string>, Record<string, string>][] = [
    [{ title: '  ' }, { title: 'needed' }],
    [{ title: 'x'.repeat(141) }, { title: 'long' }],
    [{ kind: 'party' }, { kind: 'kind' }],
    [{ from: '' }, { from: 'date-needed' }],
    [{ from: '2024-02-30' }, { from: 'date' }],
    [{ from: '2024-05-22', to: '2024-05-20' }, { to: 'to-before-from' }],
    [{ from: '2024-05-22', to: '2026-05-20' }, { to: 'too-many-days' }],
    [{ start: '25:00' }, { start: 'time' }],
    [{ start: '20:00', end: '18:00' }, { end: 'end-before-start' }],
    [{ start: '', end: '18:00' }, { start: 'end-without-start' }],
    [{ gather: '19:00' }, { gather: 'gather-after-start' }],
    [{ city: '', country: '' }, { city: 'city-needed' }],
    [{ city: 'Xyzzyville', country: '' }, { country: 'country-needed' }],
    [{ country: 'ZZ' }, { country: 'country' }],
    [{ where: 'online', city: '' }, { link: 'link-needed' }],
    [{ registration: 'javascript:alert(1)' }, { registration: 'url' }],
    [{ registration: 'https://user:secret@example.org' }, { registration: 'url' }],
    [{ parts: '18:00 Names\nno time but fine\n25:99 wrong' }, { parts: 'parts-line' }],
    [{ hosts: Array.from({ length: 13 }, (_, i) => `Group ${i}`).join('\n') }, { hosts: 'hosts-many' }],
    [{ title: 'Broken \uFFFD letters' }, { title: 'unreadable' }],
  ]
  for (const [fields, expected] of cases)
    assert.deepEqual(errorsOf(fields), expected, JSON.stringify(fields).slice(0, 80))
})

test('the zone follows from the place, whatever its name is written like', () => {
  for (const [city, country, zone] of [
    ['Gdańsk', 'PL', 'Europe/Warsaw'],
    ['Вільня', '', 'Europe/Vilnius'],
    ['Тбілісі', 'GE', 'Asia/Tbilisi'],
    ['Batumi', '', 'Asia/Tbilisi'],
    ['new york', 'us', 'America/New_York'],
    ['Scotland', '', 'Europe/London'],
  ] as const)
    assert.equal(taken({ city, country }).where.zone, zone, city)
  const scotland = taken({ city: 'Scotland', country: '' }).where
  assert.equal(scotland.city, null)
  assert.equal(scotland.region?.local, 'Scotland')
  assert.equal(scotland.country, 'GB')
})

test('a place that could be several is asked about; one that is unknown is taken as typed with its clock', () => {
  const several = read({ city: 'Springfield', country: 'US' })
  assert.ok(
    !several.ok && several.choices.places.length > 1 && several.errors['place']?.key === 'place-which',
  )
  const chosen = several.choices.places[1]!
  assert.equal(
    taken({ city: 'Springfield', country: 'US', place: String(chosen.id) }).where.cityId,
    chosen.id,
  )
  const unknown = read({ city: 'Xyzzyville', country: 'US' })
  assert.ok(!unknown.ok && unknown.errors['zone']?.key === 'zone-needed' && unknown.choices.zones!.length > 3)
  const typed = taken({ city: 'Xyzzyville', country: 'US', zone: 'America/Denver' }).where
  assert.deepEqual([typed.city, typed.point, typed.zone], [{ local: 'Xyzzyville' }, null, 'America/Denver'])
  assert.equal(
    taken({ city: 'Xyzzyville', country: 'PL' }).where.zone,
    'Europe/Warsaw',
    'one zone: no question',
  )
})

test('nights, several days and open ends', () => {
  const night = taken({ start: '22:00', end: '01:30', night: 'yes' })
  assert.deepEqual([daysOf(night.when), endDateOf(night.when)], [['2024-05-22'], '2024-05-23'])
  const { startsAt, endsAt } = spanOf(night.when, night.where.zone)
  assert.equal(endsAt! - startsAt!, 3.5 * 3_600_000)
  const days = taken({ to: '2024-05-24', start: '10:00', end: '18:00' })
  assert.equal(days.when.daily, true)
  assert.equal(stretchesOf(days.when, days.where.zone).length, 3)
  const through = taken({ to: '2024-05-24', start: '18:00', end: '10:00', hours: 'through' })
  assert.equal(stretchesOf(through.when, through.where.zone).length, 1)
  assert.equal(taken({ open_end: 'yes' }).when.to, null)
  assert.deepEqual(daysOf(taken({ from: '', date_later: 'yes' }).when), [])
})

test('an event turned into its form and read again is the same event', () => {
  const forms: Record<string, string>[] = [
    {},
    { to: '2024-05-25', hours: 'through' },
    { start: '22:00', end: '01:30', night: 'yes', gather: '21:00' },
    { city: 'Scotland', country: '' },
    { city: 'Xyzzyville', country: 'US', zone: 'America/Denver' },
    { where: 'online', city: '', country: 'PL', link: 'https://example.org/room' },
    { where: 'later', city: '', country: 'DE' },
    {
      reveal: '6',
      hide_city: 'yes',
      parts: '18:30–19:00 Names\n19:00 Songs',
      photos: 'ask',
      anonymous: 'yes',
    },
    {
      open_end: 'yes',
      registration: 'example.org/form',
      bring: 'A pen',
      access: 'No steps',
      safety: 'Masks are welcome',
    },
  ]
  for (const fields of forms) {
    const value = taken(fields)
    const again = readAnnouncement(formOfEvent(value, 'en'), {
      gazetteer,
      languages: ['en', 'be'],
      lang: 'en',
      before: value,
    })
    assert.ok(again.ok, JSON.stringify(again.ok ? '' : again.errors))
    assert.deepEqual(again.value, value)
  }
})

test('a host that reads like a person is questioned, a group is not', () => {
  for (const host of ['Iryna Vydumanskaja', 'Павел Прыкладовіч', 'Сэмпл Сэмплеўскі', 'Jan Przykładowski'])
    assert.ok(looksLikePerson(host), host)
  for (const host of [
    'Belarusian House',
    'Amnesty International',
    'Беларускі дом',
    'Belarusians of Rome',
    'RAZAM',
    'Дом культуры',
    'Letters from Gdańsk',
    'Народная амбасада',
  ])
    assert.ok(!looksLikePerson(host), host)
  assert.deepEqual(errorsOf({ hosts: 'Jan Przykładowski' }), { hosts: 'host-person' })
  assert.deepEqual(errorsOf({ hosts: 'Jan Przykładowski', host_is_group: 'yes' }), {})
})

test('whether a host is a group is asked again when the hosts change', () => {
  const content = taken({ hosts: 'Letters from Gdańsk' })
  const change = formOfEvent(content, 'en')
  const params = new URLSearchParams(change.entries())
  params.set('hosts', 'Jan Kowalski')
  const read = readAnnouncement(formOf(params), { gazetteer, languages: ['en'], lang: 'en', before: content })
  assert.equal(read.ok ? null : read.errors['hosts']?.key, 'host-person')
})
