import { randomUUID } from 'node:crypto'
import { dropClaim, insertLogEntry } from '#desk/store.ts'
import { isPublic, textsIn } from '#events/event.ts'
import { findEvent, insertMessage, lockEvent } from '#events/store.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { saveReport } from './actions.ts'
import { dayOf, type Report, type ReportContent, reportSubject, withTranslations } from './report.ts'
import { REPORTS_TOPIC } from './store.ts'

/** Who acts (a member's chosen name), and on which version of which report. */
export type Deed = { world: World; by: { name: string }; report: Report }

/** Shows a report to everyone; pictures may still wait. Throws Problem 'conflict' where its event is not public. */
export function publishReport(deed: Deed): Promise<Report> {
  return act(deed, 'report-published', trx => {
    const now = deed.world.clock()
    const { report } = deed
    return saveReport(trx, {
      ...report,
      state: 'published',
      publishedAt: report.publishedAt ?? now,
      updatedAt: now,
    })
  })
}

/** Writes the desk's version of a report in its own language; translations of what it changes are marked or dropped. */
export function editReport(deed: Deed, content: ReportContent): Promise<Report> {
  const { report, world } = deed
  const whole = withTranslations(content, report.content, dayOf(world.clock()))
  return act(deed, 'report-edited', trx => saveReport(trx, { ...report, content: whole, ...edited(deed) }))
}

/** Writes a report with another language in it. */
export function translateReport(deed: Deed, content: ReportContent): Promise<Report> {
  return act(deed, 'report-translated', trx => saveReport(trx, { ...deed.report, content, ...edited(deed) }))
}

/** Asks the organiser something, which they read behind their code; a published report stays as it is. */
export function askAboutReport(deed: Deed, text: string): Promise<Report> {
  const { report } = deed
  return act(deed, 'report-asked', async trx => {
    await say(trx, deed, text)
    return saveReport(trx, report.state === 'published' ? report : { ...report, state: 'asked' })
  })
}

/** Does not publish it, or no longer; the organiser reads why behind the code, and may send another. */
export function refuseReport(deed: Deed, reason: string): Promise<Report> {
  return act(deed, 'report-refused', async trx => {
    await say(trx, deed, reason)
    return saveReport(trx, { ...deed.report, state: 'refused', proposed: null, publishedAt: null })
  })
}

/** Takes over what the organiser would have changed. */
export function acceptChange(deed: Deed): Promise<Report> {
  const { report, world } = deed
  return act(deed, 'report-accepted', trx => {
    if (!report.proposed) return Promise.resolve(report)
    const content = withTranslations(report.proposed, report.content, dayOf(world.clock()))
    return saveReport(trx, { ...report, content, proposed: null, ...edited(deed) })
  })
}

/** Leaves what is published as it is; the organiser reads why behind the code. */
export function declineChange(deed: Deed, reason: string): Promise<Report> {
  return act(deed, 'report-declined', async trx => {
    await say(trx, deed, reason)
    return saveReport(trx, { ...deed.report, proposed: null })
  })
}

function edited({ report, world }: Deed): Pick<Report, 'updatedAt'> {
  return { updatedAt: report.state === 'published' ? world.clock() : report.updatedAt }
}

async function say(trx: Db, { world, report }: Deed, text: string): Promise<void> {
  if (!text) return
  const day = dayOf(world.clock())
  await insertMessage(trx, report.eventId, { id: randomUUID(), author: 'desk', text, day })
}

/** One transaction with its line in the log; whoever had the report in hand lets it go. */
function act(deed: Deed, action: string, work: (trx: Db) => Promise<Report>): Promise<Report> {
  const { world, by, report } = deed
  return write(world.database, [REPORTS_TOPIC], async trx => {
    const event = (await lockEvent(trx, report.eventId)) && (await findEvent(trx, report.eventId))
    if (!event || (action === 'report-published' && !isPublic(event))) throw new Problem('conflict')
    const result = await work(trx)
    const { title } = textsIn(event.content, event.content.language).texts
    const line = { member: by.name, action, subject: `event:${event.id}`, note: title }
    await insertLogEntry(trx, line, world.clock())
    await dropClaim(trx, reportSubject(report.eventId))
    return result
  })
}
