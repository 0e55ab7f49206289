import { getEditions } from '#editions/store.ts'
import type { Event } from '#events/event.ts'
import { getKeys } from '#keys/store.ts'
import { countOtherCoordinators } from '#members/store.ts'
import type { World } from '#platform/world.ts'
import { getSettings } from '#settings/store.ts'
import { type FirstSteps, nextStep, type StepName } from './first-steps.ts'

/** How far a coordinator's organisation has come, judged by what there is; null where all is done. `events` are those at hand. */
export async function findFirstSteps(
  world: World,
  { memberId, events }: { memberId: string; events: readonly Event[] },
): Promise<FirstSteps | null> {
  const { database } = world
  const own = (await getEditions(database)).filter(({ example }) => !example)
  const years = new Set(own.map(({ year }) => year))
  const isDone: Record<StepName, boolean> = {
    name: Object.keys((await getSettings(database)).organisation).length > 0,
    keys: (await getKeys(database)).length > 0,
    coordinator: (await countOtherCoordinators(database.db, memberId)) > 0,
    edition: own.some(({ published }) => published),
    list: events.some(({ edition }) => years.has(edition)),
  }
  const names = Object.keys(isDone) as StepName[]
  const steps: FirstSteps = {
    done: new Set(names.filter(name => isDone[name])),
    begun: own.find(({ published }) => !published)?.year ?? null,
  }
  return nextStep(steps) ? steps : null
}
