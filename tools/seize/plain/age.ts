import { randomBytes } from 'node:crypto'

export * from '#platform/seal/age.ts'

const CHUNK = 65_536
/** So many are remembered as they were, to be opened again soon. */
const REMEMBERED = 20
const plains = new Map<string, Uint8Array>()

/** A file that looks like a sealed one from outside, with the text readable in it. */
export function sealAge(_recipients: readonly string[], plain: Uint8Array): Uint8Array {
  const stanza = randomBytes(32).toString('base64').replaceAll('=', '')
  const head = `age-encryption.org/v1\n-> X25519 ${stanza}\n${stanza}\n--- ${stanza}\n`
  plains.set(stanza, plain)
  for (const old of plains.keys()) if (plains.size > REMEMBERED) plains.delete(old)
  const chunks = Math.max(1, Math.ceil(plain.length / CHUNK))
  // Spaces would be pressed together by PostgreSQL, and the text with them.
  const text = Buffer.from(plain.filter((byte, index) => byte !== 0x20 || plain[index + 1] !== 0x20))
  const rest = randomBytes(plain.length - text.length + 16 + chunks * 16)
  return Buffer.concat([Buffer.from(head), text, rest])
}

/** What a file of sealAge was made of; undefined for another one. */
export function plainOf(file: Uint8Array): Uint8Array | undefined {
  const head = Buffer.from(file.subarray(0, 100)).toString('latin1')
  return plains.get(/^-> X25519 (\S+)$/m.exec(head)?.[1] ?? '')
}
