import type { Edition } from '#editions/edition.ts'
import { getEditions } from '#editions/store.ts'
import { getMember } from '#members/desk-actions.ts'
import { writesIn } from '#members/member.ts'
import type { Ctx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import type { Roundup, RoundupText } from './roundup.ts'
import { findRoundup, listRoundupTexts } from './store.ts'

export type One = { edition: Edition; roundup: Roundup; texts: readonly RoundupText[] }

/** The round-up of the address with its edition and texts; an answer 404 where there is none. */
export async function getOne(c: Ctx, world: World): Promise<One> {
  const edition = await getEdition(c, world)
  const { db } = world.database
  const roundup = await findRoundup(db, edition.year)
  if (!roundup) throw new Problem('not-found')
  return { edition, roundup, texts: await listRoundupTexts(db, edition.year) }
}

/** The edition of the address (':year'). */
export async function getEdition(c: Ctx, world: World): Promise<Edition> {
  const year = Number(c.req.param('year'))
  const edition = (await getEditions(world.database)).find(one => one.year === year)
  if (!edition) throw new Problem('not-found')
  return edition
}

/** The language of the address, if this member writes in it; for anyone else there is no such page. */
export function getLanguage(c: Ctx, world: World): string {
  const lang = c.req.param('lang') ?? ''
  if (!writesIn(getMember(c), world.texts.codes).includes(lang)) throw new Problem('not-found')
  return lang
}
