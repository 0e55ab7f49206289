export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number
  /** True in so many of a hundred cases. */
  percent(chance: number): boolean
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  pick<T>(list: readonly T[]): T
}

/** Chance that gives the same for the same seed (mulberry32): for test data, never for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    percent: chance => next() * 100 < chance,
    between,
    pick: list => list[between(0, list.length - 1)]!,
  }
}
