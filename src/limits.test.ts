import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDeskApp, createPublicApp } from '#app.ts'
import { countStates } from '#events/store.ts'
import { newCode } from '#platform/codes/codes.ts'
import { createDatabase } from '#platform/db/database.ts'
import { onBothEmpty, openEmptySqlite, type TestEngine } from './testing/engines.ts'
import { announcement, send, withDay } from './testing/event.ts'
import { fieldsIn, findLost } from './testing/fields.ts'
import { makeWorld, type TestWorld } from './testing/world.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

test('a thousand announcements a minute: each is taken or waits politely, and nothing is lost', async () => {
  const site = await start()
  const begun = site.world.clock()
  const statuses = new Map<number, number>()
  for (let sent = 0; sent < 1000; sent++) {
    site.setNow(begun + sent * 60)
    const form = announcement({ title: `Number ${sent}` })
    const answer = await send(site, '/en/events/new', form)
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    if (answer.status === 201) continue
    assert.equal(answer.status, 429)
    const page = await answer.text()
    assert.deepEqual(findLost(page, Object.entries(form)), [])
    assert.ok(fieldsIn(page).get('ticket')?.[0])
    assert.ok(Number(answer.headers.get('retry-after')) <= 600)
  }
  assert.equal(statuses.get(201), 20)
  assert.deepEqual(site.logged, [])
})

test('a hundred people behind one address are all in within minutes', async () => {
  const site = await start()
  const begun = site.world.clock()
  type Person = { at: number; ticket: string; name: number }
  let waiting: Person[] = Array.from({ length: 100 }, (_, name) => ({ at: begun, ticket: '', name }))
  while (waiting.length > 0) {
    waiting.sort((one, other) => one.at - other.at)
    const [next, ...others] = waiting as [Person, ...Person[]]
    site.setNow(next.at)
    const form = { ...announcement({ title: `From ${next.name}` }), ticket: next.ticket }
    const answer = await send(site, '/en/events/new', form)
    if (answer.status === 201) {
      waiting = others
      continue
    }
    assert.equal(answer.status, 429)
    assert.equal(next.ticket, '', 'a ticket passes when its time has come')
    const ticket = fieldsIn(await answer.text()).get('ticket')?.[0] ?? ''
    // People press the button some seconds after they may.
    const late = Number(answer.headers.get('retry-after')) * SECOND + (next.name % 7) * SECOND
    waiting = [...others, { ...next, at: next.at + late, ticket }]
  }
  assert.ok(site.world.clock() - begun < 4 * MINUTE, `${(site.world.clock() - begun) / SECOND} s`)
  assert.equal((await countStates(site.world.database.db)).get('pending'), 100)
})

test('who keeps all tickets gets no more through than the slow lane carries', async () => {
  const site = await start()
  const begun = site.world.clock()
  const tickets: { at: number; ticket: string }[] = []
  let taken = 0
  for (let now = begun; now < begun + 25 * MINUTE; now += 500) {
    site.setNow(now)
    const ripe = tickets.findIndex(({ at }) => at <= now)
    const [{ ticket } = { ticket: '' }] = ripe >= 0 ? tickets.splice(ripe, 1) : []
    const answer = await send(site, '/en/wrong', { text: `Number ${now}`, page: '/en/', ticket })
    if (answer.status === 201) taken += 1
    else {
      const next = fieldsIn(await answer.text()).get('ticket')?.[0] ?? ''
      tickets.push({ at: now + Number(answer.headers.get('retry-after')) * SECOND, ticket: next })
    }
  }
  // Ten at once in each ten minutes, and one every three seconds.
  const most = 3 * 10 + (25 * 60) / 3
  assert.ok(taken <= most * 1.1, `${taken} of at most ${most}`)
  assert.ok(taken > most / 2, `${taken}: the lane goes on`)
})

test('a rotating X-Forwarded-For gets nobody round the limit', async () => {
  for (const [proxies, header] of [
    ['0', (n: number) => `198.51.100.${n}`],
    ['1', (n: number) => `198.51.100.${n}, 10.0.0.${n}, 203.0.113.7`],
    ['2', (n: number) => `198.51.100.${n}, 203.0.113.7, 10.0.0.1`],
    ['1', (n: number) => `2001:db8:1:2:${n}::1`],
    ['1', (n: number) => `203.0.113.7:${40_000 + n}`],
    ['1', (n: number) => `[2001:db8:1:2::${n}]:${40_000 + n}`],
  ] as const) {
    const site = await start({ TRUST_PROXY: proxies })
    const statuses: number[] = []
    for (let n = 1; n <= 25; n++)
      statuses.push(
        (await send(site, '/en/events/new', announcement(), { 'x-forwarded-for': header(n) })).status,
      )
    assert.deepEqual(statuses.slice(20), Array(5).fill(429), `${proxies} ${header(1)}`)
  }
})

test('one address does not slow another', async () => {
  const site = await start({ TRUST_PROXY: '1' })
  const from = (address: string) =>
    send(site, '/en/events/new', announcement(), { 'x-forwarded-for': address }).then(({ status }) => status)
  for (let sent = 0; sent < 60; sent++) await from('203.0.113.7')
  assert.equal(await from('203.0.113.7'), 429)
  assert.equal(await from('203.0.113.8'), 201)
  assert.equal(await from('2001:db8::1'), 201)
})

onBothEmpty('the same form many times at once', open => {
  test('is one event, also where two processes take it', async () => {
    const engine: TestEngine = await open()
    const site = await withDay(await makeWorld(async () => engine))
    // Two connections of one process to a SQLite file would wait for each other; two-processes.test.ts has real ones.
    const other = engine.kind === 'postgres' && beside(site, createDatabase(await engine.another()))
    const code = newCode()
    const form = announcement({ code })
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        send(index % 2 || !other ? site : other, '/en/events/new', form),
      ),
    )
    for (const answer of answers) {
      assert.equal(answer.status, 201)
      assert.ok((await answer.text()).includes(code))
    }
    assert.equal((await countStates(site.world.database.db)).get('pending'), 1)
    if (other) await other.world.database.close()
  })

  test('is the last that was sent, where they differ', async () => {
    const site = await withDay(await makeWorld(open))
    const code = newCode()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        send(site, '/en/events/new', announcement({ code, title: `Version ${index}` })),
      ),
    )
    for (const answer of answers) assert.equal(answer.status, 201, await answer.text())
    assert.equal((await countStates(site.world.database.db)).get('pending'), 1)
  })
})

async function start(env: Record<string, string> = {}): Promise<TestWorld> {
  return withDay(await makeWorld(openEmptySqlite, { env }))
}

function beside(site: TestWorld, database: TestWorld['world']['database']): TestWorld {
  const world = { ...site.world, database }
  return { ...site, world, public: createPublicApp(world), desk: createDeskApp(world) }
}
