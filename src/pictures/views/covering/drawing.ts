import { bareJpeg } from '#platform/pictures/bare.ts'
import { type Box, cutBox } from '#platform/pictures/box.ts'
import { PICTURE_SIZES } from '#platform/pictures/pad.ts'
import type { ReadHeic } from './heic.ts'

/** The longer side of what leaves the browser, in pixels. */
const MAX_SIDE = 2400
/** What a picture should fit into where its quality allows it, in bytes: lines are slow on the Day. */
const WISHED = PICTURE_SIZES[3]
const QUALITIES = [0.86, 0.78, 0.7, 0.6, 0.4]
/** The ink that the server covers with. */
const INK = '#16140f'

/** No photograph is larger, in bytes; a film would fill the memory before it is refused. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024

/** A picture in the browser's memory, upright, with nothing but pixels. */
export type Source = HTMLCanvasElement

/**
 * Decodes a file, turns it upright and scales it to at most 2400 pixels; only one that was scaled stays in memory. Throws
 * where it cannot be read.
 */
export async function decode(file: Blob, readHeic?: ReadHeic): Promise<Source> {
  const bitmap = await decodeBitmap(file).catch(async error => {
    const pixels = await readHeic?.(file)
    if (!pixels) throw error
    return createImageBitmap(pixels)
  })
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height))
  const source = canvasOf(bitmap.width * scale, bitmap.height * scale)
  const pen = penOf(source)
  pen.imageSmoothingQuality = 'high'
  // A JPEG has nothing that one could see through.
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, source.width, source.height)
  pen.drawImage(bitmap, 0, 0, source.width, source.height)
  bitmap.close()
  return source
}

/** Draws a picture with its covered places onto a canvas, which gets its size (at most `side` pixels). */
export function drawCovered(
  canvas: HTMLCanvasElement,
  { source, boxes, side = MAX_SIDE }: { source: Source; boxes: readonly Box[]; side?: number },
): void {
  const scale = Math.min(1, side / Math.max(source.width, source.height))
  canvas.width = Math.max(1, Math.round(source.width * scale))
  canvas.height = Math.max(1, Math.round(source.height * scale))
  const pen = penOf(canvas)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(source, 0, 0, canvas.width, canvas.height)
  pen.fillStyle = INK
  for (const box of boxes) {
    const inside = cutBox(box)
    if (!inside) continue
    const left = Math.floor(inside.x * canvas.width) - 1
    const top = Math.floor(inside.y * canvas.height) - 1
    const right = Math.ceil((inside.x + inside.width) * canvas.width) + 1
    const bottom = Math.ceil((inside.y + inside.height) * canvas.height) + 1
    pen.fillRect(left, top, right - left, bottom - top)
  }
}

/** A JPEG of a picture in which the places are flat, with its size in pixels; it fits into the largest that is taken. */
export async function flatten(
  source: Source,
  boxes: readonly Box[],
  { wished = WISHED, side = MAX_SIDE }: { wished?: number; side?: number } = {},
): Promise<{ jpeg: Uint8Array<ArrayBuffer>; width: number; height: number }> {
  const canvas = document.createElement('canvas')
  drawCovered(canvas, { source, boxes, side })
  const { width, height } = canvas
  let smallest: Uint8Array<ArrayBuffer> | undefined
  for (const quality of QUALITIES) {
    smallest = await encode(canvas, quality)
    if (smallest.length <= wished) break
  }
  release(canvas)
  return { jpeg: smallest!, width, height }
}

/** The colours of a small version, for whatever looks for faces. */
export function pixelsOf(source: Source, side: number): ImageData {
  const canvas = document.createElement('canvas')
  drawCovered(canvas, { source, boxes: [], side })
  const pixels = penOf(canvas).getImageData(0, 0, canvas.width, canvas.height)
  release(canvas)
  return pixels
}

/** Gives the memory of a canvas back at once: some browsers wait long. */
export function release(canvas: HTMLCanvasElement): void {
  canvas.width = 0
  canvas.height = 0
}

/**
 * Whether this browser gives back what it draws. Some give noise instead, so that nobody is told by a canvas, and a
 * picture would be lost.
 */
export function drawsTruly(): boolean {
  if (!('createImageBitmap' in globalThis)) return false
  const canvas = canvasOf(8, 8)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return false
  for (let at = 0; at < 64; at++) {
    pen.fillStyle = colour(at)
    pen.fillRect(at % 8, Math.floor(at / 8), 1, 1)
  }
  const { data } = pen.getImageData(0, 0, 8, 8)
  for (let at = 0; at < 64; at++) {
    const wanted = [at * 4, 255 - at * 4, (at * 37) % 256]
    if (wanted.some((value, channel) => Math.abs(value - data[at * 4 + channel]!) > 2)) return false
  }
  return true
}

function colour(at: number): string {
  return `rgb(${at * 4} ${255 - at * 4} ${(at * 37) % 256})`
}

async function decodeBitmap(file: Blob): Promise<ImageBitmap> {
  const large = (await widthOfJpeg(file)) > MAX_SIDE * 1.5
  try {
    return await createImageBitmap(file, {
      imageOrientation: 'from-image',
      colorSpaceConversion: 'default',
      // One side alone: the browser keeps the proportions, whichever way the picture is turned.
      ...(large ? { resizeWidth: MAX_SIDE, resizeQuality: 'high' as const } : {}),
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return createImageBitmap(file)
  }
}

/** The width that a JPEG's frame tells, in pixels; 0 where it is none, or tells it late. */
async function widthOfJpeg(file: Blob): Promise<number> {
  const head = new DataView(await file.slice(0, 262_144).arrayBuffer())
  if (head.byteLength < 4 || head.getUint16(0) !== 0xffd8) return 0
  for (let at = 2; at + 9 < head.byteLength; at += 2 + head.getUint16(at + 2)) {
    const marker = head.getUint16(at)
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return head.getUint16(at + 7)
    if (marker < 0xff00) return 0
  }
  return 0
}

async function encode(canvas: HTMLCanvasElement, quality: number): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (!blob) throw new Error('nothing was encoded')
  return bareJpeg(new Uint8Array(await blob.arrayBuffer()))
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  return canvas
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  return pen
}
