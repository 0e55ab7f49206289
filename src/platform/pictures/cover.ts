import type { Box } from './box.ts'
import { cutBox } from './box.ts'
import type { Pixels } from './read.ts'

/** The colour of what is covered: the ink of the pages, which nothing in a picture is by chance over a whole box. */
const INK = [22, 20, 15] as const

/**
 * The picture with every box in one flat colour, to the pixel and a little over; what comes in is not changed. All sizes are
 * made from it, so that what lay below is in none of them.
 */
export function coverBoxes(pixels: Pixels, boxes: readonly Box[]): Pixels {
  if (boxes.length === 0) return pixels
  const { data, width, height } = pixels
  const covered = new Uint8Array(data)
  for (const box of boxes) {
    const inside = cutBox(box)
    if (!inside) continue
    const left = Math.max(0, Math.floor(inside.x * width) - 1)
    const right = Math.min(width, Math.ceil((inside.x + inside.width) * width) + 1)
    const top = Math.max(0, Math.floor(inside.y * height) - 1)
    const bottom = Math.min(height, Math.ceil((inside.y + inside.height) * height) + 1)
    const row = new Uint8Array((right - left) * 3)
    for (let at = 0; at < row.length; at++) row[at] = INK[at % 3]!
    for (let y = top; y < bottom; y++) covered.set(row, (y * width + left) * 3)
  }
  return { data: covered, width, height }
}
