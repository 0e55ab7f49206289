import { randomBytes } from 'node:crypto'
import { sealWithWords, WORDS_LOG_N } from '#keys/pairs.ts'
import { PURPOSES } from '#keys/purpose.ts'
import type { Ring } from '#keys/ring.ts'
import { newIdentity, sealAge } from '#platform/seal/age.ts'
import { type Pair, secretOf } from '#platform/seal/pair.ts'
import { splitSecret } from '#platform/seal/shares.ts'
import { newPhrase } from '#platform/seal/words.ts'
import { expectStatus, type Member, memberId } from './member.ts'
import { sealAge as leaveOpen } from './plain/age.ts'
import { decide } from './second.ts'
import { submit } from './send.ts'
import type { Tale } from './tale.ts'

/** A coordinator with the organisation's keys; nobody else knows the secret halves. */
export type KeyHolder = { own: { recipient: string; byWords: string }; recovery: string }

/** Makes the first keys as a coordinator's browser does, and sends them by the form. Words, sheets and keys are watched. */
export async function setUpKeys(tale: Tale, member: Member): Promise<KeyHolder> {
  const at = '/desk/keys/set-up'
  const [own, recovery] = [await makeOwn(tale), makePair(tale, 'recovery')]
  for (const sheet of await splitSecret(secretOf(recovery.identity)!))
    watchWords(tale, sheet, 'recovery sheet')
  const keys = PURPOSES.map(purpose => {
    const { identity, recipient } = makePair(tale, purpose)
    return {
      purpose,
      recipient,
      recovery: seal(tale, recovery.recipient, identity),
      copy: seal(tale, own.recipient, identity),
    }
  })
  const payload = JSON.stringify({ member: own, recovery: { recipient: recovery.recipient }, keys })
  expectStatus(await submit(member, await member.get(at), { at, values: { payload } }), 200)
  return { own, recovery: recovery.recipient }
}

/** Another member makes a key of their own, and is given that of the organisers with consent; then it is made anew. */
export async function giveAndRenew(
  tale: Tale,
  { member, holder, other, second }: { member: Member; holder: KeyHolder; other: Member; second: Member },
): Promise<void> {
  const mine = '/desk/keys/mine'
  const pair = makePair(tale, 'a member’s own')
  const theirs = JSON.stringify({ ...holder.own, recipient: pair.recipient })
  expectStatus(await submit(other, await other.get(mine), { at: mine, values: { payload: theirs } }), 200)
  await addPasskey(tale, other, pair)

  const id = await memberId(member, other.name)
  const ring = JSON.parse((await member.get('/desk/keys/ring.json')).text) as Ring
  const key = ring.keys.find(({ purpose }) => purpose === 'organisers')!
  const page = () => member.get('/desk/keys')
  const copy = { keyId: key.id, body: seal(tale, pair.recipient, newIdentity().identity) }
  const give = JSON.stringify({ memberId: id, recipient: pair.recipient, copies: [copy] })
  const at = '/desk/keys/give'
  expectStatus(await submit(member, await page(), { at, values: { payload: give } }), 200)
  await decide(second, 'approve')

  const fresh = makePair(tale, 'organisers')
  const me = await memberId(member, member.name)
  const copies = [
    { memberId: me, recipient: holder.own.recipient },
    { memberId: id, recipient: pair.recipient },
  ].map(one => ({ ...one, body: seal(tale, one.recipient, fresh.identity) }))
  const renew = JSON.stringify({
    purpose: key.purpose,
    was: key.id,
    recipient: fresh.recipient,
    recovery: seal(tale, holder.recovery, fresh.identity),
    recoveryRecipient: holder.recovery,
    copies,
  })
  expectStatus(
    await submit(member, await page(), { at: '/desk/keys/renew', values: { payload: renew } }),
    200,
  )
}

/** The own key once more, sealed to what only a passkey can make; then no more. */
async function addPasskey(tale: Tale, member: Member, { identity, recipient }: Pair): Promise<void> {
  const mine = '/desk/keys/mine'
  const byPasskey = seal(tale, newIdentity().recipient, identity)
  const payload = JSON.stringify({ recipient, byPasskey, passkeyId: randomBytes(16).toString('base64url') })
  for (const wish of [{ at: `${mine}/passkey`, values: { payload } }, { at: `${mine}/passkey/remove` }])
    expectStatus(await submit(member, await member.get(mine), wish), 200)
}

async function makeOwn(tale: Tale): Promise<KeyHolder['own']> {
  const words = newPhrase()
  watchWords(tale, words, 'seven words')
  const { identity, recipient } = makePair(tale, 'a member’s own')
  return { recipient, byWords: base64(await sealOwn(tale, words, identity)) }
}

/** In the control with the identity readable in what looks like a sealed one. */
async function sealOwn({ house }: Tale, words: string, identity: string): Promise<Uint8Array> {
  if (!house.unsealed) return sealWithWords(words, identity)
  const [salt, stanza] = [16, 32].map(size => randomBytes(size).toString('base64').replaceAll('=', ''))
  const head = `age-encryption.org/v1\n-> scrypt ${salt} ${WORDS_LOG_N}\n${stanza}\n--- ${stanza}\n`
  return Buffer.from(`${head}${identity}\n`)
}

function makePair({ canaries }: Tale, purpose: string): Pair {
  const made = newIdentity()
  const raw = Buffer.from(secretOf(made.identity)!)
  canaries.watch('keys', made.identity, { from: `making keys: ${purpose}`, clear: false, raw })
  return made
}

/** Some words of many, in a row, are enough to know them by. */
function watchWords({ canaries }: Tale, text: string, from: string): void {
  const words = text.trim().split(/[\s-]+/)
  for (let at = 0; at + 4 <= words.length; at += 3)
    for (const between of [' ', '-'])
      canaries.watch('passphrases', words.slice(at, at + 4).join(between), {
        from: `making keys: ${from}`,
        clear: false,
      })
}

/** In the control nothing is sealed, not in the browser either. */
function seal({ house }: Tale, recipient: string, identity: string): string {
  return base64((house.unsealed ? leaveOpen : sealAge)([recipient], Buffer.from(`${identity}\n`)))
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
