import type { Db } from '#platform/db/tables.ts'
import type { Report, ReportState } from './report.ts'

type ReportRow = {
  event_id: string
  state: string
  version: number
  content: string
  proposed: string | null
  arrived: string
  published_at: number | null
  updated_at: number | null
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    reports: ReportRow
  }
}

export const REPORTS_TOPIC = 'reports'

/** Keeps the first report of an event; breaks the uniqueness of its event where there is one already. */
export async function insertReport(db: Db, report: Report): Promise<void> {
  await db.insertInto('reports').values(toRow(report)).execute()
}

/** Writes a report over its older version; false when somebody else was faster. */
export async function updateReport(db: Db, report: Report): Promise<boolean> {
  const { event_id, ...row } = toRow(report)
  const result = await db
    .updateTable('reports')
    .set(row)
    .where('event_id', '=', event_id)
    .where('version', '=', report.version - 1)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

export async function findReport(db: Db, eventId: string): Promise<Report | undefined> {
  const row = await db.selectFrom('reports').selectAll().where('event_id', '=', eventId).executeTakeFirst()
  return row && fromRow(row)
}

/** Reports in some states, the oldest day first. */
export async function listReports(db: Db, states: readonly ReportState[]): Promise<Report[]> {
  const rows = await db
    .selectFrom('reports')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('arrived')
    .orderBy('event_id')
    .execute()
  return rows.map(fromRow)
}

/** The events whose report everyone can read. */
export async function listReported(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('reports').select('event_id').where('state', '=', 'published').execute()
  return rows.map(row => row.event_id)
}

function toRow(report: Report): ReportRow {
  return {
    event_id: report.eventId,
    state: report.state,
    version: report.version,
    content: JSON.stringify(report.content),
    proposed: report.proposed && JSON.stringify(report.proposed),
    arrived: report.arrived,
    published_at: report.publishedAt,
    updated_at: report.updatedAt,
  }
}

function fromRow(row: ReportRow): Report {
  return {
    eventId: row.event_id,
    state: row.state as ReportState,
    version: row.version,
    content: JSON.parse(row.content),
    proposed: row.proposed ? JSON.parse(row.proposed) : null,
    arrived: row.arrived,
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
  }
}
