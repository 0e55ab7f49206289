import { type Box, cutBox, withMargin } from './box.ts'

/** Faces are looked for in a picture of this longer side, in pixels. */
export const LOOKED_SIDE = 1280
/** Around a face, on each side, as a part of its size: hair, ears and chin tell a person too. */
const MARGIN = 0.25

// Thresholds lie low: what is covered without need can be uncovered, what is missed has to be seen by somebody.
const EXACT = { net: 'ssd', options: { minConfidence: 0.2, maxResults: 200 } } as const
const COARSE = { net: 'tiny', options: { inputSize: 416, scoreThreshold: 0.3 } } as const
const FINE = { net: 'tiny', options: { inputSize: 416, scoreThreshold: 0.45 } } as const

/** Small faces in a crowd are looked for in nine parts that overlap; in the whole they are a few points wide. */
const PARTS = 3
const PART = 0.42

/** Rows of red, green and blue. */
type Colours = { data: Uint8Array; width: number; height: number }
/** One look of one network at a picture; the answer is in parts of that picture. */
export type Look = (
  picture: Colours,
  how: typeof EXACT | typeof COARSE | typeof FINE,
) => Promise<readonly Box[]>

/** Where faces may be in a picture, on a server and in a browser alike; the same may be there more than once. */
export async function lookThrough(picture: Colours, look: Look): Promise<Box[]> {
  const boxes = [...(await look(picture, EXACT)), ...(await look(picture, COARSE))]
  for (let row = 0; row < PARTS; row++)
    for (let column = 0; column < PARTS; column++) {
      const [x, y] = [(column * (1 - PART)) / (PARTS - 1), (row * (1 - PART)) / (PARTS - 1)]
      for (const box of await look(partOf(picture, x, y), FINE))
        boxes.push({
          x: x + box.x * PART,
          y: y + box.y * PART,
          width: box.width * PART,
          height: box.height * PART,
        })
    }
  return boxes
}

/** What is to be covered for the faces that were found: the same once, and with a generous margin. */
export function placesOf(faces: readonly Box[]): Box[] {
  return mergeBoxes(faces).flatMap(box => cutBox(withMargin(box, MARGIN)) ?? [])
}

/** The same places without those that lie almost on another: each is in the larger of both. */
export function mergeBoxes(boxes: readonly Box[]): Box[] {
  const merged: Box[] = []
  for (const box of [...boxes].sort((a, b) => areaOf(b) - areaOf(a))) {
    const twin = merged.findIndex(other => overlapOf(box, other) > 0.6 * areaOf(box))
    if (twin < 0) merged.push(box)
    else merged[twin] = around(merged[twin]!, box)
  }
  return merged
}

function areaOf({ width, height }: Box): number {
  return width * height
}

function overlapOf(a: Box, b: Box): number {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return wide > 0 && high > 0 ? wide * high : 0
}

function around(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  const right = Math.max(a.x + a.width, b.x + b.width)
  const bottom = Math.max(a.y + a.height, b.y + b.height)
  return { x, y, width: right - x, height: bottom - y }
}

function partOf({ data, width, height }: Colours, x: number, y: number): Colours {
  const [left, top] = [Math.floor(x * width), Math.floor(y * height)]
  const wide = Math.max(1, Math.min(width - left, Math.ceil(PART * width)))
  const high = Math.max(1, Math.min(height - top, Math.ceil(PART * height)))
  const part = new Uint8Array(wide * high * 3)
  for (let line = 0; line < high; line++) {
    const from = ((top + line) * width + left) * 3
    part.set(data.subarray(from, from + wide * 3), line * wide * 3)
  }
  return { data: part, width: wide, height: high }
}
