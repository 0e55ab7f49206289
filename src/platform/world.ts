import type { Config } from './config/config.ts'
import type { Database } from './db/database.ts'
import type { KeptPages } from './http/kept-pages.ts'
import type { Log } from './log/log.ts'
import type { Texts } from './text/texts.ts'
import type { Assets } from './ui/assets.ts'

/** Everything that code may use of the outside, made in serve.ts, passed first; tests pass another. */
export type World = {
  config: Config
  database: Database
  /** Milliseconds UTC. */
  clock: () => number
  texts: Texts
  assets: Assets
  pages: KeptPages
  log: Log
  /** Signs form tokens and tickets; kept in the database, so that all processes agree. */
  secret: Buffer
  /** A key for limits, from a sender's address; see http/client.ts. */
  clientKey: (address: string) => string
}
