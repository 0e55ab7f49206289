// Loaded by forms when somebody begins to write what is sealed, so it holds nothing but this.
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64 } from '@scure/base'
import { type Primitives, sealWith } from './format.ts'
import { type Size, writeRecord } from './record.ts'

/** Audited JavaScript in place of crypto.subtle, which browsers withhold over plain http on a host name. */
const NOBLE: Primitives = {
  random: size => crypto.getRandomValues(new Uint8Array(size)),
  agree: recipient => {
    const { secretKey, publicKey: share } = x25519.keygen()
    return { share, secret: x25519.getSharedSecret(secretKey, recipient) }
  },
  derive: (key, salt, info) => hkdf(sha256, key, salt, info, 32),
  authenticate: (key, data) => hmac(sha256, key, data),
  encrypt: (key, nonce, plain) => chacha20poly1305(key, nonce).encrypt(plain),
}

/**
 * Seals a value to a recipient ('age1…') in a record of `size` bytes, as the server would: an age file in base64,
 * always of the same length. Rejects with RangeError when it does not fit, with TypeError when the recipient is none.
 */
export async function sealRecord(recipient: string, value: unknown, size: Size): Promise<string> {
  return base64.encode(sealWith(NOBLE, [recipient], writeRecord(value, size)))
}

/** Seals bytes, such as a padded picture, to a recipient ('age1…'): an age file. Throws TypeError when the recipient is none. */
export function sealBytes(recipient: string, bytes: Uint8Array): Uint8Array {
  return sealWith(NOBLE, [recipient], bytes)
}
