import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { identityFrom, type Pair } from '../seal/pair.ts'

const ENCODER = new TextEncoder()

/**
 * The age pair that belongs to a private code, as readCode gives it (HKDF-SHA-256, RFC 5869, with a label of its own):
 * what is sealed to `recipient` opens with the code alone. hashCode, by which a row is found, tells nothing of it.
 */
export function identityOf(code: string): Pair {
  return pairOf(code, 'vestka code identity')
}

/** The age pair of one sending of pictures, made the same way from a random UUID that only the sender's page holds. */
export function identityOfSending(secret: string): Pair {
  return pairOf(secret, 'vestka sending identity')
}

function pairOf(secret: string, label: string): Pair {
  return identityFrom(hkdf(sha256, ENCODER.encode(secret), undefined, ENCODER.encode(label), 32))
}
