import { setTimeout as wait } from 'node:timers/promises'

/** How long a test waits for what has to come, in ms: it tells that something never comes, not how quick a machine is. */
export const PATIENCE_MS = 180_000

const LOOK_EVERY_MS = 20

/** Waits until something is so; rejects with what `describe` says then where it never is. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  describe: () => string | Promise<string>,
): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not after ${PATIENCE_MS / 1000} s: ${await describe()}`)
    await wait(LOOK_EVERY_MS)
  }
}
