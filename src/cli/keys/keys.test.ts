import assert from 'node:assert/strict'
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { listEvents } from '#events/store.ts'
import { listKeys } from '#keys/store.ts'
import { newPicture } from '#pictures/actions.ts'
import { findBody, insertPicture, saveBody } from '#pictures/store.ts'
import { write } from '#platform/db/database.ts'
import { unpadPicture } from '#platform/pictures/pad.ts'
import { sealPicture } from '#platform/pictures/sealed.ts'
import { openAge } from '#platform/seal/open.ts'
import { readRecord } from '#platform/seal/record.ts'
import { bytesOf, sealRecord } from '#platform/seal/sealed.ts'
import { findSealed, insertSealed, listSealed } from '#sealed/store.ts'
import { childEnv } from '#testing/child-env.ts'
import { type Holder, setUpHolder } from '#testing/holder.ts'
import { atTheEnd, makeFolder } from '#testing/server.ts'
import { type Site, startSite } from '#testing/site.ts'
import { until } from '#testing/until.ts'

const VESTKA = fileURLToPath(new URL('../../../vestka', import.meta.url))
const RECORDS = 30

let site: Site
let anna: Holder
let desk: Proxy
let before30: Awaited<ReturnType<Holder['openKey']>>
const home = makeFolder()

before(async () => {
  site = await startSite()
  anna = await setUpHolder(site.inside)
  desk = await startProxy(site.server.port)
  const { database } = site.inside.world
  before30 = await anna.openKey('organisers')
  const [event] = await listEvents(database.db, ['published'])
  await write(database, [], async trx => {
    for (let number = 0; number < RECORDS; number++) {
      const body = sealRecord(before30.recipient, { text: `Canary ${number}` }, 2048)
      const record = {
        kind: 'contact',
        subject: event!.id,
        keyId: before30.id,
        body,
        now: Date.now(),
      } as const
      await insertSealed(trx, record)
    }
  })
})

/** What stands between the command and the site: it can cut or hold up whatever is sent after some posts. */
type Proxy = { origin: string; onPosts(what: 'pass' | 'cut' | 'hold', afterPosts?: number): void }

async function startProxy(port: number): Promise<Proxy> {
  let left = Number.POSITIVE_INFINITY
  let what = 'pass'
  const server = createServer((request, response) => {
    if (request.method === 'POST' && request.url?.includes('/records/')) left -= 1
    if (left < 0 && what === 'hold') return
    if (left < 0 && what === 'cut') return request.socket.destroy()
    const { method, url, headers } = request
    const onward = httpRequest({ port, host: '127.0.0.1', method, path: url, headers }, answer => {
      response.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(response)
    })
    request.pipe(onward)
  })
  atTheEnd(() => {
    server.closeAllConnections()
    server.close()
  })
  const own = await new Promise<number>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  return {
    origin: `http://127.0.0.1:${own}`,
    onPosts: (next, afterPosts = Number.POSITIVE_INFINITY) => {
      what = next
      left = afterPosts
    },
  }
}

const env = () => childEnv({ XDG_CONFIG_HOME: home, VESTKA_ENV: '/nonexistent' })

function start(args: string[], input: string[]): ChildProcessWithoutNullStreams {
  const child = spawn(VESTKA, ['keys', ...args, '--remote', desk.origin], { env: env() })
  atTheEnd(() => child.kill('SIGKILL'))
  child.stdin.end(input.map(line => `${line}\n`).join(''))
  return child
}

/** Runs it as a member does, with what they type as lines of a pipe. */
async function remotely(args: string[], input: string[]) {
  const child = start(args, input)
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (err += chunk))
  const status = await new Promise<number | null>(resolve => child.on('close', resolve))
  return { status, out, err }
}

function onServer(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(VESTKA, ['keys', ...args], {
    encoding: 'utf8',
    env: { ...env(), VESTKA_DATA: site.server.dataFolder, VESTKA_DEMO: '0' },
  })
  return { status, out: stdout, err: stderr }
}

/** Pictures that wait under a key; two are larger than a form without files may be. */
function addPictures({
  id: keyId,
  recipient,
}: {
  id: string
  recipient: string
}): Promise<Map<string, Buffer>> {
  const { world } = site.inside
  return write(world.database, [], async trx => {
    const [event] = await listEvents(trx, ['published'])
    const told = { credit: '', licence: 'press', alts: {}, captions: {} } as const
    const about = { subject: `event:${event!.id}`, told, width: 8, height: 6, covered: 0, consent: null }
    const pictures = new Map<string, Buffer>()
    for (const jpeg of [90_000, 900_000, 3_000_000].map(size => randomBytes(size))) {
      const picture = newPicture(world, about)
      await insertPicture(trx, picture, randomUUID())
      await saveBody(trx, picture.id, { keyId, body: sealPicture([recipient], jpeg)! })
      pictures.set(picture.id, jpeg)
    }
    return pictures
  })
}

const signIn = async () => ['Anna', anna.passphrase, await anna.totp()]
const idsUnder = async (keyId: string) =>
  (await listSealed(site.inside.world.database.db, { keyId })).map(({ id }) => id)
const logged = async (action: string) =>
  (await site.inside.world.database.db.selectFrom('log').selectAll().where('action', '=', action).execute())
    .length

test('what is not understood ends with 2', () => {
  for (const args of [[], ['rotate'], ['rotate', 'nothing'], ['reseal', 'organisers'], ['status', 'x']]) {
    const { status, err } = onServer(...args)
    assert.equal(status, 2, args.join(' '))
    assert.match(err, /^Usage: \.\/vestka keys/)
  }
})

test('the server shows its keys and asks for a new one, and makes none itself', async () => {
  const { db } = site.inside.world.database
  const count = (await listKeys(db)).length
  const status = onServer('status')
  assert.match(status.out, /organisers +age1\w{6}…\w{4} +\d{4}-\d\d-\d\d +1 +30\n/)
  assert.match(status.out, /recovery .* on paper +0\n/)
  assert.match(status.out, /The words of the current keys: (\w+ ){4}· \w+ \w+ \w+ \w+\n$/)
  assert.doesNotMatch(status.out, /AGE-SECRET/)
  const asked = onServer('rotate', 'organisers')
  assert.equal(asked.status, 0, asked.err)
  assert.match(asked.out, /No key is made on the server/)
  assert.equal((await listKeys(db)).length, count)
  assert.match(onServer('status').out, /organisers .*asked for/)
  assert.equal(await logged('key-asked'), 1)
})

test('a new key is made on the own machine, after who gets it was compared', async () => {
  const wrong = await remotely(['rotate', 'organisers'], ['Anna', 'another one altogether', '000000'])
  assert.equal(wrong.status, 1)
  assert.match(wrong.err, /The name, the passphrase or the code is not right/)
  const unsure = await remotely(['rotate', 'organisers'], [...(await signIn()), 'no'])
  assert.equal(unsure.status, 1)
  assert.match(unsure.err, /The keys were not compared/)
  assert.equal((await anna.openKey('organisers')).id, before30.id)

  const done = await remotely(['rotate', 'organisers'], [...(await signIn()), 'same'])
  assert.equal(done.status, 0, done.err)
  assert.match(done.out, /There is a new key for organisers, held by Anna/)
  assert.doesNotMatch(done.out + done.err, /AGE-SECRET|five horses/)
  const now = await anna.openKey('organisers')
  assert.notEqual(now.id, before30.id)
  assert.match(onServer('status').out, /under older keys: a member seals them again/)
  // This machine made the key, so it knows it.
  const next = await remotely(['rotate', 'letters'], await signIn())
  assert.equal(next.status, 0, next.err)
})

test('thirty records and three pictures are sealed again, though the line breaks and the machine dies in the middle', async () => {
  const run = async () => remotely(['reseal', 'organisers'], [...(await signIn()), anna.words])
  const now = await anna.openKey('organisers')
  const wrong = await remotely(['reseal', 'organisers'], [...(await signIn()), 'abandon '.repeat(7)])
  assert.equal(wrong.status, 1)
  assert.match(wrong.err, /These are not your seven words/)
  assert.equal((await idsUnder(before30.id)).length, RECORDS)

  desk.onPosts('cut', 10)
  const broken = await run()
  assert.equal(broken.status, 1)
  assert.match(broken.err, /Stopped after \d+ of 30\. Run it again/)
  assert.match(broken.err, /cannot be reached/)
  assert.equal((await idsUnder(now.id)).length, 10)

  desk.onPosts('hold', 8)
  const dying = start(['reseal', 'organisers'], [...(await signIn()), anna.words])
  const areMost = async () => (await idsUnder(now.id)).length >= 18
  await until(areMost, () => 'fewer than 18 were sealed again')
  dying.kill('SIGKILL')
  assert.equal((await idsUnder(now.id)).length, 18)

  const pictures = await addPictures(before30)
  assert.match(onServer('status').out, /Records of organisers under older keys/)
  desk.onPosts('pass')
  const rest = await run()
  assert.equal(rest.status, 0, rest.err)
  // What was on its way when the machine died may have come through.
  assert.match(rest.out, /Sealed to the current key: (?:15 of 15|14 of 14)\./)
  assert.doesNotMatch(onServer('status').out, /under older keys/)
  assert.deepEqual(await idsUnder(before30.id), [])
  const again = await run()
  assert.match(again.out, /Nothing that you can open is sealed to an older key/)

  const { db } = site.inside.world.database
  const texts = new Set<string>()
  for (const id of await idsUnder(now.id)) {
    const body = bytesOf((await findSealed(db, id))!.body)
    await assert.rejects(openAge([before30.identity], body), 'the old key opens what is new')
    texts.add((readRecord(await openAge([now.identity], body)) as { text: string }).text)
  }
  assert.equal(texts.size, RECORDS)
  for (const [id, jpeg] of pictures) {
    const { keyId, body } = (await findBody(db, id))!
    assert.equal(keyId, now.id)
    await assert.rejects(openAge([before30.identity], bytesOf(body)), 'the old key opens what is new')
    assert.ok(jpeg.equals(unpadPicture(await openAge([now.identity], bytesOf(body)))), `${jpeg.length} bytes`)
  }
  assert.equal(await logged('resealed'), 1)
  assert.equal(await logged('opened-many'), 1)
})

test('what is secret does not show on a terminal', {
  skip: existsSync('/usr/bin/script') ? false : 'there is no script(1) to make a terminal with',
}, async () => {
  const command = `${VESTKA} keys reseal organisers --remote ${desk.origin}`
  const child = spawn('/usr/bin/script', ['-qec', command, '/dev/null'], {
    env: { ...env(), SHELL: '/bin/sh' },
  })
  atTheEnd(() => child.kill('SIGKILL'))
  let seen = ''
  const shows = (text: RegExp) =>
    until(
      () => text.test(seen),
      () => `${text} is not in ${seen}`,
    )
  child.stdout.on('data', chunk => (seen += chunk))
  const ended = new Promise(resolve => child.on('close', resolve))
  await shows(/Name at the desk: $/)
  child.stdin.write('Anna\r')
  await shows(/Anna[\s\S]*Passphrase: $/)
  child.stdin.write('swordx\u007ffish\r')
  await shows(/Code from your authenticator app: $/)
  assert.doesNotMatch(seen, /sword|fish/)
  child.stdin.write('000000\r')
  await shows(/not right/)
  await ended
})
