import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listLog } from '#desk/store.ts'
import { createAuthenticator } from '../testing/authenticator.ts'
import { type Answer, type Browser, browserAt, PASSPHRASE, setUp, totpAt } from '../testing/browser.ts'
import { onBothEngines, type TestWorld } from '../testing/world.ts'
import { ensureFirstInvitation, inviteMember } from './actions.ts'

const MINUTE = 60_000
const NEW = 'seven swans swim far away'
const ORIGIN = 'http://localhost:3000'

async function withAnna(testWorld: TestWorld) {
  const code = (await ensureFirstInvitation(testWorld.world))!
  const browser = browserAt(testWorld)
  const { secret } = await setUp(browser, { code, name: 'Anna' })
  const later = (ms: number) => testWorld.setNow(testWorld.world.clock() + ms)
  later(MINUTE)
  const signIn = async (fields: Record<string, string> = {}): Promise<Browser> => {
    const other = browserAt(testWorld)
    const totp = await totpAt(testWorld, secret)
    await other.post('/desk/sign-in', { name: 'Anna', passphrase: PASSPHRASE, totp, ...fields })
    later(MINUTE)
    return other
  }
  const isIn = async (other: Browser) => (await other.get('/desk/account')).status === 200
  return { browser, secret, later, signIn, isIn }
}

async function actionsOf({ world }: TestWorld): Promise<string[]> {
  return (await listLog(world.database.db, { limit: 50 })).map(({ action }) => action).reverse()
}

function optionsOf(page: Answer): string {
  return /data-options="([^"]*)"/.exec(page.text)![1]!.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

onBothEngines('a member’s own account', make => {
  test('a changed passphrase ends other sessions, and the app goes on working', async () => {
    const testWorld = await make()
    const { browser, signIn, isIn } = await withAnna(testWorld)
    const other = await signIn()
    assert.equal(await isIn(other), true)
    const send = (fields: Record<string, string>) =>
      browser.post('/desk/account/passphrase', {
        passphrase: PASSPHRASE,
        'new-passphrase': NEW,
        'passphrase-repeat': NEW,
        ...fields,
      })
    await browser.get('/desk/account')
    for (const [fields, said] of [
      [{ passphrase: 'not the one in use' }, /not the passphrase of this account/],
      [{ 'new-passphrase': 'short' }, /at least 12/],
      [{ 'passphrase-repeat': 'something else here' }, /differ/],
    ] as const) {
      const refused = await send(fields)
      assert.equal(refused.status, 422)
      assert.match(refused.text, said)
      assert.doesNotMatch(refused.text, /five horses|seven swans/)
    }
    assert.equal(await isIn(other), true)
    assert.match((await send({})).location!, /done=passphrase/)
    assert.equal(await isIn(browser), true)
    assert.equal(await isIn(other), false)
    assert.equal(await isIn(await signIn()), false, 'the old passphrase')
    assert.equal(await isIn(await signIn({ passphrase: NEW })), true)
    assert.deepEqual(await actionsOf(testWorld), ['member-joined', 'passphrase-changed'])
  })

  test('a new app takes over when its first code is right; until then the old one counts', async () => {
    const testWorld = await make()
    const { browser, secret, signIn, isIn, later } = await withAnna(testWorld)
    await browser.get('/desk/account')
    assert.equal((await browser.post('/desk/account/totp', { passphrase: 'not the one in use' })).status, 422)
    const step = await browser.post('/desk/account/totp', { passphrase: PASSPHRASE })
    const newSecret = /<code[^>]*>([A-Z2-7 ]+)</.exec(step.text)![1]!.replaceAll(' ', '')
    assert.notEqual(newSecret, secret)
    assert.equal(await isIn(await signIn()), true)
    const wrong = await browser.post('/desk/account/totp/confirm', { totp: await totpAt(testWorld, secret) })
    assert.equal(wrong.status, 422)
    const right = await browser.post('/desk/account/totp/confirm', {
      totp: await totpAt(testWorld, newSecret),
    })
    assert.match(right.location!, /done=totp/)
    later(MINUTE)
    assert.equal(await isIn(await signIn()), false)
    assert.equal(await isIn(await signIn({ totp: await totpAt(testWorld, newSecret) })), true)
  })

  test('a step of one member’s new app is worth nothing to another, nor after another change', async () => {
    const testWorld = await make()
    const { browser } = await withAnna(testWorld)
    const { code } = await inviteMember(testWorld.world, { role: 'coordinator', countries: 'all', by: 'x' })
    const ben = browserAt(testWorld)
    await setUp(ben, { code, name: 'Ben' })
    await browser.get('/desk/account')
    const step = await browser.post('/desk/account/totp', { passphrase: PASSPHRASE })
    const state = /name="state" value="([^"]+)"/.exec(step.text)![1]!
    const newSecret = /<code[^>]*>([A-Z2-7 ]+)</.exec(step.text)![1]!.replaceAll(' ', '')
    const totp = await totpAt(testWorld, newSecret)
    await ben.get('/desk/account')
    assert.equal((await ben.post('/desk/account/totp/confirm', { state, totp })).status, 422)
    await browser.get('/desk/account')
    const change = { passphrase: PASSPHRASE, 'new-passphrase': NEW, 'passphrase-repeat': NEW }
    await browser.post('/desk/account/passphrase', change)
    await browser.get('/desk/account')
    const late = await browser.post('/desk/account/totp/confirm', { state, totp })
    assert.equal(late.status, 422, 'it is sealed under the passphrase of before')
  })

  test('sessions are shown by day only, and end one by one or all at once', async () => {
    const testWorld = await make()
    const { browser, signIn, isIn } = await withAnna(testWorld)
    const second = await signIn()
    const third = await signIn()
    const page = await browser.get('/desk/account')
    assert.match(page.text, /This session, since 21 May 2024/)
    assert.equal(page.text.match(/Another session, since 21 May 2024/g)?.length, 2)
    assert.doesNotMatch(page.text, /12:0\d/)
    const { db } = testWorld.world.database
    const [newest] = await db.selectFrom('sessions').selectAll().orderBy('started', 'desc').execute()
    await browser.post('/desk/account/sessions/end', { id: newest!.id })
    assert.deepEqual([await isIn(second), await isIn(third)], [true, false])
    await second.get('/desk/account')
    await second.post('/desk/account/sessions/end-all')
    assert.deepEqual([await isIn(browser), await isIn(second)], [false, false])
    assert.equal(second.cookies.size, 0)
  })

  test('nobody ends another member’s session or removes their passkey', async () => {
    const testWorld = await make()
    const { browser, isIn } = await withAnna(testWorld)
    const { code } = await inviteMember(testWorld.world, { role: 'coordinator', countries: 'all', by: 'x' })
    const ben = browserAt(testWorld)
    await setUp(ben, { code, name: 'Ben' })
    const { db } = testWorld.world.database
    const [annas] = await db.selectFrom('sessions').selectAll().orderBy('started').execute()
    await ben.get('/desk/account')
    await ben.post('/desk/account/sessions/end', { id: annas!.id })
    assert.equal(await isIn(browser), true)
  })
})

onBothEngines('passkeys', make => {
  async function withPasskey(testWorld: TestWorld) {
    const anna = await withAnna(testWorld)
    const key = createAuthenticator(ORIGIN)
    const page = await anna.browser.get('/desk/account')
    const passkey = key.create(optionsOf(page))
    const added = await anna.browser.post('/desk/account/passkeys', { passkey, label: ' blue <key> ' })
    assert.match(added.location!, /done=passkey-added/)
    return { ...anna, key }
  }

  test('a passkey takes the place of the code, with the passphrase, and each challenge counts once', async () => {
    const testWorld = await make()
    const { key, isIn, signIn } = await withPasskey(testWorld)
    const browser = browserAt(testWorld)
    const page = await browser.get('/desk/sign-in')
    const challenge = /name="challenge" value="([^"]+)"/.exec(page.text)![1]!
    const passkey = key.get(optionsOf(page))
    const fields = { name: 'Anna', passphrase: PASSPHRASE, totp: '', passkey, challenge }
    const wrong = await browser.post('/desk/sign-in', { ...fields, passphrase: 'another one altogether' })
    assert.equal(wrong.status, 422, 'a passkey alone is not enough')
    assert.equal((await browser.post('/desk/sign-in', fields)).status, 303)
    assert.equal(await isIn(browser), true)
    assert.equal((await browserAt(testWorld).post('/desk/sign-in', fields)).status, 422, 'replayed')
    assert.equal(await isIn(await signIn()), true, 'the code still counts, too')
  })

  test('answers to other challenges, of other keys, other sites and past their time are refused', async () => {
    const testWorld = await make()
    const { key, later } = await withPasskey(testWorld)
    const attempt = async (make: (options: string) => string, wait = 0) => {
      const browser = browserAt(testWorld)
      const page = await browser.get('/desk/sign-in')
      const passkey = make(optionsOf(page))
      later(wait)
      return (await browser.post('/desk/sign-in', { name: 'Anna', passphrase: PASSPHRASE, passkey })).status
    }
    assert.equal(await attempt(options => createAuthenticator(ORIGIN).get(options)), 422)
    assert.equal(await attempt(key.get, 31 * MINUTE), 422)
    assert.equal(await attempt(() => key.get('{"challenge":"AAAA","rpId":"localhost"}')), 422)
    assert.equal(await attempt(options => key.get(options.replace('localhost', 'evil.example'))), 422)
    assert.equal(
      await attempt(options => key.get(options).replace(/"signature":"..../, '"signature":"AAAA')),
      422,
    )
    for (const junk of ['', '{', 'null', '[]', '{"id":1}', `{"id":"${key.id}","response":{}}`])
      assert.equal(await attempt(() => junk), 422, junk)
    later(10 * MINUTE)
    assert.equal(await attempt(key.get), 303)
  })

  test('passkeys are listed by the names given to them, and can be removed', async () => {
    const testWorld = await make()
    const { browser, key } = await withPasskey(testWorld)
    const page = await browser.get('/desk/account')
    assert.match(page.text, /blue &lt;key&gt;, added on 21 May 2024/)
    const twice = await browser.post('/desk/account/passkeys', { passkey: key.create(optionsOf(page)) })
    assert.equal(twice.status, 422, 'the same key again')
    await browser.get('/desk/account')
    assert.match((await browser.post('/desk/account/passkeys/remove', { id: key.id })).location!, /removed/)
    const attempt = browserAt(testWorld)
    const asked = await attempt.get('/desk/sign-in')
    const passkey = key.get(optionsOf(asked))
    const fields = { name: 'Anna', passphrase: PASSPHRASE, passkey }
    assert.equal((await attempt.post('/desk/sign-in', fields)).status, 422)
    assert.deepEqual(await actionsOf(testWorld), ['member-joined', 'passkey-added', 'passkey-removed'])
  })

  test('a passkey of a forged desk is not taken', async () => {
    const testWorld = await make()
    const { browser } = await withAnna(testWorld)
    const page = await browser.get('/desk/account')
    const forged = createAuthenticator('http://localhost.evil.example').create(optionsOf(page))
    assert.equal((await browser.post('/desk/account/passkeys', { passkey: forged })).status, 422)
  })
})
