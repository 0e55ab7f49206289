import { randomUUID } from 'node:crypto'
import { currentEdition, editionOfDate, openEditions } from '#editions/edition.ts'
import { getEditions } from '#editions/store.ts'
import { hashCode, newCode } from '#platform/codes/codes.ts'
import { writeTogether } from '#platform/db/group.ts'
import type { Db } from '#platform/db/tables.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { deleteSealed } from '#sealed/store.ts'
import { type Event, type EventContent, isPublic, type Message, type Proposal } from './event.ts'
import { newEvent } from './new-event.ts'
import { keepSealed, NO_CHANGE, type SealedParts, tidyPlaces } from './sealed-actions.ts'
import {
  deleteEvent,
  deleteProposal,
  EVENTS_TOPIC,
  findEvent,
  findEventByCode,
  findProposal,
  insertEvent,
  insertMessage,
  listMessages,
  lockEvent,
  saveProposal,
  updateEvent,
} from './store.ts'

/**
 * Takes an announcement into the desk's queue under a private code. Sent again with the same code (the
 * answer was lost on a bad line, or the form changed) it is the same event, with what was sent last.
 * Throws Problem 'unavailable' where there is no edition that takes events.
 */
export async function announceEvent(
  world: World,
  { content, code, parts = NO_CHANGE }: { content: EventContent; code: string; parts?: SealedParts },
): Promise<Event> {
  const codeHash = hashCode(code)
  const edition = await getEditionFor(world, content)
  const announce = () =>
    writeTogether(world.database, [], async trx => {
      const known = await findEventByCode(trx, codeHash)
      if (known) return changeByOrganiser(trx, world, await getEvent(trx, known.id), { content, parts })
      const event = newEvent(content, { edition, arrived: today(world), state: 'pending' })
      const kept = await keepSealed(trx, { eventId: event.id, content, parts, now: world.clock() })
      await insertEvent(trx, { ...event, content: kept }, codeHash)
      return { ...event, content: kept }
    })
  try {
    return await announce()
  } catch (error) {
    // Two copies of one form at the same moment: the second finds the first.
    if (world.database.engine.isUniqueViolation(error)) return announce()
    throw error
  }
}

/** The event of a private code; undefined for a wrong and for an unknown one alike. */
export async function findMine(world: World, code: string | null): Promise<Event | undefined> {
  return code === null ? undefined : findEventByCode(world.database.db, hashCode(code))
}

/**
 * Changes what waits; what is published gets a proposal instead, and its page stays as it is. `version` is the one
 * that the organiser saw: null comes back, and nothing is changed, where the event is another one by now.
 */
export function changeMine(
  world: World,
  event: Event,
  change: { content: EventContent; version: number | null; parts?: SealedParts },
): Promise<Event | null> {
  return writeTogether(world.database, [], async trx => {
    const now = await getEvent(trx, event.id)
    if (change.version !== null && change.version !== now.version) return null
    const { content, parts = NO_CHANGE } = change
    return changeByOrganiser(trx, world, now, { content, parts })
  })
}

/**
 * Asks the desk to cancel (kept visible, with the reason) or to withdraw a published event; one that never was
 * public goes at once, one that the desk has ended stays with the desk.
 */
export function leaveMine(
  world: World,
  event: Event,
  wish: { kind: 'cancel' | 'withdraw'; note: string },
): Promise<'gone' | 'waiting' | 'ended'> {
  return writeTogether(world.database, [], async trx => {
    const now = await getEvent(trx, event.id)
    if (isEnded(now)) return 'ended'
    if (!isPublic(now)) {
      await deleteSealed(trx, now.id)
      await deleteEvent(trx, now.id)
      return 'gone'
    }
    await propose(trx, world, now, { kind: wish.kind, content: now.content, note: wish.note })
    return 'waiting'
  })
}

/** The organiser's answer to the desk; an event that was asked about waits again. Sent twice it is one answer. */
export function answerDesk(world: World, event: Event, text: string): Promise<void> {
  return writeTogether(world.database, [], async trx => {
    const now = await getEvent(trx, event.id)
    const last = (await listMessages(trx, now.id)).at(-1)
    if (last?.author === 'organiser' && last.text === text) return
    await insertMessage(trx, now.id, newMessage(world, 'organiser', text))
    if (now.state === 'asked') await save(trx, { ...now, state: 'pending' })
  })
}

/** Saves the next version of an event, or throws Problem 'conflict' when somebody else was faster. */
export async function save(trx: Db, event: Event): Promise<Event> {
  const next = { ...event, version: event.version + 1 }
  if (!(await updateEvent(trx, next))) throw new Problem('conflict')
  return next
}

/** Whether there is an edition that takes events: without the example, none does before the organisation has published its own. */
export async function hasOpenEdition(world: World): Promise<boolean> {
  return openEditions(await getEditions(world.database)).length > 0
}

/** The edition that an event belongs to: that of its year, else the one that matters now. Throws where none takes events. */
export async function getEditionFor(world: World, content: EventContent): Promise<number> {
  const editions = openEditions(await getEditions(world.database))
  const edition = editionOfDate(editions, content.when.from, currentEdition(editions, world.clock()))
  if (!edition) throw new Problem('unavailable')
  return edition.year
}

/** The edition of an event that has this content from now on: that of its year, else the one that it is in. */
export async function getEditionOf(world: World, event: Event, content: EventContent): Promise<number> {
  const editions = openEditions(await getEditions(world.database))
  return editionOfDate(editions, content.when.from, undefined)?.year ?? event.edition
}

export function newMessage(world: World, author: Message['author'], text: string): Message {
  return { id: randomUUID(), author, text, day: today(world) }
}

export function today(world: World): string {
  return new Date(world.clock()).toISOString().slice(0, 10)
}

export { EVENTS_TOPIC, newCode }

type OwnChange = { content: EventContent; parts: SealedParts }

async function changeByOrganiser(trx: Db, world: World, event: Event, change: OwnChange): Promise<Event> {
  if (isEnded(event)) return event
  const content = await keepSealed(trx, { eventId: event.id, ...change, now: world.clock() })
  const changed = await changeContent(trx, world, event, content)
  await tidyPlaces(trx, changed)
  return changed
}

async function changeContent(trx: Db, world: World, event: Event, content: EventContent): Promise<Event> {
  if (!isPublic(event)) {
    if (sameContent(event.content, content)) return event
    return save(trx, { ...event, content, state: 'pending' })
  }
  const before = await findProposal(trx, event.id)
  if (sameContent(event.content, content)) {
    if (!before) return event
    await deleteProposal(trx, event.id)
    return save(trx, event)
  }
  if (before?.kind === 'change' && sameContent(before.content, content)) return event
  return propose(trx, world, event, { kind: 'change', content, note: '' })
}

/** Puts a proposal before the desk. The event gets a new version with it: nobody accepts what they have not seen. */
async function propose(
  trx: Db,
  world: World,
  event: Event,
  proposal: Pick<Proposal, 'kind' | 'content' | 'note'>,
): Promise<Event> {
  const next = await save(trx, event)
  await saveProposal(trx, { ...proposal, eventId: next.id, basedOn: next.version, arrived: today(world) })
  return next
}

function isEnded({ state }: Event): boolean {
  return state === 'refused' || state === 'withdrawn'
}

function sameContent(one: EventContent, other: EventContent): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The event as it is, and stays until this transaction ends. */
async function getEvent(trx: Db, id: string): Promise<Event> {
  await lockEvent(trx, id)
  const event = await findEvent(trx, id)
  if (!event) throw new Problem('not-found')
  return event
}
