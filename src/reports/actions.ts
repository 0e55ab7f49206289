import { type Event, PUBLIC_STATES, WAITING_STATES } from '#events/event.ts'
import { findEvent, lockEvent } from '#events/store.ts'
import { writeTogether } from '#platform/db/group.ts'
import type { Db } from '#platform/db/tables.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { dayOf, type Report, type ReportContent, tellsTheSame, withTranslations } from './report.ts'
import { findReport, insertReport, updateReport } from './store.ts'

/**
 * Takes what an organiser tells: the first report, a change of one that waits, or, once it is published, a proposal.
 * `version` is the one that they saw (null for none): null comes back, and nothing is changed, where there is another
 * by now. The same sent twice is one. Throws Problem 'not-found' for an event that is gone or ended.
 */
export function sendReport(
  world: World,
  event: Pick<Event, 'id'>,
  { content, version }: { content: ReportContent; version: number | null },
): Promise<Report | null> {
  return writeTogether(world.database, [], async trx => {
    await lockEvent(trx, event.id)
    const today = dayOf(world.clock())
    const now = await findEvent(trx, event.id)
    if (!now || !mayBeReported(now)) throw new Problem('not-found')
    const report = await findReport(trx, event.id)
    if (!report) {
      const first: Report = {
        eventId: event.id,
        state: 'pending',
        version: 1,
        content,
        proposed: null,
        arrived: today,
        publishedAt: null,
        updatedAt: null,
      }
      await insertReport(trx, first)
      return first
    }
    const told = report.proposed ?? report.content
    if (tellsTheSame(told, content) && report.state !== 'asked' && report.state !== 'refused') return report
    if (report.version !== version) return null
    return saveReport(trx, changed(report, content, today))
  })
}

/** Whether something may be told of an event in this state; when it begins is another question. */
export function mayBeReported({ state }: Pick<Event, 'state'>): boolean {
  return state !== 'cancelled' && (PUBLIC_STATES.includes(state) || WAITING_STATES.includes(state))
}

/** Saves the next version of a report, or throws Problem 'conflict' when somebody else was faster. */
export async function saveReport(trx: Db, report: Report): Promise<Report> {
  const next = { ...report, version: report.version + 1 }
  if (!(await updateReport(trx, next))) throw new Problem('conflict')
  return next
}

function changed(report: Report, content: ReportContent, today: string): Report {
  if (report.state !== 'published')
    return { ...report, state: 'pending', content: withTranslations(content, report.content, today) }
  // What is taken back leaves nothing to decide.
  return { ...report, proposed: tellsTheSame(report.content, content) ? null : content }
}
