import { found, type Inspected, nameAt, refuse } from './container.ts'

/** Reads the size of a WebP (RFC 9649) from each of its chunks that tells one, and its end from the outermost. */
export function inspectWebp(bytes: Buffer): Inspected {
  if (bytes.length < 30) return refuse('broken')
  const end = bytes.readUInt32LE(4) + 8
  if (end > bytes.length) return refuse('broken')
  let [width, height] = [0, 0]
  let isWhole = false
  for (let at = 12; at + 8 <= end; ) {
    const name = nameAt(bytes, at)
    const length = bytes.readUInt32LE(at + 4)
    if (at + 8 + length > end) return refuse('broken')
    if (name === 'ANIM' || name === 'ANMF') return refuse('moving')
    const size = sizeOf(bytes.subarray(at + 8, at + 8 + length), name)
    if (size) {
      width = Math.max(width, size.width)
      height = Math.max(height, size.height)
    }
    isWhole ||= name === 'VP8 ' || name === 'VP8L'
    at += 8 + length + (length % 2)
  }
  return isWhole && width > 0 ? found({ type: 'webp', width, height, end }) : refuse('broken')
}

function sizeOf(chunk: Buffer, name: string): { width: number; height: number } | null {
  if (name === 'VP8X' && chunk.length >= 10)
    return { width: chunk.readUIntLE(4, 3) + 1, height: chunk.readUIntLE(7, 3) + 1 }
  if (name === 'VP8 ' && chunk.length >= 10)
    return { width: chunk.readUInt16LE(6) & 0x3fff, height: chunk.readUInt16LE(8) & 0x3fff }
  if (name === 'VP8L' && chunk.length >= 5) {
    const bits = chunk.readUInt32LE(1)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  return null
}
