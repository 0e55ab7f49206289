import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EDITIONS_TOPIC, insertEdition, listEditions } from '#editions/store.ts'
import { readAnnouncement } from '#events/announcement.ts'
import { editEvent } from '#events/desk-actions.ts'
import type { Event, EventContent, State } from '#events/event.ts'
import { gazetteer } from '#events/gazetteer.ts'
import { newEvent } from '#events/new-event.ts'
import {
  EVENTS_TOPIC,
  findEvent,
  insertEvent,
  insertMessage,
  saveProposal,
  updateEvent,
} from '#events/store.ts'
import { write } from '#platform/db/database.ts'
import { formOf } from '#platform/forms/form.ts'
import { announcement, publish, send, withDay } from './testing/event.ts'
import { type Known, publicAddresses, publicAnswers, quietSearches } from './testing/public-answers.ts'
import { makeKey } from './testing/seal.ts'
import { ask, serveWorld } from './testing/wire.ts'
import { onBothEngines, type TestWorld } from './testing/world.ts'

/** The place that nobody may learn of: no event of the example is in its country. */
const SECRET = {
  city: 'Ushuaia',
  country: 'AR',
  venue: 'Canaryvenue',
  street: 'Canarystreet',
  link: 'https://canarylink.example/',
}
/** Another one with the same clock. */
const OTHER = {
  city: 'Córdoba',
  country: 'AR',
  venue: 'Zebrahall',
  street: 'Zebralane',
  link: 'https://zebra.example/',
}
const WORDS = [
  'canary',
  'canaryvenue',
  'canarystreet',
  'Ushuaia',
  'Ушуая',
  'Tierra del Fuego',
  'canaryhost',
  'Córdoba',
]
const TRACES = /canary|ushuaia|ушуая|tierra del fuego|-54[.,]8|-68[.,]3/i

onBothEngines('what is not public', make => {
  test('changes nothing that anybody can read: no page, count, search, map, feed or error', async () => {
    const { site, port } = await start(await make())
    const { slug, id } = await publish(site)
    const hidden = secretEvents()
    const known = knownOf(slug, ...hidden.map(event => event.slug ?? ''), 'ushuaia-rally-aaaaa')
    const addresses = publicAddresses(site, known)
    assert.ok(addresses.length > 300, String(addresses.length))
    const before = await publicAnswers(port, addresses)
    const searched = await quietSearches(port, WORDS)

    const published = (await findEvent(site.world.database.db, id))!
    const [edition] = await listEditions(site.world.database.db)
    await write(site.world.database, [EVENTS_TOPIC, EDITIONS_TOPIC], async trx => {
      const texts = { ...edition!.texts['en']!, title: 'Canary edition', reason: 'Canary' }
      await insertEdition(trx, { ...edition!, year: 2031, published: false, texts: { en: texts } })
      for (const event of hidden) {
        await insertEvent(trx, event, `hash of ${event.id}`)
        await insertMessage(trx, event.id, {
          id: event.id,
          author: 'organiser',
          text: 'Canary',
          day: '2024-05-01',
        })
      }
      const proposal = { content: contentOf(SECRET), note: 'Canary', basedOn: 1, arrived: '2024-05-01' }
      await saveProposal(trx, { eventId: published.id, kind: 'change', ...proposal })
    })
    assertSame(await publicAnswers(port, addresses), before)
    assertSame(await quietSearches(port, WORDS), searched)
  })

  test('a slug of an unpublished event answers as one that never was', async () => {
    const { site, port } = await start(await make())
    const [event] = secretEvents()
    await write(site.world.database, [EVENTS_TOPIC], trx => insertEvent(trx, event!, null))
    for (const end of ['', '.ics']) {
      const known = await ask(port, { path: `/en/events/${event!.slug}${end}` })
      const unknown = await ask(port, { path: `/en/events/${event!.slug!.replace('aaaaa', 'bbbbb')}${end}` })
      assert.equal(known.status, 404)
      const same = (text: string) => text.replaceAll('aaaaa', 'bbbbb')
      assert.equal(same(known.text), same(unknown.text))
      assert.deepEqual({ ...known.headers, date: '' }, { ...unknown.headers, date: '' })
    }
  })

  for (const hideCity of [true, false])
    test(`a place before its hour is any place with the same clock${hideCity ? '' : ' in its city'}`, async () => {
      const { site, port } = await start(await make())
      const one = secretPlace(hideCity, SECRET)
      const other = secretPlace(hideCity, hideCity ? OTHER : { ...OTHER, city: SECRET.city })
      const addresses = publicAddresses(site, knownOf(one.slug!))
      await write(site.world.database, [EVENTS_TOPIC], trx => insertEvent(trx, one, null))
      const answers = await publicAnswers(port, addresses)
      const searched = await quietSearches(port, WORDS)
      assert.match(answers.get(`/en/events/${one.slug}`) ?? '', /The place will be shown here 2 hours before/)
      assert.match(answers.get('/en/events.json') ?? '', /"startsAt":"2024-05-22T21:00:00.000Z"/)
      await write(site.world.database, [EVENTS_TOPIC], trx =>
        updateEvent(trx, { ...one, content: other.content, version: one.version + 1 }),
      )
      assertSame(await publicAnswers(port, addresses), answers)
      assertSame(await quietSearches(port, WORDS), searched)
      if (!hideCity) return
      for (const [path, text] of unasked(answers)) assertWithout(text, /Córdoba|zebra/i, path)
    })

  test('at its hour the place is on every page and in every file at once, also where they were kept', async () => {
    const { site, port } = await start(await make())
    const event = secretPlace(true, SECRET)
    const { slug } = event
    await write(site.world.database, [EVENTS_TOPIC], trx => insertEvent(trx, event, null))
    const reveal = Date.parse('2024-05-22T19:00:00Z')
    const places = [
      ...['', '.ics'].map(end => `/en/events/${slug}${end}`),
      ...['ics', 'rss', 'atom', 'feed.json', 'json', 'geojson', 'txt'].map(format => `/en/events.${format}`),
      ...['', '/embed', '/map/ar', '?country=AR', '?day=2024-05-22', '?q=canaryvenue', '?city=Ushuaia'].map(
        rest => `/en/events${rest}`,
      ),
      '/en/events/calendar?month=2024-05',
      '/en/events/map',
      '/en/',
    ]
    site.setNow(reveal - 1)
    const etags = new Map<string, string>()
    for (const path of places)
      for (let time = 0; time < 3; time++) {
        const answer = await ask(port, { path })
        const text = answer.text.replace(/value="[^"]*"|href="[^"]*"/g, '')
        if (!/[?](q|city)=/.test(path)) assertWithout(text, TRACES, path)
        if (answer.headers['etag']) etags.set(path, answer.headers['etag'])
      }
    assert.ok(etags.size > 10, 'pages were kept')
    const zero = await ask(port, { path: '/en/events.json?q=canaryvenue' })
    assert.equal(JSON.parse(zero.text).total, 0)

    site.setNow(reveal)
    for (const path of places) {
      const etag = etags.get(path)
      const answer = await ask(port, { path, headers: etag ? { 'if-none-match': etag } : {} })
      assert.equal(answer.status, 200, path)
      assert.match(answer.text.replace(/value="[^"]*"/g, ''), TRACES, path)
    }
    const [item] = JSON.parse((await ask(port, { path: '/en/events.json?city=ushuaia' })).text).items
    assert.deepEqual(
      [item.venue, item.city, item.zone, Math.round(item.lat)],
      ['Canaryvenue', 'Ushuaia', 'America/Argentina/Ushuaia', -55],
    )
  })

  test('a hidden place that is given up is never told, and an open one that is hidden disappears', async () => {
    const { site, port } = await start(await make())
    const by = { name: 'anna' }
    const { world } = site
    const first = secretPlace(true, SECRET)
    const addresses = publicAddresses(site, knownOf(first.slug!))
    await write(world.database, [EVENTS_TOPIC], trx => insertEvent(trx, first, null))
    const moved = { moved: { notice: { text: 'Another place', lang: 'en' } } }
    const content = { ...secretPlace(true, OTHER).content }
    await editEvent({ world, by, event: first }, { content, ...moved })
    const both = async (no: RegExp) => {
      for (const [path, text] of unasked(await publicAnswers(port, addresses)))
        assertWithout(text.replaceAll(/value="[^"]*"|href="[^"]*"/g, ''), no, path)
    }
    await both(TRACES)
    site.setNow(Date.parse('2024-05-22T20:00:00Z'))
    await both(/canary(venue|street|link)|ushuaia|ушуая/i)
    assert.match((await ask(port, { path: `/en/events/${first.slug}` })).text, /Zebrahall/)

    site.setNow(Date.parse('2024-05-01T12:00:00Z'))
    const event = (await findEvent(world.database.db, first.id))!
    const open = { ...content, where: { ...content.where, revealHours: null, hideCity: false } }
    const shown = await editEvent({ world, by, event }, { content: open })
    assert.match((await ask(port, { path: `/en/events/${first.slug}` })).text, /Zebrahall/)
    await editEvent({ world, by, event: shown }, { content })
    await both(/zebra|Córdoba/i)
  })

  test('a place told only to those who ask changes nothing but that it is so', async () => {
    const { site, port } = await start(await make())
    const { world } = site
    const by = { name: 'anna' }
    await makeKey(world)
    const asked = (place: string) => ({ venue: '', secret_place: place, city: 'Ushuaia', country: 'AR' })
    const { slug, id, code } = await publish(site, asked('Canaryvenue, Canarystreet'))
    const addresses = publicAddresses(site, knownOf(slug))
    const answers = await publicAnswers(port, addresses)
    const { sealedPlace } = (await findEvent(world.database.db, id))!.content.where
    assert.ok(sealedPlace)
    for (const [path, text] of unasked(answers))
      assertWithout(text, new RegExp(`canary|${sealedPlace}`, 'i'), path)
    assert.match(answers.get(`/en/events/${slug}`)!, /told to those who ask/)

    // Neither another place nor a contact shows in anything, before the desk has decided.
    const change = { ...announcement(asked('Zebrahall')), contact: 'Zebralane', code, do: 'change' }
    assert.equal((await send(site, '/en/events/mine', change)).status, 200)
    assertSame(await publicAnswers(port, addresses), answers)

    // Whatever stands in a row by mistake: an asked place shows no venue, street, link or point of its own.
    const event = (await findEvent(world.database.db, id))!
    const open = contentOf(OTHER).where
    const where = {
      ...event.content.where,
      street: open.street,
      link: open.link,
      point: { ...open.point!, exact: true },
    }
    const texts = { ...event.content.texts, en: { ...event.content.texts['en']!, venue: OTHER.venue } }
    await editEvent({ world, by, event }, { content: { ...event.content, texts, where } })
    for (const [path, text] of unasked(await publicAnswers(port, addresses)))
      assertWithout(text, /zebra|-31[.,]4|-64[.,]1/i, path)
  })

  test('a slug tells no hidden city', async () => {
    const { site } = await start(await make())
    const fields = { city: 'Ushuaia', country: 'AR', reveal: '2' }
    for (const hide of [{}, { hide_city: 'yes' }] as Record<string, string>[]) {
      const { slug } = await publish(site, {
        ...fields,
        ...hide,
        title: hide['hide_city'] ? 'Hidden city' : 'Hidden place',
      })
      assert.match(slug, /^letter-writing-[a-z0-9]{5}$/)
    }
  })

  test('a withdrawn event leaves only that it is gone', async () => {
    const { site, port } = await start(await make())
    const { slug, member, id } = await publish(site, {
      ...SECRET,
      title: 'Canary',
      hosts: 'Canaryhost',
      link: '',
    })
    const addresses = publicAddresses(site, knownOf(slug))
    await publicAnswers(port, addresses)
    const event = (await findEvent(site.world.database.db, id))!
    const fields = { version: String(event.version), reason: 'Canaryreason' }
    assert.equal((await member.post(`/desk/events/${id}/withdraw`, fields)).status, 303)
    for (const [path, text] of unasked(await publicAnswers(port, addresses))) {
      const said = text.replaceAll(slug, '').replaceAll(/value="[^"]*"|href="[^"]*"/g, '')
      assertWithout(said, TRACES, path)
      if (path.includes(slug)) assert.match(text, /^4(10|04) /, path)
    }
  })
})

async function start(made: TestWorld): Promise<{ site: TestWorld; port: number }> {
  const site = await withDay(made)
  site.setNow(Date.parse('2024-05-01T12:00:00Z'))
  return { site, port: await serveWorld(site) }
}

function knownOf(...slugs: string[]): Known {
  const queries = [
    ...WORDS.flatMap(word => [`?q=${encodeURIComponent(word)}`, `?city=${encodeURIComponent(word)}`]),
    '?country=AR',
    '?kind=rally',
    '?day=2024-05-22',
    '?from=2024-05-22&to=2024-05-23',
    '?edition=2024&page=2',
    '?edition=2031',
    '?month=2024-05',
  ]
  return {
    langs: ['en', 'be'],
    slugs: slugs.filter(Boolean),
    countries: ['ar', 'pl'],
    years: ['2024', '2031'],
    queries,
  }
}

function contentOf(place: Partial<typeof SECRET>, more: Record<string, string> = {}): EventContent {
  const fields = {
    ...announcement(),
    title: 'Canary title',
    kind: 'rally',
    about: 'Canary about',
    hosts: 'Canaryhost',
    start: '18:00',
    registration: 'https://canary.example/',
    bring: 'Canary',
    safety: 'Canary',
    parts: '18:00 Canary part',
    ...place,
    ...more,
  }
  const read = readAnnouncement(formOf(new URLSearchParams(fields)), {
    gazetteer,
    languages: ['en'],
    lang: 'en',
  })
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  return read.value
}

/** One in each state that is not public, with a slug where it could have one, and one of an edition that is not. */
function secretEvents(): Event[] {
  const states: State[] = ['draft', 'pending', 'asked', 'refused', 'withdrawn']
  const made = states.map(state => ({
    ...newEvent(contentOf(SECRET), { edition: 2024, arrived: '2024-05-01', state }),
    // What was withdrawn says at its own address that it is gone; see below.
    slug: state === 'refused' ? `ushuaia-rally-aaaaa` : null,
  }))
  const later = newEvent(contentOf(SECRET), { edition: 2031, arrived: '2024-05-01', state: 'published' })
  const open = { ...later, slug: 'ushuaia-rally-ccccc', publishedAt: 1, updatedAt: 1 }
  return [made.find(({ slug }) => slug)!, ...made.filter(({ slug }) => !slug), open]
}

/** Published, with a place that is shown two hours before the start. Nothing else in it names the place. */
function secretPlace(hideCity: boolean, place: typeof SECRET): Event {
  const plain = {
    title: 'Rally',
    about: 'For all.',
    hosts: 'A group',
    registration: '',
    bring: '',
    safety: '',
    parts: '',
  }
  const content = contentOf(place, { ...plain, reveal: '2', ...(hideCity ? { hide_city: 'yes' } : {}) })
  const event = newEvent(content, { edition: 2024, arrived: '2024-05-01', state: 'published' })
  return { ...event, slug: 'rally-zzzzz', publishedAt: 1e12, updatedAt: 1e12 }
}

function assertWithout(text: string, trace: RegExp, path: string): void {
  const at = text.search(trace)
  assert.equal(at < 0 ? '' : text.slice(Math.max(0, at - 60), at + 60), '', path)
}

/** Those that do not repeat words that were asked for. */
function unasked(answers: Map<string, string>): [string, string][] {
  return [...answers].filter(([path]) => !/[?](q|city)=/.test(path))
}

function assertSame(now: Map<string, string>, before: Map<string, string>): void {
  const changed = [...now].filter(([path, text]) => before.get(path) !== text)
  if (changed.length === 0) return
  const [path, text] = changed[0]!
  const other = before.get(path) ?? ''
  const at = [...text].findIndex((char, index) => char !== other[index])
  const around = (one: string) => one.slice(Math.max(0, at - 80), at + 80)
  assert.equal(
    around(text),
    around(other),
    `${changed.length} differ: ${changed.map(([one]) => one).slice(0, 30)}`,
  )
}
