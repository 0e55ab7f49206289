import { x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bech32 } from '@scure/base'

const ENCODER = new TextEncoder()

/**
 * The age pair that belongs to a private code, as readCode gives it (HKDF-SHA-256, RFC 5869, with a label of its own):
 * what is sealed to `recipient` opens with the code alone. hashCode, by which a row is found, tells nothing of it.
 */
export function identityOf(code: string): { identity: string; recipient: string } {
  const secret = hkdf(sha256, ENCODER.encode(code), undefined, ENCODER.encode('vestka code identity'), 32)
  const identity = bech32.encodeFromBytes('age-secret-key-', secret).toUpperCase()
  return { identity, recipient: bech32.encodeFromBytes('age', x25519.getPublicKey(secret)) }
}
