import { combine, split } from 'shamir-secret-sharing'
import { bytesOfWords, wordsOfBytes } from './words.ts'

/** One of three shares of a secret, as its words were read. `set` is the same in shares that belong together. */
export type Share = { set: string; number: 1 | 2 | 3; body: Uint8Array }

/** Why shares do not open: one cannot be read, one alone, the same twice, or shares of two different secrets. */
export type ShareFault = 'unreadable' | 'too-few' | 'same' | 'mixed'

/**
 * Splits a secret into three texts of words, any two of which give it back (Shamir, GF(2^8)); one alone tells nothing
 * but the length. A share is its number, two random bytes of the set and the share itself: 28 words for 32 bytes.
 */
export async function splitSecret(secret: Uint8Array): Promise<string[]> {
  const set = crypto.getRandomValues(new Uint8Array(2))
  const bodies = await split(new Uint8Array(secret), 3, 2)
  return bodies.map((body, index) => wordsOfBytes(Uint8Array.of(index + 1, ...set, ...body)).join(' '))
}

/** The secret of two or three shares; null where faultOfShares finds a fault. Compare what it opens with what is known. */
export async function joinShares(texts: readonly string[]): Promise<Uint8Array | null> {
  if (faultOfShares(texts)) return null
  return combine(texts.map(text => readShare(text)!.body))
}

/** What keeps these shares from being joined; null when nothing does. */
export function faultOfShares(texts: readonly string[]): ShareFault | null {
  const shares = texts.map(readShare)
  if (!shares.every(share => share !== null)) return 'unreadable'
  if (shares.length < 2) return 'too-few'
  if (new Set(shares.map(({ set, body }) => `${set} ${body.length}`)).size > 1) return 'mixed'
  return new Set(shares.map(({ number }) => number)).size < shares.length ? 'same' : null
}

/** A share from its words, however they are typed; null when they are none. */
export function readShare(text: string): Share | null {
  const bytes = bytesOfWords(text)
  const number = bytes?.[0]
  if (!bytes || bytes.length < 5 || (number !== 1 && number !== 2 && number !== 3)) return null
  const set = Array.from(bytes.subarray(1, 3), byte => byte.toString(16).padStart(2, '0')).join('')
  return { set, number, body: bytes.slice(3) }
}
