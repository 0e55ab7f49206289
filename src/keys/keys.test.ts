import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listLog } from '#desk/store.ts'
import { removeMember } from '#members/actions.ts'
import { newIdentity, type Pair, secretOf } from '#platform/seal/pair.ts'
import { joinShares, splitSecret } from '#platform/seal/shares.ts'
import { newPhrase } from '#platform/seal/words.ts'
import { type SignedIn, signIn } from '../testing/member.ts'
import { onBothEngines, type TestWorld } from '../testing/world.ts'
import { makeKey } from './making.ts'
import { openIdentity, pairOfOutput, sealIdentity, sealWithWords } from './pairs.ts'
import { PURPOSES } from './purpose.ts'
import type { RecoveryRing, Ring } from './ring.ts'
import { createSafe } from './safe.ts'
import { findMemberKey } from './store.ts'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
const send = (who: SignedIn, path: string, payload: unknown) =>
  who.post(path, { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) })
const ringOf = async (who: SignedIn) => (await (await who.get('/desk/keys/ring.json')).json()) as Ring
const keyOf = (ring: Ring, purpose: string) => ring.keys.find(key => key.purpose === purpose && !key.ended)!

type Own = Pair & { words: string; byWords: string }

async function newOwn(): Promise<Own> {
  const [pair, words] = [newIdentity(), newPhrase()]
  return { ...pair, words, byWords: base64(await sealWithWords(words, pair.identity)) }
}

/** What the browser of the first coordinator sends. */
async function setUpOf(own: Own, recovery: Pair) {
  const { recipient, byWords } = own
  const keys = []
  for (const purpose of PURPOSES) {
    const key = newIdentity()
    keys.push({
      purpose,
      recipient: key.recipient,
      recovery: base64(await sealIdentity(recovery.recipient, key.identity)),
      copy: base64(await sealIdentity(recipient, key.identity)),
    })
  }
  return { member: { recipient, byWords }, recovery: { recipient: recovery.recipient }, keys }
}

async function begin(testWorld: TestWorld) {
  const anna = await signIn(testWorld, { name: 'anna' })
  const [own, recovery] = [await newOwn(), newIdentity()]
  const answer = await send(anna, '/desk/keys/set-up', await setUpOf(own, recovery))
  assert.equal(answer.status, 303, await answer.text())
  return { anna, own, recovery }
}

/** A member with a key of their own. */
async function join(testWorld: TestWorld, options: Parameters<typeof signIn>[1]) {
  const who = await signIn(testWorld, options)
  const own = await newOwn()
  const answer = await send(who, '/desk/keys/mine', { recipient: own.recipient, byWords: own.byWords })
  assert.equal(answer.status, 303, await answer.text())
  return { who, own }
}

async function gift(
  giver: SignedIn,
  from: Own,
  to: { memberId: string; recipient: string; purpose: string },
) {
  const key = keyOf(await ringOf(giver), to.purpose)
  const secret = await openIdentity(from.identity, bytes(key.copy!), key.recipient)
  const body = base64(await sealIdentity(to.recipient, secret))
  return { memberId: to.memberId, recipient: to.recipient, copies: [{ keyId: key.id, body }] }
}

const approve = async (who: SignedIn) => {
  const id = /\/approvals\/([0-9a-f-]{36})\/approve/.exec(
    await (await who.get('/desk/approvals')).text(),
  )?.[1]
  return who.post(`/desk/approvals/${id}/approve`)
}

onBothEngines('keys', make => {
  test('the first keys are made once, whole, and no secret half is in any answer', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const [own, recovery] = [await newOwn(), newIdentity()]
    const made = await setUpOf(own, recovery)
    const [first] = made.keys
    for (const broken of [
      { ...made, keys: made.keys.slice(1) },
      { ...made, keys: [...made.keys.slice(1), { ...first!, purpose: 'register' }] },
      { ...made, keys: [{ ...first!, recipient: 'age1qqqq' }, ...made.keys.slice(1)] },
      { ...made, keys: [{ ...first!, copy: first!.copy.slice(4) }, ...made.keys.slice(1)] },
      { ...made, keys: [{ ...first!, recovery: '' }, ...made.keys.slice(1)] },
      { ...made, recovery: { recipient: own.recipient } },
      { ...made, member: { ...made.member, byWords: base64(Buffer.from(own.identity)) } },
      { ...made, member: null },
      'no json',
    ])
      assert.equal((await send(anna, '/desk/keys/set-up', broken)).status, 400)
    assert.deepEqual((await ringOf(anna)).keys, [])

    assert.equal((await send(anna, '/desk/keys/set-up', made)).status, 303)
    assert.equal((await send(anna, '/desk/keys/set-up', await setUpOf(await newOwn(), recovery))).status, 409)
    assert.equal((await anna.get('/desk/keys/set-up')).status, 409)
    const ring = await ringOf(anna)
    assert.equal(ring.member?.recipient, own.recipient)
    assert.deepEqual(ring.keys.map(key => key.purpose).sort(), [...PURPOSES, 'recovery'].sort())
    assert.doesNotMatch(JSON.stringify(ring), /SECRET/)
    const page = await anna.get('/desk/keys')
    assert.match(await page.text(), new RegExp(ring.fingerprint))
    assert.match(page.headers.get('content-security-policy')!, /trusted-types vestka;/)
    assert.match((await anna.get('/desk')).headers.get('content-security-policy')!, /trusted-types 'none'/)
    const log = await listLog(testWorld.world.database.db, { limit: 9 })
    assert.deepEqual(
      log.map(({ member, action }) => `${member} ${action}`),
      ['anna keys-set-up'],
    )
  })

  test('a copy is served to its member only, after a second coordinator has approved', async () => {
    const testWorld = await make()
    const { anna, own } = await begin(testWorld)
    const { who: ben, own: bens } = await join(testWorld, { name: 'ben', role: 'letters' })
    const { who: carla } = await join(testWorld, { name: 'carla' })
    const to = { memberId: ben.member.id, recipient: bens.recipient }
    const given = await gift(anna, own, { ...to, purpose: 'letters' })

    assert.equal((await send(ben, '/desk/keys/give', given)).status, 404)
    const register = await gift(anna, own, { ...to, purpose: 'register' })
    assert.equal((await send(anna, '/desk/keys/give', register)).status, 409, 'no key of another part')
    const other = { ...given, recipient: newIdentity().recipient }
    assert.equal((await send(anna, '/desk/keys/give', other)).status, 409, 'another key of their own')

    assert.match((await send(anna, '/desk/keys/give', given)).headers.get('location')!, /done=asked$/)
    assert.equal(keyOf(await ringOf(ben), 'letters').copy, null)
    assert.equal((await approve(anna)).status, 404, 'not by who asked')
    assert.equal(keyOf(await ringOf(ben), 'letters').copy, null)
    assert.equal((await approve(carla)).status, 303)
    const key = keyOf(await ringOf(ben), 'letters')
    assert.ok(await openIdentity(bens.identity, bytes(key.copy!), key.recipient))
    assert.equal(keyOf(await ringOf(carla), 'letters').copy, null)
    const held = (await ringOf(ben)).keys.filter(({ copy }) => copy)
    assert.deepEqual(
      held.map(({ purpose }) => purpose),
      ['letters'],
    )
    await assert.rejects(openIdentity(newIdentity().identity, bytes(key.copy!), key.recipient))
  })

  test('the only coordinator gives alone, and the log says so', async () => {
    const testWorld = await make()
    const { anna, own } = await begin(testWorld)
    const { who: ben, own: bens } = await join(testWorld, { name: 'ben', role: 'moderator' })
    const to = { memberId: ben.member.id, recipient: bens.recipient, purpose: 'organisers' }
    const answer = await send(anna, '/desk/keys/give', await gift(anna, own, to))
    assert.match(answer.headers.get('location')!, /done=given$/)
    assert.ok(keyOf(await ringOf(ben), 'organisers').copy)
    const log = await listLog(testWorld.world.database.db, { limit: 9 })
    assert.ok(log.some(({ action }) => action === 'give-key-alone'))
  })

  test('a member who leaves loses the copy, and what comes next is sealed to a key they never had', async () => {
    const testWorld = await make()
    const { anna, own } = await begin(testWorld)
    const { who: ben, own: bens } = await join(testWorld, { name: 'ben', role: 'letters' })
    const to = { memberId: ben.member.id, recipient: bens.recipient, purpose: 'letters' }
    await send(anna, '/desk/keys/give', await gift(anna, own, to))
    const ring = await ringOf(anna)
    const old = keyOf(ring, 'letters')
    const recovery = keyOf(ring, 'recovery').recipient
    await removeMember(testWorld.world, { id: ben.member.id, by: 'anna' })
    assert.equal(keyOf(await ringOf(anna), 'letters').due, 'left')
    assert.match(await (await anna.get('/desk')).text(), /desk\/keys/)

    const ask = { purpose: 'letters', was: old.id, recovery }
    const me = { memberId: anna.member.id, recipient: own.recipient }
    const toBen = { memberId: ben.member.id, recipient: bens.recipient }
    const stale = await makeKey({ ...ask, holders: [me, toBen] })
    assert.equal((await send(anna, '/desk/keys/renew', stale)).status, 409, 'sealed to who has left')
    const made = await makeKey({ ...ask, holders: [me] })
    assert.equal((await send(anna, '/desk/keys/renew', made)).status, 303)
    assert.equal((await send(anna, '/desk/keys/renew', made)).status, 409, 'not twice')
    const next = keyOf(await ringOf(anna), 'letters')
    assert.notEqual(next.recipient, old.recipient)
    assert.equal(next.due, '')
    assert.ok(await openIdentity(own.identity, bytes(next.copy!), next.recipient))
    assert.ok((await ringOf(anna)).keys.find(({ id, ended, copy }) => id === old.id && ended && copy))
  })

  test('two sheets open all keys again; one opens nothing', async () => {
    const testWorld = await make()
    const { anna, recovery } = await begin(testWorld)
    const sheets = await splitSecret(secretOf(recovery.identity)!)
    assert.equal(await joinShares([sheets[0]!]), null)
    const lost = await newOwn()
    await send(anna, '/desk/keys/mine', { recipient: lost.recipient, byWords: lost.byWords })
    assert.ok((await ringOf(anna)).keys.every(({ copy }) => copy === null))
    assert.equal(keyOf(await ringOf(anna), 'letters').due, 'left')

    const moderator = await signIn(testWorld, { role: 'moderator' })
    assert.equal((await moderator.get('/desk/keys/recovery.json')).status, 404)
    const ring = (await (await anna.get('/desk/keys/recovery.json')).json()) as RecoveryRing
    const secret = (await joinShares([sheets[2]!, sheets[0]!]))!
    const copies = []
    for (const { id, recipient, recovery: sealed } of ring.keys) {
      const identity = await openIdentity(recovery.identity, bytes(sealed), recipient)
      copies.push({ keyId: id, body: base64(await sealIdentity(lost.recipient, identity)) })
    }
    assert.deepEqual(secret, secretOf(recovery.identity))
    const given = { memberId: anna.member.id, recipient: lost.recipient, copies }
    assert.equal((await send(anna, '/desk/keys/give', given)).status, 303)
    const key = keyOf(await ringOf(anna), 'organisers')
    assert.ok(await openIdentity(lost.identity, bytes(key.copy!), key.recipient))
  })

  test('a key file is its member’s own', async () => {
    const testWorld = await make()
    const { own, anna } = await begin(testWorld)
    const file = new Uint8Array(await (await anna.get('/desk/keys/mine/file')).arrayBuffer())
    assert.equal(base64(file), own.byWords)
    assert.match(await openIdentity(own.words, file, own.recipient), /^AGE-SECRET-KEY-1/)
    const ben = await signIn(testWorld, { role: 'letters' })
    assert.equal((await ben.get('/desk/keys/mine/file')).status, 404)
    const editor = await signIn(testWorld, { role: 'editor' })
    assert.equal((await editor.get('/desk/keys/mine')).status, 404)
    const { db } = testWorld.world.database
    assert.equal((await findMemberKey(db, anna.member.id))?.byPasskey, null)
  })

  test('the safe opens with the seven words, forgets, and knows damage from another key', async t => {
    const testWorld = await make()
    const { anna, own } = await begin(testWorld)
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const safe = createSafe(async () => ringOf(anna))
    const ring = await safe.readRing('ring')
    await assert.rejects(safe.unlock(ring, newPhrase()), /wrong-words/)
    await safe.unlock(ring, own.words)
    const letters = keyOf(ring, 'letters')
    const file = await sealIdentity(letters.recipient, 'anything')
    assert.equal(
      Buffer.from(await safe.openFile(ring, file))
        .toString()
        .trim(),
      'anything',
    )
    await assert.rejects(safe.openFile(ring, await sealIdentity(newIdentity().recipient, 'x')), /no-copy/)
    file[file.length - 1]! ^= 1
    await assert.rejects(safe.openFile(ring, file), /damaged/)
    t.mock.timers.tick(5 * 60_000 + 1)
    await assert.rejects(safe.openFile(ring, file), /locked/)
    assert.notEqual(
      pairOfOutput(new Uint8Array(32)).identity,
      pairOfOutput(new Uint8Array(32).fill(1)).identity,
    )
  })
})
