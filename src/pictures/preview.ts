import type { Pixels } from '#platform/pictures/read.ts'
import { makeSmall } from '#platform/pictures/sizes.ts'

/** A picture of 480 pixels as it stands in a page itself: nothing is kept for it. */
export async function previewOf(pixels: Pixels): Promise<string> {
  return `data:image/webp;base64,${(await makeSmall(pixels)).toString('base64')}`
}
