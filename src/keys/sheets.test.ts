import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listLog } from '#desk/store.ts'
import { identityFrom, newIdentity } from '#platform/seal/pair.ts'
import { joinShares } from '#platform/seal/shares.ts'
import { type Holder, setUpHolder } from '#testing/holder.ts'
import { findFaults } from '#testing/html.ts'
import { type SignedIn, signIn, signInAs } from '#testing/member.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'
import { makeKey, makeSheets } from './making.ts'
import { openIdentity, sealIdentity } from './pairs.ts'
import { PURPOSES } from './purpose.ts'
import type { RecoveryRing } from './ring.ts'
import { listKeys, saveCopy, saveMemberKey } from './store.ts'

const SHEETS = '/desk/keys/sheets'

async function start(testWorld: TestWorld) {
  const holder = await setUpHolder(testWorld)
  return { testWorld, holder, anna: await signInAs(testWorld, holder.member) }
}

/** New sheets as Anna's browser makes them of the current keys, or of some of them. */
async function makeOf({ world }: TestWorld, holder: Holder, purposes: readonly string[] = PURPOSES) {
  const keys = await listKeys(world.database.db)
  const secrets = new Map<string, string>()
  for (const purpose of purposes) {
    const { id, identity } = await holder.openKey(purpose)
    secrets.set(id, identity)
  }
  return makeSheets(keys.find(({ purpose, ended }) => purpose === 'recovery' && !ended)!.id, secrets)
}

const send = (member: SignedIn, payload: string) => member.post(SHEETS, { payload })
const textAt = async (member: SignedIn, path = SHEETS) => (await member.get(path)).text()

async function idOfWish(member: SignedIn): Promise<string> {
  return /approvals\/([0-9a-f-]{36})\/approve/.exec(await textAt(member, '/desk/approvals'))![1]!
}

/** The purposes of the keys that two sheets open now. */
async function openedBy(member: SignedIn, sheets: readonly string[]): Promise<string[]> {
  const { identity } = identityFrom((await joinShares(sheets))!)
  const ring = (await (await member.get('/desk/keys/recovery.json')).json()) as RecoveryRing
  const opened: string[] = []
  for (const { purpose, recovery, recipient } of ring.keys)
    if (await openIdentity(identity, Buffer.from(recovery, 'base64'), recipient).catch(() => null))
      opened.push(purpose)
  return opened.sort()
}

onBothEngines('new recovery sheets', make => {
  test('count from the consent on: two of the new ones open all keys, the old ones nothing', async () => {
    const { testWorld, holder, anna } = await start(await make())
    const dora = await signIn(testWorld, { name: 'Dora' })
    const { sheets, made, fingerprint } = await makeOf(testWorld, holder)
    const answer = await send(anna, made)
    assert.match(answer.headers.get('location')!, /keys\?done=sheets-asked$/)
    const old = holder.recovery
    const ring = async () => (await (await anna.get('/desk/keys/recovery.json')).json()) as RecoveryRing
    assert.equal((await ring()).recipient, old.recipient, 'not before the consent')
    assert.match(await textAt(anna), /waiting for consent/)
    assert.equal((await send(anna, (await makeOf(testWorld, holder)).made)).status, 409, 'one at a time')
    assert.ok((await textAt(dora, '/desk/approvals')).includes(fingerprint))
    assert.equal((await anna.post(`/desk/approvals/${await idOfWish(dora)}/approve`)).status, 404)
    assert.equal((await dora.post(`/desk/approvals/${await idOfWish(dora)}/approve`)).status, 303)

    assert.deepEqual(await openedBy(anna, sheets.slice(1)), [...PURPOSES].sort())
    for (const key of (await ring()).keys)
      await assert.rejects(openIdentity(old.identity, Buffer.from(key.recovery, 'base64'), key.recipient))
    const keys = await listKeys(testWorld.world.database.db)
    const recovery = keys.filter(({ purpose }) => purpose === 'recovery')
    assert.deepEqual(
      recovery.map(({ ended }) => ended === null),
      [true, false],
    )
    const log = await listLog(testWorld.world.database.db, { limit: 9 })
    const actions = log.map(({ member, action }) => `${member} ${action}`)
    for (const line of ['Anna new-sheets-asked', 'Dora new-sheets-approved'])
      assert.ok(actions.includes(line), line)
    assert.equal((await send(anna, made)).status, 409, 'in the place of what is no longer there')
  })

  test('happen at once where there is nobody to ask, and later keys go to the new ones', async () => {
    const { testWorld, holder, anna } = await start(await make())
    const organisers = await holder.openKey('organisers')
    const own = { memberId: holder.member.id, recipient: await recipientOf(testWorld, holder) }
    const ask = { purpose: 'organisers', was: organisers.id, holders: [own] }
    const before = await makeKey({ ...ask, recovery: holder.recovery.recipient })
    const { sheets, made } = await makeOf(testWorld, holder)
    assert.match((await send(anna, made)).headers.get('location')!, /done=sheets$/)
    const renew = (payload: string) => anna.post('/desk/keys/renew', { payload })
    assert.equal((await renew(before)).status, 409, 'sealed to sheets that are replaced')
    const [current] = await listKeys(testWorld.world.database.db).then(keys =>
      keys.filter(({ purpose }) => purpose === 'recovery'),
    )
    assert.equal((await renew(await makeKey({ ...ask, recovery: current!.recipient }))).status, 303)
    assert.deepEqual(await openedBy(anna, sheets.slice(0, 2)), [...PURPOSES, 'organisers'].sort())
  })

  test('are not made by who lacks a key, and not for keys as they no longer are', async () => {
    const { testWorld, holder, anna } = await start(await make())
    const { world } = testWorld
    const { db } = world.database
    const dora = await signIn(testWorld, { name: 'Dora' })
    const ben = await signIn(testWorld, { name: 'Ben', role: 'moderator' })
    assert.equal((await ben.get(SHEETS)).status, 404)
    assert.match(await textAt(dora), /You lack [^<]*Letters[\s\S]*give you what you lack: Anna/)
    const { made } = await makeOf(testWorld, holder)
    assert.equal((await send(dora, made)).status, 409)
    assert.equal((await send(anna, (await makeOf(testWorld, holder, ['letters'])).made)).status, 409)
    assert.equal((await send(anna, 'no')).status, 400)
    // Renewed between the wish and the consent: the new key would be on no sheet.
    assert.equal((await send(anna, made)).status, 303)
    const id = await idOfWish(dora)
    const letters = await holder.openKey('letters')
    const own = { memberId: holder.member.id, recipient: await recipientOf(testWorld, holder) }
    const ask = { purpose: 'letters', was: letters.id, recovery: holder.recovery.recipient }
    const renewed = await anna.post('/desk/keys/renew', {
      payload: await makeKey({ ...ask, holders: [own] }),
    })
    assert.equal(renewed.status, 303)
    assert.equal((await dora.post(`/desk/approvals/${id}/approve`)).status, 409)
    assert.deepEqual(
      (await listKeys(db)).filter(({ purpose }) => purpose === 'recovery').map(({ ended }) => ended),
      [null],
    )
    // The older key is held by Anna only after that; where nobody holds it, it stops nobody.
    await anna.post(`/desk/approvals/${id}/withdraw`)
    await db.deleteFrom('key_copies').where('key_id', '=', letters.id).execute()
    assert.match(await textAt(anna), /Nobody holds some of the keys for: Letters/)
    const again = await makeOf(testWorld, holder)
    assert.equal((await send(anna, again.made)).status, 303)
    assert.equal((await dora.post(`/desk/approvals/${await idOfWish(dora)}/approve`)).status, 303)
    assert.deepEqual(await openedBy(anna, again.sheets.slice(1)), [...PURPOSES].sort())
  })

  test('have a valid page in each state and language', async () => {
    const { testWorld, holder, anna } = await start(await make())
    const dora = await signIn(testWorld, { name: 'Dora' })
    const pages = async () => {
      for (const lang of testWorld.world.texts.codes)
        for (const who of [anna, dora]) {
          await who.post('/desk/account/language', { language: lang })
          for (const path of [SHEETS, '/desk/approvals', '/desk/keys/mine', '/desk/keys']) {
            const text = await textAt(who, path)
            assert.deepEqual(await findFaults(text), [], path)
            assert.doesNotMatch(text, />(approvals|keys)\.[a-z]/, 'a key in place of a text')
          }
        }
    }
    await pages()
    const { recipient } = newIdentity()
    const { db } = testWorld.world.database
    const face = {
      byWords: new Uint8Array(),
      byPasskey: new Uint8Array(1),
      passkeyId: 'x',
      made: '2024-05-21',
    }
    await saveMemberKey(db, { memberId: dora.member.id, recipient, ...face })
    const { id, identity } = await holder.openKey('letters')
    await saveCopy(db, { keyId: id, memberId: dora.member.id, body: await sealIdentity(recipient, identity) })
    await send(anna, (await makeOf(testWorld, holder)).made)
    await pages()
  })
})

async function recipientOf({ world }: TestWorld, { member }: Holder): Promise<string> {
  const { recipient } = await world.database.db
    .selectFrom('member_keys')
    .select('recipient')
    .where('member_id', '=', member.id)
    .executeTakeFirstOrThrow()
  return recipient
}
