import { write } from '#platform/db/database.ts'
import { placeOf } from '#platform/log/log.ts'
import { DAY_MS, worldEndOfDay } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import { deleteSealed, listSealed } from '#sealed/store.ts'
import type { Event } from './event.ts'
import { findEvent } from './store.ts'
import { endDateOf } from './when.ts'

const EVERY_MS = 6 * 3_600_000
/** Where no day is known the latest possible one is in so many days after it was sent. */
const UNKNOWN_DAYS = 366

/**
 * Whether what was sealed with an event, on `day`, has to go: the event is gone, or has been over for `keptDays` days,
 * counted from the day on which it was sent where that is later. `now` in ms UTC.
 */
export function isPast(
  { day, event }: { day: string; event: Pick<Event, 'content'> | undefined },
  { keptDays, now }: { keptDays: number; now: number },
): boolean {
  if (!event) return true
  const { when } = event.content
  const last = endDateOf(when) ?? when.from
  const over = last && last > day ? worldEndOfDay(last) : worldEndOfDay(day)
  return now >= over + (keptDays + (last ? 0 : UNKNOWN_DAYS)) * DAY_MS
}

/** Deletes contacts and hidden places of events that have been over for as long as the configuration says. */
export async function deletePastSealed(world: World): Promise<void> {
  const { db } = world.database
  const rule = { keptDays: world.config.sealedDays, now: world.clock() }
  for (const kind of ['contact', 'venue'] as const)
    for (const { day, subject } of await listSealed(db, { kind }))
      if (isPast({ day, event: await findEvent(db, subject) }, rule))
        await write(world.database, [], trx => deleteSealed(trx, subject, kind))
}

/** Does so at once and then every six hours; gives a function that ends it. */
export function startSealedJobs(world: World): () => void {
  const clean = () =>
    deletePastSealed(world).catch(error =>
      world.log('warn', 'Contacts of past events could not be deleted; it will be tried again.', {
        stack: placeOf(error),
      }),
    )
  void clean()
  const timer = setInterval(clean, EVERY_MS).unref()
  return () => clearInterval(timer)
}
