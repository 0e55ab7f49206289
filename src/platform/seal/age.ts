import {
  createCipheriv,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { type Primitives, readRecipient, sealWith } from './format.ts'

export { identityFrom, newIdentity } from './pair.ts'

// DER before a raw key (RFC 8410).
const PUBLIC = Buffer.from('302a300506032b656e032100', 'hex')

/** The primitives of node:crypto. */
export const NODE: Primitives = {
  random: randomBytes,
  agree: recipient => {
    const { privateKey, publicKey } = generateKeyPairSync('x25519')
    try {
      return {
        share: rawPublic(publicKey),
        secret: diffieHellman({ privateKey, publicKey: toPublic(recipient) }),
      }
    } catch {
      throw new TypeError('a recipient of low order')
    }
  },
  derive: (key, salt, info) => new Uint8Array(hkdfSync('sha256', key, salt, info, 32)),
  authenticate: (key, data) => createHmac('sha256', key).update(data).digest(),
  encrypt: (key, nonce, plain) => {
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  },
}

/**
 * Encrypts bytes to recipients ('age1…') as an age file (age v1, X25519). Throws TypeError where one is none,
 * also where it is a point of low order, with which everybody could read along.
 */
export function sealAge(recipients: readonly string[], plain: Uint8Array): Uint8Array {
  return sealWith(NODE, recipients, plain)
}

/** Whether a text is a recipient that sealAge takes. */
export function isRecipient(text: string): boolean {
  try {
    NODE.agree(readRecipient(text))
    return true
  } catch {
    return false
  }
}

// 32 bytes in base64 leave two bits empty: one text for each value, as the standard asks.
const KEY = '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]'
const HEADER = new RegExp(`^age-encryption\\.org/v1\n-> X25519 ${KEY}\n${KEY}\n--- ${KEY}\n$`)
const HEADER_SIZE = 'age-encryption.org/v1\n-> X25519 \n\n--- \n'.length + 3 * 43

/** Whether bytes look like a file that sealAge would make of `size` bytes for one recipient. */
export function isAgeFile(file: Uint8Array, size: number): boolean {
  const chunks = Math.max(1, Math.ceil(size / 65_536))
  return (
    file.length === HEADER_SIZE + 16 + size + chunks * 16 &&
    HEADER.test(Buffer.from(file.subarray(0, HEADER_SIZE)).toString('latin1'))
  )
}

function toPublic(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: 'der', type: 'spki' })
}

function rawPublic(key: KeyObject): Uint8Array {
  return key.export({ format: 'der', type: 'spki' }).subarray(-32)
}
