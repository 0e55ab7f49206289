import { setUpKeys } from '#keys/actions.ts'
import { openIdentity, sealIdentity, sealWithWords } from '#keys/pairs.ts'
import { PURPOSES } from '#keys/purpose.ts'
import { findMemberKey, listCopies, listKeys } from '#keys/store.ts'
import { ensureFirstInvitation } from '#members/actions.ts'
import type { Member } from '#members/member.ts'
import { findMemberByName } from '#members/store.ts'
import { newIdentity, type Pair } from '#platform/seal/pair.ts'
import { newPhrase } from '#platform/seal/words.ts'
import { browserAt, PASSPHRASE, setUp, totpAt } from './browser.ts'
import type { TestWorld } from './world.ts'

/** A coordinator who can sign in by the form, and holds the first keys. */
export type Holder = {
  member: Member
  passphrase: string
  words: string
  /** The recovery key, whose secret half is on paper only. */
  recovery: Pair
  /** A code for now. One that was used may be used again after this, so that tests need not wait. */
  totp(): Promise<string>
  /** The current key of a purpose with its secret half, as the member gets it with the seven words. */
  openKey(purpose: string): Promise<{ id: string; identity: string; recipient: string }>
}

/** Sets up the desk with its first member, through the forms, and the keys, as a browser makes them. */
export async function setUpHolder(inside: Pick<TestWorld, 'world' | 'desk'>, name = 'Anna'): Promise<Holder> {
  const { db } = inside.world.database
  const code = (await ensureFirstInvitation(inside.world))!
  const { secret } = await setUp(browserAt(inside), { code, name })
  const member = (await findMemberByName(db, name))!
  const [own, recovery, words] = [newIdentity(), newIdentity(), newPhrase()]
  await setUpKeys(inside.world, member, {
    member: { recipient: own.recipient, byWords: await sealWithWords(words, own.identity) },
    recovery: { recipient: recovery.recipient },
    keys: await Promise.all(PURPOSES.map(purpose => newKey(purpose, own, recovery))),
  })
  return {
    member,
    passphrase: PASSPHRASE,
    words,
    recovery,
    totp: async () => {
      await db.updateTable('members').set({ totp_step: 0 }).where('id', '=', member.id).execute()
      return totpAt(inside, secret)
    },
    openKey: async purpose => {
      const { byWords, recipient: mine } = (await findMemberKey(db, member.id))!
      const identity = await openIdentity(words, byWords, mine)
      const { id, recipient } = (await listKeys(db)).find(key => key.purpose === purpose && !key.ended)!
      const copy = (await listCopies(db, member.id)).find(({ keyId }) => keyId === id)!
      return { id, recipient, identity: await openIdentity(identity, copy.body, recipient) }
    },
  }
}

async function newKey(purpose: string, own: Pair, { recipient: to }: Pair) {
  const { identity, recipient } = newIdentity()
  const recovery = await sealIdentity(to, identity)
  return { purpose, recipient, recovery, copy: await sealIdentity(own.recipient, identity) }
}
