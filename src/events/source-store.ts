import type { Db } from '#platform/db/tables.ts'

/** The lines of a pasted list that an event was made of; `lang` is their language (BCP 47) where it is known. */
export type EventSource = { text: string; lang: string | null }

declare module '#platform/db/tables.ts' {
  interface Tables {
    event_sources: EventSource & { event_id: string }
  }
}

export async function insertSource(db: Db, eventId: string, source: EventSource): Promise<void> {
  await db
    .insertInto('event_sources')
    .values({ event_id: eventId, ...source })
    .execute()
}

export function findSource(db: Db, eventId: string): Promise<EventSource | undefined> {
  return db
    .selectFrom('event_sources')
    .select(['text', 'lang'])
    .where('event_id', '=', eventId)
    .executeTakeFirst()
}

export async function deleteSource(db: Db, eventId: string): Promise<void> {
  await db.deleteFrom('event_sources').where('event_id', '=', eventId).execute()
}
