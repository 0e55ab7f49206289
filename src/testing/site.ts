import { createServer } from 'node:net'
import { createDeskApp, createPublicApp } from '#app.ts'
import { type Config, readConfig } from '#platform/config/config.ts'
import type { World } from '#platform/world.ts'
import { createWorld } from '#serve.ts'
import { loadDay } from './day.ts'
import { atTheEnd, makeFolder, startServer, type TestServer } from './server.ts'
import type { TestWorld } from './world.ts'

/** A whole Vestka with addresses of its own: what a visitor reaches, and the same database for the test. */
export type Site = {
  server: TestServer
  /** 'http://localhost:41234', where visitors come. */
  origin: string
  /** The same database as the server's, as a second process has it; its apps answer without the network. */
  inside: Pick<TestWorld, 'world' | 'public' | 'desk'>
  /** The one-time link with which the desk is set up. */
  setUpLink(): string
}

/**
 * Starts Vestka as `./vestka serve` does, on a free port and a data folder of its own, with the Day of 2024 as the
 * organisation's own; `example` leaves it the example that a first start shows. `host` may be 'vestka.test', which the
 * tests' browser finds here. `prepare` fills the database first.
 */
export async function startSite(
  options: {
    host?: 'localhost' | 'vestka.test'
    env?: Record<string, string>
    example?: true
    prepare?: (world: World) => Promise<unknown>
  } = {},
): Promise<Site> {
  const { env, origin, server } = await startOnFreePort(options)
  const inside = await openInside(env)
  if (!options.example) await loadDay(inside.world.database)
  await options.prepare?.(inside.world)
  return {
    server,
    origin,
    inside,
    setUpLink: () => {
      const link = /once, at (\S+)/.exec(server.output())?.[1]
      if (!link) throw new Error(`no link to set up the desk in: ${server.output()}`)
      return link
    },
  }
}

/** The apps over a database, without a server: the Day of 2024 and real assets in a folder of its own. */
export async function openSite(env: Record<string, string> = {}): Promise<Site['inside']> {
  const inside = await openInside({ VESTKA_DATA: makeFolder(), ...env })
  await loadDay(inside.world.database)
  return inside
}

/** Puts the Day of 2024 into the database that `env` names, before a server of its own starts over it. */
export async function prepareDay(env: Record<string, string>): Promise<void> {
  const world = await createWorld(configOf(env))
  await loadDay(world.database)
  await world.database.close()
}

/** The apps beside a server, over the database that `env` names, as a second process has it. */
export async function openInside(env: Record<string, string>): Promise<Site['inside']> {
  const world = await createWorld(configOf(env))
  atTheEnd(() => world.database.close())
  return { world, public: createPublicApp(world), desk: createDeskApp(world) }
}

function configOf(env: Record<string, string>): Config {
  const config = readConfig(env)
  if (!config.ok) throw new Error(JSON.stringify(config.errors))
  return config.value
}

/** Its address has to be known before it starts: whoever takes the port meanwhile makes it try another. */
async function startOnFreePort({ host = 'localhost', env: own }: Parameters<typeof startSite>[0] & object) {
  for (let tries = 1; ; tries++) {
    const port = await findFreePort()
    const origin = `http://${host}:${port}`
    const dataFolder = makeFolder()
    const env = {
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: origin,
      VESTKA_DATA: dataFolder,
      VESTKA_DEMO: '1',
      ...own,
    }
    try {
      return { env, origin, server: await startServer(env, dataFolder) }
    } catch (error) {
      if (tries === 3 || !/port is taken/.test(String(error))) throw error
    }
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
