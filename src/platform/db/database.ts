import { Kysely, sql } from 'kysely'
import { type Changes, followChanges } from './changes.ts'
import type { Engine } from './engine.ts'
import type { Db, Tables } from './tables.ts'

export type Database = {
  kind: Engine['kind']
  /** For reading. Writing goes through `write`, so that what is kept of the old state is dropped. */
  db: Db
  changes: Changes
  engine: Engine
  /** What `kept` holds. */
  memory: Map<string, unknown>
  close(): Promise<void>
}

/** A database over an opened engine. It is not migrated here: see migrate.ts. */
export function createDatabase(engine: Engine): Database {
  const db = new Kysely<Tables>({ dialect: engine.dialect })
  return {
    kind: engine.kind,
    db,
    changes: followChanges(db, engine.watch),
    engine,
    memory: new Map(),
    close: async () => {
      await db.destroy()
      await engine.close().catch(() => {})
    },
  }
}

/**
 * Runs `work` in one transaction that is durable when the promise resolves, and tells everyone that
 * keeps something of `topics`, which may depend on what was done. Never await mail, network or sealing inside `work`.
 */
export async function write<T>(
  database: Database,
  topics: readonly string[] | ((result: T) => readonly string[]),
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  const topicsOf = typeof topics === 'function' ? topics : () => topics
  const result = await database.db.transaction().execute(async trx => {
    const value = await work(trx)
    await noteChange(database, trx, topicsOf(value))
    return value
  })
  const changed = topicsOf(result)
  if (changed.length > 0) database.changes.changed(changed)
  return result
}

/** The last step of a transaction that changed `topics`: others hear of it when it commits. */
export async function noteChange(database: Database, trx: Db, topics: readonly string[]): Promise<void> {
  // In one order everywhere, so that two transactions never wait for each other's rows.
  for (const topic of [...topics].sort())
    await trx
      .insertInto('versions')
      .values({ topic, version: 1 })
      .onConflict(on => on.column('topic').doUpdateSet({ version: sql<number>`versions.version + 1` }))
      .execute()
  if (topics.length > 0) await database.engine.watch.announce(text => sql.raw(text).execute(trx))
}

/**
 * A value made from the database once under `name`, and made again only after one of its topics changed.
 * Whoever gets it must not change it.
 */
export function kept<T>(
  database: Database,
  name: string,
  what: { topics: readonly string[]; load: () => Promise<T> },
): Promise<T> {
  const stamp = database.changes.stamp(what.topics)
  const known = database.memory.get(name) as { stamp: number; value: Promise<T> } | undefined
  if (known && known.stamp === stamp && database.changes.mayKeep()) return known.value
  const value = what.load()
  database.memory.set(name, { stamp, value })
  value.catch(() => database.memory.delete(name))
  return value
}
