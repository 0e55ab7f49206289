/** A session ends so long after signing in, in ms, whatever happens. */
export const ENDS_AFTER_MS = 12 * 3_600_000
/** It locks after so long without use, in ms. */
export const LOCKS_AFTER_MS = 30 * 60_000
/** How exactly its last use is kept, in ms: each note is a write. */
export const USE_NOTED_EVERY_MS = 60_000

/** Whether a session asks for the passphrase before it goes on. `now` in ms UTC. */
export function isLocked(session: { locked: number; used: number }, now: number): boolean {
  return session.locked !== 0 || now - session.used >= LOCKS_AFTER_MS
}
