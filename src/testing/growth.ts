import assert from 'node:assert/strict'

const ROUNDS = 6
/** Four times as much may be this many times the work: 4 is even, 16 grows with the square. */
const MOST = 9

/**
 * Fails where the work on a text grows faster than its length, by what the whole of it costs the processor beside a
 * quarter: so it is the same on every machine, whatever else runs there. On a busy one the least of each needs a few
 * rounds to show. Less work than `floorMs` of the processor tells nothing.
 */
export async function assertGrowsEvenly(
  work: (text: string) => unknown,
  whole: string,
  floorMs = 20,
): Promise<void> {
  const quarter = whole.slice(0, Math.ceil(whole.length / 4))
  let more = await costOf(() => work(whole))
  let less = Number.POSITIVE_INFINITY
  for (let round = 0; more > floorMs && round < ROUNDS; round++) {
    less = Math.min(less, await costOf(() => work(quarter)))
    more = Math.min(more, await costOf(() => work(whole)))
    if (more <= less * MOST) return
  }
  if (more <= floorMs) return
  const costs = [less, more].map(cost => `${Math.round(cost)} ms`).join(' for a quarter, ')
  assert.fail(`${costs} for the whole of ${JSON.stringify(whole.slice(0, 20))} × ${whole.length}`)
}

/** What work costs the processor, in ms. */
export async function costOf(work: () => unknown): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
