/** A record before it is sealed fills one of these sizes, in bytes, so that its length tells no more than the size. */
export const SIZES = [512, 2048, 8192, 32_768, 131_072] as const
export type Size = (typeof SIZES)[number]

/**
 * A value as UTF-8 JSON with spaces after it up to `size` bytes: whoever opens it with another program reads plain
 * JSON. Throws RangeError when it does not fit; check with fitsRecord where people type.
 */
export function writeRecord(value: unknown, size: Size): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(value))
  if (json.length > size) throw new RangeError(`a record of ${json.length} bytes does not fit into ${size}`)
  const record = new Uint8Array(size).fill(0x20)
  record.set(json)
  return record
}

/** Whether a value fits into a record of this size. */
export function fitsRecord(value: unknown, size: Size): boolean {
  return new TextEncoder().encode(JSON.stringify(value)).length <= size
}

/** The value of a record. Throws when it is none. */
export function readRecord(record: Uint8Array): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(record))
}
