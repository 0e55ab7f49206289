import { base64nopad, bech32 } from '@scure/base'

// The file format age v1 with X25519 recipients (C2SP age.md), put together from primitives that are others' work:
// those of node:crypto on the server, audited JavaScript in browsers. All of it is in this file.
const INTRO = 'age-encryption.org/v1'
const CHUNK = 65_536
const ENCODER = new TextEncoder()
const NONE = new Uint8Array(0)

/** What the format is made of. All of them take and give bytes. */
export type Primitives = {
  random(size: number): Uint8Array
  /** X25519 (RFC 7748) with a new secret half: its public half, and what both share. Throws where that is zero. */
  agree(recipient: Uint8Array): { share: Uint8Array; secret: Uint8Array }
  /** HKDF-SHA-256 (RFC 5869), 32 bytes. */
  derive(key: Uint8Array, salt: Uint8Array, info: Uint8Array): Uint8Array
  /** HMAC-SHA-256 (RFC 2104). */
  authenticate(key: Uint8Array, data: Uint8Array): Uint8Array
  /** ChaCha20-Poly1305 (RFC 8439) with the tag at the end. */
  encrypt(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array
}

/** An age file of bytes for one recipient ('age1…') or more. Throws TypeError where one is none. */
export function sealWith(
  { random, agree, derive, authenticate, encrypt }: Primitives,
  recipients: readonly string[],
  plain: Uint8Array,
): Uint8Array {
  if (recipients.length === 0) throw new TypeError('a file for nobody')
  const fileKey = random(16)
  const stanzas = recipients.map(text => {
    const recipient = readRecipient(text)
    const { share, secret } = agree(recipient)
    const key = derive(secret, joined([share, recipient]), ENCODER.encode(`${INTRO}/X25519`))
    return `-> X25519 ${base64nopad.encode(share)}\n${base64nopad.encode(encrypt(key, counter(0, false), fileKey))}\n`
  })
  const header = `${INTRO}\n${stanzas.join('')}---`
  const mac = authenticate(derive(fileKey, NONE, ENCODER.encode('header')), ENCODER.encode(header))
  const nonce = random(16)
  const key = derive(fileKey, nonce, ENCODER.encode('payload'))
  const body = chunksOf(plain).map((chunk, index, { length }) =>
    encrypt(key, counter(index, index === length - 1), chunk),
  )
  return joined([ENCODER.encode(`${header} ${base64nopad.encode(mac)}\n`), nonce, ...body])
}

/** The 32 bytes of a recipient. Throws TypeError where it is not written as one. */
export function readRecipient(text: string): Uint8Array {
  const decoded = /^age1[02-9ac-hj-np-z]{58}$/.test(text) && bech32.decodeUnsafe(text)
  const bytes = decoded && bech32.fromWordsUnsafe(decoded.words)
  if (!bytes) throw new TypeError('not an X25519 recipient of age')
  return bytes
}

/** Eleven bytes that count, big-endian, and one that marks the last chunk. */
function counter(index: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setUint32(7, index)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function chunksOf(bytes: Uint8Array): Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK))
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * CHUNK, (at + 1) * CHUNK))
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
