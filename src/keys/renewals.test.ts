import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newIdentity } from '#platform/seal/pair.ts'
import { setUpHolder } from '#testing/holder.ts'
import { signIn } from '#testing/member.ts'
import { onBothEngines } from '#testing/world.ts'
import { makeKey } from './making.ts'
import { PURPOSES } from './purpose.ts'
import { saveMemberKey } from './store.ts'

type Renewals = {
  keys: { purpose: string; was: string; holders: { memberId: string; name: string; recipient: string }[] }[]
}

onBothEngines('what a new key is sealed to, for the command line', make => {
  test('those who hold the present one, for coordinators only, and the desk takes what is made of it', async () => {
    const testWorld = await make()
    const anna = await setUpHolder(testWorld)
    const { db } = testWorld.world.database
    const moderator = await signIn(testWorld, { role: 'moderator' })
    // A key of one's own alone makes nobody a holder.
    const { recipient } = newIdentity()
    await saveMemberKey(db, {
      memberId: moderator.member.id,
      recipient,
      byWords: new Uint8Array(),
      byPasskey: null,
      passkeyId: null,
      made: '2024-05-21',
    })
    assert.equal((await moderator.get('/desk/keys/renewals.json')).status, 404)
    const coordinator = await signIn(testWorld)
    const answer = await coordinator.get('/desk/keys/renewals.json')
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    const { keys } = (await answer.json()) as Renewals
    assert.deepEqual(keys.map(({ purpose }) => purpose).sort(), [...PURPOSES].sort())
    const organisers = keys.find(({ purpose }) => purpose === 'organisers')!
    assert.deepEqual(
      organisers.holders.map(({ name, memberId }) => ({ name, memberId })),
      [{ name: 'Anna', memberId: anna.member.id }],
    )
    const holders = organisers.holders.map(({ name: _, ...holder }) => holder)
    const asked = { purpose: 'organisers', was: organisers.was, recovery: anna.recovery.recipient }
    const payload = await makeKey({ ...asked, holders })
    assert.equal((await coordinator.post('/desk/keys/renew', { payload })).status, 303)
    assert.notEqual((await anna.openKey('organisers')).id, organisers.was)
  })
})
