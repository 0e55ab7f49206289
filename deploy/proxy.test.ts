import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { atTheEnd, makeFolder, startServer } from '#testing/server.ts'
import { PATIENCE_MS, until } from '#testing/until.ts'

/** A sender that is told apart from the proxy's own address. */
const SENDER = '127.8.7.6'
const SECRET = 'this-was-said-in-confidence'
const BODY = `text=${SECRET.repeat(Math.ceil(200_000 / SECRET.length))}`
const FORGED = {
  'X-Forwarded-For': '203.0.113.9',
  Forwarded: 'for=203.0.113.9;host=evil.example',
  'X-Forwarded-Host': 'evil.example',
  'X-Forwarded-Proto': 'gopher',
  'X-Real-IP': '203.0.113.9',
}

type Proxy = { port: number; folder: string; output(): string }
type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }
type Sent = { headers?: Record<string, string>; body?: string; method?: string }

testProxy('nginx', startNginx)
testProxy('caddy', startCaddy)

function testProxy(name: string, start: (upstream: number) => Promise<Proxy>): void {
  const missing = [name, 'openssl'].find(program => spawnSync('which', [program]).status !== 0)
  describe(`behind ${name}`, { skip: missing ? `${missing} is not installed` : false }, () => {
    let proxy: Proxy
    let direct: number
    before(async () => {
      const vestka = await startServer({ TRUST_PROXY: '1', PUBLIC_URL: 'https://example.org' })
      direct = vestka.port
      proxy = await start(vestka.port)
    })

    test('a page comes through with all its headers, and nothing about the proxy', async () => {
      const answer = await send(proxy, '/en/nothing-here')
      const own = await fetch(`http://127.0.0.1:${direct}/en/nothing-here`)
      assert.equal(answer.status, own.status)
      assert.equal(answer.body.toString(), await own.text())
      for (const [header, value] of own.headers)
        if (!/^(date|connection|keep-alive|content-length|content-encoding|vary)$/.test(header))
          assert.equal(answer.headers[header], value, header)
      assert.match(String(answer.headers['strict-transport-security']), /max-age=\d{8}/)
      assert.doesNotMatch(String(answer.headers.server ?? ''), /\d|caddy/i)
      assert.equal(answer.headers.via, undefined)
    })

    test('encodings, ETag and 304 pass', async () => {
      const css = Object.values(
        JSON.parse(readFileSync('build/assets.json', 'utf8')) as Record<string, string>,
      )
      const path = `/assets/${css.find(file => file.endsWith('.css'))}`
      const br = await send(proxy, path, { headers: { 'Accept-Encoding': 'br' } })
      assert.equal(br.headers['content-encoding'], 'br')
      assert.equal(br.headers.vary, 'Accept-Encoding')
      const gzip = await send(proxy, path, { headers: { 'Accept-Encoding': 'gzip' } })
      assert.equal(gzip.headers['content-encoding'], 'gzip')
      const plain = await send(proxy, path)
      assert.equal(plain.headers['content-encoding'], undefined)
      assert.ok(plain.body.length > br.body.length)
      const etag = String(br.headers.etag)
      assert.equal(etag, gzip.headers.etag)
      const again = await send(proxy, path, { headers: { 'If-None-Match': etag } })
      assert.equal(again.status, 304)
      assert.equal(again.body.length, 0)
    })

    test('what is sent leaves no trace in logs and folders', async () => {
      const answer = await send(proxy, '/en/wrong', { method: 'POST', body: BODY })
      assert.ok(answer.status < 500)
      assertNoTrace(proxy)
    })

    test('when Vestka is away, that is not noted with an address either', async () => {
      const away = await start(await freePort())
      const answer = await send(away, '/en/', { method: 'POST', body: BODY })
      assert.ok(answer.status >= 500)
      assertNoTrace(away)
    })

    test('forged headers do not pass', async () => {
      let seen: IncomingHttpHeaders = {}
      const upstream = await listenAs((incoming, answer) => {
        seen = incoming.headers
        answer()
      })
      await send(await start(upstream), '/', { headers: FORGED })
      assert.equal(seen['x-forwarded-for'], SENDER)
      const rest = Object.entries(seen).filter(([header]) => header !== 'x-forwarded-for')
      assert.doesNotMatch(JSON.stringify(rest), /203\.0\.113\.9|evil|gopher/)
    })

    test('a body streams through, and stops when its sender stops', async () => {
      let first = () => {}
      const begun = new Promise<void>(resolve => (first = resolve))
      let stopped = () => {}
      const ended = new Promise<void>(resolve => (stopped = resolve))
      const upstream = await listenAs(incoming => {
        incoming
          .once('data', first)
          .on('error', () => {})
          .on('close', stopped)
      })
      const streaming = await start(upstream)
      const sent = request({
        ...addressOf(streaming),
        method: 'POST',
        path: '/',
        headers: { Host: 'example.org', 'Content-Length': 900_000 },
      })
      sent.on('error', () => {})
      sent.write(BODY)
      await inTime(begun, 'the body was held back')
      assertNoTrace(streaming)
      sent.destroy()
      await inTime(ended, 'the body did not stop')
      assertNoTrace(streaming)
    })
  })
}

async function inTime(come: Promise<void>, otherwise: string): Promise<void> {
  const late = wait(PATIENCE_MS, undefined, { ref: false }).then(() => assert.fail(otherwise))
  await Promise.race([come, late])
}

function addressOf({ port }: Proxy) {
  return {
    host: '127.0.0.1',
    port,
    localAddress: SENDER,
    servername: 'example.org',
    rejectUnauthorized: false,
  }
}

function send(proxy: Proxy, path: string, { headers, body, method = 'GET' }: Sent = {}): Promise<Answer> {
  const type = body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }
  return new Promise((resolve, reject) => {
    const options = {
      ...addressOf(proxy),
      path,
      method,
      headers: { Host: 'example.org', ...type, ...headers },
    }
    const sent = request(options, answer => {
      const chunks: Buffer[] = []
      answer.on('data', chunk => chunks.push(chunk))
      answer.on('end', () => {
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function assertNoTrace({ folder, output }: Proxy): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const texts = [output(), ...files.map(file => readFileSync(join(file.parentPath, file.name), 'latin1'))]
  for (const text of texts) {
    assert.ok(!text.includes(SECRET), 'a body was kept')
    assert.ok(!text.includes(SENDER), `an address was kept: ${text.slice(0, 300)}`)
  }
  assert.deepEqual(
    files.map(file => file.name).filter(name => /^\d{10}$/.test(name)),
    [],
  )
}

async function startNginx(upstream: number): Promise<Proxy> {
  const folder = makeFolder()
  const port = await freePort()
  const { certificate, key } = makeCertificate(folder)
  const site = readFileSync(new URL('nginx.conf', import.meta.url), 'utf8')
    .replace('server 127.0.0.1:3000;', `server 127.0.0.1:${upstream};`)
    .replace('listen 80;', `listen 127.0.0.1:${await freePort()};`)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port} ssl http2;`)
    .replace(/^.*listen \[::\].*$/gm, '')
    .replace(/ssl_certificate .*/, `ssl_certificate ${certificate};`)
    .replace(/ssl_certificate_key .*/, `ssl_certificate_key ${key};`)
  writeFileSync(join(folder, 'site.conf'), site)
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  // As Debian's nginx.conf does, this one keeps both logs: the site must end that for itself.
  const main = `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${join(folder, 'nginx.pid')};
error_log stderr;
events {}
http {
  access_log ${join(folder, 'access.log')};
  error_log ${join(folder, 'error.log')};
  ${temps.map(name => `${name}_temp_path ${join(folder, name)};`).join('\n  ')}
  include ${join(folder, 'site.conf')};
}
`
  writeFileSync(join(folder, 'nginx.conf'), main)
  return run('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], { folder, port })
}

async function startCaddy(upstream: number): Promise<Proxy> {
  const folder = makeFolder()
  const port = await freePort()
  const { certificate, key } = makeCertificate(folder)
  const file = readFileSync(new URL('Caddyfile', import.meta.url), 'utf8')
    .replace('admin off', `admin off\n\tauto_https off`)
    .replace('127.0.0.1:3000', `127.0.0.1:${upstream}`)
    .replace('example.org {', `https://example.org:${port} {\n\tbind 127.0.0.1\n\ttls ${certificate} ${key}`)
  writeFileSync(join(folder, 'Caddyfile'), file)
  return run('caddy', ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')], {
    folder,
    port,
  })
}

async function run(
  program: string,
  args: string[],
  { folder, port }: { folder: string; port: number },
): Promise<Proxy> {
  mkdirSync(join(folder, 'home'))
  const env = { PATH: process.env['PATH'], HOME: join(folder, 'home'), TMPDIR: folder }
  const child: ChildProcess = spawn(program, args, { env })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', chunk => (output += chunk))
  let ended = false
  child.on('exit', () => (ended = true))
  atTheEnd(() => child.kill('SIGTERM'))
  await until(
    () => {
      if (ended) throw new Error(`${program} ended: ${output}`)
      return isOpen(port)
    },
    () => `${program} does not listen: ${output}`,
  )
  return { port, folder, output: () => output }
}

function makeCertificate(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const subject = ['-subj', '/CN=example.org', '-addext', 'subjectAltName=DNS:example.org']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', '-x509', ...kind, ...subject, '-out', certificate, '-keyout', key], {
    stdio: 'ignore',
  })
  return { certificate, key }
}

/** A server that shows what reaches Vestka. */
function listenAs(handle: (incoming: IncomingMessage, answer: () => void) => void): Promise<number> {
  const server = createServer((incoming, response) => handle(incoming, () => response.end('seen')))
  atTheEnd(() => {
    server.close()
    server.closeAllConnections()
  })
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createTcpServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function isOpen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    const end = (open: boolean) => {
      socket.destroy()
      resolve(open)
    }
    socket.on('connect', () => end(true)).on('error', () => end(false))
  })
}
