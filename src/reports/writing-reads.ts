import type { ToTranslate } from '#desk/to-translate.ts'
import { type Event, isPublic, PUBLIC_STATES, textsIn, WAITING_STATES } from '#events/event.ts'
import { listEvents } from '#events/store.ts'
import { visibleAt } from '#events/visible-event.ts'
import { canModerate, type Member, writesIn } from '#members/member.ts'
import type { World } from '#platform/world.ts'
import { reportDeskPaths } from './paths.ts'
import { publishedReports } from './reads.ts'
import { type Report, translationState } from './report.ts'

export type Reported = { event: Event; report: Report }

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

/** The published reports that wait for a language of this member, the newest first. */
export async function reportsToTranslate(
  world: World,
  member: Member,
  pageLang: string,
): Promise<ToTranslate[]> {
  const { codes } = world.texts
  const mine = writesIn(member, codes)
  const reports = await publishedReports(world)
  if (mine.length === 0 || reports.size === 0) return []
  const events = await listEvents(world.database.db, PUBLIC_STATES)
  return events
    .flatMap(event => {
      const report = reports.get(event.id)
      return report ? [{ event, report }] : []
    })
    .sort((a, b) => (b.report.publishedAt ?? 0) - (a.report.publishedAt ?? 0))
    .flatMap(({ event, report }) =>
      translatableLanguages(member, { event, report }, { codes, now: world.clock() })
        .filter(lang => mine.includes(lang))
        .flatMap(lang => {
          const state = translationState(report.content, lang)
          if (state !== 'missing' && state !== 'outdated') return []
          const { texts, lang: titleLang } = textsIn(event.content, pageLang)
          const href = reportDeskPaths.translate(event.id, lang)
          return [{ kind: 'report' as const, title: texts.title, titleLang, lang, href, state }]
        }),
    )
}
