import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { SaxesParser } from 'saxes'
import type { Event } from '#events/event.ts'
import { findEvent, listEvents } from '#events/store.ts'
import type { App } from '#platform/http/context.ts'
import { hiddenFields } from './testing/browser.ts'
import { loadDay } from './testing/day.ts'
import { announcement, publish } from './testing/event.ts'
import { assertGrowsEvenly } from './testing/growth.ts'
import {
  fillIn,
  findBreakouts,
  formBody,
  hostilePiece,
  hostileText,
  MARK,
  percent,
  type Route,
  routesOf,
  strangeEvent,
  UNITS,
} from './testing/hostile.ts'
import { findFaults } from './testing/html.ts'
import { type SignedIn, signIn } from './testing/member.ts'
import { makeKey } from './testing/seal.ts'
import { ask, serveWorld, type WireAnswer, type WireRequest } from './testing/wire.ts'
import { onBothEngines, type TestWorld } from './testing/world.ts'

const LONG_FIELDS = [
  ['/en/events/new', 'about'],
  ['/en/events/new', 'title'],
  ['/en/events/new', 'parts'],
  ['/en/events/new', 'hosts'],
  ['/en/events/new', 'city'],
  ['/en/events/new', 'code'],
  ['/en/events/new', 'link'],
  ['/en/events/new', 'contact'],
  ['/en/events/new', 'contact_sealed'],
  ['/en/wrong', 'text'],
  ['/en/events', 'q'],
  ['/desk/members/invite', 'countries'],
  ['/desk/settings', 'organisation_en'],
] as const
/** Most that one request may cost the processor, in ms: two hashes of a passphrase are a fraction of it. */
const MOST_COST_MS = 5000
const RUNS = Number(process.env['HOSTILE_RUNS'] ?? 220)

onBothEngines('no input makes a mistake of ours', make => {
  test('at any public route', async () => {
    const { site, port } = await start(await make({ env: { TRUST_PROXY: '1' } }))
    const event = await publish(site)
    const names = await fieldNames(port, ['/en/events', '/en/events/new', '/en/wrong', '/en/events/mine'])
    const known = { lang: ['en', 'be'], slug: [event.slug], year: ['2024'], country: ['pl', 'by'] }
    const fields = { ...announcement(), code: event.code, text: 'Wrong.', do: 'change', page: '/en/events' }
    await fc.assert(
      fc.asyncProperty(requests(site.public, { known, names, fields }), async request => {
        await check(site, request, await ask(port, request))
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  })

  test('at any route of the desk, for a coordinator', async () => {
    const { site, port } = await start(await make())
    const event = await publish(site)
    let member = await signIn(site)
    const other = await signIn(site, { role: 'moderator', countries: ['PL'] })
    const pages = ['/desk', `/desk/events/${event.id}`, `/desk/events/${event.id}/edit`]
    const more = ['/desk/settings', '/desk/editions', '/desk/editions/2024', '/desk/members', '/desk/account']
    const written = [
      '/desk/intake',
      '/desk/roundups/2024',
      '/desk/roundups/2024/be',
      '/desk/news/new',
      '/desk/evening',
    ]
    const names = [
      ...(await fieldNames(port, [...pages, ...more, ...written], member)),
      ...(await fieldNames(port, ['/desk/sign-in', '/desk/welcome'])),
    ]
    const known = { id: [event.id, other.member.id], lang: ['en', 'be'], year: ['2024'] }
    const fields = {
      ...announcement(),
      do: 'add:all',
      lead: 'Lead',
      body: '# Words',
      version: '2',
      text: 'Why?',
      reason: 'So.',
      name: 'anna',
      role: 'moderator',
    }
    await fc.assert(
      fc.asyncProperty(requests(site.desk, { known, names, fields }), async request => {
        const isMember = await site.desk.request('/desk/account', { headers: { cookie: member.cookie } })
        if (isMember.status !== 200) member = await signIn(site)
        await check(site, request, await ask(port, asMember(request, member)))
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  })

  test('what a form took is shown everywhere as text, and every file of it can be read', async () => {
    const { site, port } = await start(await make({ env: { TRUST_PROXY: '1' } }))
    const member = await signIn(site)
    let sent = 0
    const taken: string[] = []
    await fc.assert(
      fc.asyncProperty(strangeEvent, async fields => {
        const headers = {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          'x-forwarded-for': `10.1.${sent >> 8}.${sent++ & 255}`,
        }
        const request = {
          method: 'POST',
          path: '/en/events/new',
          headers,
          body: formBody(Object.entries(fields)),
        }
        const answer = await ask(port, request)
        await check(site, request, answer)
        fc.pre(answer.status === 201)
        const [event] = await listEvents(site.world.database.db, ['pending'])
        assert.ok(event, 'what was answered with 201 waits')
        const done = await member.post(`/desk/events/${event.id}/publish`, { version: String(event.version) })
        assert.equal(done.status, 303)
        taken.push(event.id)
        await checkEverywhere(site, port, (await findEvent(site.world.database.db, event.id))!)
      }),
      { numRuns: 15, endOnFailure: true },
    )
    assert.ok(taken.length >= 10, `${taken.length} of ${sent} were taken`)
  })

  test('a form larger than a form can be is refused politely, and the connection goes on', async () => {
    const { site, port } = await start(await make())
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    for (const path of ['/en/events/new', '/en/events/mine', '/en/wrong', '/en/events', '/desk/sign-in']) {
      const request = { method: 'POST', path, headers, body: `title=${'a'.repeat(10 * 1024 * 1024)}` }
      const answer = await ask(port, request)
      await check(site, request, answer)
      assert.equal(answer.status, 413, path)
      assert.match(answer.text, /<h1>/, path)
    }
  })

  test('no length of no character holds the server up', async () => {
    const { site, port } = await start(await make({ env: { TRUST_PROXY: '1' } }))
    const member = await signIn(site)
    const cookie = { cookie: member.cookie, 'x-forwarded-for': '10.9.9.9' }
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      ...cookie,
    }
    for (const unit of UNITS)
      for (const [path, name] of LONG_FIELDS) {
        const read = async (value: string) => {
          const own = { ...announcement(), token: member.token(), id: 'x', [name]: `${value}x` }
          const body = formBody(Object.entries(own)).slice(0, 250_000)
          const request = { method: 'POST', path, headers, body }
          await check(site, request, await ask(port, request))
        }
        await assertGrowsEvenly(read, unit.repeat(Math.floor(80_000 / percent(unit).length) * 2), 500)
      }
  })

  test('a passkey that names itself with what no database keeps is only a wrong one', async () => {
    const { site, port } = await start(await make())
    const page = await ask(port, { path: '/desk/sign-in' })
    const challenge = new Map(hiddenFields(page.text)).get('challenge')
    assert.ok(challenge)
    for (const id of ['\0', '\ud800', { $ne: '' }, ['a'], '__proto__', 'a'.repeat(100_000)]) {
      const fields = { name: 'anna', passphrase: 'x', passkey: JSON.stringify({ id }), challenge }
      const body = formBody(Object.entries(fields))
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
      const request = { method: 'POST', path: '/desk/sign-in', headers, body }
      const answer = await ask(port, request)
      await check(site, request, answer)
      assert.equal(answer.status, 422)
    }
  })
})

async function start(made: TestWorld): Promise<{ site: TestWorld; port: number }> {
  await loadDay(made.world.database)
  await makeKey(made.world)
  return { site: made, port: await serveWorld(made) }
}

type Parts = {
  known: Record<string, readonly string[]>
  /** Names of fields that our forms have. */
  names: readonly string[]
  /** A form that would be taken. */
  fields: Record<string, string>
}

function requests(app: App, { known, names, fields }: Parts): fc.Arbitrary<WireRequest> {
  const routes = routesOf(app)
  assert.ok(routes.length > 10, 'the routes are found')
  const name = fc.oneof(fc.constantFrom(...names), fc.constantFrom(...names), hostilePiece)
  const query = fc.array(fc.tuple(name, hostilePiece), { maxLength: 6 })
  const many = fc.tuple(name, hostilePiece).map(pair => Array<[string, string]>(400).fill(pair))
  return fc
    .record({
      route: fc.constantFrom(...routes),
      pieces: fc.array(hostilePiece, { minLength: 3, maxLength: 3 }),
      luck: fc.array(fc.nat(99), { minLength: 8, maxLength: 8 }),
      query: fc.oneof({ weight: 9, arbitrary: query }, { weight: 1, arbitrary: many }),
      changes: fc.array(fc.tuple(name, hostileText), { minLength: 1, maxLength: 5 }),
      raw: hostilePiece,
      method: fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'QUERY'),
      language: hostilePiece,
      type: fc.constantFrom('', 'application/json', 'multipart/form-data; boundary=x', 'text/plain', 'x'),
    })
    .map(made => build(made, { known, fields }))
}

type Made = {
  route: Route
  pieces: string[]
  luck: number[]
  query: [string, string][]
  changes: [string, string][]
  raw: string
  method: string
  language: string
  type: string
}

/** Most requests are right but for a few things: those that are wrong in everything do not come far. */
function build(made: Made, { known, fields }: Pick<Parts, 'known' | 'fields'>): WireRequest {
  const { route, pieces, luck } = made
  let used = 0
  const path = fillIn(route.path, name => {
    const right = known[name]
    const piece = pieces[used % pieces.length] ?? ''
    const chance = luck[used++ % luck.length] ?? 0
    return right && chance < 75 ? (right[chance % right.length] ?? '') : percent(piece).slice(0, 2000)
  })
  const method = luck[4]! < 92 ? route.method : made.method
  const query = luck[5]! < 50 ? `?${formBody(made.query)}`.slice(0, 6000) : ''
  const headers: Record<string, string> = {
    'x-forwarded-for': `10.${made.luck.slice(0, 3).join('.')}`,
    'sec-fetch-site': 'same-origin',
  }
  if (luck[6]! < 30) headers['accept-language'] = made.language.replace(/[^\t\x20-\xff]/g, '?')
  if (luck[6]! < 10) headers['if-none-match'] = made.raw.replace(/[^\t\x20-\xff]/g, '?')
  if (method === 'GET' || method === 'HEAD') return { method, path: path + query, headers }
  const sent = new Map(Object.entries(fields))
  const repeated: [string, string][] = []
  for (const [name, value] of made.changes)
    if (luck[7]! < 80) sent.set(name, value)
    else repeated.push([name, value])
  const isForm = luck[3]! < 92
  headers['content-type'] = isForm ? 'application/x-www-form-urlencoded' : made.type
  const body = isForm ? formBody([...sent, ...repeated]) : made.raw
  return { method, path: path + query, headers, body: luck[3]! < 4 ? body + made.raw : body }
}

function asMember(request: WireRequest, { cookie, token }: SignedIn): WireRequest {
  const isForm = request.headers?.['content-type']?.startsWith('application/x-www-form-urlencoded')
  return {
    ...request,
    headers: { ...request.headers, cookie },
    ...(isForm ? { body: `token=${token()}&${request.body}` } : {}),
  }
}

async function check(site: TestWorld, request: WireRequest, answer: WireAnswer): Promise<void> {
  const what = `${request.method} ${request.path.slice(0, 300)} ${String(request.body ?? '').slice(0, 500)}`
  assert.ok(answer.status < 500, `${answer.status} for ${what}\n${site.logged.at(-1)}`)
  assert.ok(answer.cost < MOST_COST_MS, `${Math.round(answer.cost)} ms for ${what}`)
  assert.deepEqual(findBreakouts(answer.text, answer.headers['content-type'] ?? ''), [], what)
  assert.ok(answer.headers['content-security-policy'], `no policy on ${answer.status} for ${what}`)
  assert.ok(!JSON.stringify(answer.headers).includes(`<${MARK}`), what)
  assert.deepEqual(
    site.logged.filter(line => line.includes('"error"')),
    [],
    what,
  )
}

/** The names of all fields on some pages. */
async function fieldNames(port: number, paths: readonly string[], member?: SignedIn): Promise<string[]> {
  const names = new Set([
    '__proto__',
    'constructor',
    'month',
    'page',
    'tab',
    'alike',
    'before',
    'to',
    'saved',
  ])
  for (const path of paths) {
    const answer = await ask(port, { path, headers: member ? { cookie: member.cookie } : {} })
    assert.equal(answer.status, 200, path)
    for (const [, name = ''] of answer.text.matchAll(/<(?:input|textarea|select)[^>]*\sname="([^"]*)"/g))
      if (name !== 'token') names.add(name)
  }
  assert.ok(names.size > 12, 'fields are found')
  return [...names]
}

/** Every page, feed and file that an event stands in, each read by somebody else's parser. */
async function checkEverywhere(site: TestWorld, port: number, event: Event): Promise<void> {
  const { slug } = event
  const filter = `edition=${event.edition}`
  const month = event.content.when.from ? `&month=${event.content.when.from.slice(0, 7)}` : ''
  const country = event.content.where.country?.toLowerCase()
  const pages = [
    `/en/events/${slug}`,
    `/be/events/${slug}`,
    `/ru/events?${filter}&day=${event.content.when.from ?? ''}`,
    `/en/events?${filter}`,
    `/en/events/map?${filter}`,
    `/en/events/calendar?${filter}${month}`,
    `/en/events/embed?${filter}`,
    '/en/2024/',
    ...(country ? [`/en/events/map/${country}?${filter}`] : []),
  ]
  for (const path of pages) {
    const answer = await ask(port, { path })
    await check(site, { method: 'GET', path }, answer)
    assert.equal(answer.status, 200, path)
    if (path.includes(`/${slug}`)) assert.deepEqual(await findFaults(answer.text), [], path)
  }
  for (const format of ['ics', 'rss', 'atom', 'json', 'geojson', 'feed.json', 'txt'] as const) {
    const path = `/en/events.${format}?${filter}`
    const answer = await ask(port, { path })
    await check(site, { method: 'GET', path }, answer)
    assert.equal(answer.status, 200, path)
    readAs(format, answer.text)
  }
  const own = await ask(port, { path: `/en/events/${slug}.ics` })
  assert.equal(own.status, event.content.when.from ? 200 : 404)
  if (own.status === 200) readAs('ics', own.text)
}

/** Throws where a file is not what it says it is. */
function readAs(format: string, text: string): void {
  if (/json$/.test(format)) JSON.parse(text)
  if (format === 'ics') {
    const calendar = new ICAL.Component(ICAL.parse(text))
    for (const one of calendar.getAllSubcomponents('vevent')) new ICAL.Event(one).startDate.toJSDate()
  }
  if (format === 'rss' || format === 'atom') {
    const parser = new SaxesParser({ xmlns: true })
    parser.on('error', error => {
      throw error
    })
    parser.write(text).close()
  }
}
