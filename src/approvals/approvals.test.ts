import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listLog } from '#desk/store.ts'
import { insertKey, listCopies, listHolders, saveCopy, saveMemberKey } from '#keys/store.ts'
import { listInvitations, listMembers, removeMember } from '#members/actions.ts'
import { write } from '#platform/db/database.ts'
import { browserAt, setUp } from '../testing/browser.ts'
import { findFaults } from '../testing/html.ts'
import { type SignedIn, signIn } from '../testing/member.ts'
import { onBothEngines, type TestWorld } from '../testing/world.ts'
import { askApproval, takeApproved } from './actions.ts'
import type { ApprovalKind } from './approval.ts'

const DAY = 86_400_000
const CODE = /<output[^>]*>((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4})</

function ask(
  { world }: TestWorld,
  { member: by }: SignedIn,
  wish: { kind: ApprovalKind; subject?: string; payload?: object },
) {
  const { kind, subject = 'organisers', payload = {} } = wish
  return write(world.database, [], trx =>
    askApproval(trx, world, { kind, subject, payload: JSON.stringify(payload), by }),
  )
}

function take({ world }: TestWorld, { member: by }: SignedIn, id: string, kind: ApprovalKind = 'export') {
  return write(world.database, [], trx => takeApproved(trx, world, { id, kind, by }))
}

const textAt = async (who: SignedIn) => (await who.get('/desk/approvals')).text()
const act = (who: SignedIn, id: string, what: string) => who.post(`/desk/approvals/${id}/${what}`)

async function actionsOf({ world }: TestWorld): Promise<string[]> {
  const lines = await listLog(world.database.db, { limit: 50 })
  return lines.map(({ member, action }) => `${member} ${action}`).reverse()
}

/** A key of the organisers, and a member who has a key of their own. */
async function withKeys(testWorld: TestWorld, memberId: string) {
  const key = { id: 'key-1', purpose: 'organisers', recipient: 'age1key', made: '2024-05-01', madeBy: 'anna' }
  const own = { memberId, recipient: 'age1ben', byWords: Buffer.from('x'), made: '2024-05-01' }
  await write(testWorld.world.database, [], async trx => {
    await insertKey(trx, { ...key, ended: null, due: '' }, Buffer.from('recovery'))
    await saveMemberKey(trx, { ...own, byPasskey: null, passkeyId: null })
  })
  const body = Buffer.from('a copy').toString('base64')
  return { memberId, recipient: own.recipient, copies: [{ keyId: key.id, body }] }
}

onBothEngines('a second coordinator', make => {
  test('decides, never the one who asked, and what was approved is taken once', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben' })
    const asked = await ask(testWorld, anna, { kind: 'export' })
    assert.equal(asked.alone, false)
    assert.equal(await take(testWorld, anna, asked.id), undefined, 'nobody has agreed')
    assert.match(await (await ben.get('/desk')).text(), /Joint decisions \(1\)/)
    assert.doesNotMatch(await (await anna.get('/desk')).text(), /Joint decisions \(/)

    assert.doesNotMatch(await textAt(anna), />Agree</)
    assert.equal((await act(anna, asked.id, 'approve')).status, 404)
    assert.equal((await act(anna, asked.id, 'refuse')).status, 404)
    assert.match(await textAt(ben), /take out as one file.*contacts of organisers/)
    assert.equal((await act(ben, asked.id, 'withdraw')).status, 404)
    assert.equal((await act(ben, asked.id, 'approve')).status, 303)
    assert.equal((await act(ben, asked.id, 'refuse')).status, 409)
    assert.equal(await take(testWorld, ben, asked.id), undefined, 'it was not ben who asked')
    assert.equal(await take(testWorld, anna, asked.id, 'give-key'), undefined, 'another kind')
    const both = await Promise.all([take(testWorld, anna, asked.id), take(testWorld, anna, asked.id)])
    assert.equal(both.filter(Boolean).length, 1)
    assert.deepEqual(await actionsOf(testWorld), ['anna export-asked', 'ben export-approved'])
  })

  test('an approved export is for that day and the next, anything else for 14 days', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben' })
    const start = testWorld.world.clock()
    const [first, second, waits] = [
      await ask(testWorld, anna, { kind: 'export' }),
      await ask(testWorld, anna, { kind: 'export' }),
      await ask(testWorld, anna, { kind: 'export' }),
    ]
    for (const { id } of [first, second]) await act(ben, id, 'approve')
    testWorld.setNow(start + DAY)
    assert.ok(await take(testWorld, anna, first.id))
    testWorld.setNow(start + 2 * DAY)
    assert.equal(await take(testWorld, anna, second.id), undefined)
    testWorld.setNow(start + 13 * DAY)
    const late = { anna: await signIn(testWorld), ben: await signIn(testWorld) }
    assert.match(await textAt(late.ben), new RegExp(waits.id))
    testWorld.setNow(start + 14 * DAY)
    assert.equal((await act(await signIn(testWorld), waits.id, 'approve')).status, 404, 'lapsed')
  })

  test('who asked sees that it was refused, and may take back what waits', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben' })
    const [one, other] = [
      await ask(testWorld, anna, { kind: 'export', payload: { secret: 1 } }),
      await ask(testWorld, anna, { kind: 'export' }),
    ]
    assert.equal((await act(ben, one.id, 'refuse')).status, 303)
    assert.match(await textAt(anna), /Refused by ben on/)
    assert.equal((await act(anna, other.id, 'withdraw')).status, 303)
    assert.equal((await act(ben, other.id, 'approve')).status, 404)
    const { db } = testWorld.world.database
    const rows = await db.selectFrom('approvals').selectAll().execute()
    assert.deepEqual(
      rows.map(({ state, payload }) => [state, payload]),
      [['refused', '']],
    )
  })

  test('where there is one only, it happens at once and the log says so', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    await signIn(testWorld, { name: 'ed', role: 'editor' })
    assert.match(await textAt(anna), /You are the only coordinator/)
    const asked = await ask(testWorld, anna, { kind: 'export' })
    assert.equal(asked.alone, true)
    assert.ok(await take(testWorld, anna, asked.id))
    assert.deepEqual(await actionsOf(testWorld), ['anna export-alone'])
  })

  test('nobody becomes the only one by removing or resetting the other', async () => {
    for (const what of ['remove', 'reset', 'role']) {
      const testWorld = await make()
      const anna = await signIn(testWorld, { name: 'anna' })
      const ben = await signIn(testWorld, { name: 'ben' })
      const fields = { sure: 'yes', role: 'editor' }
      assert.ok((await anna.post(`/desk/members/${ben.member.id}/${what}`, fields)).status < 304)
      const asked = await ask(testWorld, anna, { kind: 'export' })
      assert.equal(asked.alone, false, what)
      assert.match(await textAt(anna), /within the last 7 days/)
      testWorld.setNow(testWorld.world.clock() + 8 * DAY)
      assert.equal((await ask(testWorld, anna, { kind: 'export' })).alone, true, what)
    }
  })

  test('who resets another’s account cannot stand for both', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben' })
    const wish = await ask(testWorld, anna, { kind: 'export' })
    const answer = await anna.post(`/desk/members/${ben.member.id}/reset`, { sure: 'yes' })
    const taken = browserAt(testWorld)
    await setUp(taken, { code: CODE.exec(await answer.text())![1]!, name: 'ben' })
    assert.match((await taken.get('/desk/approvals')).text, /one of you two has reset the other’s account/)
    assert.equal((await taken.post(`/desk/approvals/${wish.id}/approve`, {})).status, 404)
    const carl = await signIn(testWorld, { name: 'carl' })
    assert.equal((await act(carl, wish.id, 'approve')).status, 303, 'a third one may')
  })

  test('what a coordinator asked for goes with the role, the account or the way in', async () => {
    for (const what of ['remove', 'reset', 'role']) {
      const testWorld = await make()
      const anna = await signIn(testWorld, { name: 'anna' })
      const ben = await signIn(testWorld, { name: 'ben' })
      const carl = await signIn(testWorld, { name: 'carl' })
      const { id } = await ask(testWorld, ben, { kind: 'export' })
      await act(carl, id, 'approve')
      await anna.post(`/desk/members/${ben.member.id}/${what}`, { sure: 'yes', role: 'editor' })
      assert.doesNotMatch(await textAt(anna), new RegExp(id), what)
      await assert.rejects(take(testWorld, ben, id), /not-found/)
    }
  })
})

onBothEngines('a key that is given', make => {
  test('is held by the member once a second coordinator agrees', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben', role: 'moderator' })
    const carl = await signIn(testWorld, { name: 'carl' })
    const payload = await withKeys(testWorld, ben.member.id)
    const { db } = testWorld.world.database
    const asked = await ask(testWorld, anna, { kind: 'give-key', subject: 'organisers: ben', payload })
    assert.deepEqual(await listHolders(db), [])
    await anna.post(`/desk/members/${ben.member.id}/reset`, { sure: 'yes' })
    const page = await textAt(carl)
    assert.match(page, /ben, moderator, gets keys and can then open: contacts of organisers/)
    assert.match(page, /<code[^>]*>(\w+ ){4}· (\w+ ?){4}</)
    assert.match(page, /account of ben was reset by anna/)
    assert.equal((await act(carl, asked.id, 'approve')).status, 409, 'ben cannot sign in now')
    assert.deepEqual(await listHolders(db), [])
    await db.updateTable('members').set({ passphrase: 'x' }).where('id', '=', ben.member.id).execute()
    assert.equal((await act(carl, asked.id, 'approve')).status, 303)
    const [copy] = await listCopies(db, ben.member.id)
    assert.equal(Buffer.from(copy!.body).toString(), 'a copy')
    assert.equal((await db.selectFrom('approvals').select('payload').executeTakeFirst())?.payload, '')
  })

  test('is not given when the member’s own key, role or place in the team has changed', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const carl = await signIn(testWorld, { name: 'carl' })
    const ben = await signIn(testWorld, { name: 'ben', role: 'editor' })
    const payload = await withKeys(testWorld, ben.member.id)
    const { db } = testWorld.world.database
    for (const [change, what] of [
      [{}, 'an editor holds no keys'],
      [{ recipient: 'age1other' }, 'sealed to another key'],
      [{ copies: [...payload.copies, { keyId: 'none', body: '' }] }, 'one of them is no key'],
      [{ memberId: 'gone' }, 'no such member'],
    ] as const) {
      if (!what.includes('editor'))
        await db.updateTable('members').set({ role: 'moderator' }).where('name', '=', 'ben').execute()
      const wish = { kind: 'give-key', payload: { ...payload, ...change } } as const
      const { id } = await ask(testWorld, anna, wish)
      const answer = await act(carl, id, 'approve')
      assert.equal(answer.status, 409, what)
      assert.match(await answer.text(), /Nothing was changed/)
    }
    assert.deepEqual(await listHolders(db), [])
    assert.doesNotMatch((await actionsOf(testWorld)).join(), /approved/, 'all of it is rolled back')
  })

  test('is lost with the role that needs it, and the key is due', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben', role: 'moderator' })
    const { memberId, copies } = await withKeys(testWorld, ben.member.id)
    const { keyId } = copies[0]!
    const { db } = testWorld.world.database
    const give = () => saveCopy(db, { keyId, memberId, body: Buffer.from('a copy') })
    const due = async () =>
      (await db.selectFrom('keys').select('due').where('id', '=', keyId).executeTakeFirstOrThrow()).due
    await give()
    const path = `/desk/members/${ben.member.id}`
    await anna.post(`${path}/role`, { role: 'moderator', reach: 'some', countries: 'PL' })
    assert.deepEqual([(await listHolders(db)).length, await due()], [1, ''], 'other countries, the same key')

    const changed = await anna.post(`${path}/role`, { role: 'letters' })
    assert.match(changed.headers.get('location')!, /\?done=role&keys$/)
    assert.deepEqual([await listHolders(db), await due()], [[], 'left'])
    assert.equal((await db.selectFrom('member_keys').selectAll().execute()).length, 1, 'letters needs one')
    assert.match(await (await anna.get(`${path}?done=role&keys`)).text(), /counts as known to them/)
    await anna.post(`${path}/role`, { role: 'editor' })
    assert.deepEqual(await db.selectFrom('member_keys').selectAll().execute(), [])

    await db.updateTable('keys').set({ due: '' }).execute()
    await give()
    const removed = await anna.post(`${path}/remove`, { sure: 'yes' })
    assert.match(removed.headers.get('location')!, /\?done=removed&keys$/)
    assert.deepEqual([await listHolders(db), await due()], [[], 'left'])
    assert.match(await (await anna.get('/desk/members?done=removed&keys')).text(), /href="\.\.\/desk\/keys"/)
  })

  test('is neither lost nor opened by a reset of the account', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben', role: 'moderator' })
    const { memberId, copies } = await withKeys(testWorld, ben.member.id)
    const { keyId } = copies[0]!
    const { db } = testWorld.world.database
    await saveCopy(db, { keyId, memberId, body: Buffer.from('a copy') })
    const before = await db.selectFrom('member_keys').selectAll().execute()
    await anna.post(`/desk/members/${memberId}/reset`, { sure: 'yes' })
    assert.deepEqual(await db.selectFrom('member_keys').selectAll().execute(), before)
    assert.equal((await listHolders(db)).length, 1)
    assert.deepEqual(await actionsOf(testWorld), ['anna member-reset'])
  })
})

onBothEngines('a new coordinator', make => {
  test('is invited by a code that who asked makes once, after the consent', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben' })
    const asked = await anna.post('/desk/members/invite', { role: 'coordinator' })
    assert.match(asked.headers.get('location')!, /approvals\?done=asked$/)
    assert.deepEqual(await listInvitations(testWorld.world), [])
    const id = /id="wish-([^"]+)"/.exec(await textAt(ben))![1]!
    const make_ = (who: SignedIn) => who.post('/desk/members/invite/approved', { id })
    assert.equal((await make_(anna)).status, 404, 'nobody has agreed')
    await act(ben, id, 'approve')
    assert.deepEqual(await listInvitations(testWorld.world), [], 'no code before who asked opens it')
    assert.equal((await make_(ben)).status, 404, 'ben did not ask')
    assert.match(await textAt(anna), /Make the invitation/)
    const page = await (await make_(anna)).text()
    const code = CODE.exec(page)![1]!
    assert.equal((await make_(anna)).status, 404, 'once')
    await setUp(browserAt(testWorld), { code, name: 'dora' })
    const dora = (await listMembers(testWorld.world)).find(({ name }) => name === 'dora')
    assert.equal(dora?.role, 'coordinator')
  })

  test('a member gets the role with the consent, not before', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben' })
    const ed = await signIn(testWorld, { name: 'ed', role: 'editor' })
    const path = `/desk/members/${ed.member.id}/role`
    assert.match((await anna.post(path, { role: 'coordinator' })).headers.get('location')!, /approvals/)
    assert.equal((await ed.get('/desk/members')).status, 404)
    const page = await textAt(ben)
    assert.match(page, /ed, now editor, may then do everything/)
    await act(ben, /id="wish-([^"]+)"/.exec(page)![1]!, 'approve')
    assert.equal((await ed.get('/desk/members')).status, 200)
    assert.deepEqual(await actionsOf(testWorld), [
      'anna add-coordinator-asked',
      'ben add-coordinator-approved',
      'anna member-role',
    ])
  })

  test('one who is gone meanwhile becomes nothing', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna' })
    const ben = await signIn(testWorld, { name: 'ben' })
    const ed = await signIn(testWorld, { name: 'ed', role: 'editor' })
    await anna.post(`/desk/members/${ed.member.id}/role`, { role: 'coordinator' })
    await removeMember(testWorld.world, { id: ed.member.id, by: 'x' })
    const page = await textAt(ben)
    assert.match(page, /ed becomes a coordinator/)
    assert.equal((await act(ben, /id="wish-([^"]+)"/.exec(page)![1]!, 'approve')).status, 409)
  })
})

onBothEngines('the page', make => {
  test('is valid in every state and language', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld, { name: 'anna <b>' })
    await textAt(anna)
    const ben = await signIn(testWorld, { name: 'ben' })
    const ed = await signIn(testWorld, { name: 'ed', role: 'moderator' })
    const payload = await withKeys(testWorld, ed.member.id)
    for (let round = 0; round < 3; round++) {
      const wishes = [
        await ask(testWorld, anna, { kind: 'give-key', payload }),
        await ask(testWorld, anna, { kind: 'export', subject: 'letters' }),
        await ask(testWorld, anna, {
          kind: 'add-coordinator',
          subject: 'invitation',
          payload: { what: 'invite' },
        }),
        await ask(testWorld, anna, { kind: 'add-coordinator', subject: 'gone', payload: { what: 'role' } }),
      ]
      const what = [null, 'approve', 'refuse'][round]
      if (what) for (const { id } of wishes) await act(ben, id, what)
    }
    for (const lang of testWorld.world.texts.codes)
      for (const who of [anna, ben]) {
        await who.post('/desk/account/language', { language: lang })
        for (const query of ['', '?done=asked', '?done=refused']) {
          const text = await (await who.get(`/desk/approvals${query}`)).text()
          assert.deepEqual(await findFaults(text), [])
          assert.doesNotMatch(text, /approvals\.[a-z]/, 'a key in place of a text')
        }
      }
  })
})
