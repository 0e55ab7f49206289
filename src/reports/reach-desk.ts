import { findEvent } from '#events/store.ts'
import { getMember } from '#members/desk-actions.ts'
import { canModerate } from '#members/member.ts'
import type { Ctx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { findReport } from './store.ts'
import { type Reported, translatableLanguages } from './writing-reads.ts'

/** The report of this address with its event, for a member who decides about it; for others there is none. */
export async function getReported(c: Ctx, world: World): Promise<Reported> {
  const { event, report } = await getAny(c, world)
  if (!canModerate(getMember(c), event.content.where.country)) throw new Problem('not-found')
  return { event, report }
}

/** The report of this address and the language into which this member may translate it; for others there is none. */
export async function getTranslatable(c: Ctx, world: World): Promise<Reported & { lang: string }> {
  const { event, report } = await getAny(c, world)
  const lang = c.req.param('lang') ?? ''
  const setting = { codes: world.texts.codes, now: world.clock() }
  if (!translatableLanguages(getMember(c), { event, report }, setting).includes(lang))
    throw new Problem('not-found')
  return { event, report, lang }
}

async function getAny(c: Ctx, world: World): Promise<Reported> {
  const id = c.req.param('id') ?? ''
  const { db } = world.database
  const event = await findEvent(db, id)
  const report = event && (await findReport(db, id))
  if (!event || !report) throw new Problem('not-found')
  return { event, report }
}
