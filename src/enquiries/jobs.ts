import { placeOf } from '#platform/log/log.ts'
import type { World } from '#platform/world.ts'
import { cleanUp } from './actions.ts'

const EVERY_MS = 3_600_000

/** Deletes overdue enquiries at once and then every hour; gives a function that ends it. */
export function startEnquiryJobs(world: World): () => void {
  const clean = () =>
    cleanUp(world).catch(error =>
      world.log('warn', 'Overdue enquiries could not be deleted; it will be tried again.', {
        stack: placeOf(error),
      }),
    )
  void clean()
  const timer = setInterval(clean, EVERY_MS).unref()
  return () => clearInterval(timer)
}
