import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { saveEdition } from '#editions/actions.ts'
import { listEditions } from '#editions/store.ts'
import { findEventByCode } from '#events/store.ts'
import { hashCode } from '#platform/codes/codes.ts'
import { changeSettings } from '#settings/actions.ts'
import { layCable } from './testing/cable.ts'
import { childEnv } from './testing/child-env.ts'
import { announce } from './testing/event.ts'
import { type SignedIn, signIn } from './testing/member.ts'
import { onBothStores, runSql, type Store } from './testing/processes.ts'
import { makeFolder, startServer, type TestServer } from './testing/server.ts'
import { openInside, prepareDay, type Site } from './testing/site.ts'
import { PATIENCE_MS, until } from './testing/until.ts'

/** What another process changed is shown to who asks so many ms after it was answered, on a machine that has time. */
const SEEN_WITHIN_MS = 200
/** On one that has none: within as long as so many of its slowest answers take. */
const SEEN_WITHIN_ANSWERS = 10
const BY = { name: 'anna' }

onBothStores('two processes beside each other', makeStore => {
  test('show each other what was published, from kept pages too, within 200 ms each time', async () => {
    const { one, two, inside } = await startTwo(await makeStore())
    const member = await signIn(inside)
    const delays: Delay[] = []
    for (let round = 0; round < 12; round++) {
      const title = `Evening number ${round}`
      const code = await announce(inside, { title })
      const event = (await findEventByCode(inside.world.database.db, hashCode(code)))!
      const [here, there] = round % 2 ? [one, two] : [two, one]
      const watch = watchFor(there, ['/en/events?edition=2024', '/en/2024/', '/en/events.ics'], title)
      await watch.warm
      await publishOver(here, member, event.id)
      delays.push(...(await watch.seen(performance.now())))
    }
    assertSoon(delays)
  })

  test('so with settings, the shield, editions, and the page that depends on nothing else', async () => {
    const { one, two, inside } = await startTwo(await makeStore())
    const { world } = inside
    const all = ['/en/', '/en/events', '/en/events/next', '/en/events/london-rally', '/en/events/embed']
    const named = watchFor(two, all.slice(0, 4), 'Canary House')
    await named.warm
    await changeSettings(world, BY, { organisation: { en: 'Canary House' } })
    const delays = await named.seen(performance.now())

    const paused = watchFor(two, ['/en/events/new'], 'Announcing is paused')
    await paused.warm
    await changeSettings(world, BY, { shield: 'paused' })
    delays.push(...(await paused.seen(performance.now())))

    const [edition] = await listEditions(world.database.db)
    const shown = watchFor(one, all, 'Canary notice')
    await shown.warm
    const texts = { ...edition!.texts, en: { ...edition!.texts['en']!, notice: 'Canary notice' } }
    await saveEdition(world, BY, { before: edition!, after: { ...edition!, texts, example: true } })
    delays.push(...(await shown.seen(performance.now())))
    assertSoon(delays)
  })

  test('a command beside a running server is seen as soon as it is done', async () => {
    const { one, env } = await startTwo(await makeStore())
    const watch = watchFor(one, ['/en/events', '/en/2024/', '/en/events.json'], /\b35\b/)
    await watch.warm
    const command = spawn(process.execPath, ['src/cli/vestka.ts', 'seed-load', '--events', '20'], {
      env: childEnv(env),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = 0
    command.stdout.on('data', () => (said ||= performance.now()))
    const [code] = await once(command, 'exit')
    assert.equal(code, 0)
    const delays = await watch.seen(said)
    assertSoon(delays)
  })

  test('announcements sent to both at once are all taken', async () => {
    const { one, two, inside } = await startTwo(await makeStore())
    const titles = Array.from({ length: 30 }, (_, index) => `Sent at once ${index}`)
    const statuses = await Promise.all(
      titles.map(async (title, index) => {
        const from = { 'x-forwarded-for': `203.0.113.${index}` }
        const answer = await ask(index % 2 ? one : two, '/en/wrong', { text: title, page: '/en/' }, from)
        return answer.status
      }),
    )
    assert.deepEqual(new Set(statuses), new Set([201]))
    const rows = await inside.world.database.db.selectFrom('corrections').select('text').execute()
    assert.deepEqual(new Set(rows.map(({ text }) => text)), new Set(titles))
  })

  test('without the connection that listens nothing old is shown (PostgreSQL)', async t => {
    const store = await makeStore()
    const url = store.env['DATABASE_URL']
    if (!url) return t.skip('SQLite has no such connection')
    const { one, inside } = await startTwo(store)
    const delays: Delay[] = []
    for (let round = 0; round < 5; round++) {
      const name = `House number ${round}`
      const watch = watchFor(one, ['/en/', '/en/events', '/en/events/next'], name)
      await watch.warm
      await runSql(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vestka-listen'",
      )
      await changeSettings(inside.world, BY, { organisation: { en: name } })
      delays.push(...(await watch.seen(performance.now())))
    }
    assertSoon(delays)
  })

  test('while the database is away readers are asked to wait, and what changed meanwhile is seen after (PostgreSQL)', async t => {
    const store = await makeStore()
    if (!store.env['DATABASE_URL']) return t.skip('SQLite is a file')
    const direct = new URL(store.env['DATABASE_URL'])
    const cable = await layCable({ host: direct.hostname, port: Number(direct.port) })
    const over = new URL(direct)
    over.host = `127.0.0.1:${cable.port}`
    const folder = makeFolder()
    const env = { VESTKA_DEMO: '1', VESTKA_DATA: folder }
    const server = await startServer({ ...env, DATABASE_URL: over.href }, folder)
    const inside = await openInside({ ...env, DATABASE_URL: direct.href })
    const paths = ['/en/', '/en/events', '/en/events/next', '/healthz', '/en/events/london-rally']
    for (const round of [1, 2]) {
      for (const path of paths) assert.equal((await ask(server, path)).status, 200, path)
      const underWay = Array.from({ length: 40 }, (_, index) =>
        index % 2
          ? ask(server, `/en/events?q=${index}`)
          : ask(server, '/en/wrong', { text: 'x', page: '/en/' }),
      )
      await wait(round * 10)
      await cable.cut()
      for (const { status } of await Promise.all(underWay))
        assert.ok([200, 201, 429, 503].includes(status), `${status}`)
      for (let time = 0; time < 3; time++) {
        for (const path of [...paths, '/en/events.rss', '/desk/sign-in', '/nowhere']) {
          const begun = performance.now()
          const answer = await ask(server, path)
          assert.equal(answer.status, 503, path)
          assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/)
          // Five seconds is what a connection to the database may take.
          assert.ok(performance.now() - begun < 4900, path)
        }
        const sent = await ask(server, '/en/wrong', { text: 'Lost?', page: '/en/' })
        assert.equal(sent.status, 503)
      }
      const name = `House ${round} of the outage`
      await changeSettings(inside.world, BY, { organisation: { en: name } })
      await cable.mend()
      const isBack = async () => (await ask(server, '/healthz')).status === 200
      await until(isBack, () => 'the database is not found again')
      for (let time = 0; time < 3; time++)
        for (const path of paths.filter(one => one !== '/healthz')) {
          const answer = await ask(server, path)
          assert.equal(answer.status, 200, path)
          assert.ok(answer.text.includes(name), `${path} in round ${round}`)
        }
    }
    assert.doesNotMatch(server.output(), /"error"/)
  })
})

type Two = { one: TestServer; two: TestServer; inside: Site['inside']; env: Record<string, string> }

async function startTwo(store: Store): Promise<Two> {
  const folder = makeFolder()
  const env = { ...store.env, VESTKA_DATA: folder, TRUST_PROXY: '1' }
  await prepareDay(env)
  const one = await startServer(env, folder)
  const two = await startServer(env, folder)
  return { one, two, inside: await openInside(env), env }
}

/** How old the page was that somebody still got, in ms, and how long the slowest answer took meanwhile. */
type Delay = { ms: number; slowest: number }

function assertSoon(delays: readonly Delay[]): void {
  const isLate = ({ ms, slowest }: Delay) => ms >= Math.max(SEEN_WITHIN_MS, SEEN_WITHIN_ANSWERS * slowest)
  const told = delays.map(({ ms, slowest }) => `${Math.round(ms)} (${Math.round(slowest)})`)
  assert.ok(!delays.some(isLate), `${told} ms`)
}

/**
 * Asks for some pages again and again, so that they are kept. `seen` tells, for each, how many ms after `since` the
 * last request was sent that was still answered with the old page; fails where the new one does not come.
 */
function watchFor(server: TestServer, paths: readonly string[], text: string | RegExp) {
  const isNew = (page: string) => (typeof text === 'string' ? page.includes(text) : text.test(page))
  const lastOld = new Map<string, number>()
  let stop = false
  let failure: unknown
  let slowest = 0
  const rounds = { count: 0 }
  const done = (async () => {
    const open = new Set(paths)
    while (open.size > 0 && !stop) {
      for (const path of open) {
        const sent = performance.now()
        const answer = await ask(server, path)
        slowest = Math.max(slowest, performance.now() - sent)
        if (isNew(answer.text)) open.delete(path)
        else lastOld.set(path, sent)
      }
      rounds.count += 1
      await wait(2)
    }
  })().catch(error => {
    failure = error
  })
  const isWarm = async () => {
    while (rounds.count < 4 && !failure) await wait(2)
    if (failure) throw failure
  }
  return {
    warm: isWarm(),
    seen: async (since: number): Promise<Delay[]> => {
      const timer = globalThis.setTimeout(() => (stop = true), PATIENCE_MS)
      await done
      clearTimeout(timer)
      if (failure) throw failure
      assert.ok(!stop, `${text} was not seen on ${server.port}`)
      return paths.map(path => ({ ms: Math.max(0, (lastOld.get(path) ?? since) - since), slowest }))
    },
  }
}

async function publishOver(server: TestServer, member: SignedIn, id: string): Promise<void> {
  const fields = { token: member.token(), version: '1', host_check: 'known' }
  const answer = await ask(server, `/desk/events/${id}/publish`, fields, { cookie: member.cookie })
  assert.equal(answer.status, 303, answer.text)
}

const agent = new Agent({ keepAlive: true })

async function ask(
  server: TestServer,
  path: string,
  fields?: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  const body = fields && new URLSearchParams(fields).toString()
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const sent = request({
    host: '127.0.0.1',
    port: server.port,
    path,
    agent,
    method: body ? 'POST' : 'GET',
    headers: { ...(body ? { ...form, 'content-length': Buffer.byteLength(body) } : {}), ...headers },
    timeout: PATIENCE_MS,
  })
  sent.on('timeout', () => sent.destroy(new Error(`no answer for ${path}`)))
  sent.end(body)
  const [response] = await once(sent, 'response').catch(error => {
    throw new Error(`${path}: ${error.code} ${server.output()}`)
  })
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += chunk
  return { status: response.statusCode, text, headers: response.headers }
}
