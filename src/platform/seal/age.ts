import {
  createCipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { bech32 } from '@scure/base'

// The file format of age v1 (C2SP age.md) with X25519 recipients, put together from the primitives of node:crypto.
const CHUNK = 65_536
const TAG = 16
const HEAD = 'age-encryption.org/v1\n'
const LABEL = 'age-encryption.org/v1/X25519'
// DER around a raw key (RFC 8410).
const PUBLIC = Buffer.from('302a300506032b656e032100', 'hex')
const PRIVATE = Buffer.from('302e020100300506032b656e04220420', 'hex')
/** Length of a header with one X25519 stanza, and of the nonce after it, in bytes. */
const HEADER_SIZE = HEAD.length + '-> X25519 '.length + 43 + 1 + 43 + 1 + '--- '.length + 43 + 1 + 16

/** A new pair: `identity` is the secret half, 'AGE-SECRET-KEY-1…', `recipient` the public one, 'age1…'. */
export function newIdentity(): { identity: string; recipient: string } {
  const der = generateKeyPairSync('x25519').privateKey.export({ format: 'der', type: 'pkcs8' })
  return identityFrom(der.subarray(-32))
}

/** The pair of 32 secret bytes. */
export function identityFrom(secret: Uint8Array): { identity: string; recipient: string } {
  const identity = bech32.encodeFromBytes('age-secret-key-', secret).toUpperCase()
  return { identity, recipient: bech32.encodeFromBytes('age', rawPublic(privateKey(secret))) }
}

/** Encrypts bytes to recipients ('age1…'). Throws where one is none. */
export function sealAge(recipients: readonly string[], plain: Uint8Array): Uint8Array {
  const fileKey = randomBytes(16)
  const stanzas = recipients.map(recipient => stanzaFor(fileKey, readBech32('age', recipient)))
  const header = `${HEAD}${stanzas.join('')}---`
  const nonce = randomBytes(16)
  return Buffer.concat([
    Buffer.from(`${header} ${base64(macOf(fileKey, header))}\n`),
    nonce,
    ...chunked(plain, CHUNK).map((chunk, index, all) => {
      const cipher = createCipheriv(
        'chacha20-poly1305',
        payloadKey(fileKey, nonce),
        counter(index, index === all.length - 1),
        { authTagLength: TAG },
      )
      return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
    }),
  ])
}

/** Whether bytes look like a file that sealAge would make of `size` bytes for one recipient. */
export function isAgeFile(file: Uint8Array, size: number): boolean {
  const chunks = Math.max(1, Math.ceil(size / CHUNK))
  const head = Buffer.from(file.subarray(0, HEADER_SIZE)).toString('latin1')
  return (
    file.length === HEADER_SIZE + size + chunks * TAG &&
    /^age-encryption\.org\/v1\n-> X25519 [\w+/]{43}\n[\w+/]{43}\n--- [\w+/]{43}\n/.test(head)
  )
}

function stanzaFor(fileKey: Buffer, recipient: Uint8Array): string {
  const { privateKey: ephemeral } = generateKeyPairSync('x25519')
  const share = rawPublic(ephemeral)
  const secret = diffieHellman({ privateKey: ephemeral, publicKey: publicKey(recipient) })
  const key = derive(secret, Buffer.concat([share, recipient]), LABEL)
  const cipher = createCipheriv('chacha20-poly1305', key, Buffer.alloc(12), { authTagLength: TAG })
  const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
  return `-> X25519 ${base64(share)}\n${base64(body)}\n`
}

function macOf(fileKey: Buffer, header: string): Buffer {
  return createHmac('sha256', derive(fileKey, Buffer.alloc(0), 'header'))
    .update(header)
    .digest()
}

function payloadKey(fileKey: Buffer, nonce: Buffer): Buffer {
  return derive(fileKey, nonce, 'payload')
}

function derive(key: Uint8Array, salt: Uint8Array, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, 32))
}

function counter(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function chunked(bytes: Uint8Array, size: number): Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / size))
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size))
}

function privateKey(secret: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE, secret]), format: 'der', type: 'pkcs8' })
}

function publicKey(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: 'der', type: 'spki' })
}

function rawPublic(key: KeyObject): Buffer {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
}

function readBech32(prefix: string, text: string): Uint8Array {
  const { prefix: found, bytes } = bech32.decodeToBytes(text)
  if (found !== prefix || bytes.length !== 32) throw new TypeError(`not an age ${prefix}`)
  return bytes
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '')
}
