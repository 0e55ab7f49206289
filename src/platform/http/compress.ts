import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'

export type Encoding = 'br' | 'gzip'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)
// Compressing a page takes a tenth of a millisecond; handing it to another thread takes longer than that.
const MOST_AT_ONCE = 64 * 1024
// Of UTF-8 for a unit of a string.
const MOST_BYTES = 3
const LEAST = 600
// 100 KB of memory for a moment instead of 270, which cost more than compressing does; 1 percent more bytes.
const LIGHT = { level: 3, windowBits: 14, memLevel: 6 }

/** Whether a header Accept-Encoding (RFC 9110 §12.5.3) names an encoding without refusing it by `q=0`. */
export function accepts(header: string, encoding: string): boolean {
  const at = header.indexOf(encoding)
  return at >= 0 && !/^\w*\s*;\s*q=0(\.0*)?\s*(,|$)/.test(header.slice(at))
}

/** Whether a body of this type and size in bytes is worth compressing. */
export function isSqueezable(type: string, bytes: number): boolean {
  return (
    bytes >= LEAST && /^(text\/|application\/(json|xml|javascript|[\w-]+\+(xml|json))|image\/svg)/.test(type)
  )
}

/** The best encoding that a sender of Accept-Encoding takes; null for none. */
export function encodingFor(header: string): Encoding | null {
  const known = chosen.get(header)
  if (known !== undefined) return known
  const encoding = accepts(header, 'br') ? 'br' : accepts(header, 'gzip') ? 'gzip' : null
  if (chosen.size >= MOST_KNOWN) chosen.clear()
  if (header.length < 100) chosen.set(header, encoding)
  return encoding
}

// All browsers of a kind send the same few words.
const chosen = new Map<string, Encoding | null>()
const MOST_KNOWN = 100

/** Compresses quickly, for one answer. */
export async function squeeze(body: string | Buffer, encoding: Encoding): Promise<Buffer> {
  if (body.length * MOST_BYTES <= place.length) return squeezeNow(bytesForNow(body), encoding)
  const bytes = Buffer.from(body as string)
  return encoding === 'br' ? toBrotli(bytes, brotliOptions(bytes, 3)) : toGzip(bytes, { level: 3 })
}

// One place for all: bytes that live for a millisecond would wait for the collection of garbage in tens of megabytes.
const place = Buffer.allocUnsafeSlow(MOST_AT_ONCE * MOST_BYTES)

function bytesForNow(body: string | Buffer): Buffer {
  return typeof body === 'string' ? place.subarray(0, place.write(body)) : body
}

/** The same for who cannot wait: half a megabyte takes some milliseconds. */
export function squeezeNow(body: Buffer, encoding: Encoding): Buffer {
  // Text becomes a fifth of its size or less, which then needs no second piece. A piece this large is not from a pool.
  const chunkSize = Math.max(Buffer.poolSize, body.length >> 2)
  return takeOver(
    encoding === 'br'
      ? brotliCompressSync(body, { ...brotliOptions(body, 3), chunkSize })
      : gzipSync(body, { ...LIGHT, chunkSize }),
    chunkSize,
  )
}

// A compressor lives until the next large collection of garbage, and its last piece with it: 60 MB under load.
function takeOver(bytes: Buffer, chunkSize: number): Buffer {
  const { buffer, byteOffset, length } = bytes
  const isWhole = buffer instanceof ArrayBuffer && byteOffset === 0 && buffer.byteLength === chunkSize
  return isWhole ? Buffer.from(buffer.transfer(), 0, length) : bytes
}

/** Compresses well, in another thread, for what is answered many times. */
export function squeezeWell(body: Buffer, encoding: Encoding): Promise<Buffer> {
  // Quality 8 saves another half percent, and takes 16 MB in each thread, for good.
  return encoding === 'br' ? toBrotli(body, brotliOptions(body, 6)) : toGzip(body, { level: 6 })
}

function brotliOptions(body: Buffer, quality: number) {
  return {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  }
}
