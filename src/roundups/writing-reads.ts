import type { ToTranslate } from '#desk/to-translate.ts'
import { PUBLIC_STATES } from '#events/event.ts'
import { eventStamp } from '#events/event-stamp.ts'
import { listEvents } from '#events/store.ts'
import { type Member, writesIn } from '#members/member.ts'
import type { Db } from '#platform/db/tables.ts'
import { reportStamp } from '#reports/report.ts'
import { listReports } from '#reports/store.ts'
import { roundupDeskPaths } from './paths.ts'
import { stampOf, standOf } from './roundup.ts'
import { listRoundups, listRoundupTexts } from './store.ts'

/** The round-ups that wait for a language in which a member writes: published in their own, and not done in it. */
export async function roundupsToTranslate(
  db: Db,
  member: Member,
  { codes }: { codes: readonly string[] },
): Promise<ToTranslate[]> {
  const languages = writesIn(member, codes)
  const [roundups, texts] = [await listRoundups(db), await listRoundupTexts(db)]
  if (languages.length === 0 || roundups.length === 0) return []
  const reports = new Map((await listReports(db, ['published'])).map(report => [report.eventId, report]))
  const events = new Map((await listEvents(db, PUBLIC_STATES)).map(event => [event.id, event]))
  return roundups.flatMap(({ edition, original, blocks }) => {
    const own = texts.filter(text => text.edition === edition)
    const first = own.find(text => text.lang === original)
    if (!first || first.publishedAt === null) return []
    const stamps = Object.fromEntries(
      blocks.flatMap(block => {
        const event = block.kind === 'event' && events.get(block.eventId)
        if (!event) return []
        const report = reports.get(event.id)
        return [[block.id, stampOf(eventStamp(event), report && reportStamp(report.content))]]
      }),
    )
    return languages.flatMap((lang): ToTranslate[] => {
      const stand = standOf(
        own.find(text => text.lang === lang),
        first,
        stamps,
      )
      if (lang === original || stand === 'done') return []
      const href = roundupDeskPaths.text(edition, lang)
      return [{ kind: 'roundup', title: first.title, titleLang: original, lang, href, state: stand }]
    })
  })
}
