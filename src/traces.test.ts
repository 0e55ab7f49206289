import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { announcement } from './testing/event.ts'
import { onBothStores, runSql, type Store } from './testing/processes.ts'
import { makeFolder, startServer, type TestServer } from './testing/server.ts'
import { prepareDay } from './testing/site.ts'

const PEER = '127.0.77.99'
const SENDERS = ['203.0.113.77', '2001:db8:77:99::abcd', '198.51.100.201']
const AGENT = 'CanaryBrowser/77.99 (traces)'
const SECRETS = {
  passphrase: 'canary passphrase words',
  name: 'canarymember',
  cookie: 'canarycookie0123456789',
  totp: '907183',
}

onBothStores('what is left of a visit', makeStore => {
  test('no address, browser, code or passphrase: not in the data, not in the log', async () => {
    const store = await makeStore()
    const folder = makeFolder()
    await prepareDay({ ...store.env, VESTKA_DATA: folder })
    const server = await startServer({ ...store.env, TRUST_PROXY: '1' }, folder)
    while (!/welcome#\S+\n/.test(server.output())) await once(server.child.stdout!, 'data')
    const codes = [/welcome#(\S+)/.exec(server.output())![1]!]
    const visit = (path: string, fields?: Record<string, string>) => send(server, path, fields)

    for (const path of [
      '/en/',
      '/en/events',
      '/en/events.ics',
      '/nowhere',
      '/desk',
      '/en/events/london-rally',
      '/en/events?q=canaryword',
    ])
      await visit(path)
    for (const title of ['One', 'Two', 'Three']) {
      const page = await visit(
        '/en/events/new',
        announcement({ title: `Event ${title}`, about: `Canarytext${title}` }),
      )
      codes.push(/<output[^>]*>([^<]+)</.exec(page)?.[1] ?? assert.fail(page))
    }
    await visit('/en/events/mine', { code: codes[1]! })
    await visit('/en/events/mine', { code: codes[1]!, do: 'change', ...announcement({ title: 'One more' }) })
    await visit('/en/events/mine', { code: codes[2]!, do: 'leave' })
    await visit('/en/events/mine', { code: '0000-0000-0000-0000-0000-0000-0000' })
    await visit('/en/wrong', { text: 'The date is wrong.', page: '/en/events' })
    await visit('/desk/sign-in', SECRETS)
    await visit('/desk/welcome', { code: codes[0]!, ...SECRETS, 'passphrase-repeat': 'other' })
    await visit('/en/events/new', { title: 'x'.repeat(600_000) })

    const traces = [
      PEER,
      ...SENDERS,
      AGENT,
      'CanaryBrowser',
      'canaryword',
      SECRETS.passphrase,
      SECRETS.cookie,
      ...codes,
    ]
    assert.equal(codes.length, 4)
    assertNone(
      traces.filter(trace => trace !== codes[0]),
      server.output(),
      'the log',
    )
    assertClean(server.dataFolder, traces)
    server.child.kill('SIGTERM')
    assert.equal(await server.ended, 0)
    // What was taken back is overwritten, not only marked as free.
    if (store.kind === 'sqlite') traces.push('CanarytextTwo')
    assertClean(server.dataFolder, traces)
    // What has to be there is found, so this looks at the right places.
    if (store.kind === 'sqlite')
      assert.throws(() => assertClean(server.dataFolder, ['CanarytextThree']), /CanarytextThree/)
    if (store.kind === 'postgres') await assertCleanTables(store, traces)
    if (store.kind === 'postgres')
      await assert.rejects(assertCleanTables(store, ['CanarytextThree']), /CanarytextThree/)
  })
})

/** As a browser behind a proxy at an address of its own would send it. */
async function send(server: TestServer, path: string, fields?: Record<string, string>): Promise<string> {
  const body = fields && new URLSearchParams(fields).toString()
  const headers = {
    'user-agent': AGENT,
    'x-forwarded-for': SENDERS[path.length % SENDERS.length]!,
    'x-real-ip': SENDERS[0]!,
    forwarded: `for="${SENDERS[1]}"`,
    cookie: `vestka-desk=${SECRETS.cookie}`,
    'sec-fetch-site': 'same-origin',
    ...(body
      ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }
      : {}),
  }
  const sent = request({
    host: '127.0.0.1',
    port: server.port,
    localAddress: PEER,
    method: body ? 'POST' : 'GET',
    path,
    headers,
  })
  sent.end(body)
  const [response] = await once(sent, 'response')
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += chunk
  assert.notEqual(response.statusCode, 500, path)
  return text
}

/** The ways in which a text could be written down: as it is, in hex, in base64 at each of the three offsets. */
function formsOf(text: string): string[] {
  const plain = [text, text.replaceAll('-', ''), encodeURIComponent(text)]
  const bytes = [Buffer.from(text)]
  const octets = text.split('.').map(Number)
  const isAddress = octets.length === 4 && octets.every(octet => octet >= 0 && octet < 256)
  if (isAddress) plain.push(Buffer.from(octets).toString('hex'), octets.reverse().join('.'))
  const base64 = [0, 1, 2].map(offset => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes[0]!])
      .toString('base64')
      .replace(/=+$/, '')
    return shifted.slice(offset === 0 ? 0 : offset + 1, -1)
  })
  return [
    ...plain,
    bytes[0]!.toString('hex'),
    ...base64,
    ...base64.map(one => one.replaceAll('+', '-').replaceAll('/', '_')),
  ]
}

function assertNone(traces: readonly string[], text: string, where: string): void {
  const lower = text.toLowerCase()
  for (const trace of traces)
    for (const form of formsOf(trace))
      assert.ok(!lower.includes(form.toLowerCase()), `${trace} as ${form} in ${where}`)
}

function assertClean(folder: string, traces: readonly string[]): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name))
    assertNone(traces, bytes.toString('latin1'), file.name)
    assertNone(traces, bytes.toString('utf16le'), file.name)
  }
}

async function assertCleanTables(store: Store, traces: readonly string[]): Promise<void> {
  const url = store.env['DATABASE_URL']!
  const tables = await runSql(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
  assert.ok(tables.length > 10)
  for (const { tablename } of tables) {
    const rows = await runSql(url, `SELECT t::text AS line FROM "${tablename}" t`)
    assertNone(traces, rows.map(({ line }) => line).join('\n'), String(tablename))
  }
}
