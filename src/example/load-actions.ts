import { randomUUID } from 'node:crypto'
import { currentEdition, type Edition, NO_EDITION_TEXTS } from '#editions/edition.ts'
import { EDITIONS_TOPIC, insertEdition, listEditions } from '#editions/store.ts'
import type { Event } from '#events/event.ts'
import { EVENTS_TOPIC, insertEvent } from '#events/store.ts'
import { type Database, write } from '#platform/db/database.ts'
import { addDays } from '#platform/time/local.ts'
import { type Inventing, inventContent, inventedPlaces, readWords, type Words } from './invented-actions.ts'
import { createRandom } from './random.ts'

const BATCH = 200
const DAY_MS = 86_400_000

export type Load = { events: number; seed: number; now: number }

/**
 * Adds so many invented, published events to the edition that matters at `now` (ms UTC), or to an invented one.
 * The same seed makes the same events, under fresh ids. May run beside a server. Resolves with the edition's year.
 */
export async function loadInvented(database: Database, { events, seed, now }: Load): Promise<number> {
  const words = readWords()
  const edition = await ensureEdition(database, words, now)
  const random = createRandom(seed)
  const inventing: Inventing = { random, edition, places: inventedPlaces(words), words }
  const decided = Math.min(now, Date.parse(`${edition.from}T00:00:00Z`)) - 30 * DAY_MS
  for (let number = 1; number <= events; number += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, events - number + 1) }, (_, index) =>
      inventEvent(inventing, { number: number + index, edition: edition.year, decided }),
    )
    await write(database, [EVENTS_TOPIC], async trx => {
      for (const event of batch) await insertEvent(trx, event, null)
    })
  }
  return edition.year
}

function inventEvent(
  inventing: Inventing,
  { number, edition, decided }: { number: number; edition: number; decided: number },
): Event {
  const { random, words } = inventing
  const content = inventContent(inventing, number)
  const { when, where, texts } = content
  const state = random.percent(3) ? 'cancelled' : when.from && random.percent(3) ? 'moved' : 'published'
  const updated = decided + random.between(0, 20) * DAY_MS
  const id = randomUUID()
  return {
    id,
    slug: `invented-event-${number}-${id.slice(0, 8)}`,
    edition,
    state,
    version: 1,
    sequence: state === 'published' ? 0 : 1,
    hostCheck: random.pick(['known', 'confirmed', 'unchecked']),
    content,
    moved:
      state === 'moved'
        ? {
            when: { ...when, from: addDays(when.from!, -1), to: when.to && addDays(when.to, -1) },
            city: where.city,
            venue: Object.fromEntries(Object.entries(texts).map(([lang, text]) => [lang, text.venue])),
          }
        : null,
    notice: state === 'published' ? null : { text: words.notices[state], lang: 'en' },
    publishedAt: decided,
    updatedAt: updated,
    arrived: new Date(decided).toISOString().slice(0, 10),
  }
}

async function ensureEdition(database: Database, words: Words, now: number): Promise<Edition> {
  const known = currentEdition(await listEditions(database.db), now)
  if (known) return known
  const made = inventEdition(words, now)
  await write(database, [EDITIONS_TOPIC], trx => insertEdition(trx, made))
  return made
}

/** An edition a month ahead, so that what comes before a Day is under load too. */
function inventEdition(words: Words, now: number): Edition {
  const day = new Date(now + 30 * DAY_MS).toISOString().slice(0, 10)
  return {
    year: Number(day.slice(0, 4)),
    version: 1,
    published: true,
    day,
    from: addDays(day, -4),
    to: addDays(day, 4),
    zone: 'Europe/Minsk',
    country: 'BY',
    hashtags: [],
    texts: Object.fromEntries(
      Object.entries(words.edition).map(([lang, text]) => [lang, { ...NO_EDITION_TEXTS, ...text }]),
    ),
    figures: [],
    sources: [],
    example: true,
  }
}
