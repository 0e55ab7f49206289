import { ask } from './load.ts'
import type { Running } from './server.ts'
import { median, type Row, round } from './table.ts'

const WORDS =
  'paper letters candle square music tea river station hall petition drawings names invented talk'.split(' ')
const COUNTRIES = ['LT', 'PL', 'DE', 'FR', 'GB', 'SE', 'NO', 'IT', 'US', 'CH', 'EE', 'UA']
const ROUNDS = 5
const PATHS = WORDS.flatMap(word => COUNTRIES.map(country => `/en/events?q=${word}&country=${country}`))

/** The list by words and country over all events: never kept, so each answer is made. */
export async function measureSearch(ours: Running): Promise<Row[]> {
  const bare = await empty(ours)
  return [
    await measure(ours, {
      what: 'Filtered list, not kept, gzip',
      headers: { 'Accept-Encoding': 'gzip' },
      bare,
    }),
    await measure(ours, { what: 'Filtered list, not kept, not compressed', headers: {}, bare }),
  ]
}

async function measure(
  { origin }: Running,
  { what, headers, bare }: { what: string; headers: Record<string, string>; bare: number },
): Promise<Row> {
  const rounds = []
  await ask({ origin, paths: PATHS, headers, connections: 10, seconds: 3 })
  for (let turn = 0; turn < ROUNDS; turn++) {
    const outcome = await ask({ origin, paths: PATHS, headers, connections: 10, seconds: 3 })
    if (outcome.wrong > 0) throw new Error(`${outcome.wrong} wrong answers`)
    rounds.push(outcome)
  }
  const perSecond = median(rounds.map(outcome => outcome.perSecond))
  const p99Ms = median(rounds.map(outcome => outcome.p99Ms))
  return {
    what,
    figure: `${round(perSecond)} answers/s, p99 ${round(p99Ms)} ms`,
    comparison: `/healthz, through the same framework: ${round(bare)} answers/s`,
    target: '≥ 1500 answers/s, p99 < 30 ms',
    reached: perSecond >= 1500 && p99Ms < 30,
  }
}

async function empty({ origin }: Running): Promise<number> {
  const { perSecond } = await ask({ origin, paths: ['/healthz'], connections: 10, seconds: 2 })
  return perSecond
}
