import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readConfig } from '#platform/config/config.ts'
import { createDatabase, type Database } from '#platform/db/database.ts'
import { openEngine } from '#platform/db/open.ts'
import { migrateWithCopy } from '#platform/db/upgrade.ts'
import { createClientKeys } from '#platform/http/client.ts'
import { createKeptPages } from '#platform/http/kept-pages.ts'
import { createHttpServer, listen, stop } from '#platform/http/server.ts'
import { createLog } from '#platform/log/log.ts'
import { loadMessages } from '#platform/text/load.ts'
import { createTexts } from '#platform/text/texts.ts'
import { loadAssets } from '#platform/ui/assets.ts'
import type { World } from '#platform/world.ts'
import { getOrMakeSecret } from '#settings/store.ts'
import { createDeskApp, createPublicApp } from './app.ts'

if (import.meta.main) await serve()

/** Reads the configuration, opens everything, listens, and stops in order on SIGTERM or SIGINT. */
export async function serve(): Promise<void> {
  const read = readConfig(process.env)
  if (!read.ok) {
    for (const error of read.errors) process.stderr.write(`${error.name} ${error.cause}. ${error.advice}\n`)
    process.exit(2)
  }
  const world = await createWorld(read.value)
  const publicApp = createPublicApp(world)
  const deskApp = createDeskApp(world)
  const { config, log } = world

  const isDesk = (path: string) => /^\/desk(?:[/?]|$)/.test(path)
  const servers = [
    createHttpServer(world, path => (!config.deskAddress && isDesk(path) ? deskApp : publicApp)),
  ]
  const port = await listen(servers[0]!, config)
  process.stdout.write(`Vestka is at ${config.publicUrls[0]}/ (port ${port})\n`)
  if (config.deskAddress) {
    const desk = createHttpServer(world, () => deskApp)
    servers.push(desk)
    await listen(desk, config.deskAddress)
    process.stdout.write(`The desk is at ${config.deskOrigin}/desk\n`)
  }

  let stopping = false
  const end = async () => {
    if (stopping) return
    stopping = true
    await Promise.all(servers.map(server => stop(server)))
    await world.database.close()
    log('info', 'Stopped.')
    process.exit(0)
  }
  process.on('SIGTERM', () => void end())
  process.on('SIGINT', () => void end())
}

/** Everything the apps need, over an opened and migrated database. */
export async function createWorld(config: Config): Promise<World> {
  prepareFolder(config.dataFolder)
  const clock = () => Date.now()
  const log = createLog(line => process.stdout.write(`${line}\n`), clock)
  const database: Database = createDatabase(await openEngine(config))
  await migrateWithCopy(database, config, log)
  return {
    config,
    database,
    clock,
    texts: createTexts(loadMessages()),
    assets: loadAssets(),
    pages: createKeptPages(database.changes, clock),
    log,
    secret: await getOrMakeSecret(database.db),
    clientKey: createClientKeys(clock),
  }
}

function prepareFolder(folder: string) {
  process.umask(0o077)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  mkdirSync(join(folder, 'copies'), { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
}
