import { formatShortDate } from '#platform/time/format.ts'
import { type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { LogEntry } from './log-entry.ts'

/** A line of the log: the day, and who did what. */
export function logLine(page: Page, entry: LogEntry): Html {
  const { t } = page
  const key = `desk.log.${entry.action}`
  const subject = entry.subject.replace(/^\w+:/, '')
  const values = { member: entry.member, subject, note: entry.note }
  return html`<span class="quiet">${formatShortDate(entry.day, page.lang)}</span> ${t.has(key) ? t(key, values) : `${entry.member}: ${entry.action}`}`
}
