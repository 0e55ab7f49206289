import { currentEdition } from '#editions/edition.ts'
import { getEditions } from '#editions/store.ts'
import type { Zone } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'

/** The zone in which the times of news are told: that of the edition that matters now. */
export async function newsZone(world: World): Promise<Zone> {
  return currentEdition(await getEditions(world.database), world.clock())?.zone ?? 'UTC'
}
