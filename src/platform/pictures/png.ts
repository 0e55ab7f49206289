import { found, type Inspected, nameAt, refuse } from './container.ts'

/** Walks through the chunks of a PNG (W3C PNG, third edition, section 5) to its size and its end. */
export function inspectPng(bytes: Buffer): Inspected {
  if (bytes.length < 33 || nameAt(bytes, 12) !== 'IHDR') return refuse('broken')
  const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  for (let at = 8; at + 12 <= bytes.length; ) {
    const name = nameAt(bytes, at + 4)
    // An animation has more than one picture; only one would be looked at.
    if (name === 'acTL') return refuse('moving')
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return refuse('broken')
    if (name === 'IEND') return found({ type: 'png', ...size, end })
    at = end
  }
  return refuse('broken')
}
