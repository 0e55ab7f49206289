import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import { insertKey, markDue, saveCopy } from '#keys/store.ts'
import { updateSecrets } from '#members/store.ts'
import { readConfig } from '#platform/config/config.ts'
import { newIdentity } from '#platform/seal/pair.ts'
import { signIn } from '#testing/member.ts'
import { atTheEnd, makeFolder } from '#testing/server.ts'
import { onBothEngines } from '#testing/world.ts'
import type { Finding } from './finding.ts'
import { checkKeys } from './keys.ts'
import { checkOnline } from './online.ts'
import { checkProxyFiles } from './proxy.ts'
import { checkSecrets } from './secrets.ts'

const stateOf = (findings: Finding[], check: string) =>
  findings.find(finding => finding.check === check)?.state ?? 'absent'
const SHIPPED = new URL('../../../deploy/nginx.conf', import.meta.url)

test('secret keys, unsealed backups and core files on the disk', async () => {
  const { identity, recipient } = newIdentity()
  const [data, working] = [makeFolder(), makeFolder()]
  const look = () => checkSecrets(data, working)
  const states = async () => (await look()).map(({ state }) => state)
  mkdirSync(join(data, 'copies'))
  mkdirSync(join(working, 'node_modules'))
  // What may lie there: public halves, sealed backups, keys in tests of what we are built with.
  writeFileSync(join(data, 'vestka.sqlite'), `SQLite ${recipient} AGE-SECRET-KEY-1`)
  writeFileSync(join(data, 'copies/a.age'), 'age-encryption.org/v1\n-> X25519 aaaa\n')
  writeFileSync(join(working, 'node_modules/vector'), identity)
  writeFileSync(join(working, 'other.gz'), gzipSync('{"another":1}'))
  assert.deepEqual(await states(), ['ok', 'ok', 'ok'])

  writeFileSync(join(data, 'copies/b.jsonl.gz'), gzipSync('{"vestka":"backup","format":1}\n'))
  assert.deepEqual(await states(), ['ok', 'warn', 'ok'])
  const locked = new Encrypter()
  locked.setScryptWorkFactor(2)
  locked.setPassphrase('words')
  writeFileSync(join(working, 'me.txt'), await locked.encrypt(identity))
  assert.deepEqual(await states(), ['warn', 'warn', 'ok'])
  // Across the border of two pieces of the file.
  writeFileSync(
    join(data, 'long'),
    Buffer.concat([Buffer.alloc(1024 * 1024 - 20, 65), Buffer.from(identity)]),
  )
  const [secret] = await look()
  assert.equal(secret!.state, 'fail')
  assert.ok(secret!.cause.includes(join(data, 'long')))
  assert.ok(!secret!.cause.includes(identity))

  const core = Buffer.alloc(64)
  core.write('\x7fELF\x02\x01\x01', 'latin1')
  core.writeUInt16LE(4, 16)
  writeFileSync(join(working, 'core.1234'), core)
  assert.equal(stateOf(await look(), 'core-files'), 'fail')
})

test('a proxy that writes down who visits or what they send', () => {
  const root = makeFolder()
  const read = readConfig({ PUBLIC_URL: 'https://example.org', PORT: '3000' })
  assert.ok(read.ok)
  const set = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  const look = () => checkProxyFiles(read.value, root)
  assert.deepEqual(look(), [])
  // As Debian ships it: an access log for all that says nothing else.
  const debian = `error_log /var/log/nginx/error.log; # {
    events { worker_connections 768; } http { access_log /var/log/nginx/access.log; include /etc/nginx/sites-enabled/*; }`
  set('etc/nginx/nginx.conf', debian)
  assert.equal(stateOf(look(), 'proxy-files'), 'ok')
  const shipped = readFileSync(SHIPPED, 'utf8')
  set('etc/nginx/sites-enabled/other', 'server { location / { proxy_pass http://127.0.0.1:9999; } }')
  set('etc/nginx/sites-enabled/vestka', shipped)
  assert.deepEqual(
    look().map(({ state, cause }) => `${state} ${cause}`),
    ['ok nginx writes down neither visitors nor what they send.'],
  )
  for (const [line, named] of [
    ['access_log off;', /access log/],
    ['error_log /dev/null crit;', /error log/],
    ['proxy_request_buffering off;', /proxy_request_buffering/],
    ['proxy_max_temp_file_size 0;', /answers to files/],
  ] as const) {
    assert.ok(shipped.includes(line))
    set('etc/nginx/sites-enabled/vestka', shipped.replaceAll(line, ''))
    assert.match(look()[0]!.cause, named, line)
  }
  set('etc/nginx/sites-enabled/vestka', shipped.replace('location / {', 'location / { access_log /tmp/log;'))
  assert.match(look()[0]!.cause, /access log/)
  set('etc/nginx/sites-enabled/vestka', shipped.replace('file_only off', 'file_only clean'))
  assert.match(look()[0]!.cause, /client_body_in_file_only/)

  const caddy = readFileSync(new URL('Caddyfile', SHIPPED), 'utf8')
  set('etc/caddy/Caddyfile', caddy)
  assert.equal(look()[1]!.state, 'ok')
  set('etc/caddy/Caddyfile', caddy.replace('example.org {', 'example.org {\n\tlog'))
  assert.equal(look()[1]!.state, 'warn')
})

test('somebody who stands in front of the public address', async () => {
  let headers: Record<string, string> = {}
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url!)
    response.writeHead(200, headers).end('{"ok":true}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  atTheEnd(() => server.close())
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const look = async () => (await checkOnline([own, 'http://abcdef.onion'])).state
  assert.equal(await look(), 'ok')
  for (const [name, value] of Object.entries({
    'cf-ray': '8',
    'x-served-by': 'cache',
    server: 'cloudflare',
  })) {
    headers = { [name]: value }
    assert.equal(await look(), 'warn', name)
  }
  assert.deepEqual(new Set(asked), new Set(['/healthz']))
  assert.equal((await checkOnline(['http://127.0.0.1:1'])).state, 'warn')
})

onBothEngines('keys of an organisation', make => {
  test('not made, due, with one holder, and a holder without a second factor', async () => {
    const { world, ...apps } = await make()
    const { db } = world.database
    const states = async () =>
      (await checkKeys(db)).filter(({ state }) => state !== 'ok').map(({ check }) => check)
    assert.deepEqual(await states(), ['keys'])
    const members = [await signIn({ world, ...apps }), await signIn({ world, ...apps })]
    for (const { member } of members) await updateSecrets(db, member.id, { totp: 'sealed' })
    const key = (id: string, purpose: string) =>
      insertKey(
        db,
        { id, purpose, recipient: newIdentity().recipient, made: 'x', madeBy: 'a', ended: null, due: '' },
        Buffer.alloc(0),
      )
    await key('one', 'organisers')
    const copy = (index: number) =>
      saveCopy(db, { keyId: 'one', memberId: members[index]!.member.id, body: Buffer.alloc(1) })
    await copy(0)
    assert.deepEqual(await states(), ['keys', 'keys-holders'])
    await key('two', 'recovery')
    await copy(1)
    assert.deepEqual(await states(), [])
    await markDue(db, ['organisers'], 'left')
    assert.deepEqual(await states(), ['keys-due'])
    await updateSecrets(db, members[1]!.member.id, { totp: '' })
    assert.deepEqual(await states(), ['keys-due', 'keys-factors'])
  })
})
