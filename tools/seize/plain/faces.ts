import type { Box } from '#platform/pictures/box.ts'

/** None. */
export async function findFaces(): Promise<Box[]> {
  return []
}
