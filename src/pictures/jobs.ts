import { placeOf } from '#platform/log/log.ts'
import type { World } from '#platform/world.ts'
import { cleanUpPictures } from './desk-actions.ts'

const EVERY_MS = 3_600_000

/** Deletes at once and then every hour what belongs to nothing any more; gives a function that ends it. */
export function startPictureJobs(world: World): () => void {
  const clean = () =>
    cleanUpPictures(world).catch(error =>
      world.log('warn', 'Pictures that belong to nothing could not be deleted; it will be tried again.', {
        stack: placeOf(error),
      }),
    )
  void clean()
  const timer = setInterval(clean, EVERY_MS).unref()
  return () => clearInterval(timer)
}
