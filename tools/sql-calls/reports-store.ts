import type { Report } from '#reports/report.ts'
import * as store from '#reports/store.ts'
import type { Calls } from './calls.ts'

const report: Report = {
  eventId: 'v1',
  state: 'pending',
  version: 2,
  content: { language: 'en', text: { en: 'It rained.' }, attendance: null, quotes: [], incidents: [] },
  proposed: null,
  arrived: '2024-05-21',
  publishedAt: null,
  updatedAt: null,
}

export const calls: Calls<typeof store> = {
  insertReport: ({ db }) => store.insertReport(db, report),
  updateReport: ({ db }) => store.updateReport(db, report),
  findReport: ({ db }) => store.findReport(db, 'v1'),
  listReports: ({ db }) => store.listReports(db, ['pending', 'asked']),
  listReported: ({ db }) => store.listReported(db),
}
