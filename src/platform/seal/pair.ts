import { x25519 } from '@noble/curves/ed25519.js'
import { bech32 } from '@scure/base'

/** An age pair as text: `identity` is the secret half, 'AGE-SECRET-KEY-1…', `recipient` the public one, 'age1…'. */
export type Pair = { identity: string; recipient: string }

/** A new X25519 pair. */
export function newIdentity(): Pair {
  return identityFrom(crypto.getRandomValues(new Uint8Array(32)))
}

/** The pair of 32 secret bytes. */
export function identityFrom(secret: Uint8Array): Pair {
  const identity = bech32.encodeFromBytes('age-secret-key-', secret).toUpperCase()
  return { identity, recipient: bech32.encodeFromBytes('age', x25519.getPublicKey(secret)) }
}

/** The 32 secret bytes of an identity; null when it is none. */
export function secretOf(identity: string): Uint8Array | null {
  const decoded = /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/.test(identity) && bech32.decodeUnsafe(identity)
  return (decoded && bech32.fromWordsUnsafe(decoded.words)) || null
}
