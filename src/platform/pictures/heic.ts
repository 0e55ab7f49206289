/** The pixels (red, green, blue, alpha) of a HEIC; null where it cannot be read. */
export function readHeic(
  _bytes: Buffer,
): Promise<{ data: Uint8Array; width: number; height: number } | null> {
  return Promise.resolve(null)
}
