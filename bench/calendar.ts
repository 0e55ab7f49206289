import { createPublicApp } from '#app.ts'
import { toCalendar } from '#events/data.ts'
import { findEvents } from '#events/reads.ts'
import { loadInvented } from '#example/load-actions.ts'
import { readConfig } from '#platform/config/config.ts'
import { writeCalendar } from '#platform/ical/calendar.ts'
import type { World } from '#platform/world.ts'
import { createWorld } from '#serve.ts'
import { median, type Row, round } from './table.ts'

const TIMES = 30

/** The calendar file of all events, made in this process: alone, as an answer, and as the first answer after a change. */
export async function measureCalendar(dataFolder: string): Promise<Row[]> {
  const config = readConfig({ VESTKA_DATA: dataFolder })
  if (!config.ok) throw new Error('the configuration is wrong')
  const world = await createWorld(config.value)
  const app = createPublicApp(world)
  try {
    const answer = async () => (await app.request('/en/events.ics')).arrayBuffer()
    const changed = async () => {
      await loadInvented(world.database, { events: 1, seed: 1, now: Date.now() })
      return time(answer)
    }
    const made = await repeat(() => time(() => make(world)))
    const answered = await repeat(() => time(answer))
    const after = await repeat(changed, 10)
    const floor = await repeat(() => time(async () => JSON.stringify((await findEvents(world, {})).events)))
    return [
      row(
        'Calendar file made from nothing kept',
        made,
        `JSON.stringify of the same events: ${round(floor)} ms`,
      ),
      row('Calendar file as an answer, the file not kept', answered, ''),
      { ...row('Calendar file, first answer after a change', after, ''), target: '–', reached: true },
    ]
  } finally {
    await world.database.close()
  }
}

async function make(world: World): Promise<string> {
  // As objects that nobody has seen, so that nothing of what was written before is used.
  const events = (await findEvents(world, {})).events.map(event => ({ ...event }))
  const context = { t: world.texts.in('en'), publicUrl: 'https://example.org', notice: null }
  const text = writeCalendar({
    name: 'All',
    events: events.flatMap(event => toCalendar(context, event) ?? []),
  })
  if (text.split('BEGIN:VEVENT').length < 900) throw new Error('events are missing')
  return text
}

async function repeat(measure: () => Promise<number>, times = TIMES): Promise<number> {
  for (let warm = 0; warm < 5; warm++) await measure()
  const values = []
  for (let turn = 0; turn < times; turn++) values.push(await measure())
  return median(values)
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function row(what: string, ms: number, comparison: string): Row {
  return { what, figure: `${round(ms)} ms`, comparison, target: '≤ 30 ms', reached: ms <= 30 }
}
