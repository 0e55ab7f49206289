/** A picture before it is sealed fills one of these sizes, in bytes, so that its length tells no more than the size. */
export const PICTURE_SIZES = [131_072, 262_144, 524_288, 1_048_576, 2_097_152, 4_194_304] as const

/** A JPEG with zeros after its end, up to the next size; viewers pay no heed to them. Null when it is larger than all. */
export function padPicture(jpeg: Uint8Array): Uint8Array | null {
  const size = PICTURE_SIZES.find(candidate => candidate >= jpeg.length)
  if (size === undefined) return null
  const padded = new Uint8Array(size)
  padded.set(jpeg)
  return padded
}

/** The same without the zeros after its end. */
export function unpadPicture(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return bytes.subarray(0, end)
}
