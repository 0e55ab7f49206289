import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sealAge } from '#platform/seal/age.ts'
import { newIdentity } from '#platform/seal/pair.ts'
import { type SignedIn, signIn } from '#testing/member.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'
import { makeKey } from './making.ts'
import { openIdentity, pairOfOutput, sealIdentity, sealWithWords } from './pairs.ts'
import { PURPOSES } from './purpose.ts'
import type { RecoveryRing, Ring } from './ring.ts'

const WORDS = 'one two three four five six seven'
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** What a browser sends at set-up, with the secret halves that the test needs. */
async function newSetUp() {
  const own = newIdentity()
  const recovery = newIdentity()
  const keys = await Promise.all(
    PURPOSES.map(async purpose => {
      const { identity, recipient } = newIdentity()
      const copy = base64(await sealIdentity(own.recipient, identity))
      return {
        purpose,
        recipient,
        recovery: base64(await sealIdentity(recovery.recipient, identity)),
        copy,
      }
    }),
  )
  const member = {
    recipient: own.recipient,
    byWords: base64(await sealWithWords(WORDS, own.identity)),
  }
  return { own, recovery, payload: { member, recovery: { recipient: recovery.recipient }, keys } }
}

async function start(made: TestWorld) {
  const anna = await signIn(made, { name: 'Anna' })
  const first = await newSetUp()
  const answer = await anna.post('/desk/keys/set-up', { payload: JSON.stringify(first.payload) })
  assert.equal(answer.status, 303)
  return { site: made, anna, ...first }
}

async function ringOf(member: SignedIn): Promise<Ring> {
  const answer = await member.get('/desk/keys/ring.json')
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  return (await answer.json()) as Ring
}

async function makeOwn(member: SignedIn) {
  const own = newIdentity()
  const byWords = base64(await sealWithWords(WORDS, own.identity))
  const payload = JSON.stringify({ recipient: own.recipient, byWords })
  assert.equal((await member.post('/desk/keys/mine', { payload })).status, 303)
  return own
}

onBothEngines('keys', make => {
  test('are made together or not at all, and once', async () => {
    const site = await make()
    const anna = await signIn(site)
    const ben = await signIn(site, { role: 'moderator' })
    const { payload } = await newSetUp()
    const send = (member: SignedIn, made: unknown) =>
      member.post('/desk/keys/set-up', { payload: JSON.stringify(made) })
    const count = async () => (await ringOf(anna)).keys.length
    assert.equal((await send(ben, payload)).status, 404)
    const sealedOpen = base64(sealAge([payload.member.recipient], Buffer.from('short')))
    const wrong = [
      { ...payload, keys: payload.keys.slice(1) },
      { ...payload, keys: [...payload.keys.slice(1), payload.keys[1]] },
      { ...payload, keys: payload.keys.map(key => ({ ...key, recipient: payload.keys[0]!.recipient })) },
      { ...payload, keys: payload.keys.map(key => ({ ...key, copy: sealedOpen })) },
      { ...payload, member: { ...payload.member, byWords: payload.keys[0]!.copy } },
      { ...payload, recovery: { recipient: 'age1' } },
      null,
    ]
    for (const made of wrong) assert.ok((await send(anna, made)).status >= 400)
    assert.equal(await count(), 0)
    assert.match(await (await anna.get('/desk')).text(), /This desk has no keys yet/)
    assert.equal((await send(anna, payload)).status, 303)
    assert.equal(await count(), 5)
    assert.equal((await send(anna, payload)).status, 409)
    assert.equal(await count(), 5)
    assert.doesNotMatch(await (await anna.get('/desk')).text(), /This desk has no keys yet/)
  })

  test('are given by two coordinators, and the copy opens with the own key only', async () => {
    const { site, anna, own } = await start(await make())
    const dora = await signIn(site, { name: 'Dora' })
    const ben = await signIn(site, { name: 'Ben', role: 'moderator' })
    const bens = await makeOwn(ben)
    const key = (await ringOf(anna)).keys.find(({ purpose }) => purpose === 'organisers')!
    const secret = await openIdentity(own.identity, Buffer.from(key.copy!, 'base64'), key.recipient)
    const body = base64(await sealIdentity(bens.recipient, secret))
    const gift = { memberId: ben.member.id, recipient: bens.recipient, copies: [{ keyId: key.id, body }] }
    const give = (given: unknown) => anna.post('/desk/keys/give', { payload: JSON.stringify(given) })
    const register = (await ringOf(anna)).keys.find(({ purpose }) => purpose === 'register')!
    assert.equal((await give({ ...gift, copies: [{ keyId: register.id, body }] })).status, 409)
    assert.equal((await give({ ...gift, recipient: own.recipient })).status, 409)
    assert.equal((await give({ ...gift, copies: [{ keyId: randomUUID(), body }] })).status, 409)
    const asked = await give(gift)
    assert.match(asked.headers.get('location') ?? '', /done=asked/)
    const copyOf = async () => (await ringOf(ben)).keys.find(({ id }) => id === key.id)!.copy
    assert.equal(await copyOf(), null)
    const list = await (await dora.get('/desk/approvals')).text()
    const [, id] = /approvals\/([0-9a-f-]{36})\/approve/.exec(list)!
    assert.equal((await anna.post(`/desk/approvals/${id}/approve`)).status, 404)
    assert.equal((await dora.post(`/desk/approvals/${id}/approve`)).status, 303)
    const copy = Buffer.from((await copyOf())!, 'base64')
    assert.equal(await openIdentity(bens.identity, copy, key.recipient), secret)
    await assert.rejects(openIdentity(own.identity, copy, key.recipient))

    // Lost words: the copies go, and the key is due.
    await makeOwn(ben)
    assert.equal(await copyOf(), null)
    assert.equal((await ringOf(anna)).keys.find(({ id }) => id === key.id)!.due, 'left')
    assert.match(await (await anna.get('/desk')).text(), /New keys have to be made/)
  })

  test('a passkey opens one’s own key too, and the words stay', async () => {
    const site = await make()
    const ben = await signIn(site, { name: 'Ben', role: 'moderator' })
    const send = (payload: unknown) =>
      ben.post('/desk/keys/mine/passkey', { payload: JSON.stringify(payload) })
    const mine = async () => (await ringOf(ben)).member!
    const output = crypto.getRandomValues(new Uint8Array(32))
    const passkeyId = 'a-credential_of-22_le'
    assert.equal((await send({ recipient: newIdentity().recipient })).status, 400)
    const own = await makeOwn(ben)
    const { byWords } = await mine()
    const byPasskey = base64(await sealIdentity(pairOfOutput(output).recipient, own.identity))
    const half = { recipient: own.recipient, byPasskey, passkeyId }
    assert.equal((await send({ ...half, recipient: newIdentity().recipient })).status, 409)
    assert.equal((await send({ ...half, byPasskey: byWords })).status, 400)
    assert.equal((await send({ ...half, passkeyId: '"><b>' })).status, 400)
    assert.equal((await ben.post('/desk/keys/mine/passkey/remove')).status, 409)
    assert.equal((await send(half)).status, 303)
    const found = await mine()
    assert.equal(found.byWords, byWords)
    assert.equal(found.passkeyId, passkeyId)
    const file = Buffer.from(found.byPasskey!, 'base64')
    assert.equal(await openIdentity(pairOfOutput(output).identity, file, own.recipient), own.identity)
    assert.match(await (await ben.get('/desk/keys/mine')).text(), /Remove the passkey/)
    assert.equal((await ben.post('/desk/keys/mine/passkey/remove')).status, 303)
    assert.deepEqual(await mine(), { ...found, byPasskey: null, passkeyId: null })
    await send(half)
    await makeOwn(ben)
    assert.equal((await mine()).byPasskey, null, 'another key, another passkey')
  })

  test('each holder is led to their page and told what they hold', async () => {
    const { site, anna } = await start(await make())
    const ben = await signIn(site, { name: 'Ben', role: 'moderator' })
    const ed = await signIn(site, { name: 'Ed', role: 'editor' })
    const menuOf = async (who: SignedIn) => {
      const text = await (await who.get('/desk')).text()
      return [...text.matchAll(/href="\.\/(desk\/keys[^"]*)"[^>]*>([^<]*)/g)].map(found => found.slice(1))
    }
    const mine = async (who: SignedIn) => (await who.get('/desk/keys/mine')).text()
    assert.deepEqual(await menuOf(anna), [['desk/keys', 'Keys']])
    const [first] = await menuOf(ben)
    assert.deepEqual(first, ['desk/keys/mine', 'Your key'])
    assert.deepEqual(await menuOf(ed), [])
    assert.equal((await ed.get('/desk/keys/mine')).status, 404)
    assert.match(await mine(anna), /You hold the keys for: [^<]*Letters/)
    assert.doesNotMatch(await mine(ben), /What you can open/)
    await makeOwn(ben)
    const page = await mine(ben)
    assert.match(page, /You hold none of the desk’s keys yet/)
    assert.match(page, /needs these keys too[^<]*: Contacts of organisers[^<,]*\./)
    assert.doesNotMatch(page, /Letters/)
    const file = await ben.get('/desk/keys/mine/file')
    // What it is, and not whose: the file may be found.
    assert.equal(file.headers.get('content-disposition'), 'attachment; filename="vestka-key.age"')
  })

  test('several are one wish, and nobody asks twice for the same', async () => {
    const { site, anna, own } = await start(await make())
    const dora = await signIn(site, { name: 'Dora' })
    const doras = await makeOwn(dora)
    const { keys } = await ringOf(anna)
    const held = keys.filter(({ copy }) => copy)
    const copies = await Promise.all(
      held.map(async ({ id, copy, recipient }) => {
        const secret = await openIdentity(own.identity, Buffer.from(copy!, 'base64'), recipient)
        return { keyId: id, body: base64(await sealIdentity(doras.recipient, secret)) }
      }),
    )
    assert.equal(copies.length, PURPOSES.length)
    const give = (some: unknown) => {
      const gift = { memberId: dora.member.id, recipient: doras.recipient, copies: some }
      return anna.post('/desk/keys/give', { payload: JSON.stringify(gift) })
    }
    const pageOf = async (member: SignedIn) => (await member.get('/desk/keys')).text()
    const countWishes = async () => {
      const list = await (await dora.get('/desk/approvals')).text()
      return list.match(/\/approve"/g)?.length ?? 0
    }
    assert.match(await pageOf(anna), /Give Dora the keys/)
    assert.equal((await give(copies.slice(0, 1))).status, 303)
    assert.equal((await give(copies.slice(0, 1))).status, 409, 'that waits already')
    assert.equal((await give(copies)).status, 303, 'the others do not')
    assert.equal((await give(copies)).status, 409)
    assert.equal(await countWishes(), 2)
    const page = await pageOf(anna)
    assert.doesNotMatch(page, /Give Dora the keys/)
    const waits = /Waits for the consent of a second coordinator: ([^<]*)\./.exec(page)![1]!
    for (const said of ['Contacts of organisers', 'Register', 'Letters', 'Backups'])
      assert.ok(waits.includes(said), said)
    const said = await (await dora.get('/desk/keys/mine')).text()
    assert.match(said, /a second coordinator has to agree: [^<]*Letters/)
    for (let wish = 0; wish < 2; wish++) {
      const list = await (await dora.get('/desk/approvals')).text()
      const [, id] = /approvals\/([0-9a-f-]{36})\/approve/.exec(list)!
      assert.equal((await dora.post(`/desk/approvals/${id}/approve`)).status, 303)
    }
    const got = (await ringOf(dora)).keys.filter(({ copy }) => copy).map(({ id }) => id)
    assert.deepEqual(got.sort(), held.map(({ id }) => id).sort())
    assert.doesNotMatch(await pageOf(anna), /Waits for the consent|Give Dora the keys/)
  })

  test('are renewed for those who hold them, and recovered with the sheets', async () => {
    const { anna, own, recovery } = await start(await make())
    const before = (await ringOf(anna)).keys.find(({ purpose }) => purpose === 'organisers')!
    const holders = [{ memberId: anna.member.id, recipient: own.recipient }]
    const ask = { purpose: 'organisers', was: before.id, recovery: recovery.recipient, holders }
    const renew = (payload: string) => anna.post('/desk/keys/renew', { payload })
    const stranger = { memberId: randomUUID(), recipient: newIdentity().recipient }
    assert.equal((await renew(await makeKey({ ...ask, holders: [...holders, stranger] }))).status, 409)
    assert.equal((await renew(await makeKey(ask))).status, 303)
    assert.equal((await renew(await makeKey(ask))).status, 409, 'somebody was faster')
    const keys = (await ringOf(anna)).keys.filter(({ purpose }) => purpose === 'organisers')
    assert.deepEqual(
      keys.map(({ ended }) => ended === null),
      [true, false],
    )
    const found = (await (await anna.get('/desk/keys/recovery.json')).json()) as RecoveryRing
    assert.equal(found.recipient, recovery.recipient)
    assert.equal(found.keys.length, 5)
    for (const key of found.keys)
      assert.match(
        await openIdentity(recovery.identity, Buffer.from(key.recovery, 'base64'), key.recipient),
        /^AGE-SECRET-KEY-1/,
      )
  })
})
