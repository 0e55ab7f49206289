import type { Event } from '#events/event.ts'
import { listEvents, updateCodeHash } from '#events/store.ts'
import { hashCode, newCode } from '#platform/codes/codes.ts'
import { write } from '#platform/db/database.ts'
import type { World } from '#platform/world.ts'
import type { Report, ReportContent } from '#reports/report.ts'
import { insertReport, REPORTS_TOPIC } from '#reports/store.ts'

/** A report with everything that there can be in one; all of it is invented. */
export const TOLD: ReportContent = {
  language: 'en',
  text: {
    en: 'It rained, and nobody left (an invented report).\n\nWe read the names, and after each a bell was struck.',
    be: 'Ішоў дождж, і ніхто не разышоўся (прыдуманая справаздача).\n\nМы чыталі імёны, і пасля кожнага білі ў звон.',
  },
  attendance: { words: { en: 'more than a hundred', be: 'больш за сто чалавек' }, atLeast: 100 },
  quotes: [
    {
      text: { en: 'Now I know the birthday of one of them.' },
      speaker: 'Invented Speaker',
      consent: 'named',
    },
    { text: { en: 'I came to hear it said aloud.' }, speaker: '', consent: 'unnamed' },
  ],
  incidents: [
    { text: { en: 'Two men filmed those who read.' }, seen: true, reportedBy: { en: '' } },
    { text: { en: 'A poster was torn down.' }, seen: false, reportedBy: { en: 'a passer-by' } },
  ],
}

/** A published report of an event, with everything that there can be in one. */
export async function tellOf(world: World, eventId: string): Promise<void> {
  const now = world.clock()
  const report: Report = {
    eventId,
    state: 'published',
    version: 1,
    content: TOLD,
    proposed: null,
    arrived: new Date(now).toISOString().slice(0, 10),
    publishedAt: now,
    updatedAt: now,
  }
  await write(world.database, [REPORTS_TOPIC], trx => insertReport(trx, report))
}

/**
 * Reports of events of the example edition: one published with a change that waits, one that waits, one asked about;
 * and the code of the one that waits.
 */
export async function addReports(
  world: World,
): Promise<{ shown: Event; waiting: Event; asked: Event; code: string }> {
  const events = (await listEvents(world.database.db, ['published'])).filter(
    ({ edition }) => edition === 2024,
  )
  const [shown, waiting, asked] = events.sort((a, b) => (a.slug! < b.slug! ? -1 : 1))
  if (!shown || !waiting || !asked) throw new Error('no events of the example to report')
  const code = newCode()
  const base = { version: 1, content: TOLD, proposed: null, arrived: '2024-05-22' }
  const pending: Omit<Report, 'eventId'> = { ...base, state: 'pending', publishedAt: null, updatedAt: null }
  const now = world.clock()
  const proposed = { ...TOLD, text: { en: 'Corrected: it snowed.' } }
  await write(world.database, [REPORTS_TOPIC], async trx => {
    await insertReport(trx, {
      ...pending,
      eventId: shown.id,
      state: 'published',
      proposed,
      publishedAt: now,
      updatedAt: now,
    })
    await insertReport(trx, { ...pending, eventId: waiting.id })
    await insertReport(trx, { ...pending, eventId: asked.id, state: 'asked' })
    await updateCodeHash(trx, waiting.id, hashCode(code))
  })
  return { shown, waiting, asked, code }
}
