import type { JpegOptions, Sharp, WebpOptions } from 'sharp'
import { loadSharp } from './load-sharp.ts'
import { type Pixels, picturesQueue } from './read.ts'

/** The longer side of each size, in pixels. */
export const SIDES = { small: 480, medium: 1200, large: 2400 } as const

/** The three files of a picture: WebP, WebP and progressive JPEG. None of them holds anything but pixels. */
export type Sizes = { small: Buffer; medium: Buffer; large: Buffer }

/** Encodes a picture in its three sizes, never larger than it is. */
export function makeSizes(pixels: Pixels): Promise<Sizes> {
  return picturesQueue(async () => ({
    small: await (await within(pixels, SIDES.small)).webp(SMALL).toBuffer(),
    medium: await (await within(pixels, SIDES.medium)).webp(MEDIUM).toBuffer(),
    large: await (await within(pixels, SIDES.large)).jpeg(LARGE).toBuffer(),
  }))
}

/** One JPEG of a picture, with a longer side of `side` pixels at most. */
export function makeJpeg(pixels: Pixels, side: number = SIDES.large): Promise<Buffer> {
  return picturesQueue(async () => (await within(pixels, side)).jpeg(LARGE).toBuffer())
}

/** The smallest size alone. */
export function makeSmall(pixels: Pixels): Promise<Buffer> {
  return picturesQueue(async () => (await within(pixels, SIDES.small)).webp(SMALL).toBuffer())
}

const SMALL: WebpOptions = { quality: 74, effort: 4 }
const MEDIUM: WebpOptions = { quality: 76, effort: 4 }
const LARGE: JpegOptions = { quality: 80, mozjpeg: true, progressive: true }

async function within({ data, width, height }: Pixels, side: number): Promise<Sharp> {
  const sharp = await loadSharp()
  return sharp(data, { raw: { width, height, channels: 3 } }).resize({
    width: side,
    height: side,
    fit: 'inside',
    withoutEnlargement: true,
  })
}
