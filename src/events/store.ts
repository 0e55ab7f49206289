import type { Db } from '#platform/db/tables.ts'
import type { Event, HostCheck, Message, Proposal, State } from './event.ts'

export type EventRow = {
  id: string
  slug: string | null
  edition: number
  state: string
  version: number
  sequence: number
  code_hash: string | null
  host_check: string
  content: string
  moved: string | null
  notice: string | null
  published_at: number | null
  updated_at: number | null
  arrived: string
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    events: EventRow
    event_proposals: {
      event_id: string
      kind: string
      content: string
      note: string
      based_on: number
      arrived: string
    }
    event_messages: {
      id: string
      event_id: string
      number: number
      author: string
      text: string
      day: string
    }
  }
}

export const EVENTS_TOPIC = 'events'

const COLUMNS = [
  'id',
  'slug',
  'edition',
  'state',
  'version',
  'sequence',
  'host_check',
  'content',
  'moved',
  'notice',
  'published_at',
  'updated_at',
  'arrived',
] as const

export async function insertEvent(db: Db, event: Event, codeHash: string | null): Promise<void> {
  await db
    .insertInto('events')
    .values({ ...toRow(event), code_hash: codeHash })
    .execute()
}

/** Writes an event over its older version; false when somebody else was faster. */
export async function updateEvent(db: Db, event: Event): Promise<boolean> {
  const { id, ...row } = toRow(event)
  const result = await db
    .updateTable('events')
    .set(row)
    .where('id', '=', id)
    .where('version', '=', event.version - 1)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

/** Lets one transaction at a time work on an event, until it ends; false when there is no such event (any more). */
export async function lockEvent(db: Db, id: string): Promise<boolean> {
  const result = await db
    .updateTable('events')
    .set(eb => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

export async function updateCodeHash(db: Db, id: string, codeHash: string): Promise<void> {
  await db.updateTable('events').set({ code_hash: codeHash }).where('id', '=', id).execute()
}

export async function deleteEvent(db: Db, id: string): Promise<void> {
  await db.deleteFrom('event_messages').where('event_id', '=', id).execute()
  await db.deleteFrom('event_proposals').where('event_id', '=', id).execute()
  await db.deleteFrom('events').where('id', '=', id).execute()
}

export async function findEvent(db: Db, id: string): Promise<Event | undefined> {
  const row = await db.selectFrom('events').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function findEventByCode(db: Db, codeHash: string): Promise<Event | undefined> {
  const row = await db
    .selectFrom('events')
    .select(COLUMNS)
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function findEventBySlug(db: Db, slug: string): Promise<Event | undefined> {
  const row = await db.selectFrom('events').select(COLUMNS).where('slug', '=', slug).executeTakeFirst()
  return row && fromRow(row)
}

/** The slugs of events in a state. */
export async function listSlugs(db: Db, state: State): Promise<Set<string>> {
  const rows = await db.selectFrom('events').select('slug').where('state', '=', state).execute()
  return new Set(rows.flatMap(({ slug }) => slug ?? []))
}

/** Events in some states, in no particular order. */
export async function listEvents(db: Db, states: readonly State[]): Promise<Event[]> {
  const rows = await db.selectFrom('events').select(COLUMNS).where('state', 'in', states).execute()
  return rows.map(fromRow)
}

/** How many events are in each state. */
export async function countStates(db: Db): Promise<Map<State, number>> {
  const rows = await db
    .selectFrom('events')
    .select(['state', eb => eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  return new Map(rows.map(row => [row.state as State, Number(row.count)]))
}

/** Keeps what an organiser proposes; an earlier proposal of theirs is replaced. */
export async function saveProposal(db: Db, proposal: Proposal): Promise<void> {
  const { eventId, basedOn, content, ...rest } = proposal
  const row = { ...rest, content: JSON.stringify(content), based_on: basedOn }
  await db
    .insertInto('event_proposals')
    .values({ event_id: eventId, ...row })
    .onConflict(on => on.column('event_id').doUpdateSet(row))
    .execute()
}

export async function findProposal(db: Db, eventId: string): Promise<Proposal | undefined> {
  const row = await db
    .selectFrom('event_proposals')
    .selectAll()
    .where('event_id', '=', eventId)
    .executeTakeFirst()
  return row && fromProposalRow(row)
}

export async function listProposals(db: Db): Promise<Proposal[]> {
  const rows = await db.selectFrom('event_proposals').selectAll().execute()
  return rows.map(fromProposalRow)
}

export async function deleteProposal(db: Db, eventId: string): Promise<void> {
  await db.deleteFrom('event_proposals').where('event_id', '=', eventId).execute()
}

/** Adds a message to the conversation about an event; two at the same moment get numbers one after the other. */
export async function insertMessage(db: Db, eventId: string, message: Message): Promise<void> {
  await lockEvent(db, eventId)
  const last = await db
    .selectFrom('event_messages')
    .select(eb => eb.fn.max('number').as('number'))
    .where('event_id', '=', eventId)
    .executeTakeFirst()
  const number = Number(last?.number ?? 0) + 1
  await db
    .insertInto('event_messages')
    .values({ ...message, event_id: eventId, number })
    .execute()
}

/** The conversation about an event, oldest first. */
export async function listMessages(db: Db, eventId: string): Promise<Message[]> {
  const rows = await db
    .selectFrom('event_messages')
    .select(['id', 'author', 'text', 'day'])
    .where('event_id', '=', eventId)
    .orderBy('number')
    .execute()
  return rows as Message[]
}

/** Ids of the events about which the organiser said the last word. */
export async function listAnswered(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('event_messages as last')
    .select('last.event_id')
    .where('last.author', '=', 'organiser')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('event_messages as later')
            .select('later.id')
            .whereRef('later.event_id', '=', 'last.event_id')
            .whereRef('later.number', '>', 'last.number'),
        ),
      ),
    )
    .execute()
  return rows.map(row => row.event_id)
}

function toRow(event: Event): Omit<EventRow, 'code_hash'> {
  return {
    id: event.id,
    slug: event.slug,
    edition: event.edition,
    state: event.state,
    version: event.version,
    sequence: event.sequence,
    host_check: event.hostCheck,
    content: JSON.stringify(event.content),
    moved: event.moved && JSON.stringify(event.moved),
    notice: event.notice && JSON.stringify(event.notice),
    published_at: event.publishedAt,
    updated_at: event.updatedAt,
    arrived: event.arrived,
  }
}

function fromRow(row: Omit<EventRow, 'code_hash'>): Event {
  return {
    id: row.id,
    slug: row.slug,
    edition: row.edition,
    state: row.state as State,
    version: row.version,
    sequence: row.sequence,
    hostCheck: row.host_check as HostCheck,
    content: JSON.parse(row.content),
    moved: row.moved ? JSON.parse(row.moved) : null,
    notice: row.notice ? JSON.parse(row.notice) : null,
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
    arrived: row.arrived,
  }
}

function fromProposalRow(row: {
  event_id: string
  kind: string
  content: string
  note: string
  based_on: number
  arrived: string
}): Proposal {
  return {
    eventId: row.event_id,
    kind: row.kind as Proposal['kind'],
    content: JSON.parse(row.content),
    note: row.note,
    basedOn: row.based_on,
    arrived: row.arrived,
  }
}
