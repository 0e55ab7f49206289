import { insertLogEntry } from '#desk/store.ts'
import { write } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import type { Roundup, RoundupText } from './roundup.ts'
import { insertRoundup, ROUNDUPS_TOPIC, saveRoundupText, updateRoundup } from './store.ts'

type By = { name: string }

/** Begins the round-up of an edition, with the text of its original language as a draft; false when there is one. */
export function beginRoundup(
  world: World,
  by: By,
  { roundup, text }: { roundup: Roundup; text: RoundupText },
): Promise<boolean> {
  return write(world.database, [ROUNDUPS_TOPIC], async trx => {
    if (!(await insertRoundup(trx, roundup))) return false
    await saveRoundupText(trx, roundup.edition, text)
    await insertLogEntry(trx, entryOf(by, 'roundup-begun', roundup.edition), world.clock())
    return true
  })
}

/** Saves another order, what was cut or added. Throws Problem 'conflict' when somebody else was faster. */
export function arrangeRoundup(world: World, by: By, roundup: Roundup): Promise<void> {
  return write(world.database, [ROUNDUPS_TOPIC], async trx => {
    if (!(await updateRoundup(trx, { ...roundup, version: roundup.version + 1 })))
      throw new Problem('conflict')
    await insertLogEntry(trx, entryOf(by, 'roundup-arranged', roundup.edition), world.clock())
  })
}

/** Saves a language, a new version of it. Throws Problem 'conflict' when somebody else was faster. */
export function writeRoundupText(
  world: World,
  by: By,
  { edition, text, was }: { edition: number; text: RoundupText; was: RoundupText | undefined },
): Promise<void> {
  return write(world.database, [ROUNDUPS_TOPIC], async trx => {
    const saved = { ...text, version: (was?.version ?? 0) + 1 }
    if (!(await saveRoundupText(trx, edition, saved))) throw new Problem('conflict')
    await insertLogEntry(trx, entryOf(by, deedOf(was, text), edition, text.lang), world.clock())
  })
}

function deedOf(was: RoundupText | undefined, text: RoundupText): string {
  const before = was?.publishedAt ?? null
  if (before === null && text.publishedAt !== null) return 'roundup-published'
  return before !== null && text.publishedAt === null ? 'roundup-withdrawn' : 'roundup-written'
}

function entryOf({ name }: By, action: string, edition: number, lang = '') {
  const note = [edition, lang].filter(Boolean).join(' ')
  return { member: name, action, subject: `roundup:${edition}`, note }
}
