import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { listEvents } from '#events/store.ts'
import { openIdentity, sealTo } from '#keys/pairs.ts'
import { findMemberKey } from '#keys/store.ts'
import { write } from '#platform/db/database.ts'
import { sealRecord } from '#platform/seal/sealed.ts'
import { insertSealed } from '#sealed/store.ts'
import { hiddenFields } from '#testing/browser.ts'
import { type Holder, setUpHolder } from '#testing/holder.ts'
import { findFaults } from '#testing/html.ts'
import { type OpenCommand, startOpen } from '#testing/local.ts'
import { signIn } from '#testing/member.ts'
import { makeKey } from '#testing/seal.ts'
import { atTheEnd, makeFolder } from '#testing/server.ts'
import { type Site, startSite } from '#testing/site.ts'

let site: Site
let anna: Holder
let title: string

before(async () => {
  site = await startSite()
  anna = await setUpHolder(site.inside)
  const { database } = site.inside.world
  const key = await anna.openKey('organisers')
  const [event] = await listEvents(database.db, ['published'])
  title = Object.values(event!.content.texts)[0]!.title
  const body = sealRecord(key.recipient, { text: 'Canary <b>+48</b> 600' }, 2048)
  const record = { kind: 'contact', subject: event!.id, keyId: key.id, body, now: Date.now() } as const
  await write(database, [], trx => insertSealed(trx, record))
})

type Local = OpenCommand & {
  get(path?: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
}
type Answer = { status: number; text: string; headers: Headers }

/** Starts the command as a member does, and is the browser that follows what it prints. */
async function open(args: string[], options: { home?: string; input?: string } = {}): Promise<Local> {
  const command = await startOpen(args, options)
  const { address } = command
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(new URL(path, address), { redirect: 'manual', ...init })
    const to = answer.headers.get('location')
    if (to) return send(to, {})
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  }
  return {
    ...command,
    get: (path = '', headers = {}) => send(path, { headers }),
    post: (path, fields = {}, headers = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
  }
}

async function signedIn(local: Local): Promise<Answer> {
  const { member, passphrase } = anna
  return local.post('sign-in', { name: member.name, passphrase, totp: await anna.totp() })
}

/** Says of the words that the page shows that they are the same, or goes on without. */
async function confirm(local: Local, how: 'remember' | 'once', shown?: string): Promise<Answer> {
  return local.post('seal', {
    how,
    shown: shown ?? Object.fromEntries(hiddenFields((await local.get()).text))['shown']!,
  })
}

function recordIn(page: string): string {
  return /name="record" value="([0-9a-f-]{36})"/.exec(page)![1]!
}

const openings = async () =>
  (await site.inside.world.database.db.selectFrom('openings').select('count').executeTakeFirst())?.count ?? 0

test('a contact is opened from end to end, and only then fetched', async () => {
  const local = await open(['--remote', site.origin])
  assert.match((await local.get()).text, /Sign in at localhost/)
  const compare = await signedIn(local)
  assert.match(compare.text, /Compare these words first/)
  assert.equal(compare.text.match(/>(?:[a-z]+ ){4}· [a-z]+ [a-z]+ [a-z]+ [a-z]+</g)?.length, 2)
  const list = await confirm(local, 'remember')
  assert.ok(list.text.includes(title), list.text)
  const record = recordIn(list.text)
  assert.match((await local.post('open', { record })).text, /Your seven words/)
  assert.equal(await openings(), 0, 'nothing was fetched before it is opened')

  const wrong = await local.post('words', { record, words: 'abandon ability able about above absent absorb' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /These are not your seven words/)
  const none = await local.post('words', { record, words: 'five horses' })
  assert.match(none.text, /Unknown: five, horses/)
  const opened = await local.post('words', { record, words: anna.words.toUpperCase() })
  assert.match(opened.text, /Canary &lt;b&gt;\+48&lt;\/b&gt; 600/)
  assert.equal(await openings(), 1)
  assert.match((await local.get()).text, /Your key is at hand/)
  for (const { text } of [compare, list, wrong, opened]) {
    assert.deepEqual(await findFaults(text), [])
    assert.doesNotMatch(text, /<script/)
  }

  await local.post('forget')
  assert.match((await local.post('open', { record })).text, /Your seven words/)
  assert.equal(await openings(), 1)

  const file = join(local.home, 'vestka', 'known-seals.json')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.doesNotMatch(readFileSync(file, 'utf8'), /AGE-SECRET|Anna/)
  assert.match((await local.post('end')).text, /Ended/)
  assert.equal(await local.ended, 0)
  const { db } = site.inside.world.database
  const sessions = await db.selectFrom('sessions').select('id').execute()
  // The one that remains is the browser's that set up the desk.
  assert.equal(sessions.length, 1, 'it signed out')
})

test('what was compared is remembered, and other keys stop everything until their words are typed', async () => {
  const first = await open(['--remote', `${site.origin}/desk/`])
  await signedIn(first)
  await confirm(first, 'remember')
  await first.post('end')

  const second = await open(['--remote', site.origin], { home: first.home })
  assert.match((await signedIn(second)).text, /What you may open/)

  const letters = await makeKey(site.inside.world, 'letters')
  const loud = await second.get()
  assert.match(loud.text, /The keys are no longer those that you compared/)
  assert.match(loud.text, /<li>Letters<\/li>/)
  const { fingerprint } = JSON.parse(
    await (await site.inside.desk.request('/desk/keys/ring.json', { headers: await cookieOf() })).text(),
  )
  assert.ok(!loud.text.includes(fingerprint), 'the new words have to come from somebody else')
  const blind = await second.post('seal', { how: 'remember', typed: '' })
  assert.equal(blind.status, 422)
  assert.match(blind.text, /These are not the words/)
  for (const path of ['open', 'words'])
    assert.match((await second.post(path, { record: 'x', words: anna.words })).text, /no longer those/)
  const short = fingerprint.replace(/([a-z]{4})[a-z]*/g, '$1')
  assert.match((await second.post('seal', { typed: short })).text, /What you may open/)
  const known = JSON.parse(readFileSync(join(first.home, 'vestka', 'known-seals.json'), 'utf8'))
  assert.equal(known[site.origin].keys.letters, letters.recipient)
  await second.post('end')
})

test('going on without comparing is for this time only', async () => {
  const local = await open(['--remote', site.origin])
  await signedIn(local)
  assert.match((await confirm(local, 'once')).text, /What you may open/)
  await local.post('end')
  const again = await open(['--remote', site.origin], { home: local.home })
  assert.match((await signedIn(again)).text, /Compare these words first/)
  await again.post('end')
})

test('what is confirmed is what was shown, whatever the server says meanwhile', async () => {
  const local = await open(['--remote', site.origin])
  await signedIn(local)
  const { shown } = Object.fromEntries(hiddenFields((await local.get()).text))
  const { db } = site.inside.world.database
  const row = db.selectFrom('keys').select(['id', 'recipient']).where('purpose', '=', 'register')
  const { id, recipient } = await row.executeTakeFirstOrThrow()
  const other = (await makeKey(site.inside.world, 'petition:00000000-0000-4000-8000-000000000000')).recipient
  const exchange = (to: string) =>
    db.updateTable('keys').set({ recipient: to }).where('id', '=', id).execute()
  await exchange(other.replace(/.$/, 'q'))
  assert.match((await confirm(local, 'remember', shown)).text, /Compare these words first/)
  await exchange(recipient)
  await local.post('end')
})

test('a certificate that nobody vouches for stops before anything is sent', {
  skip: spawnSync('openssl', ['version']).error ? 'there is no openssl to make a certificate with' : false,
}, async () => {
  const folder = makeFolder()
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const made = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    ...subject,
  ]
  assert.equal(spawnSync('openssl', [...made, '-keyout', key, '-out', cert]).status, 0)
  let seen = 0
  const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
    seen += 1
    response.end()
  })
  atTheEnd(() => server.close())
  const port = await new Promise<number>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  const local = await open(['--remote', `https://localhost:${port}`])
  const answer = await local.post('sign-in', { name: 'Anna', passphrase: 'x', totp: '1' })
  assert.match(answer.text, /The certificate of localhost:\d+ is not in order/)
  assert.equal(seen, 0)
  await local.post('end')
})

test('wrong words at the door, and a session that ended meanwhile', async () => {
  const local = await open(['--remote', site.origin])
  const fields = { name: 'Anna', passphrase: 'another one altogether', totp: '000000' }
  const wrong = await local.post('sign-in', fields)
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /The name, the passphrase or the code is not right/)
  assert.doesNotMatch(wrong.text, /another one altogether/)
  let answer = wrong
  for (let i = 0; i < 15 && answer.status === 422; i++)
    answer = await local.post('sign-in', { ...fields, name: 'Nobody' })
  assert.equal(answer.status, 429)
  assert.match(answer.text, /Wait \d+ seconds?/)

  await signedIn(local)
  await site.inside.world.database.db.updateTable('sessions').set({ locked: 1 }).execute()
  const locked = await local.get()
  assert.match(locked.text, /The session is over or locked/)
  assert.match(locked.text, /name="passphrase"/)
  await local.post('end')
})

test('it answers only who has the token, names this host and comes from these pages', async () => {
  const local = await open(['--remote', site.origin])
  const { origin, port, pathname } = new URL(local.address)
  assert.equal((await fetch(`${origin}/`)).status, 404)
  assert.equal((await fetch(`${origin}/${'A'.repeat(43)}/`)).status, 404)
  assert.equal((await fetch(`${origin}${pathname.slice(0, -2)}/`)).status, 404)
  const withHost = (host: string) =>
    new Promise<number>((resolve, reject) => {
      const sent = httpRequest({ port, path: pathname, headers: { Host: host }, setHost: false }, answer =>
        resolve(answer.statusCode!),
      )
      sent.on('error', reject)
      sent.end()
    })
  assert.equal(await withHost(`127.0.0.1:${port}`), 200)
  for (const host of [`evil.example:${port}`, `localhost:${port}`, '127.0.0.1', ''])
    assert.equal(await withHost(host), 421, host)
  assert.equal((await local.post('end', {}, { 'sec-fetch-site': 'cross-site' })).status, 403)
  assert.equal((await local.get('', { 'sec-fetch-site': 'same-site' })).status, 403)
  const { headers } = await local.get()
  assert.match(headers.get('content-security-policy')!, /^default-src 'none'; style-src 'self' 'sha256-/)
  assert.doesNotMatch(headers.get('content-security-policy')!, /script|connect/)
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.equal(headers.get('referrer-policy'), 'no-referrer')
  const style = /assets\/site-[\w]+\.css|url\(([^)]+woff2)\)/.exec((await local.get()).text)![1]!
  assert.equal((await local.get(style)).status, 200, 'fonts come from here, too')
  await local.post('end')
})

test('the pages speak the language of the browser', async () => {
  const local = await open(['--remote', site.origin])
  assert.match(
    (await local.get('', { 'accept-language': 'be-BY,en;q=0.5' })).text,
    /<html lang="be">[\s\S]*Уваход на/,
  )
  assert.match((await local.get('', { 'accept-language': 'ru' })).text, /<html lang="ru">[\s\S]*Вход на/)
  await local.post('end')
})

test('a server that sends on to another one, or is none of ours, gets nothing', async () => {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    if (request.url === '/moved/desk/sign-in')
      response.writeHead(302, { Location: 'http://evil.example/desk/sign-in' })
    response.end('<form></form>')
  })
  const port = await new Promise<number>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  atTheEnd(() => server.close())
  const fields = { name: 'Anna', passphrase: 'x', totp: '1' }
  const moved = await open(['--remote', `http://127.0.0.1:${port}/moved`])
  assert.match((await moved.post('sign-in', fields)).text, /sends us on to http:\/\/evil\.example/)
  const odd = await open(['--remote', `http://127.0.0.1:${port}`])
  assert.match((await odd.post('sign-in', fields)).text, /does not come from Vestka/)
  const away = await open(['--remote', 'http://127.0.0.1:1'])
  assert.match((await away.post('sign-in', fields)).text, /cannot be reached/)
  assert.deepEqual(seen, ['GET /moved/desk/sign-in', 'GET /desk/sign-in'])
  for (const url of ['http://example.org', 'ftp://example.org', 'example.org', 'https://a:b@example.org'])
    await assert.rejects(open(['--remote', url]), /ended \(1\).*(https|address)/s, url)
  for (const args of [[], ['x'], ['a', 'b', '--remote', 'http://localhost'], ['--nope']])
    await assert.rejects(open(args), /ended \(2\): Usage/, args.join(' '))
  for (const local of [moved, odd, away]) await local.post('end')
})

test('a downloaded file opens with the keys of the desk, or with the key file of its member alone', async () => {
  const folder = makeFolder()
  const { db } = site.inside.world.database
  const own = (await findMemberKey(db, anna.member.id))!
  const key = await anna.openKey('organisers')
  const exported = join(folder, 'export.age')
  const list = [
    { event: 'A', contact: { text: 'Canary one' } },
    { event: 'B', contact: { text: 'Canary two' } },
  ]
  writeFileSync(exported, await sealTo(key.recipient, Buffer.from(JSON.stringify(list))))
  const local = await open([exported, '--remote', site.origin])
  await signedIn(local)
  assert.match((await confirm(local, 'once')).text, /The file export\.age/)
  const opened = await local.post('words', { record: 'file', words: anna.words })
  assert.match(opened.text, /Canary one[\s\S]*Canary two/)
  assert.deepEqual(await findFaults(opened.text), [])
  await local.post('end')

  const mine = join(folder, 'mine.age')
  const keyFile = join(folder, 'key.age')
  writeFileSync(mine, await sealTo(own.recipient, Buffer.from('Canary three\n')))
  writeFileSync(keyFile, own.byWords)
  const alone = await open([mine, '--identity', keyFile], { input: `${anna.words}\n` })
  assert.match((await alone.get()).text, /Canary three/)
  await alone.post('end')
  assert.equal(await alone.ended, 0)
  await assert.rejects(open([exported, '--identity', keyFile], { input: `${anna.words}\n` }), /does not open/)
  assert.ok(await openIdentity(anna.words, own.byWords, own.recipient))
})

async function cookieOf(): Promise<Record<string, string>> {
  const { cookie } = await signIn(site.inside)
  return { cookie }
}
