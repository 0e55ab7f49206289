import type { Dialect } from 'kysely'
import type { Query, Snapshot, Table } from './catalogue.ts'

/** What may differ between SQLite and PostgreSQL; nothing else does. A further member needs a decision. */
export type Engine = {
  kind: 'sqlite' | 'postgres'
  dialect: Dialect
  /** Words that migrations write as {{token}}; 'unordered' stands after a table whose rows lie by their key. */
  tokens: { int64: string; bytes: string; unordered: string }
  /** Runs several statements separated by semicolons, outside any query builder. */
  runScript(sql: string): Promise<void>
  /** Runs `work` while no other process migrates the same database. */
  withMigrationLock(work: () => Promise<void>): Promise<void>
  isUniqueViolation(error: unknown): boolean
  /** True when the answer is 'try again in a moment': locked, overloaded, disk full, connection lost. */
  isBusy(error: unknown): boolean
  /** All tables with their columns, what others refer to first; through `query`, which may be a transaction's. */
  listTables(query: Query): Promise<Table[]>
  /** Runs `work` over all rows as they are at this moment, while others go on writing. */
  snapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>
  /**
   * Says that this process uses the database, with others ('shared', a server or a command that writes) or
   * with nobody else ('alone', a restore), until it ends, however it ends. False when others are in the way.
   */
  occupy(how: 'shared' | 'alone'): Promise<boolean>
  /** Whether the files of the database are sound, as far as we can see; a server looks after its own. */
  isSound(): Promise<boolean>
  /** Tells of commits by others; see changes.ts. */
  watch: Watch
  close(): Promise<void>
}

export type Watch = {
  /** Asked before a kept answer is given: true when another process has committed since the last time. */
  othersWrote(): boolean
  /** False while nobody would tell us of a change: nothing may be kept then. */
  isListening(): boolean
  /** Called inside a transaction that changed `topics`, so that others hear of them when it commits. */
  announce(run: (sql: string) => Promise<unknown>): Promise<void>
}
