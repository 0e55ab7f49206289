import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDeskApp, createPublicApp } from '#app.ts'
import { listEvents } from '#events/store.ts'
import { loadInvented } from '#example/load-actions.ts'
import { readConfig } from '#platform/config/config.ts'
import { write } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import type { Report } from '#reports/report.ts'
import { insertReport, REPORTS_TOPIC } from '#reports/store.ts'
import { createWorld } from '#serve.ts'
import { signIn } from '#testing/member.ts'
import { type Row, round } from './table.ts'

const EVENTS = 1000

/** From the button 'assemble' to the draft on the desk, with a report of every event, and half of them. */
export async function measureRoundup(): Promise<Row[]> {
  const [half, whole] = [await measure(EVENTS / 2), await measure(EVENTS)]
  return [
    {
      what: `Assembling the round-up of ${EVENTS} reported events, shown at the desk`,
      figure: `${round(whole)} ms`,
      comparison: `of half as many: ${round(half)} ms`,
      target: '≤ 1000 ms, and not faster growing than the events',
      reached: whole <= 1000 && whole <= 2.5 * half,
    },
  ]
}

async function measure(events: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-bench-roundup-'))
  const config = readConfig({ VESTKA_DATA: folder, VESTKA_DEMO: '0' })
  if (!config.ok) throw new Error('the configuration of the bench is wrong')
  const mask = process.umask()
  const world = await createWorld(config.value)
  process.umask(mask)
  try {
    await migrate(world.database)
    const year = await loadInvented(world.database, {
      events,
      seed: 1,
      now: Date.parse('2024-05-22T08:00:00Z'),
    })
    const published = await listEvents(world.database.db, ['published', 'moved'])
    await write(world.database, [REPORTS_TOPIC], async trx => {
      for (const { id } of published) await insertReport(trx, reportOf(id))
    })
    const desk = createDeskApp(world)
    createPublicApp(world)
    const member = await signIn({ world, desk })
    await member.get('/desk')
    const start = performance.now()
    const done = await member.post(`/desk/roundups/${year}/assemble`, { original: 'en' })
    const page = await (await member.get(`/desk/roundups/${year}`)).text()
    const ms = performance.now() - start
    if (done.status !== 303 || page.split('block--event').length < events / 3)
      throw new Error(`not assembled: ${done.status}`)
    return ms
  } finally {
    await world.database.close()
    rmSync(folder, { recursive: true })
  }
}

function reportOf(eventId: string): Report {
  return {
    eventId,
    state: 'published',
    version: 1,
    content: {
      language: 'en',
      text: { en: 'Invented for a measurement. '.repeat(20) },
      attendance: { words: { en: 'more than fifty' }, atLeast: 50 },
      quotes: [],
      incidents: [],
    },
    proposed: null,
    arrived: '2024-05-22',
    publishedAt: 1,
    updatedAt: 1,
  }
}
