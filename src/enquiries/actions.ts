import { randomUUID } from 'node:crypto'
import { dropClaim, insertLogEntry } from '#desk/store.ts'
import { type Event, textsIn } from '#events/event.ts'
import { findEvent } from '#events/store.ts'
import { hashCode } from '#platform/codes/codes.ts'
import { identityOf } from '#platform/codes/identity.ts'
import { write } from '#platform/db/database.ts'
import { writeTogether } from '#platform/db/group.ts'
import type { Db } from '#platform/db/tables.ts'
import type { Sealed } from '#platform/seal/sealed.ts'
import type { World } from '#platform/world.ts'
import type { SealedText } from '#sealed/record.ts'
import { deleteSealed, insertSealed } from '#sealed/store.ts'
import { type Answer, type Enquiry, isOverdue, type Reason, stateNow } from './enquiry.ts'
import {
  deleteEnquiry,
  findEnquiryByCode,
  insertEnquiry,
  listAskedGroups,
  listEnquiries,
  lockEnquiry,
  updateDecision,
} from './store.ts'

/**
 * Takes an enquiry to the desk under a private code. Sent again with the same code it is the same enquiry, with the
 * note that was sent last; one that the desk has decided stays as it is. Nothing is kept of the code but its hash and
 * a recipient, from which it cannot be had.
 */
export async function askForPlace(
  world: World,
  asked: { eventId: string; code: string; note: { keyId: string; body: Sealed<SealedText> } },
): Promise<void> {
  const { eventId, code, note } = asked
  const now = world.clock()
  const codeHash = hashCode(code)
  const { recipient } = identityOf(code)
  const ask = () =>
    writeTogether(world.database, [], async trx => {
      const known = await findEnquiryByCode(trx, codeHash)
      if (known && (!(await lockEnquiry(trx, known.id)) || known.state !== 'waiting')) return
      const id = known?.id ?? randomUUID()
      if (known) await deleteSealed(trx, id)
      else {
        const fresh = {
          state: 'waiting',
          reason: '',
          place: null,
          arrived: dayOf(now),
          decided: null,
        } as const
        await insertEnquiry(trx, { id, eventId, recipient, ...fresh }, codeHash)
      }
      await insertSealed(trx, { kind: 'enquiry', subject: id, ...note, now })
    })
  try {
    await ask()
  } catch (error) {
    // Two copies of one form at the same moment: the second finds the first.
    if (!world.database.engine.isUniqueViolation(error)) throw error
    await ask()
  }
}

/** What the hash of a code leads to; undefined for a wrong, an unknown and an overdue one alike. */
export async function findAsked(
  world: World,
  codeHash: string,
): Promise<{ enquiry: Enquiry & { answer: Answer | null }; event: Event } | undefined> {
  const { db } = world.database
  const enquiry = await findEnquiryByCode(db, codeHash)
  const event = enquiry && (await findEvent(db, enquiry.eventId))
  if (!enquiry || !event || isOverdue(enquiry.arrived, event, world.clock())) return undefined
  const state = stateNow(enquiry, event.content)
  return { enquiry: { ...enquiry, state, answer: state === 'told' ? enquiry.answer : null }, event }
}

/** The asker takes it back: the enquiry, its note and its answer go. */
export function takeBack(world: World, enquiry: Enquiry): Promise<void> {
  return write(world.database, [], trx => deleteWhole(trx, enquiry.id))
}

/** Who acts, for the log: a member's chosen name. */
type Deed = { world: World; by: { name: string }; event: Event }

/** Tells the place: the answer is sealed to the asker's code, and the note goes. False when the enquiry is gone. */
export function tellPlace(deed: Deed, enquiry: Enquiry, answer: Answer): Promise<boolean> {
  const place = deed.event.content.where.sealedPlace ?? null
  return decide(deed, 'place-told', trx =>
    decideOne(deed, trx, enquiry, { state: 'told', reason: '', place, answer }),
  )
}

/** Does not tell it, with one of a few reasons or none; the note goes. False when the enquiry is gone. */
export function refuseEnquiry(deed: Deed, enquiry: Enquiry, reason: Reason | ''): Promise<boolean> {
  return decide(deed, 'place-refused', trx =>
    decideOne(deed, trx, enquiry, { state: 'refused', reason, place: null, answer: null }),
  )
}

/** Refuses all that wait for the place of an event, as after a flood; one line in the log. */
export function refuseWaiting(deed: Deed, reason: Reason | ''): Promise<boolean> {
  return decide(deed, 'places-refused', async trx => {
    const all = await listEnquiries(trx, deed.event.id)
    const waiting = all.filter(each => stateNow(each, deed.event.content) === 'waiting')
    for (const enquiry of waiting)
      await decideOne(deed, trx, enquiry, { state: 'refused', reason, place: null, answer: null })
    return waiting.length > 0
  })
}

/**
 * Deletes what is overdue: of events that are over for a week, withdrawn, refused or deleted. What remains of those
 * who asked is how often the log says that a place was told; no list of them was ever kept.
 */
export async function cleanUp(world: World): Promise<void> {
  const { db } = world.database
  const now = world.clock()
  for (const [eventId, groups] of Map.groupBy(await listAskedGroups(db), group => group.eventId)) {
    const event = await findEvent(db, eventId)
    if (!groups.some(({ since }) => isOverdue(since, event, now))) continue
    await write(world.database, [], async trx => {
      for (const { id, arrived } of await listEnquiries(trx, eventId))
        if (isOverdue(arrived, event, now)) await deleteWhole(trx, id)
    })
  }
}

async function decideOne(
  { world }: Deed,
  trx: Db,
  { id }: Enquiry,
  decision: Omit<Parameters<typeof updateDecision>[2], 'decided'>,
): Promise<boolean> {
  if (!(await lockEnquiry(trx, id))) return false
  await updateDecision(trx, id, { ...decision, decided: dayOf(world.clock()) })
  await deleteSealed(trx, id)
  await dropClaim(trx, `enquiry:${id}`)
  return true
}

/** One transaction with its line in the log, which names the event and never the enquiry. */
function decide(
  { world, by, event }: Deed,
  action: string,
  work: (trx: Db) => Promise<boolean>,
): Promise<boolean> {
  return write(world.database, [], async trx => {
    if (!(await work(trx))) return false
    await insertLogEntry(
      trx,
      { member: by.name, action, subject: `event:${event.id}`, note: titleOf(event) },
      world.clock(),
    )
    return true
  })
}

async function deleteWhole(trx: Db, id: string): Promise<void> {
  await deleteSealed(trx, id)
  await deleteEnquiry(trx, id)
  await dropClaim(trx, `enquiry:${id}`)
}

function titleOf({ content }: Event): string {
  return textsIn(content, content.language).texts.title.slice(0, 80)
}

function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}
