import { base64 } from '@scure/base'
import { fingerprintOf } from '#platform/seal/fingerprint.ts'
import { newIdentity, secretOf } from '#platform/seal/pair.ts'
import { splitSecret } from '#platform/seal/shares.ts'
import { newPhrase } from '#platform/seal/words.ts'
import { sealIdentity, sealWithWords } from './pairs.ts'
import { PURPOSES } from './purpose.ts'

// Keys are made on a member's own machine; what is sent to the server are public halves and age files, as JSON.

/** A member's own new key: the seven words to be written down, and what is sent. */
export type NewOwn = { words: string; own: { recipient: string; byWords: string } }

/** The first keys of the organisation: what is written down, what is printed, and what is sent. */
export type NewSetUp = { words: string; sheets: string[]; fingerprint: string; made: string }

/** A new pair of a member, its secret half under seven new words. */
export async function makeOwn(): Promise<NewOwn> {
  const words = newPhrase()
  const { identity, recipient } = newIdentity()
  return { words, own: { recipient, byWords: base64.encode(await sealWithWords(words, identity)) } }
}

/** A key for each purpose, a recovery key on three sheets, and the key of the member who makes them. */
export async function makeSetUp(): Promise<NewSetUp> {
  const { words, own } = await makeOwn()
  const recovery = newIdentity()
  const keys = []
  for (const purpose of PURPOSES) {
    const { identity, recipient } = newIdentity()
    keys.push({
      purpose,
      recipient,
      recovery: base64.encode(await sealIdentity(recovery.recipient, identity)),
      copy: base64.encode(await sealIdentity(own.recipient, identity)),
    })
  }
  return {
    words,
    sheets: await splitSecret(secretOf(recovery.identity)!),
    fingerprint: fingerprintOf([recovery.recipient]),
    made: JSON.stringify({ member: own, recovery: { recipient: recovery.recipient }, keys }),
  }
}

/** A new recovery key in the place of `was`, with the secret halves of keys (by id) sealed to it. */
export async function makeSheets(
  was: string,
  secrets: ReadonlyMap<string, string>,
): Promise<Omit<NewSetUp, 'words'>> {
  const { identity, recipient } = newIdentity()
  const copies = []
  for (const [keyId, secret] of secrets)
    copies.push({ keyId, body: base64.encode(await sealIdentity(recipient, secret)) })
  return {
    sheets: await splitSecret(secretOf(identity)!),
    fingerprint: fingerprintOf([recipient]),
    made: JSON.stringify({ was, recipient, copies }),
  }
}

/** A new key in the place of `was`, sealed to those who hold it and to the recovery key; what is sent, as JSON. */
export async function makeKey(ask: {
  purpose: string
  was: string
  recovery: string
  holders: { memberId: string; recipient: string }[]
}): Promise<string> {
  const { identity, recipient } = newIdentity()
  const copies = []
  for (const holder of ask.holders)
    copies.push({ ...holder, body: base64.encode(await sealIdentity(holder.recipient, identity)) })
  const recovery = base64.encode(await sealIdentity(ask.recovery, identity))
  const sealedTo = { recovery, recoveryRecipient: ask.recovery }
  return JSON.stringify({ purpose: ask.purpose, was: ask.was, recipient, ...sealedTo, copies })
}
