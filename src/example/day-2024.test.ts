import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOf, withExample } from '../testing/event.ts'
import { onBothEngines } from '../testing/world.ts'
import { loadExample } from './actions.ts'

const LATER = Date.parse('2026-11-23T12:00:00Z')
const SLUGS = [
  'klaipeda-ride',
  'warsaw-marathon',
  'warsaw-meeting',
  'vilnius-rally',
  'zurich-rally',
  'bialystok-action',
  'vilnius-podcast',
  'scotland-flags',
  'moscow-portraits',
  'brussels-rally',
  'brussels-postcards',
  'turin-exhibition',
  'warsaw-walls',
  'rome-rally',
  'london-rally',
]

onBothEngines('the Day of 2024', make => {
  test('two processes that start together load it once', async () => {
    const { world } = await make()
    const loaded = await Promise.all([loadExample(world), loadExample(world), loadExample(world)])
    assert.deepEqual(loaded.sort(), [false, false, true])
  })

  test('its fifteen events are on list, map, calendar and in the data, in every language', async () => {
    const world = await withExample(await make({ now: LATER }))
    for (const lang of world.world.texts.codes) {
      const list = await textOf(world, `/${lang}/events`)
      const calendar = (
        await Promise.all([19, 20, 21].map(day => textOf(world, `/${lang}/events?day=2024-05-${day}`)))
      ).join('')
      for (const slug of SLUGS) {
        assert.ok(list.includes(`/events/${slug}"`), `${lang} list ${slug}`)
        assert.ok(calendar.includes(`/events/${slug}"`), `${lang} days ${slug}`)
        const page = await textOf(world, `/${lang}/events/${slug}`)
        assert.match(page, /Viasna|Вясна|Весна/, `${lang} ${slug} is marked as an example`)
      }
      const { items, total, next } = JSON.parse(await textOf(world, `/${lang}/events.json`))
      assert.equal(total, 15)
      assert.equal(next, null)
      assert.deepEqual(items.map((item: { slug: string }) => item.slug).sort(), [...SLUGS].sort())
    }
    const map = await textOf(world, '/en/events/map')
    for (const city of ['Warsaw', 'Vilnius', 'Turin', 'Scotland', 'Moscow'])
      assert.ok(map.includes(city), city)
    const month = await textOf(world, '/en/events/calendar')
    assert.match(month, /May 2024/)
  })

  test('Turin is there on each day from 20 to 24 May and not on the 19th', async () => {
    const world = await withExample(await make({ now: LATER }))
    for (const day of [20, 21, 22, 23, 24]) {
      for (const path of [
        `/en/events?day=2024-05-${day}`,
        `/en/events.json?day=2024-05-${day}`,
        `/en/events.txt?day=2024-05-${day}`,
      ])
        assert.match(await textOf(world, path), /turin-exhibition/, path)
    }
    for (const day of [19, 25])
      for (const path of [`/en/events?day=2024-05-${day}`, `/en/events.json?day=2024-05-${day}`])
        assert.doesNotMatch(await textOf(world, path), /turin-exhibition/, path)
    const calendar = await textOf(world, '/en/events/calendar?month=2024-05')
    assert.equal(calendar.split('turin-exhibition').length - 1, 5)
  })

  test('a region without a city and an anonymous action are shown sensibly', async () => {
    const world = await withExample(await make({ now: LATER }))
    const scotland = await textOf(world, '/en/events/scotland-flags')
    assert.match(scotland, /Scotland, United Kingdom/)
    const moscow = await textOf(world, '/en/events/moscow-portraits')
    assert.match(moscow, /<dt>Held by<\/dt>\s*<dd>Anonymous<\/dd>/)
    const { items } = JSON.parse(await textOf(world, '/en/events.json'))
    const byslug = new Map(items.map((item: { slug: string }) => [item.slug, item]))
    const one = (slug: string) => byslug.get(slug) as Record<string, unknown>
    assert.equal(one('scotland-flags')['city'], null)
    assert.equal(one('scotland-flags')['region'], 'Scotland')
    assert.equal(one('scotland-flags')['country'], 'GB')
    assert.deepEqual(one('moscow-portraits')['hosts'], [])
    assert.equal(one('warsaw-walls')['endDate'], null, 'its end is not known')
    assert.equal(one('turin-exhibition')['endDate'], '2024-05-24')
    assert.equal(one('vilnius-rally')['start'], null)
    assert.equal(one('vilnius-rally')['zone'], 'Europe/Vilnius')
  })

  test('the archive stays at its address, and the home page is the edition that matters', async () => {
    const world = await withExample(await make({ now: LATER }))
    assert.match(await textOf(world, '/en/2024/'), /of the more than 30 events reported/)
    assert.match(await textOf(world, '/en/'), /of the more than 30 events reported/)
    assert.equal((await world.public.request('/en/2023/')).status, 404)
    assert.equal((await world.public.request('/')).headers.get('location'), 'en/')
    const be = await world.public.request('/', {
      headers: { 'accept-language': 'pl, be-tarask;q=0.8, en;q=0.5' },
    })
    assert.equal(be.headers.get('location'), 'be/')
    assert.equal(be.headers.get('set-cookie'), null)
  })
})
