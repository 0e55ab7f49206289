import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Edition } from '#editions/edition.ts'
import { EDITIONS_TOPIC, insertEdition, listEditions } from '#editions/store.ts'
import { type Event, type EventContent, type EventTexts, NO_TEXTS } from '#events/event.ts'
import { isKind } from '#events/kind.ts'
import { EVENTS_TOPIC, insertEvent } from '#events/store.ts'
import { write } from '#platform/db/database.ts'
import { getPlace } from '#platform/places/places.ts'
import type { World } from '#platform/world.ts'
import { readSettings, SETTINGS_TOPIC, saveSettings } from '#settings/store.ts'
import { insertExampleRoundup } from './roundup-actions.ts'

type ExampleEvent = {
  id: string
  from: string
  to?: string | null
  place: number
  kind: string
  anonymous?: boolean
  hosts: Record<string, string[]>
  texts: Record<string, Partial<EventTexts>>
}

type Example = { edition: Omit<Edition, 'version' | 'published'>; events: ExampleEvent[] }

/**
 * Loads the Day of 2024, as Viasna told of it, into a database without editions, marked as an example.
 * Does nothing where there is an edition already.
 */
export async function loadExample(world: Pick<World, 'database'>): Promise<boolean> {
  const { edition, events } = JSON.parse(
    readFileSync(new URL('day-2024.json', import.meta.url), 'utf8'),
  ) as Example
  const decided = Date.parse('2024-05-23T10:03:10Z')
  return write(world.database, [EDITIONS_TOPIC, EVENTS_TOPIC, SETTINGS_TOPIC], async trx => {
    if ((await listEditions(trx)).length > 0) return false
    // Another process may be loading it at this moment.
    if (!(await insertEdition(trx, { ...edition, version: 1, published: true }))) return false
    const published = events.map(event => toEvent(event, edition.year, decided))
    for (const event of published) await insertEvent(trx, event, null)
    await insertExampleRoundup(trx, edition.year, published)
    await saveSettings(trx, { ...(await readSettings(trx)), dangerous: ['BY', 'RU'] })
    return true
  })
}

function toEvent(example: ExampleEvent, edition: number, decided: number): Event {
  return {
    id: randomUUID(),
    slug: example.id,
    edition,
    state: 'published',
    version: 1,
    sequence: 0,
    hostCheck: 'unchecked',
    content: toContent(example),
    moved: null,
    notice: null,
    publishedAt: decided,
    updatedAt: decided,
    arrived: '2024-05-23',
  }
}

function toContent({
  from,
  to = from,
  place: id,
  kind,
  anonymous = false,
  hosts,
  texts,
}: ExampleEvent): EventContent {
  const place = getPlace(id)
  if (!place || !isKind(kind)) throw new Error(`the example has an unknown place or kind: ${id}, ${kind}`)
  const { local, ...names } = place.names
  const placeNames = { local, ...names }
  return {
    kind,
    language: 'en',
    texts: Object.fromEntries(Object.entries(texts).map(([lang, text]) => [lang, { ...NO_TEXTS, ...text }])),
    when: { from, to, gather: null, start: null, end: null, night: false, daily: false },
    where: {
      form: 'place',
      country: place.country,
      region: id < 0 ? placeNames : null,
      cityId: id < 0 ? null : id,
      city: id < 0 ? null : placeNames,
      street: null,
      point: { lat: place.lat, lon: place.lon, exact: false },
      zone: place.zone,
      link: null,
      revealHours: null,
      hideCity: false,
    },
    parts: [],
    hosts: hosts['en'] ?? [],
    hostNames: hosts,
    anonymous,
    spoken: [],
    registration: null,
    photos: null,
  }
}
