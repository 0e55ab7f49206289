import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openEmptySqlite } from './testing/engines.ts'
import { ask, serveWorld, speak } from './testing/wire.ts'
import { makeWorld, type TestWorld } from './testing/world.ts'

const HOST = 'Host: localhost\r\n'
const BROKEN: [string, string, RegExp][] = [
  ['no HTTP', 'hello\r\n\r\n', /^HTTP\/1\.1 400 /],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', /^HTTP\/1\.1 400 /],
  ['no Host', 'GET /en/ HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400 /],
  ['a NUL in the path', `GET /en/\0 HTTP/1.1\r\n${HOST}\r\n`, /^HTTP\/1\.1 400 /],
  ['a space in the path', `GET /en/ x HTTP/1.1\r\n${HOST}\r\n`, /^HTTP\/1\.1 400 /],
  ['a backslash', `GET /en\\events HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`, /^HTTP\/1\.1 40[04] /],
  [
    'a broken percent',
    `GET /en/events/%E0%A4%A HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    /^HTTP\/1\.1 404 /,
  ],
  [
    'raw bytes',
    `GET /en/events/\xff\xfe HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    /^HTTP\/1\.1 40[04] /,
  ],
  [
    'a Host that is an address',
    'GET /en/ HTTP/1.1\r\nHost: a/b?c#d\r\nConnection: close\r\n\r\n',
    /^HTTP\/1\.1 400 /,
  ],
  ['a Host with a user', 'GET /en/ HTTP/1.1\r\nHost: a:b@c\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400 /],
  [
    'two lengths',
    `POST /en/wrong HTTP/1.1\r\n${HOST}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    /^HTTP\/1\.1 400 /,
  ],
  [
    'a length and chunks',
    `POST /en/wrong HTTP/1.1\r\n${HOST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    /^HTTP\/1\.1 400 /,
  ],
  ['headers of 100 KB', `GET /en/ HTTP/1.1\r\n${HOST}X: ${'a'.repeat(100_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
  ['a path of 100 KB', `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n${HOST}\r\n`, /^HTTP\/1\.1 431 /],
  [
    'an expectation',
    `POST /en/wrong HTTP/1.1\r\n${HOST}Expect: tea\r\nConnection: close\r\n\r\n`,
    /^HTTP\/1\.1 417 /,
  ],
  [
    'TRACE',
    `TRACE /en/ HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
    /^HTTP\/1\.1 405 [\s\S]*\r\nAllow: GET, HEAD, POST\r\n/,
  ],
  ['OPTIONS *', `OPTIONS * HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`, /^HTTP\/1\.1 405 /],
  ['PROPFIND', `PROPFIND /en/ HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`, /^HTTP\/1\.1 405 /],
  [
    'an upgrade',
    `GET /en/ HTTP/1.1\r\n${HOST}Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
    /^HTTP\/1\.1 200 /,
  ],
  ['HTTP/1.0', `GET /en/ HTTP/1.0\r\n${HOST}\r\n`, /^HTTP\/1\.1 200 /],
  ['HTTP/2 at once', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /^HTTP\/1\.1 400 /],
]

test('broken HTTP is answered, with the headers of every answer, and the server goes on', async () => {
  const { port, site } = await start()
  for (const [name, bytes, status] of BROKEN) {
    const answer = await speak(port, Buffer.from(bytes, 'latin1'))
    assert.match(answer, status, name)
    for (const header of [
      'Content-Security-Policy',
      'Referrer-Policy',
      'X-Content-Type-Options',
      'X-Frame-Options',
    ])
      assert.match(answer, new RegExp(`\r\n${header}: `, 'i'), `${header} for ${name}`)
    assert.doesNotMatch(answer, /\r\n(server|x-powered-by|set-cookie):/i, name)
  }
  assert.equal((await ask(port, { path: '/healthz' })).status, 200)
  assert.deepEqual(site.logged, [])
})

test('one broken answer ends a connection: nothing is answered twice', async () => {
  const { port } = await start()
  const answer = await speak(
    port,
    `DELETE /en/ HTTP/1.1\r\n${HOST}Content-Length: 3\r\n\r\nabcrubbish\r\n\r\n`,
  )
  assert.equal(answer.match(/HTTP\/1\.1 405 /g)?.length, 1)
  assert.ok((answer.match(/HTTP\/1\.1 400 /g)?.length ?? 0) <= 1)
})

test('a form that breaks off is not a mistake of ours', async () => {
  const { port, site } = await start()
  const head = `POST /en/events/new HTTP/1.1\r\n${HOST}Content-Type: application/x-www-form-urlencoded\r\n`
  for (const rest of [
    'Content-Length: 1000\r\n\r\ntitle=a',
    'Transfer-Encoding: chunked\r\n\r\n5\r\ntitle\r\nzz',
  ]) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    await new Promise<void>(resolve => socket.write(head + rest, () => resolve()))
    await wait(50)
    socket.destroy()
  }
  await wait(200)
  assert.deepEqual(site.logged, [])
  assert.equal((await ask(port, { path: '/healthz' })).status, 200)
})

async function start(): Promise<{ port: number; site: TestWorld }> {
  const site = await makeWorld(openEmptySqlite)
  return { port: await serveWorld(site), site }
}
