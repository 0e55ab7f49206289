import type { Sharp } from 'sharp'
import { createQueue } from '../seal/queue.ts'
import type { ContainerError } from './container.ts'
import { readHeic } from './heic.ts'
import { inspectPicture } from './inspect.ts'
import { loadSharp } from './load-sharp.ts'

/** Largest file that is read, in bytes, and largest picture, in pixels. */
export const MAX_BYTES = 30 * 1024 * 1024
export const MAX_PIXELS = 60_000_000
/** The longer side of what is kept at most, in pixels. */
export const MAX_SIDE = 2400
const SECONDS = 30

/** A picture as rows of red, green and blue (sRGB, 8 bit), upright. There is nothing else in it. */
export type Pixels = { data: Uint8Array; width: number; height: number }

export type PictureError = ContainerError | 'empty' | 'large' | 'heic'
export type ReadPicture = { ok: true; value: Pixels } | { ok: false; error: PictureError }

/** Decoding is dear in memory: one at a time, which is no slower on two cores, and a line that a flood cannot make endless. */
export const picturesQueue = createQueue({ running: 1, waiting: 40 })

/**
 * The pixels of a JPEG, PNG, WebP, AVIF or HEIC, as its content says and not its name, upright and in sRGB, at most
 * `maxSide` pixels long. The header is looked at first: too many pixels are refused before anything is decoded.
 */
export function readPicture(bytes: Buffer, maxSide = MAX_SIDE): Promise<ReadPicture> {
  if (bytes.length === 0) return Promise.resolve({ ok: false, error: 'empty' })
  if (bytes.length > MAX_BYTES) return Promise.resolve({ ok: false, error: 'large' })
  const inspected = inspectPicture(bytes)
  if (!inspected.ok) return Promise.resolve(inspected)
  const { type, width, height, end } = inspected.value
  if (width * height > MAX_PIXELS) return Promise.resolve({ ok: false, error: 'large' })
  if (width === 0 || height === 0) return Promise.resolve({ ok: false, error: 'broken' })
  const own = bytes.subarray(0, end)
  return picturesQueue(() => (type === 'heic' ? readFromHeic(own, maxSide) : decode(own, maxSide)))
}

async function readFromHeic(bytes: Buffer, maxSide: number): Promise<ReadPicture> {
  const png = await readHeic(bytes, { maxSide, most: MAX_PIXELS })
  return png ? decode(png, maxSide) : { ok: false, error: 'heic' }
}

async function decode(bytes: Buffer, maxSide: number): Promise<ReadPicture> {
  const sharp = await loadSharp()
  try {
    const image = sharp(bytes, {
      limitInputPixels: MAX_PIXELS,
      failOn: 'error',
      pages: 1,
      // Progressive and interlaced pictures need all of their pixels at once.
      sequentialRead: true,
    })
    return { ok: true, value: await shrink(image.autoOrient(), maxSide) }
  } catch {
    return { ok: false, error: 'broken' }
  }
}

async function shrink(image: Sharp, maxSide: number): Promise<Pixels> {
  const { data, info } = await image
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .timeout({ seconds: SECONDS })
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return { data: channels === 3 ? data : widen(data, channels), width, height }
}

/** Grey stays grey in sRGB, but has one channel. */
function widen(data: Uint8Array, channels: number): Uint8Array {
  const count = data.length / channels
  const wide = new Uint8Array(count * 3)
  for (let at = 0; at < count; at++) wide.fill(data[at * channels]!, at * 3, at * 3 + 3)
  return wide
}
