import { after } from 'node:test'
import { createDeskApp, createPublicApp } from '#app.ts'
import { readConfig } from '#platform/config/config.ts'
import { createDatabase } from '#platform/db/database.ts'
import type { Engine } from '#platform/db/engine.ts'
import { migrate } from '#platform/db/migrate.ts'
import { createClientKeys } from '#platform/http/client.ts'
import type { App } from '#platform/http/context.ts'
import { createKeptPages } from '#platform/http/kept-pages.ts'
import { loadMessages } from '#platform/text/load.ts'
import { createTexts } from '#platform/text/texts.ts'
import type { World } from '#platform/world.ts'
import { onBothEmpty } from './engines.ts'

export type TestWorld = {
  world: World
  public: App
  desk: App
  /** Sets the clock, in ms UTC. */
  setNow(now: number): void
  logged: string[]
}

type Options = { now?: number; env?: Record<string, string> }

const texts = createTexts(loadMessages())
const noon = Date.parse('2024-05-21T12:00:00Z')

/**
 * Runs the same tests on SQLite and on PostgreSQL, each with a database of its own. PostgreSQL comes from
 * DATABASE_URL_TEST, which `npm test` sets; without it that half is skipped with this reason.
 */
export function onBothEngines(
  name: string,
  define: (make: (options?: Options) => Promise<TestWorld>) => void,
): void {
  onBothEmpty(name, open => define(options => makeWorld(open, options)))
}

/** A world of its own over an empty database, with both apps. */
export async function makeWorld(
  open: () => Promise<Engine>,
  { now = noon, env = {} }: Options = {},
): Promise<TestWorld> {
  const engine = await open()
  const database = createDatabase(engine)
  await migrate(database)
  const config = readConfig({ VESTKA_DATA: '/nonexistent', ...env })
  if (!config.ok) throw new Error(JSON.stringify(config.errors))
  const logged: string[] = []
  let time = now
  const clock = () => time
  const world: World = {
    config: config.value,
    database,
    clock,
    texts,
    assets: { path: name => `/assets/${name}`, styles: () => null, list: () => [] },
    pages: createKeptPages(database.changes, clock),
    log: (level, message, facts) => {
      logged.push(JSON.stringify({ level, message, ...facts }))
      // A mistake of ours must not hide behind a friendly page.
      if (level === 'error') process.stderr.write(`${message} ${facts?.stack}\n`)
    },
    secret: Buffer.alloc(32, 7),
    clientKey: createClientKeys(clock),
  }
  after(() => database.close())
  return {
    world,
    public: createPublicApp(world),
    desk: createDeskApp(world),
    setNow: to => (time = to),
    logged,
  }
}
