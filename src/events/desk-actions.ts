import { randomInt } from 'node:crypto'
import { dropClaim, insertLogEntry } from '#desk/store.ts'
import { hashCode, newCode } from '#platform/codes/codes.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { Problem } from '#platform/http/problem.ts'
import { fold } from '#platform/names/fold.ts'
import type { World } from '#platform/world.ts'
import { EVENTS_TOPIC, getEditionOf, newMessage, save } from './actions.ts'
import {
  type Event,
  type EventContent,
  type HostCheck,
  isPublic,
  type Moved,
  NO_TEXTS,
  type Notice,
  withoutVenues,
} from './event.ts'
import { endSealed, keepSealed, NO_CHANGE, type SealedParts, tidyPlaces } from './sealed-actions.ts'
import { deleteSource } from './source-store.ts'
import {
  deleteProposal,
  findEventBySlug,
  findProposal,
  insertEvent,
  insertMessage,
  lockEvent,
  updateCodeHash,
} from './store.ts'
import type { PlaceNames } from './where.ts'

/** Who acts, for the log: a member's chosen name. */
export type Actor = { name: string }

type Deed = { world: World; by: Actor; event: Event }

/** Puts an event on the public pages, or a changed one back on them. */
export async function publishEvent(
  { world, by, event }: Deed,
  { hostCheck }: { hostCheck: HostCheck },
): Promise<Event> {
  const edition = await getEditionOf(world, event, event.content)
  return act({ world, by, event }, 'event-published', async trx => {
    const now = world.clock()
    await deleteSource(trx, event.id)
    return save(trx, {
      ...event,
      edition,
      state: event.moved ? 'moved' : 'published',
      hostCheck,
      slug: event.slug ?? (await freeSlug(trx, event.content)),
      notice: null,
      publishedAt: event.publishedAt ?? now,
      updatedAt: now,
      sequence: event.publishedAt === null ? event.sequence : event.sequence + 1,
    })
  })
}

/** Writes the desk's own version of an event, published or not. `moved` marks a published one as moved. */
export async function editEvent(
  deed: Deed,
  change: { content: EventContent; moved?: { notice: Notice | null }; parts?: SealedParts },
): Promise<Event> {
  const { world, event } = deed
  const edition = await getEditionOf(world, event, change.content)
  const parts = change.parts ?? NO_CHANGE
  return act(deed, 'event-edited', async trx => {
    const now = world.clock()
    const content = await keepSealed(trx, { eventId: event.id, content: change.content, parts, now })
    const next = { ...changed(deed, { ...change, content }), edition }
    return tidied(trx, await save(trx, await withFittingSlug(trx, next)))
  })
}

/** Takes over what the organiser proposed: the change, the cancellation or the withdrawal. */
export async function acceptProposal(
  deed: Deed,
  how: { moved?: { notice: Notice | null } } = {},
): Promise<Event> {
  const { event, world } = deed
  const proposal = await findProposal(world.database.db, event.id)
  const edition = await getEditionOf(world, event, proposal?.content ?? event.content)
  // A proposal that comes after this look makes a new version of the event, and `save` refuses.
  return act(deed, 'proposal-accepted', async trx => {
    await deleteProposal(trx, event.id)
    if (!proposal) return event
    if (proposal.kind === 'change') {
      const content = withTranslations(proposal.content, event.content)
      const next = { ...changed(deed, { content, ...how }), edition }
      return tidied(trx, await save(trx, await withFittingSlug(trx, next)))
    }
    const notice = proposal.note ? { text: proposal.note, lang: event.content.language } : null
    return save(trx, {
      ...event,
      content: proposal.kind === 'cancel' ? event.content : await endSealed(trx, event),
      state: proposal.kind === 'cancel' ? 'cancelled' : 'withdrawn',
      notice,
      updatedAt: world.clock(),
      sequence: event.sequence + 1,
    })
  })
}

/** Leaves the published version as it is; the organiser reads why behind the code. */
export function declineProposal(deed: Deed, reason: string): Promise<Event> {
  return act(deed, 'proposal-declined', async trx => {
    await deleteProposal(trx, deed.event.id)
    if (reason) await insertMessage(trx, deed.event.id, newMessage(deed.world, 'desk', reason))
    return tidied(trx, await save(trx, deed.event))
  })
}

/** Asks the organiser something, which they read behind their code. */
export function askBack(deed: Deed, text: string): Promise<Event> {
  return act(deed, 'event-asked', async trx => {
    await insertMessage(trx, deed.event.id, newMessage(deed.world, 'desk', text))
    return isPublic(deed.event) ? deed.event : save(trx, { ...deed.event, state: 'asked' })
  })
}

/** Tells the organiser that their answer was read; it no longer waits. */
export function noteAnswer(deed: Deed, text: string): Promise<Event> {
  return act(deed, 'event-answer-noted', async trx => {
    await insertMessage(trx, deed.event.id, newMessage(deed.world, 'desk', text))
    return deed.event
  })
}

/** Ends an event with a reason: cancelled stays visible, withdrawn and refused do not, and lose what was sealed. */
export function endEvent(
  deed: Deed,
  end: { state: 'cancelled' | 'withdrawn' | 'refused'; notice: Notice | null },
): Promise<Event> {
  const { event, world } = deed
  const action = `event-${end.state}`
  return act(deed, action, async trx => {
    await deleteProposal(trx, event.id)
    await deleteSource(trx, event.id)
    if (end.notice && end.state !== 'cancelled')
      await insertMessage(trx, event.id, newMessage(world, 'desk', end.notice.text))
    const ended = await save(trx, {
      ...event,
      content: end.state === 'cancelled' ? event.content : await endSealed(trx, event),
      state: end.state,
      notice: end.notice,
      updatedAt: isPublic(event) ? world.clock() : event.updatedAt,
      sequence: event.sequence + 1,
    })
    return tidied(trx, ended)
  })
}

/** A new private code for an organiser who lost theirs; the old one is dead from this moment. */
export function renewCode(deed: Deed): Promise<string> {
  const code = newCode()
  return act(deed, 'event-code-renewed', async trx => {
    await updateCodeHash(trx, deed.event.id, hashCode(code))
    return code
  })
}

/** Keeps an event that the desk itself writes down. */
export function addEvent({ world, by, event }: Deed, parts: SealedParts = NO_CHANGE): Promise<Event> {
  return noted({ world, by, event }, 'event-added', async trx => {
    const { content } = event
    const kept = await keepSealed(trx, { eventId: event.id, content, parts, now: world.clock() })
    await insertEvent(trx, { ...event, content: kept }, null)
    return { ...event, content: kept }
  })
}

/** Acts on an event that is there: two who act on it wait for each other, and one that is gone is a conflict. */
function act<T>(deed: Deed, action: string, work: (trx: Db) => Promise<T>): Promise<T> {
  return noted(deed, action, async trx => {
    if (!(await lockEvent(trx, deed.event.id))) throw new Problem('conflict')
    return work(trx)
  })
}

/** One transaction with its line in the log; whoever had the item in hand lets it go. */
function noted<T>({ world, by, event }: Deed, action: string, work: (trx: Db) => Promise<T>): Promise<T> {
  return write(world.database, [EVENTS_TOPIC], async trx => {
    const result = await work(trx)
    await insertLogEntry(
      trx,
      { member: by.name, action, subject: `event:${event.id}`, note: titleOf(event) },
      world.clock(),
    )
    await dropClaim(trx, `event:${event.id}`)
    return result
  })
}

function titleOf({ content }: Event): string {
  return (content.texts[content.language]?.title ?? '').slice(0, 80)
}

function changed(
  { event, world }: Deed,
  { content, moved }: { content: EventContent; moved?: { notice: Notice | null } },
): Event {
  if (!isPublic(event)) return { ...event, content }
  return {
    ...event,
    content,
    updatedAt: world.clock(),
    sequence: event.sequence + 1,
    ...(moved
      ? { state: 'moved' as const, moved: event.moved ?? movedFrom(event), notice: moved.notice }
      : {}),
  }
}

/** The event, without sealed places that nothing refers to any more. */
async function tidied(trx: Db, event: Event): Promise<Event> {
  await tidyPlaces(trx, event)
  return event
}

/** What the organiser proposed in their language, with what the desk has written in the others since. */
function withTranslations(proposed: EventContent, now: EventContent): EventContent {
  const { language } = proposed
  const own = proposed.texts[language] ?? NO_TEXTS
  const { [now.language]: _was, ...translated } = now.texts
  const sameParts = proposed.parts.length === now.parts.length
  const parts = proposed.parts.map((part, index) => ({
    ...part,
    titles: {
      ...part.titles,
      ...(sameParts ? withoutKey(now.language, now.parts[index]?.titles ?? {}) : {}),
      [language]: part.titles[language] ?? '',
    },
  }))
  const sameHosts = JSON.stringify(proposed.hosts) === JSON.stringify(now.hosts)
  const { hostNames: _, ...rest } = proposed
  const texts = { ...translated, [language]: own }
  return {
    ...rest,
    texts: rest.where.asked ? withoutVenues(texts) : texts,
    parts,
    ...(sameHosts && now.hostNames ? { hostNames: now.hostNames } : {}),
  }
}

function withoutKey<T>(key: string, { [key]: _, ...rest }: Record<string, T>): Record<string, T> {
  return rest
}

/** What stood there before; a place that was shown late is not kept for all to see. */
function movedFrom({ content }: Event): Moved {
  const { where, when, texts } = content
  const venues = Object.entries(texts).map(([lang, text]) => [lang, text.venue])
  const hidden = where.revealHours !== null
  return { when, city: hidden ? null : where.city, venue: hidden ? {} : Object.fromEntries(venues) }
}

/** A city that is hidden from now on must not go on standing in the address. */
async function withFittingSlug(trx: Db, event: Event): Promise<Event> {
  const { where } = event.content
  if (!event.slug || where.revealHours === null || !where.hideCity) return event
  const name = nameForSlug(where.city ?? where.region)
  return name && event.slug.startsWith(`${name}-`)
    ? { ...event, slug: await freeSlug(trx, event.content) }
    : event
}

/** 'vilnius-rally-k3f9q': readable, but not to be guessed; a place that is hidden stays out of it. */
async function freeSlug(trx: Db, content: EventContent): Promise<string> {
  const { where } = content
  const city = where.revealHours === null ? (where.city ?? where.region) : null
  const name = nameForSlug(city)
  for (;;) {
    const slug = [name, content.kind, randomWord()].filter(Boolean).join('-')
    if (!(await findEventBySlug(trx, slug))) return slug
  }
}

function nameForSlug(city: PlaceNames | null): string {
  if (!city) return ''
  return fold(city['en'] ?? city.local)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
}

function randomWord(): string {
  const letters = 'abcdefghjkmnpqrstvwxyz23456789'
  return Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
}
