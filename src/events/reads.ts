import { currentEdition, type Edition, nextEditionTurn } from '#editions/edition.ts'
import { EDITIONS_TOPIC, getEditions } from '#editions/store.ts'
import { type Database, kept } from '#platform/db/database.ts'
import { fold, foldWords } from '#platform/names/fold.ts'
import type { LocalDate } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import { listReported, REPORTS_TOPIC } from '#reports/store.ts'
import { PUBLIC_STATES } from './event.ts'
import { type Filter, matcherOf } from './filter.ts'
import { EVENTS_TOPIC, listEvents } from './store.ts'
import { type ListedEvent, type VisibleEvent, visibleAt } from './visible-event.ts'
import { daysOf } from './when.ts'
import { allNames } from './where.ts'
import { indexWords } from './word-index.ts'

/** What answers made from these depend on. */
export const FINDING_TOPICS = [EVENTS_TOPIC, EDITIONS_TOPIC, REPORTS_TOPIC] as const

/** Everything by which the events of an edition can be told apart: its days in order, its countries (ISO 3166-1). */
export type Span = { days: readonly LocalDate[]; countries: ReadonlySet<string> }

export type Found = {
  events: readonly ListedEvent[]
  /** Of all events of the edition, found or not. */
  span: Span
  /** The edition they belong to; undefined when there is none (yet). */
  edition: Edition | undefined
  /** Until when this is true, in ms UTC, unless somebody changes something. */
  until: number
}

type Published = {
  byEdition: ReadonlyMap<number, readonly ListedEvent[]>
  bySlug: ReadonlyMap<string, ListedEvent>
  byId: ReadonlyMap<string, ListedEvent>
  until: number
}

/**
 * The public events that a filter finds, in the order in which they happen. All public events are kept in
 * memory, as the public may see them at this moment, so that one way of finding serves both databases.
 */
export async function findEvents(world: World, filter: Filter): Promise<Found> {
  const now = world.clock()
  const editions = await getEditions(world.database)
  const edition =
    filter.edition === undefined
      ? currentEdition(editions, now)
      : editions.find(({ year, published }) => published && year === filter.edition)
  const { byEdition, until } = await getPublished(world)
  const all = edition ? (byEdition.get(edition.year) ?? []) : []
  const { span, search } = prepare(all)
  const named = filter.q ? search(foldWords(filter.q)).map(place => all[place]!) : all
  return {
    edition,
    events: named.filter(matcherOf(filter)),
    span,
    until: Math.min(until, nextEditionTurn(editions, now)),
  }
}

type Prepared = { span: Span; search: ReturnType<typeof indexWords> }

const prepared = new WeakMap<readonly ListedEvent[], Prepared>()

/** Made once for all events of an edition, which stay the same list until something changes. */
function prepare(all: readonly ListedEvent[]): Prepared {
  const known = prepared.get(all)
  if (known) return known
  const made = {
    span: {
      days: [...new Set(all.flatMap(event => event.days))].sort(),
      countries: new Set(all.flatMap(event => event.content.where.country ?? [])),
    },
    search: indexWords(all.map(event => event.words)),
  }
  prepared.set(all, made)
  return made
}

/** One public event by its slug; undefined when there is none, or none that is public. */
export async function findBySlug(
  world: World,
  slug: string,
): Promise<{ event: ListedEvent; edition: Edition; until: number } | undefined> {
  const [{ bySlug, until }, editions] = [await getPublished(world), await getEditions(world.database)]
  const event = bySlug.get(slug)
  const edition = editions.find(({ year, published }) => published && year === event?.edition)
  return (
    event && edition && { event, edition, until: Math.min(until, nextEditionTurn(editions, world.clock())) }
  )
}

/** All public events, by slug and by id, as everyone may see them at this moment. */
export async function getPublicEvents(world: World): Promise<Pick<Published, 'bySlug' | 'byId' | 'until'>> {
  return getPublished(world)
}

async function getPublished(world: World): Promise<Published> {
  const now = world.clock()
  const { database } = world
  const known = await readPublished(database, now)
  if (now < known.until && now >= known.from) return known
  database.memory.delete(NAME)
  return readPublished(database, now)
}

const NAME = 'events.published'

function readPublished(database: Database, now: number): Promise<Published & { from: number }> {
  return kept(database, NAME, {
    topics: [EVENTS_TOPIC, REPORTS_TOPIC],
    load: async () => {
      const events = await listEvents(database.db, PUBLIC_STATES)
      const reported = new Set(await listReported(database.db))
      const before = listedBefore.get(database)
      const listed = events
        .flatMap(event => visibleAt(event, now) ?? [])
        .map(event => ({ ...event, isReported: reported.has(event.id) }))
        .map(event => sameAs(before?.get(event.id), event) ?? withWords(event))
        .sort(inOrder)
      listedBefore.set(database, new Map(listed.map(event => [event.id, event])))
      return {
        byEdition: Map.groupBy(listed, event => event.edition),
        bySlug: new Map(listed.map(event => [event.slug, event])),
        byId: new Map(listed.map(event => [event.id, event])),
        from: now,
        until: nextTurn(listed, now),
      }
    },
  })
}

// One decision of the desk changes one event: the words, cards and lines of all others stay as they are.
const listedBefore = new WeakMap<Database, ReadonlyMap<string, ListedEvent>>()

function sameAs(before: ListedEvent | undefined, event: VisibleEvent): ListedEvent | undefined {
  const isSame =
    before?.version === event.version &&
    before.updatedAt === event.updatedAt &&
    before.state === event.state &&
    before.isReported === event.isReported &&
    before.placeAt === event.placeAt
  return isSame ? before : undefined
}

/** When something of these changes by the clock alone: a place is shown, something begins or ends. */
function nextTurn(events: readonly VisibleEvent[], now: number): number {
  let next = Infinity
  const look = (turn: number | null) => {
    if (turn !== null && turn > now && turn < next) next = turn
  }
  for (const event of events) {
    look(event.placeAt)
    for (const { from, to } of event.stretches) {
      look(from)
      look(to)
    }
  }
  return next
}

function withWords(event: VisibleEvent): ListedEvent {
  const { content } = event
  const cities = [...allNames(content.where.city), ...allNames(content.where.region)]
  const texts = Object.values(content.texts).flatMap(text => [text.title, text.about, text.venue])
  const parts = content.parts.flatMap(part => Object.values(part.titles))
  const words = [
    ...texts,
    ...parts,
    ...content.hosts,
    ...Object.values(content.hostNames ?? {}).flat(),
    ...cities,
    content.where.street ?? '',
  ].flatMap(foldWords)
  return {
    ...event,
    kind: content.kind,
    country: content.where.country,
    days: daysOf(content.when),
    cities: [...new Set(cities.map(fold))],
    words: [...new Set(words)],
  }
}

function inOrder(a: ListedEvent, b: ListedEvent): number {
  const [dayA, dayB] = [a.content.when.from ?? '9999', b.content.when.from ?? '9999']
  if (dayA !== dayB) return dayA < dayB ? -1 : 1
  return (a.startsAt ?? -Infinity) - (b.startsAt ?? -Infinity) || (a.slug < b.slug ? -1 : 1)
}
