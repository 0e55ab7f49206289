import assert from 'node:assert/strict'

const ROUNDS = 6
/** Four times as much may be this many times the work: 4 is even, 16 grows with the square. */
const MOST = 9
/** Less work than this, in ms of the processor, tells nothing. */
const FLOOR_MS = 20

/**
 * Fails where the work on a text grows faster than its length, by what the whole of it costs the processor beside a
 * quarter: so it is the same on every machine, whatever else runs there. On a busy one the least of each needs a few
 * rounds to show.
 */
export function assertGrowsEvenly(work: (text: string) => unknown, whole: string): void {
  const quarter = whole.slice(0, Math.ceil(whole.length / 4))
  work(quarter)
  let [less, more] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < ROUNDS; round++) {
    less = Math.min(
      less,
      costOf(() => work(quarter)),
    )
    more = Math.min(
      more,
      costOf(() => work(whole)),
    )
    if (more <= Math.max(FLOOR_MS, less * MOST)) return
  }
  const costs = [less, more].map(cost => `${Math.round(cost)} ms`).join(' for a quarter, ')
  assert.fail(`${costs} for the whole of ${JSON.stringify(whole.slice(0, 20))} × ${whole.length}`)
}

/** The work of the processor, in ms. */
export function costOf(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
