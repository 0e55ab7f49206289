import type { Kysely } from 'kysely'

/**
 * The tables, by name. Each store adds its own by declaration merging, so that a table is described
 * where it is used: `declare module '#platform/db/tables.ts' { interface Tables { events: EventRow } }`.
 */
export interface Tables {
  versions: { topic: string; version: number }
}

/** What every store function takes first: the database, or a transaction on it. */
export type Db = Kysely<Tables>
