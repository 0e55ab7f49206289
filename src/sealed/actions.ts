import { getKeys } from '#keys/store.ts'
import type { World } from '#platform/world.ts'
import type { SealKeys } from './field.ts'
import { KIND, type SealedKind } from './record.ts'

const DAY_MS = 86_400_000

/**
 * The keys that forms may seal to: the current one of the kind's purpose, and those that ended today or yesterday (UTC),
 * while somebody was filling in a form. Older ones are refused, since a member who left may hold them.
 */
export async function getSealKeys(world: World, kind: SealedKind): Promise<SealKeys> {
  const { purpose } = KIND[kind]
  const yesterday = new Date(world.clock() - DAY_MS).toISOString().slice(0, 10)
  const keys = (await getKeys(world.database)).filter(key => key.purpose === purpose)
  const current = keys.find(key => key.ended === null) ?? null
  return { current, taken: keys.filter(key => key.ended === null || key.ended >= yesterday) }
}
