import type Sqlite from 'better-sqlite3'

const EVERY_MS = 10 * 60_000
const DAY_MS = 86_400_000
/** Laying rows in order takes as much memory as the database is large. */
const MOST_BYTES = 256 * 1024 * 1024

/**
 * Every ten minutes, when nobody waits for the database: what was deleted goes from the write-ahead log; once a day, what
 * the places of rows in the file tell of the order in which they came goes too. Gives the function that ends it.
 */
export function keepTidy(sqlite: Sqlite.Database): () => void {
  let day = -1
  const timer = setInterval(() => {
    if (sqlite.inTransaction) return
    const today = Math.floor(Date.now() / DAY_MS)
    if (day !== today && layInOrder(sqlite)) day = today
    emptyLog(sqlite)
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/**
 * Lays all rows by their keys, so that the file is the same in whichever order they came. False when others use the
 * database just now. A database past 256 MB is left as it is.
 */
export function layInOrder(sqlite: Sqlite.Database): boolean {
  const size =
    Number(sqlite.pragma('page_count', { simple: true })) *
    Number(sqlite.pragma('page_size', { simple: true }))
  return size > MOST_BYTES || withoutWaiting(sqlite, () => sqlite.exec('VACUUM'))
}

/** What was deleted still stands in the write-ahead log until that is emptied. */
export function emptyLog(sqlite: Sqlite.Database): boolean {
  return withoutWaiting(sqlite, () => sqlite.pragma('wal_checkpoint(TRUNCATE)'))
}

/** Somebody else may be at it; the next time will do. */
function withoutWaiting(sqlite: Sqlite.Database, work: () => unknown): boolean {
  try {
    sqlite.pragma('busy_timeout = 0')
    work()
    return true
  } catch {
    return false
  } finally {
    sqlite.pragma('busy_timeout = 5000')
  }
}
