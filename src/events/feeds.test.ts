import assert from 'node:assert/strict'
import { test } from 'node:test'
import ICAL from 'ical.js'
import nodeIcal from 'node-ical'
import { SaxesParser } from 'saxes'
import { loadInvented } from '#example/load-actions.ts'
import { faultsOf } from '#platform/ical/faults.ts'
import { textOf, withExample } from '../testing/event.ts'
import { onBothEngines } from '../testing/world.ts'

type Item = {
  id: string
  slug: string
  url: string
  state: string
  date: string | null
  start: string | null
  end: string | null
  endDate: string | null
  startsAt: string | null
  endsAt: string | null
  daily: boolean
}

onBothEngines('feeds of events', make => {
  test('two other parsers read the same instants from the calendar as stand in the data', async () => {
    const world = await withExample(await make())
    await loadInvented(world.world.database, { events: 150, seed: 7, now: world.world.clock() })
    const text = await textOf(world, '/en/events.ics')
    assert.deepEqual(faultsOf(text), [])
    const items = await allItems(world, '/en/events.json')
    const byUid = new Map(items.map(item => [`urn:uuid:${item.id}`, item]))
    const calendar = new ICAL.Component(ICAL.parse(text))
    const zones = new Map(
      calendar
        .getAllSubcomponents('vtimezone')
        .map(zone => [String(zone.getFirstPropertyValue('tzid')), new ICAL.Timezone(zone)]),
    )
    const entries = calendar.getAllSubcomponents('vevent')
    assert.equal(entries.length, items.filter(item => item.date).length)
    for (const entry of entries) {
      const event = new ICAL.Event(entry)
      const item = byUid.get(event.uid)!
      assert.equal(event.startDate.toString().slice(0, 10), item.date, item.slug)
      if (!item.startsAt) continue
      const zone = zones.get(String(entry.getFirstProperty('dtstart')!.getFirstParameter('tzid')))!
      const start = event.startDate.clone()
      start.zone = zone
      assert.equal(start.toJSDate().toISOString(), item.startsAt, item.slug)
      if (item.endsAt && !item.daily) {
        const end = event.endDate.clone()
        end.zone = zone
        assert.equal(end.toJSDate().toISOString(), item.endsAt, item.slug)
      }
      assert.equal(
        entry.getFirstPropertyValue('status'),
        item.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
      )
    }
    for (const entry of Object.values(nodeIcal.sync.parseICS(text))) {
      if (entry?.type !== 'VEVENT' || !byUid.get(entry.uid)?.startsAt) continue
      assert.equal(new Date(entry.start).toISOString(), byUid.get(entry.uid)!.startsAt)
    }
  })

  test('feeds are well-formed, link to public addresses and carry every event', async () => {
    const world = await withExample(await make({ env: { PUBLIC_URL: 'https://day.example/solidarity' } }))
    for (const format of ['rss', 'atom']) {
      const text = await textOf(world, `/en/events.${format}`)
      let entries = 0
      const parser = new SaxesParser()
      parser.on('opentag', tag => {
        if (tag.name === 'item' || tag.name === 'entry') entries += 1
      })
      parser.on('error', error => assert.fail(error))
      parser.write(text).close()
      assert.equal(entries, 15, format)
      assert.match(text, /https:\/\/day\.example\/solidarity\/en\/events\/turin-exhibition/)
      assert.match(text, /Not published by Viasna/)
    }
    const feed = JSON.parse(await textOf(world, '/en/events.feed.json'))
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1')
    assert.equal(feed.items.length, 15)
    const geo = JSON.parse(await textOf(world, '/en/events.geojson'))
    assert.equal(geo.features.length, 15)
    for (const { geometry } of geo.features) {
      const [lon, lat] = geometry.coordinates
      assert.ok(lon > -10 && lon < 40 && lat > 40 && lat < 60)
    }
    const ld = JSON.parse(
      /<script type="application\/ld\+json">([^<]*)</.exec(
        await textOf(world, '/en/events/turin-exhibition'),
      )?.[1] ?? '',
    )
    assert.equal(ld['@type'], 'Event')
    assert.equal(ld.startDate, '2024-05-20')
    assert.equal(ld.endDate, '2024-05-24')
  })

  test('filters hold for lists and feeds alike, and what cannot be read is said', async () => {
    const world = await withExample(await make())
    const found = async (query: string) =>
      (await allItems(world, `/en/events.json?${query}`)).map(item => item.slug).sort()
    assert.deepEqual(await found('country=PL&kind=exhibition'), ['warsaw-walls'])
    assert.deepEqual(await found('city=Варшава'), ['warsaw-marathon', 'warsaw-meeting', 'warsaw-walls'])
    assert.deepEqual(await found('city=turin'), ['turin-exhibition'])
    assert.deepEqual(await found('q=партрэты масква'), ['moscow-portraits'])
    assert.deepEqual(await found('from=2024-05-22&to=2024-05-30'), ['turin-exhibition'])
    assert.deepEqual(await found('edition=2024&day=2024-05-19'), [
      'london-rally',
      'rome-rally',
      'warsaw-walls',
    ])
    assert.deepEqual(await found('edition=2023'), [])
    assert.equal((await world.public.request('/en/events.json?day=yesterday')).status, 400)
    const list = await world.public.request('/en/events?from=yesterday&kind=rally')
    assert.equal(list.status, 200)
    assert.match(await list.text(), /This could not be read and was left out/)
    const quiet = await world.public.request('/en/events', {
      method: 'POST',
      body: new URLSearchParams({ q: 'portraits' }),
    })
    assert.match(await quiet.text(), /Three portraits/)
  })

  test('the data is paged, the rest is whole', async () => {
    const world = await withExample(await make())
    await loadInvented(world.world.database, { events: 230, seed: 3, now: world.world.clock() })
    const first = JSON.parse(await textOf(world, '/en/events.json'))
    assert.equal(first.items.length, 100)
    assert.match(first.next, /page=2/)
    const items = await allItems(world, '/en/events.json')
    assert.equal(items.length, first.total)
    assert.equal(new Set(items.map(item => item.id)).size, first.total)
    assert.equal(JSON.parse(await textOf(world, '/en/events.geojson')).features.length, first.total)
  })
})

async function allItems(world: Parameters<typeof textOf>[0], path: string): Promise<Item[]> {
  const items: Item[] = []
  for (let next: string | null = path; next; ) {
    const page: { items: Item[]; next: string | null } = JSON.parse(await textOf(world, next))
    items.push(...page.items)
    next = page.next && new URL(page.next).pathname + new URL(page.next).search
  }
  return items
}
