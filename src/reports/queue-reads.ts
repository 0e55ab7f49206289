import type { Event } from '#events/event.ts'
import type { Db } from '#platform/db/tables.ts'
import { needsDecision, type Report } from './report.ts'
import { listReports } from './store.ts'

/** The reports with something to decide, of these events, the oldest day first. */
export async function listWaitingReports(
  db: Db,
  events: readonly Event[],
  answered: ReadonlySet<string>,
): Promise<{ event: Event; report: Report }[]> {
  const reports = await listReports(db, ['pending', 'asked', 'published'])
  const byId = new Map(events.map(event => [event.id, event]))
  return reports.flatMap(report => {
    const event = byId.get(report.eventId)
    return event && needsDecision(report, answered.has(report.eventId)) ? [{ event, report }] : []
  })
}
