import type { Db } from './tables.ts'

/**
 * What is kept in memory (pages, the published events) must go when what it shows changes, whoever
 * changed it. Each write names the topics that it touches; each has a version row in the database.
 */
export type Changes = {
  /** Grows with every change that this process knows of; equal stamps mean nothing has changed since. */
  stamp(topics: readonly string[]): number
  /** One number for all topics: a cheap first question. */
  total(): number
  /** Called after a commit of our own. */
  changed(topics: readonly string[]): void
  /** Looks whether another process has written; resolves at once when it has not. */
  catchUp(): Promise<void> | undefined
  /** False while nothing may be kept. */
  mayKeep(): boolean
}

type Source = { othersWrote(): boolean; isListening(): boolean }

/** Follows the topics' versions, asking the engine's watch and, when it says so, the version rows. */
export function followChanges(db: Db, source: Source): Changes {
  const counts = new Map<string, number>()
  const versions = new Map<string, number>()
  let total = 0
  let reading: Promise<void> | undefined
  let failed = false

  const changed = (topics: readonly string[]) => {
    for (const topic of topics) counts.set(topic, (counts.get(topic) ?? 0) + 1)
    total += 1
  }
  const read = async () => {
    try {
      const rows = await db.selectFrom('versions').select(['topic', 'version']).execute()
      const news = rows.filter(row => versions.get(row.topic) !== row.version)
      for (const row of news) versions.set(row.topic, row.version)
      if (news.length > 0) changed(news.map(row => row.topic))
      failed = false
    } catch {
      failed = true
      changed([...counts.keys()])
    }
  }
  const lookAgain = () => {
    const look = (reading ?? Promise.resolve()).then(read)
    reading = look
    void look.then(() => {
      // Another look may have been asked for meanwhile: whoever comes waits for the last.
      if (reading === look) reading = undefined
    })
  }

  return {
    stamp: topics => topics.reduce((sum, topic) => sum + (counts.get(topic) ?? 0), 0),
    total: () => total,
    changed,
    catchUp: () => {
      if (source.othersWrote() || (failed && !reading)) lookAgain()
      return reading
    },
    mayKeep: () => !failed && source.isListening(),
  }
}
