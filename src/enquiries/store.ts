import type { Db } from '#platform/db/tables.ts'
import { bytesOf, toSealed } from '#platform/seal/sealed.ts'
import type { Answer, Enquiry, EnquiryState, Reason } from './enquiry.ts'

type EnquiryRow = {
  id: string
  event_id: string
  code_hash: string
  recipient: string
  state: string
  reason: string
  answer: Uint8Array | null
  place: string | null
  arrived: string
  decided: string | null
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    enquiries: EnquiryRow
  }
}

const FACE = ['id', 'event_id', 'recipient', 'state', 'reason', 'place', 'arrived', 'decided'] as const

/** Keeps a new enquiry; `codeHash` is all that is kept of its code. */
export async function insertEnquiry(db: Db, enquiry: Enquiry, codeHash: string): Promise<void> {
  const { eventId, ...row } = enquiry
  await db
    .insertInto('enquiries')
    .values({ ...row, event_id: eventId, code_hash: codeHash, answer: null })
    .execute()
}

/** Lets one transaction at a time work on an enquiry, until it ends; false when it is gone. */
export async function lockEnquiry(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('enquiries')
    .set(eb => ({ state: eb.ref('state') }))
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function findEnquiry(db: Db, id: string): Promise<Enquiry | undefined> {
  const row = await db.selectFrom('enquiries').select(FACE).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** The enquiry of a private code, with the answer where it was told. */
export async function findEnquiryByCode(
  db: Db,
  codeHash: string,
): Promise<(Enquiry & { answer: Answer | null }) | undefined> {
  const row = await db
    .selectFrom('enquiries')
    .select([...FACE, 'answer'])
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return row && { ...fromRow(row), answer: row.answer && toSealed(row.answer) }
}

/** What was asked about an event, the oldest day first. */
export async function listEnquiries(db: Db, eventId: string): Promise<Enquiry[]> {
  const rows = await db
    .selectFrom('enquiries')
    .select(FACE)
    .where('event_id', '=', eventId)
    .orderBy('arrived')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** What was asked of which event, told of which sealed record: how often, and since which day. */
export type AskedGroup = Pick<Enquiry, 'eventId' | 'state' | 'place'> & { count: number; since: string }

/** All that was asked, by event, state and place. */
export async function listAskedGroups(db: Db): Promise<AskedGroup[]> {
  const rows = await db
    .selectFrom('enquiries')
    .select(({ fn }) => [
      'event_id as eventId',
      'state',
      'place',
      fn.countAll<number>().as('count'),
      fn.min('arrived').as('since'),
    ])
    .groupBy(['event_id', 'state', 'place'])
    .execute()
  return rows.map(row => ({ ...row, state: row.state as EnquiryState, count: Number(row.count) }))
}

/** Writes what the desk decided, in the place of what it decided before. `decided` is a day. */
export async function updateDecision(
  db: Db,
  id: string,
  decision: Pick<Enquiry, 'state' | 'reason' | 'place'> & { answer: Answer | null; decided: string },
): Promise<void> {
  const { answer, ...row } = decision
  await db
    .updateTable('enquiries')
    .set({ ...row, answer: answer && bytesOf(answer) })
    .where('id', '=', id)
    .execute()
}

export async function deleteEnquiry(db: Db, id: string): Promise<void> {
  await db.deleteFrom('enquiries').where('id', '=', id).execute()
}

function fromRow(row: Omit<EnquiryRow, 'code_hash' | 'answer'>): Enquiry {
  const { event_id: eventId, ...rest } = row
  return { ...rest, eventId, state: rest.state as EnquiryState, reason: rest.reason as Reason | '' }
}
