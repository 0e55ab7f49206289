import { randomUUID } from 'node:crypto'
import { insertLogEntry } from '#desk/store.ts'
import type { Event } from '#events/event.ts'
import { type EventSource, insertSource } from '#events/source-store.ts'
import { EVENTS_TOPIC, insertEvent } from '#events/store.ts'
import { write } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import type { Batch } from './batch.ts'
import { deleteBatch, insertBatch, updateBatch } from './store.ts'

/** Keeps a pasted list with its drafts, so that nothing of the work on it is lost. Gives its id. */
export async function keepBatch(
  world: World,
  by: { name: string },
  content: Pick<Batch, 'source' | 'unread' | 'entries'>,
): Promise<string> {
  const id = randomUUID()
  const day = new Date(world.clock()).toISOString().slice(0, 10)
  await write(world.database, [], trx =>
    insertBatch(trx, { id, version: 1, member: by.name, day, ...content }),
  )
  return id
}

/** An event, with the lines that it was made of. */
export type Accepted = { event: Event; source: EventSource }

/**
 * Saves what was typed and decided, and puts the accepted drafts into the queue as events, all in one transaction: no
 * draft becomes two events. Throws Problem 'conflict' when somebody else was faster.
 */
export function saveBatch(
  world: World,
  by: { name: string },
  { batch, accepted }: { batch: Batch; accepted: readonly Accepted[] },
): Promise<void> {
  const topics = accepted.length > 0 ? [EVENTS_TOPIC] : []
  return write(world.database, topics, async trx => {
    if (!(await updateBatch(trx, { ...batch, version: batch.version + 1 }))) throw new Problem('conflict')
    for (const { event, source } of accepted) {
      await insertEvent(trx, event, null)
      await insertSource(trx, event.id, source)
      const note = (event.content.texts[event.content.language]?.title ?? '').slice(0, 80)
      const entry = { member: by.name, action: 'event-added', subject: `event:${event.id}`, note }
      await insertLogEntry(trx, entry, world.clock())
    }
  })
}

/** Forgets a list; the events that were made of it stay. */
export function dropBatch(world: World, id: string): Promise<void> {
  return write(world.database, [], trx => deleteBatch(trx, id))
}
