import type { Database } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'

/** What a sample call is given. */
export type Given = {
  db: Db
  database: Database
  /** The rows that the next statement finds; without it a statement finds none. */
  answer(...rows: Record<string, unknown>[]): void
}

/** Calls a store function once, with values that could be real. */
export type Call = (given: Given) => unknown

/** For every function of a store a call, or several where its statements depend on what it is given. */
export type Calls<Store> = {
  [Name in keyof Store as Store[Name] extends (...args: never[]) => unknown ? Name : never]:
    | Call
    | readonly Call[]
}
