import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listLog } from '#desk/store.ts'
import { browserAt, PASSPHRASE, setUp, totpAt } from '../testing/browser.ts'
import { type SignedIn, signIn } from '../testing/member.ts'
import { onBothEngines, type TestWorld } from '../testing/world.ts'
import { ensureFirstInvitation, listInvitations, listMembers, removeMember, resetMember } from './actions.ts'

const DAY = 86_400_000
const CODE = /<output[^>]*>((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4})</

async function invite(coordinator: SignedIn, fields: Record<string, string>) {
  const answer = await coordinator.post('/desk/members/invite', fields)
  const text = await answer.text()
  return { status: answer.status, text, code: CODE.exec(text)?.[1] ?? '' }
}

function begin(testWorld: TestWorld, code: string, name: string) {
  const fields = { code, name, passphrase: PASSPHRASE, 'passphrase-repeat': PASSPHRASE }
  return browserAt(testWorld).post('/desk/welcome', fields)
}

async function logOf({ world }: TestWorld): Promise<string[]> {
  const lines = await listLog(world.database.db, { limit: 50 })
  return lines.map(line => [line.member, line.action, line.subject, line.note].join(' | ')).reverse()
}

onBothEngines('the first invitation', make => {
  test('each start makes a new code while nobody is a member, and the older one dies', async () => {
    const testWorld = await make()
    const first = (await ensureFirstInvitation(testWorld.world))!
    const second = (await ensureFirstInvitation(testWorld.world))!
    assert.notEqual(first, second)
    assert.equal((await begin(testWorld, first, 'anna')).status, 422)
    testWorld.setNow(testWorld.world.clock() + 400 * DAY)
    assert.equal((await begin(testWorld, second, 'anna')).status, 200, 'it does not run out')
  })

  test('two people with the same code: one becomes a member', async () => {
    const testWorld = await make()
    const code = (await ensureFirstInvitation(testWorld.world))!
    const both = await Promise.all(
      ['anna', 'ben'].map(async name => {
        const browser = browserAt(testWorld)
        const fields = { code, name, passphrase: PASSPHRASE, 'passphrase-repeat': PASSPHRASE }
        const step = await browser.post('/desk/welcome', fields)
        const secret = /<code[^>]*>([A-Z2-7 ]+)</.exec(step.text)![1]!.replaceAll(' ', '')
        return { browser, totp: await totpAt(testWorld, secret) }
      }),
    )
    const done = await Promise.all(
      both.map(({ browser, totp }) => browser.post('/desk/welcome/confirm', { totp })),
    )
    assert.deepEqual(done.map(answer => answer.status).sort(), [303, 422])
    assert.equal((await listMembers(testWorld.world)).length, 1)
  })

  test('nothing is kept before the app’s code is right, and a wrong one lets you try again', async () => {
    const testWorld = await make()
    const code = (await ensureFirstInvitation(testWorld.world))!
    const browser = browserAt(testWorld)
    const fields = { code: code.toLowerCase().replaceAll('-', ' '), name: ' Anna ' }
    const passphrases = { passphrase: PASSPHRASE, 'passphrase-repeat': PASSPHRASE }
    const step = await browser.post('/desk/welcome', { ...fields, ...passphrases })
    assert.equal(step.status, 200)
    assert.match(step.text, /<svg[^>]* role="img"/)
    assert.deepEqual(await listMembers(testWorld.world), [])
    const wrong = await browser.post('/desk/welcome/confirm', { totp: '000000' })
    assert.equal(wrong.status, 422)
    const secret = /<code[^>]*>([A-Z2-7 ]+)</.exec(wrong.text)![1]!.replaceAll(' ', '')
    testWorld.setNow(testWorld.world.clock() + 29 * 60_000)
    const right = await browser.post('/desk/welcome/confirm', { totp: await totpAt(testWorld, secret) })
    assert.equal(right.status, 303)
    assert.equal((await listMembers(testWorld.world))[0]?.name, 'Anna')
  })

  test('a form that is refused says why and comes back filled in, but for secrets', async () => {
    const testWorld = await make()
    const code = (await ensureFirstInvitation(testWorld.world))!
    const send = (fields: Record<string, string>) =>
      browserAt(testWorld).post('/desk/welcome', {
        code,
        name: 'anna',
        passphrase: PASSPHRASE,
        'passphrase-repeat': PASSPHRASE,
        ...fields,
      })
    for (const [fields, said] of [
      [{ passphrase: 'elevenchars' }, /at least 12 characters/],
      [{ passphrase: `${'abcdef '.repeat(28)}abcde` }, /at most 200/],
      [{ passphrase: 'abababababab' }, /repeats the same/],
      [{ 'passphrase-repeat': 'five horses run in the fo' }, /differ/],
      [{ name: 'a' }, /at least 2/],
      [{ name: '<b>' }, /begins with a letter/],
      [{ code: 'AAAA' }, /mistyped/],
      [{ code: '' }, /mistyped/],
    ] as const) {
      const answer = await send(fields)
      assert.equal(answer.status, 422)
      assert.match(answer.text, said)
      assert.doesNotMatch(answer.text, /five horses|elevenchars/)
    }
    assert.match((await send({ name: 'a', code: 'Q4TX "x"' })).text, /value="Q4TX &quot;x&quot;"/)
    const late = await send({})
    testWorld.setNow(testWorld.world.clock() + 31 * 60_000)
    const state = /name="state" value="([^"]+)"/.exec(late.text)![1]!
    assert.equal(
      (await browserAt(testWorld).post('/desk/welcome/confirm', { state, totp: '123456' })).status,
      422,
    )
    for (const state of ['', 'x', 'A'.repeat(500)])
      assert.equal(
        (await browserAt(testWorld).post('/desk/welcome/confirm', { state, totp: '1' })).status,
        422,
      )
  })
})

onBothEngines('members and invitations', make => {
  test('for a moderator the pages of coordinators do not exist', async () => {
    const testWorld = await make()
    const coordinator = await signIn(testWorld)
    const { code } = await invite(coordinator, { role: 'moderator', reach: 'all' })
    assert.ok(code)
    const [open] = await listInvitations(testWorld.world)
    const moderator = await signIn(testWorld, { role: 'moderator', countries: ['PL'] })
    const { id } = coordinator.member
    assert.equal((await moderator.get('/desk/account')).status, 200)
    for (const path of ['/desk/members', `/desk/members/${id}`, '/desk/members/none'])
      assert.equal((await moderator.get(path)).status, 404, path)
    const sure = { sure: 'yes', role: 'coordinator', reach: 'all', id: open!.id }
    for (const path of ['invite', 'invitations/revoke', `${id}/role`, `${id}/reset`, `${id}/remove`])
      assert.equal((await moderator.post(`/desk/members/${path}`, sure)).status, 404, path)
    const own = `/desk/members/${moderator.member.id}/role`
    assert.equal((await moderator.post(own, sure)).status, 404)
    assert.doesNotMatch(await (await moderator.get('/desk')).text(), /desk\/members/)
    assert.equal((await listInvitations(testWorld.world)).length, 1)
    assert.deepEqual((await listMembers(testWorld.world)).map(({ role }) => role).sort(), [
      'coordinator',
      'moderator',
    ])
  })

  test('an invitation makes one member of its role, for seven days', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const { code, text } = await invite(anna, { role: 'moderator', reach: 'some', countries: 'Poland, lt' })
    assert.match(text, new RegExp(`http://localhost:3000/desk/welcome#${code}`))
    const list = await (await anna.get('/desk/members')).text()
    assert.match(list, /moderator \(Lithuania, Poland\), by anna, valid to 28 May 2024/)
    assert.doesNotMatch(list, new RegExp(code))

    testWorld.setNow(testWorld.world.clock() + 7 * DAY - 1)
    const browser = browserAt(testWorld)
    await setUp(browser, { code, name: 'Ben' })
    const [, ben] = await listMembers(testWorld.world)
    assert.deepEqual([ben?.name, ben?.role, ben?.countries], ['Ben', 'moderator', ['LT', 'PL']])
    assert.equal((await browser.get('/desk/members')).status, 404)
    assert.equal((await begin(testWorld, code, 'carl')).status, 422, 'used up')
    assert.deepEqual(await listInvitations(testWorld.world), [])

    const again = await signIn(testWorld, { name: 'dana' })
    const second = await invite(again, { role: 'letters' })
    assert.ok(second.code)
    testWorld.setNow(testWorld.world.clock() + 7 * DAY)
    assert.equal((await begin(testWorld, second.code, 'carl')).status, 422, 'over')
    assert.deepEqual(await logOf(testWorld), [
      'anna | member-invited | invitation | moderator: LT PL',
      'Ben | member-joined | member:Ben | ',
      'dana | member-invited | invitation | letters',
    ])
  })

  test('a name is taken in any case, and only once when two take it at the same moment', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'Anna' })
    const codes = await Promise.all(
      [1, 2].map(async () => (await invite(anna, { role: 'coordinator' })).code),
    )
    assert.match((await begin(testWorld, codes[0]!, 'ＡＮＮＡ')).text, /already/)
    const steps = await Promise.all(
      codes.map(async (code, index) => {
        const browser = browserAt(testWorld)
        const fields = { code, name: ['ben', 'BEN'][index]!, passphrase: PASSPHRASE }
        const step = await browser.post('/desk/welcome', { ...fields, 'passphrase-repeat': PASSPHRASE })
        const secret = /<code[^>]*>([A-Z2-7 ]+)</.exec(step.text)![1]!.replaceAll(' ', '')
        return browser.post('/desk/welcome/confirm', { totp: await totpAt(testWorld, secret) })
      }),
    )
    assert.deepEqual(steps.map(({ status }) => status).sort(), [303, 422])
    assert.match(steps.find(({ status }) => status === 422)!.text, /taken this name/)
    assert.equal((await listInvitations(testWorld.world)).length, 1, 'the other invitation is still good')
  })

  test('an invitation that is taken back is worth nothing', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const { code } = await invite(anna, { role: 'moderator', reach: 'all' })
    const [open] = await listInvitations(testWorld.world)
    await anna.post('/desk/members/invitations/revoke', { id: open!.id })
    assert.equal((await begin(testWorld, code, 'ben')).status, 422)
    assert.equal((await anna.post('/desk/members/invitations/revoke', { id: open!.id })).status, 303)
    assert.equal((await logOf(testWorld)).at(-1), 'anna | invitation-revoked | invitation | moderator: all')
    assert.equal((await logOf(testWorld)).length, 2)
  })

  test('an invitation without role or country comes back filled in', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld)
    const none = await invite(anna, { reach: 'some' })
    assert.equal(none.status, 422)
    assert.match(none.text, /Choose a role/)
    const unknown = await invite(anna, { role: 'moderator', reach: 'some', countries: 'PL, Narnia & <x>' })
    assert.match(unknown.text, /Not found among the countries: Narnia &amp; &lt;x&gt;/)
    assert.match(unknown.text, /value="PL, Narnia &amp; &lt;x&gt;"/)
    assert.deepEqual(await listInvitations(testWorld.world), [])
  })

  test('a role with a country that is none comes back filled in', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben', role: 'moderator', countries: ['PL'] })
    const fields = { role: 'moderator', reach: 'some', countries: 'Narnia' }
    const answer = await anna.post(`/desk/members/${ben.member.id}/role`, fields)
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /Not found among the countries: Narnia/)
  })

  test('role and countries change at once, also for who is signed in', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben', role: 'moderator', countries: ['PL'] })
    const path = `/desk/members/${ben.member.id}`
    assert.match(await (await anna.get(path)).text(), /value="Poland"/)
    const languages = { role: 'translator', languages: ['be', 'ru'] }
    assert.equal((await anna.post(`${path}/role`, languages)).status, 303)
    assert.match(await (await ben.get('/desk/account')).text(), /translate into: Belarusian, Russian/)
    assert.equal((await anna.post(`${path}/role`, { role: 'coordinator' })).status, 303)
    assert.equal((await ben.get('/desk/members')).status, 200)
    const back = await ben.post(`/desk/members/${anna.member.id}/role`, {
      role: 'moderator',
      reach: 'some',
      countries: 'DE',
    })
    assert.equal(back.status, 303)
    assert.equal((await anna.get('/desk/members')).status, 404)
    assert.equal((await logOf(testWorld)).at(-1), 'ben | coordinator-demoted | member:anna | moderator: DE')
  })

  test('the last coordinator is neither removed nor demoted nor reset, also by two at once', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    await signIn(testWorld, { name: 'mod', role: 'moderator' })
    const path = `/desk/members/${anna.member.id}`
    for (const [what, fields] of [
      ['remove', { sure: 'yes' }],
      ['role', { role: 'moderator', reach: 'all' }],
    ] as const) {
      const answer = await anna.post(`${path}/${what}`, fields)
      assert.equal(answer.status, 422)
      assert.match(await answer.text(), /only coordinator/)
    }
    const reset = await resetMember(testWorld.world, { id: anna.member.id, by: 'x' })
    assert.equal(reset.ok, false)
    const ben = await signIn(testWorld, { name: 'ben' })
    const results = await Promise.all([
      anna.post(`/desk/members/${ben.member.id}/role`, { role: 'moderator', reach: 'all' }),
      ben.post(`${path}/remove`, { sure: 'yes' }),
      removeMember(testWorld.world, { id: ben.member.id, by: 'x' }),
    ])
    assert.equal(results.length, 3)
    const left = (await listMembers(testWorld.world)).filter(({ role }) => role === 'coordinator')
    assert.equal(left.length, 1)
  })

  test('removing ends sessions and invitations and deletes secrets; the log keeps the name', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben' })
    const { code } = await invite(ben, { role: 'editor' })
    assert.ok(code)
    const path = `/desk/members/${ben.member.id}/remove`
    const unsure = await anna.post(path)
    assert.equal(unsure.status, 422)
    assert.equal((await ben.get('/desk')).status, 200)
    assert.equal((await anna.post(path, { sure: 'yes' })).status, 303)
    assert.equal((await ben.get('/desk')).status, 303)
    assert.equal((await begin(testWorld, code, 'carl')).status, 422)
    assert.equal((await anna.get(`/desk/members/${ben.member.id}`)).status, 404)
    const { db } = testWorld.world.database
    const rows = [
      ...(await db.selectFrom('members').selectAll().execute()),
      ...(await db.selectFrom('sessions').selectAll().execute()),
    ]
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(`ben|${ben.member.id}`))
    assert.equal((await logOf(testWorld)).at(-1), 'anna | coordinator-removed | member:ben | ')
  })

  test('a coordinator ends sessions of another member, one or all', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben', role: 'letters' })
    const carl = await signIn(testWorld, { name: 'carl', role: 'editor' })
    const path = `/desk/members/${ben.member.id}`
    const sessionOf = async ({ member }: SignedIn) =>
      (await testWorld.world.database.db.selectFrom('sessions').select(['id', 'member_id']).execute()).find(
        row => row.member_id === member.id,
      )!.id
    assert.match(await (await anna.get(path)).text(), /Signed in since 21 May 2024/)
    await anna.post(`${path}/sessions/end`, { session: await sessionOf(carl) })
    assert.equal((await carl.get('/desk')).status, 200, 'a session of somebody else stays')
    const ended = await anna.post(`${path}/sessions/end`, { session: await sessionOf(ben) })
    assert.match(ended.headers.get('location')!, /done=session$/)
    assert.equal((await ben.get('/desk')).status, 303)
    assert.match(await (await anna.get(path)).text(), /not signed in anywhere/)
    await anna.post(`/desk/members/${carl.member.id}/sessions/end`)
    assert.equal((await carl.get('/desk')).status, 303)
    assert.deepEqual(await logOf(testWorld), [
      'anna | sessions-ended-of | member:ben | ',
      'anna | sessions-ended-of | member:carl | ',
    ])
  })

  test('a reset account opens by its new code only, under the same name', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const benAtWork = browserAt(testWorld)
    const { code } = await invite(anna, { role: 'moderator', reach: 'some', countries: 'PL' })
    const before = await setUp(benAtWork, { code, name: 'Ben' })
    const ben = (await listMembers(testWorld.world)).find(({ name }) => name === 'Ben')!
    const answer = await anna.post(`/desk/members/${ben.id}/reset`, { sure: 'yes' })
    const newCode = CODE.exec(await answer.text())![1]!
    assert.match((await benAtWork.get('/desk')).location!, /sign-in/)
    assert.match(await (await anna.get('/desk/members')).text(), /waits to be set up again/)
    testWorld.setNow(testWorld.world.clock() + 60_000)
    const old = { name: 'Ben', passphrase: PASSPHRASE, totp: await totpAt(testWorld, before.secret) }
    assert.equal((await browserAt(testWorld).post('/desk/sign-in', old)).status, 422)
    assert.match((await begin(testWorld, newCode, 'Carl')).text, /another name/)
    await setUp(browserAt(testWorld), { code: newCode, name: 'ben', passphrase: 'seven swans swim away' })
    const after = (await listMembers(testWorld.world)).find(({ id }) => id === ben.id)!
    assert.deepEqual(after, { ...ben, active: true })
    assert.equal((await begin(testWorld, newCode, 'ben')).status, 422)
    assert.deepEqual((await logOf(testWorld)).slice(-2), [
      'anna | member-reset | member:Ben | ',
      'Ben | member-joined | member:Ben | ',
    ])
  })

  test('the operator can reset even the last coordinator; nobody resets themselves', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    await signIn(testWorld, { name: 'ben' })
    const own = await anna.post(`/desk/members/${anna.member.id}/reset`, { sure: 'yes' })
    assert.equal(own.status, 404)
    const ben = (await listMembers(testWorld.world))[1]!
    await removeMember(testWorld.world, { id: ben.id, by: 'x' })
    const reset = await resetMember(testWorld.world, { id: anna.member.id, by: 'x', evenLast: true })
    assert.ok(reset.ok)
    assert.equal(await ensureFirstInvitation(testWorld.world), null)
    await setUp(browserAt(testWorld), { code: reset.value.code, name: 'anna' })
  })
})
