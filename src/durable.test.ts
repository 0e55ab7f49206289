import assert from 'node:assert/strict'
import { request } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import Sqlite from 'better-sqlite3'
import { newCode } from '#platform/codes/codes.ts'
import { announcement } from './testing/event.ts'
import { onBothStores } from './testing/processes.ts'
import { makeFolder, startServer, type TestServer } from './testing/server.ts'
import { prepareDay } from './testing/site.ts'

const ROUNDS = { sqlite: 16, postgres: 8 }
/** More than one transaction takes, so that the end comes in the middle of a burst. */
const AT_ONCE = 100
const LOOKED_AT = 6
const HEADERS = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

onBothStores('what was answered with its code', makeStore => {
  test('is there after kill -9 in the next instant, every time', async () => {
    const store = await makeStore()
    const folder = makeFolder()
    // Each announcement from an address of its own, so that no limit is met.
    const env = { ...store.env, TRUST_PROXY: '1' }
    await prepareDay({ ...env, VESTKA_DATA: folder })
    const answered: string[] = []
    let cutOff = 0
    // Where the machine is busy a whole burst may be written before the end comes.
    for (let round = 0; round < ROUNDS[store.kind] || (cutOff === 0 && round < 60); round++) {
      const server = await startServer(env, folder)
      for (const code of answered.slice(-LOOKED_AT))
        assert.ok(await opens(server, code), `${code} in round ${round}`)
      // Some rounds one at a time, some with others on the way that the end cuts off.
      const codes = Array.from({ length: round % 2 === 0 ? 1 : AT_ONCE }, () => newCode())
      const statuses = await Promise.all(codes.map(code => announceAndKill(server, code)))
      await server.ended
      assert.ok(
        statuses.some(status => status === 201),
        String(statuses),
      )
      answered.push(...codes.filter((_, index) => statuses[index] === 201))
      cutOff += statuses.filter(status => status === null).length
      if (store.kind === 'sqlite') assertSound(join(folder, 'vestka.sqlite'))
    }
    const last = await startServer(env, folder)
    for (const code of answered) assert.ok(await opens(last, code), code)
    assert.ok(answered.length >= ROUNDS[store.kind])
    assert.ok(cutOff > 0, 'some were cut off while they were written')
    assert.equal(await opens(last, newCode()), false)
  })
})

/** Sends an announcement and kills the server at the first byte of any answer; null where none came. */
function announceAndKill(server: TestServer, code: string): Promise<number | null> {
  return new Promise(resolve => {
    const sent = post(server, '/en/events/new', { ...announcement({ title: `Event ${code}` }), code })
    sent.on('response', response => {
      server.child.kill('SIGKILL')
      response.on('error', () => {})
      resolve(response.statusCode ?? null)
    })
    sent.on('error', () => resolve(null))
  })
}

async function opens(server: TestServer, code: string): Promise<boolean> {
  const text = await new Promise<string>((resolve, reject) => {
    const sent = post(server, '/en/events/mine', { code })
    sent.on('error', reject)
    sent.on('response', response => {
      let got = ''
      response.setEncoding('utf8').on('data', chunk => (got += chunk))
      response.on('end', () => resolve(got))
    })
  })
  return text.includes(`<h1>Event ${code}</h1>`)
}

function post(server: TestServer, path: string, fields: Record<string, string>) {
  const body = new URLSearchParams(fields).toString()
  const from = `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`
  const headers = { ...HEADERS, 'x-forwarded-for': from, 'content-length': Buffer.byteLength(body) }
  return request({ host: '127.0.0.1', port: server.port, method: 'POST', path, headers, agent: false }).end(
    body,
  )
}

function assertSound(file: string): void {
  const sqlite = new Sqlite(file)
  assert.deepEqual(sqlite.pragma('integrity_check'), [{ integrity_check: 'ok' }])
  assert.deepEqual(sqlite.pragma('foreign_key_check'), [])
  sqlite.close()
}
