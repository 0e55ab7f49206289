import { type Event, isPublic, WAITING_STATES } from '#events/event.ts'
import { findEvent } from '#events/store.ts'
import { visibleAt } from '#events/visible-event.ts'
import { getMember } from '#members/desk-actions.ts'
import { canModerate, type Member, writesIn } from '#members/member.ts'
import type { Ctx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import type { Report } from './report.ts'
import { findReport } from './store.ts'

export type Reported = { event: Event; report: Report }

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

/**
 * The languages, of `codes`, into which a member may translate a report: whoever decides about its event and editors
 * all, while it waits too; a translator theirs, once everyone can read it.
 */
export function translatableLanguages(
  member: Member,
  { event, report }: Reported,
  { codes, now }: { codes: readonly string[]; now: number },
): string[] {
  const others = codes.filter(code => code !== report.content.language)
  if (report.state === 'refused') return []
  if (canModerate(member, event.content.where.country)) return others
  const mine = writesIn(member, others)
  if (member.role !== 'translator') return isPublic(event) || WAITING_STATES.includes(event.state) ? mine : []
  return report.state === 'published' && visibleAt(event, now)?.placeAt === null ? mine : []
}

async function getAny(c: Ctx, world: World): Promise<Reported> {
  const id = c.req.param('id') ?? ''
  const { db } = world.database
  const event = await findEvent(db, id)
  const report = event && (await findReport(db, id))
  if (!event || !report) throw new Problem('not-found')
  return { event, report }
}
