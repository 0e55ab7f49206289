import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { routesOf } from './testing/hostile.ts'
import { publicAddresses } from './testing/public-answers.ts'
import { startServer } from './testing/server.ts'
import { startSite } from './testing/site.ts'
import { ask, speak, type WireAnswer, type WireRequest } from './testing/wire.ts'

const CANARY = 'canary-host.example'
const FORGED = {
  host: CANARY,
  'x-forwarded-host': `x.${CANARY}`,
  'x-forwarded-proto': 'gopher',
  'x-forwarded-prefix': `/${CANARY}`,
  forwarded: `host=f.${CANARY};proto=gopher`,
  'x-original-url': `/${CANARY}`,
  'x-rewrite-url': `/${CANARY}`,
  origin: `https://${CANARY}`,
  referer: `https://${CANARY}/`,
}
const ALWAYS: Record<string, RegExp> = {
  'content-security-policy':
    /^default-src 'none'; (?!.*unsafe)(?!.*https?:).*base-uri 'none'.*frame-ancestors ('none'|\*)$/,
  'referrer-policy': /^no-referrer$/,
  'x-content-type-options': /^nosniff$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^(same|cross)-origin$/,
  'permissions-policy': /camera=\(\).*geolocation=\(\)/,
  'cache-control': /^(no-cache|no-store|public, max-age=31536000, immutable)$/,
}
const NEVER = ['server', 'x-powered-by', 'set-cookie', 'via', 'x-aspnet-version']
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

test('every public answer carries every header, sets no cookie, and believes no forged host', async () => {
  const { server, inside } = await startSite({ env: { PUBLIC_URL: 'https://day.example/prefix' } })
  const known = {
    langs: ['en', 'be', 'ru'],
    slugs: ['london-rally', 'no-such-event'],
    countries: ['pl', 'zz'],
    years: ['2024', '1999'],
    queries: ['?edition=2024', '?country=PL', '?q=canary', '?page=99', '?day=wrong', '?month=2024-13'],
  }
  const requests: WireRequest[] = [
    ...publicAddresses(inside, known).map(path => ({ path })),
    ...['/', '/no', '/xx/', '/en', '/en/2024', '/desk/sign-in', '/desk/welcome', '/desk', '/desk/x'].map(
      path => ({ path }),
    ),
    ...['/favicon.ico', '/robots.txt', '/vestka-events.js', '/assets/none.css'].map(path => ({ path })),
    ...['/en/events/new', '/en/events/mine', '/en/wrong', '/desk/sign-in'].flatMap((path): WireRequest[] => [
      { method: 'POST', path, headers: FORM, body: 'code=x&text=' },
      { method: 'POST', path, headers: FORM, body: `a=${'a'.repeat(600_000)}` },
      { method: 'POST', path, headers: { ...FORM, 'content-type': 'text/plain' }, body: 'x' },
      { method: 'POST', path, headers: { ...FORM, 'sec-fetch-site': 'cross-site' }, body: 'x=y' },
      { method: 'HEAD', path },
      { method: 'PUT', path },
    ]),
    { method: 'POST', path: '/en/events', headers: FORM, body: 'q=canary' },
  ]
  const home = await ask(server.port, { path: '/en/' })
  for (const [, path = ''] of home.text.matchAll(/(?:href|src)="\.\.(\/assets\/[^"]+)"/g))
    requests.push({ path })
  const seen = new Set<number>()
  for (const request of requests)
    for (let time = 0; time < (request.method ? 1 : 2); time++) {
      const answer = await ask(server.port, { ...request, headers: { ...FORGED, ...request.headers } })
      seen.add(answer.status)
      check(request, answer)
      const etag = answer.headers['etag']
      if (time === 0 || !etag) continue
      const again = await ask(server.port, { ...request, headers: { ...FORGED, 'if-none-match': etag } })
      assert.equal(again.status, 304, request.path)
      check(request, again)
      seen.add(304)
    }
  for (const status of [200, 302, 303, 304, 308, 400, 403, 404, 405, 413, 422])
    assert.ok(seen.has(status), String(status))
  assert.doesNotMatch(server.output(), /canary/)
})

test('absolute addresses come from the configuration, whatever the request line says', async () => {
  const { server } = await startSite({
    env: { PUBLIC_URL: 'https://day.example/prefix http://onion.example' },
  })
  const rss = await ask(server.port, { path: '/en/events.rss', headers: FORGED })
  assert.match(rss.text, /https:\/\/day\.example\/prefix\/en\/events\/london-rally/)
  for (const target of [`http://${CANARY}/en/events.rss`, `//${CANARY}/en/`, `http://${CANARY}/en/`]) {
    const bytes = `GET ${target} HTTP/1.1\r\nHost: ${CANARY}\r\nConnection: close\r\n\r\n`
    const answer = await speak(server.port, bytes)
    assert.match(answer, /^HTTP\/1\.1 (200|308|400|404) /)
    assert.doesNotMatch(answer.replaceAll(/page=[^"]*/g, ''), /canary/, target)
  }
  for (const path of [
    `//${CANARY}/`,
    `/en/%2f%2f${CANARY}/`,
    `/en/%5c${CANARY}/`,
    `/${CANARY}:80/`,
    '/javascript:1/',
  ]) {
    const { headers } = await ask(server.port, { path })
    const to = new URL(headers['location'] ?? '', `http://here.example${path}`)
    assert.equal(to.host, 'here.example', path)
  }
  // Nothing of a forged request is kept for the next reader.
  for (const path of ['/en/', '/en/events.rss', '/en/events', '/en/events/london-rally'])
    assert.doesNotMatch((await ask(server.port, { path })).text, /canary/, path)
})

test('only over https browsers are told to stay there', async () => {
  const server = await startServer({ PUBLIC_URL: 'http://localhost:3000' })
  for (const path of ['/en/', '/no', '/favicon.ico'])
    assert.equal((await ask(server.port, { path })).headers['strict-transport-security'], undefined, path)
})

test('a mistake of ours shows an id and nothing else, with every header', async () => {
  const { inside } = await startSite()
  const { world } = inside
  const failing = { ...world, database: { ...world.database, db: undefined as never } }
  const { createPublicApp } = await import('#app.ts')
  const logged: string[] = []
  const app = createPublicApp({ ...failing, log: (_level, message) => logged.push(message) })
  const answer = await app.request('/healthz')
  assert.equal(answer.status, 500)
  assert.doesNotMatch(await answer.text(), /TypeError|undefined|node_modules|\.ts/)
  for (const [name, value] of Object.entries(ALWAYS))
    assert.match(answer.headers.get(name) ?? '', value, name)
  assert.equal(logged.length, 1)
})

test('the desk stores nothing, and is in no frame', async () => {
  const { server, inside } = await startSite()
  for (const { method, path } of routesOf(inside.desk)) {
    const request = { method, path: path.replaceAll(/:\w+(\{[^}]*\}+)?/g, 'x'), headers: FORM }
    const answer = await ask(server.port, { ...request, ...(method === 'POST' ? { body: 'a=b' } : {}) })
    assert.equal(answer.headers['cache-control'], 'no-store', path)
    assert.match(answer.headers['content-security-policy'] ?? '', /frame-ancestors 'none'/, path)
    assert.equal(answer.headers['x-frame-options'], 'DENY', path)
    assert.equal(answer.headers['set-cookie'], undefined, path)
  }
})

function check(request: WireRequest, answer: WireAnswer): void {
  const what = `${answer.status} for ${request.method ?? 'GET'} ${request.path}`
  for (const [name, value] of Object.entries(ALWAYS))
    assert.match(answer.headers[name] ?? '', value, `${name} of ${what}`)
  assert.match(answer.headers['strict-transport-security'] ?? '', /^max-age=\d{8,}/, what)
  for (const name of NEVER) assert.equal(answer.headers[name], undefined, `${name} of ${what}`)
  const framed = /frame-ancestors \*$/.test(answer.headers['content-security-policy'] ?? '')
  assert.equal(answer.headers['x-frame-options'], framed ? undefined : 'DENY', what)
  if (framed) assert.match(request.path, /^\/\w+\/events\/embed/)
  assert.doesNotMatch(JSON.stringify(answer.headers), /canary/, what)
  // The words of a search stand in its own page; a host that was forged nowhere.
  assert.doesNotMatch(answer.text, /canary-host/, what)
  const isForm = /\/(new|mine|wrong)\b/.test(request.path) && answer.status !== 404
  if (isForm || request.method === 'POST') assert.equal(answer.headers['cache-control'], 'no-store', what)
}

test('only the workers that look for faces and read HEIC may run WebAssembly', async () => {
  const { server } = await startSite()
  const names = JSON.parse(readFileSync('build/assets.json', 'utf8')) as Record<string, string>
  const allowed: string[] = []
  for (const [name, file] of Object.entries(names)) {
    const { headers } = await ask(server.port, { path: `/assets/${file}` })
    if (/unsafe/.test(String(headers['content-security-policy']))) allowed.push(name)
  }
  assert.deepEqual(allowed, ['face-finder.js', 'heic-reader.js'])
})
