import { armor, Decrypter, Encrypter, identityToRecipient } from 'age-encryption'
import { readRecord } from '#platform/seal/record.ts'
import { readPhrase, unknownWords } from '#platform/seal/words.ts'
import { isRemoteFault, remoteFault } from './fault.ts'
import type { Ring, RingKey } from './shapes.ts'

// 256 MB of memory; keys are made with 16. More is asked for only by who wants to stop this machine.
const MOST_WORK = 18

/**
 * The secret half of a member's own key ('AGE-SECRET-KEY-1…') out of its age file, with the seven words as they are
 * typed. Throws remoteFault 'not-words' or 'words' where they are none or others.
 */
export async function openMemberKey(byWords: Uint8Array, typed: string): Promise<string> {
  const phrase = readPhrase(typed)
  if (!phrase) throw remoteFault('not-words', { words: unknownWords(typed).slice(0, 7).join(', ') || '–' })
  const file = plainAge(byWords)
  const work = /^age-encryption\.org\/v1\n-> scrypt \S+ (\d+)\n/.exec(headOf(file))?.[1]
  if (!work || Number(work) > MOST_WORK) throw remoteFault('odd')
  const decrypter = new Decrypter()
  decrypter.addPassphrase(phrase)
  const text = await decrypter.decrypt(file, 'text').catch(() => {
    throw remoteFault('words')
  })
  return identityIn(text)
}

/** The identity that stands in an identity file, as `age-keygen` writes it too. Throws remoteFault 'odd'. */
export function identityIn(text: string): string {
  const identity = /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/m.exec(text.replaceAll('\r', ''))?.[0]
  if (!identity) throw remoteFault('odd')
  return identity
}

/** The same for the member of a ring; throws remoteFault 'false-copy' where it is not the half of the public one. */
export async function openRingMember(ring: Ring, typed: string): Promise<string> {
  if (!ring.member) throw remoteFault('no-member-key')
  const identity = await openMemberKey(ring.member.byWords, typed)
  if ((await identityToRecipient(identity)) !== ring.member.recipient) throw remoteFault('false-copy')
  return identity
}

/**
 * The secret half of one of the organisation's keys. Throws remoteFault 'no-copy' where the member holds none, and
 * 'false-copy' where it is not the half of that key: anybody can seal something to a member.
 */
export async function openCopy(key: RingKey | undefined, memberIdentity: string): Promise<string> {
  if (!key?.copy) throw remoteFault('no-copy')
  const identity = identityIn(Buffer.from(await openBytes(key.copy, [memberIdentity])).toString('utf8'))
  if ((await identityToRecipient(identity)) !== key.recipient) throw remoteFault('false-copy')
  return identity
}

/** What is in a sealed record. Throws remoteFault 'unreadable' for anything else. */
export async function openRecord(body: Uint8Array, identity: string): Promise<unknown> {
  const plain = await openBytes(body, [identity])
  try {
    return readRecord(plain)
  } catch {
    throw remoteFault('unreadable')
  }
}

/** The bytes of an age file, armoured or not, with whichever identity fits. Throws remoteFault 'unreadable'. */
export async function openBytes(file: Uint8Array, identities: readonly string[]): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  try {
    return await decrypter.decrypt(plainAge(file))
  } catch (error) {
    throw isRemoteFault(error) ? error : remoteFault('unreadable')
  }
}

/** Bytes as an age file to one recipient. */
export async function sealBytes(recipient: string, plain: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return encrypter.encrypt(plain)
}

function plainAge(file: Uint8Array): Uint8Array {
  if (!headOf(file).startsWith('-----BEGIN AGE')) return file
  try {
    return armor.decode(Buffer.from(file).toString('latin1'))
  } catch {
    throw remoteFault('unreadable')
  }
}

function headOf(file: Uint8Array): string {
  return Buffer.from(file.subarray(0, 300)).toString('latin1')
}
