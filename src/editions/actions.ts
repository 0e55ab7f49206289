import { insertLogEntry } from '#desk/store.ts'
import { write } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import { addDays, daysBetween } from '#platform/time/local.ts'
import type { World } from '#platform/world.ts'
import type { Edition } from './edition.ts'
import { EDITIONS_TOPIC, insertEdition, listEditions, updateEdition } from './store.ts'

/**
 * Begins the edition of a year from the last one before it: texts, theme to be written anew, the same days a
 * year on. It is not published. False when that year has one.
 */
export function beginEdition(world: World, by: { name: string }, year: number): Promise<boolean> {
  return write(world.database, [EDITIONS_TOPIC], async trx => {
    const editions = await listEditions(trx)
    const last = editions.filter(edition => edition.year < year)[0] ?? editions.at(-1)
    if (!(await insertEdition(trx, nextEdition(last, year)))) return false
    await insertLogEntry(
      trx,
      { member: by.name, action: 'edition-added', subject: `edition:${year}`, note: String(year) },
      world.clock(),
    )
    return true
  })
}

/** Saves an edition; throws Problem 'conflict' when somebody else was faster. */
export function saveEdition(
  world: World,
  by: { name: string },
  { before, after }: { before: Edition; after: Edition },
): Promise<void> {
  return write(world.database, [EDITIONS_TOPIC], async trx => {
    const next = { ...after, version: before.version + 1 }
    if (!(await updateEdition(trx, next))) throw new Problem('conflict')
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
