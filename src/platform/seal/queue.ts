import { Problem } from '../http/problem.ts'

/** Runs work that is dear in memory: at most `running` at once, at most `waiting` in line, in order. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>

/** A queue. Past its line it throws Problem 'too-many' at once, so that a flood costs nothing. */
export function createQueue(most: { running: number; waiting: number }): Queue {
  let running = 0
  const line: (() => void)[] = []
  return async work => {
    if (running >= most.running) {
      if (line.length >= most.waiting) throw new Problem('too-many', 10)
      await new Promise<void>(resolve => line.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      // Who waits takes over the place, so that nobody slips in between.
      const next = line.shift()
      if (next) next()
      else running -= 1
    }
  }
}
