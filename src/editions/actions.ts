import { insertLogEntry } from '#desk/store.ts'
import { type Event, STATES } from '#events/event.ts'
import { expectAgain } from '#events/new-event.ts'
import { EVENTS_TOPIC, insertEvent, listEvents, updateEvent } from '#events/store.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { Problem } from '#platform/http/problem.ts'
import { addDays, daysBetween } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import type { Edition } from './edition.ts'
import { EDITIONS_TOPIC, insertEdition, listEditions, updateEdition } from './store.ts'

/**
 * Begins the edition of a year from the last one before it: texts, theme to be written anew, the same days a
 * year on. It is not published. With `expect`, the last one's events come along as drafts, to be confirmed and
 * published one by one. False when that year has one.
 */
export function beginEdition(
  world: World,
  by: { name: string },
  { year, expect = false }: { year: number; expect?: boolean },
): Promise<boolean> {
  return write(world.database, [EDITIONS_TOPIC], async trx => {
    const editions = await listEditions(trx)
    const last = editions.filter(edition => edition.year < year)[0] ?? editions.at(-1)
    const next = nextEdition(last, year)
    if (!(await insertEdition(trx, next))) return false
    if (expect && last) await expectEvents(trx, { last, next, now: world.clock() })
    await insertLogEntry(
      trx,
      { member: by.name, action: 'edition-added', subject: `edition:${year}`, note: String(year) },
      world.clock(),
    )
    return true
  })
}

/**
 * Saves an edition; throws Problem 'conflict' when somebody else was faster. When it is published, what was
 * announced for its year comes into it from wherever it stood till then, and from an example what has no day yet.
 */
export function saveEdition(
  world: World,
  by: { name: string },
  { before, after }: { before: Edition; after: Edition },
): Promise<void> {
  return write(world.database, [EDITIONS_TOPIC, EVENTS_TOPIC], async trx => {
    const next = { ...after, version: before.version + 1 }
    if (!(await updateEdition(trx, next))) throw new Problem('conflict')
    if (after.published && !before.published) await takeOver(trx, after.year)
    const action =
      before.published === after.published
        ? 'edition-edited'
        : after.published
          ? 'edition-published'
          : 'edition-hidden'
    const subject = `edition:${after.year}`
    await insertLogEntry(trx, { member: by.name, action, subject, note: String(after.year) }, world.clock())
  })
}

async function takeOver(trx: Db, year: number): Promise<void> {
  const examples = new Set(
    (await listEditions(trx)).flatMap(({ example, ...one }) => (example ? one.year : [])),
  )
  const others = (await listEvents(trx, STATES)).filter(event => event.edition !== year)
  const isOfYear = ({ edition, content: { when } }: Event) =>
    when.from === null ? examples.has(edition) : when.from.startsWith(`${year}-`)
  for (const event of others.filter(isOfYear)) {
    const moved = await updateEvent(trx, { ...event, edition: year, version: event.version + 1 })
    if (!moved) throw new Problem('conflict')
  }
}

async function expectEvents(
  trx: Db,
  { last, next, now }: { last: Edition; next: Edition; now: number },
): Promise<void> {
  const days = daysBetween(last.day, next.day)
  const arrived = new Date(now).toISOString().slice(0, 10)
  const held = (await listEvents(trx, ['published', 'moved'])).filter(event => event.edition === last.year)
  for (const event of held)
    await insertEvent(trx, expectAgain(event, { edition: next.year, days, arrived }), null)
}

/** What carries over: the words that stay true. Theme, slogan, call, figures and what happened do not. */
function nextEdition(last: Edition | undefined, year: number): Edition {
  const day = `${year}${last?.day.slice(4) ?? '-05-21'}`
  const keptTexts = Object.entries(last?.texts ?? {}).map(([lang, texts]) => [
    lang,
    {
      ...texts,
      reason: last?.example ? '' : texts.reason,
      theme: '',
      slogan: '',
      call: last?.example ? '' : texts.call,
      after: '',
      notice: '',
    },
  ])
  return {
    year,
    version: 1,
    published: false,
    day,
    from: last ? addDays(day, daysBetween(last.day, last.from)) : day,
    to: last ? addDays(day, daysBetween(last.day, last.to)) : day,
    zone: last?.zone ?? 'UTC',
    country: last?.country ?? null,
    hashtags: last?.hashtags ?? [],
    texts: Object.fromEntries(keptTexts),
    figures: [],
    sources: [],
    example: false,
  }
}
