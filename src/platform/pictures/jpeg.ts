import { found, type Inspected, refuse } from './container.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
// The length of a first segment that reads as the beginning of a comment in JavaScript: '/*'.
const SCRIPT_LENGTH = 0x2f2a

/** Walks through the segments of a JPEG (ITU-T T.81, annex B) to its size and its end. */
export function inspectJpeg(bytes: Buffer): Inspected {
  let size: { width: number; height: number } | null = null
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return refuse('broken')
    const marker = bytes[at + 1]!
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === SOI || marker === EOI) break
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return refuse('broken')
    if (at === 2 && length === SCRIPT_LENGTH) return refuse('polyglot')
    if (isFrame(marker)) {
      if (length < 8 || size) return refuse('broken')
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    }
    at += 2 + length
    if (marker === SOS) at = endOfScan(bytes, at)
  }
  if (!size || bytes[at] !== 0xff || bytes[at + 1] !== EOI) return refuse('broken')
  return found({ type: 'jpeg', ...size, end: at + 2 })
}

/** A start of frame; 0xc4, 0xc8 and 0xcc mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

/** After the header of a scan come coded bytes, in which 0xff is followed by 0x00 or by a restart marker. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1]!
    if (next === 0xff) at += 1
    else if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2
    else return at
  }
  return bytes.length
}
