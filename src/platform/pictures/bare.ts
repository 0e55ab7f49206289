const SOS = 0xda
// JFIF says how pixels are to be read, Adobe which colours they have: neither tells of anybody.
const KEPT = new Set([0xe0, 0xee])

/**
 * A JPEG without the segments that hold anything but the picture: APP1 to APP15 but Adobe's, and comments (ITU-T T.81,
 * annex B). What a browser's canvas encodes has none; this makes sure of it. Throws TypeError where it is no JPEG.
 */
export function bareJpeg(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new TypeError('not a JPEG')
  const parts = [jpeg.subarray(0, 2)]
  let at = 2
  for (;;) {
    const marker = jpeg[at + 1]
    if (jpeg[at] !== 0xff || marker === undefined) throw new TypeError('not a JPEG')
    if (marker === SOS) break
    const end = at + 2 + ((jpeg[at + 2] ?? 0) << 8) + (jpeg[at + 3] ?? 0)
    const isTelling = (marker >= 0xe0 && marker <= 0xef && !KEPT.has(marker)) || marker === 0xfe
    if (!isTelling) parts.push(jpeg.subarray(at, end))
    at = end
  }
  parts.push(jpeg.subarray(at))
  const bare = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let to = 0
  for (const part of parts) {
    bare.set(part, to)
    to += part.length
  }
  return bare
}
