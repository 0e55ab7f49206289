import { kept } from '#platform/db/database.ts'
import type { World } from '#platform/world.ts'
import type { Report } from './report.ts'
import { listReports, REPORTS_TOPIC } from './store.ts'

export { REPORTS_TOPIC }

/** The published reports by the id of their event, kept until one changes. Whether the event is public is not asked here. */
export function publishedReports(world: World): Promise<ReadonlyMap<string, Report>> {
  const { database } = world
  return kept(database, 'reports.published', {
    topics: [REPORTS_TOPIC],
    load: async () => {
      const reports = await listReports(database.db, ['published'])
      return new Map(reports.map(report => [report.eventId, report]))
    },
  })
}
