import type { Server } from 'node:http'
import { flushCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { startEnquiryJobs } from '#enquiries/jobs.ts'
import { startSealedJobs } from '#events/sealed-jobs.ts'
import { loadExample } from '#example/actions.ts'
import { ensureFirstInvitation } from '#members/actions.ts'
import { startPictureJobs } from '#pictures/jobs.ts'
import { takeCopy } from '#platform/backup/copies.ts'
import { type Config, deskUrl, readConfig } from '#platform/config/config.ts'
import { createDatabase, type Database } from '#platform/db/database.ts'
import { openEngine } from '#platform/db/open.ts'
import { migrateWithCopy } from '#platform/db/upgrade.ts'
import { prepareDataFolder } from '#platform/files/data-folder.ts'
import { createClientKeys } from '#platform/http/client.ts'
import { createKeptPages } from '#platform/http/kept-pages.ts'
import { createHttpServer, listen, stop } from '#platform/http/server.ts'
import { adviceError, explain, isAdvice } from '#platform/log/advice.ts'
import { createLog, type Log, placeOf } from '#platform/log/log.ts'
import { loadMessages } from '#platform/text/load.ts'
import { createTexts } from '#platform/text/texts.ts'
import { loadAssets } from '#platform/ui/assets.ts'
import type { World } from '#platform/world.ts'
import { getOrMakeSecret } from '#settings/store.ts'
import { createDeskApp, createPublicApp } from './app.ts'
import { backupRecipients } from './cli/backup-keys.ts'
import { LEFT_OUT } from './cli/left-out.ts'

/** How long running requests may take after SIGTERM; closing the database comes on top. */
const PATIENCE_MS = 8000

/** Reads the configuration, opens everything, listens, and stops in order on SIGTERM or SIGINT. */
export async function serve(): Promise<void> {
  // V8 would let the space for short-lived objects grow to 128 MB under load, and collect the garbage of others late:
  // 280 MB after a load of searches instead of 180, and hardly faster for it. Loading has made that space large enough.
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--optimize-for-size')
  const read = readConfig(process.env)
  if (!read.ok) {
    for (const error of read.errors) process.stderr.write(`${error.name} ${error.cause}. ${error.advice}\n`)
    process.exit(2)
  }
  try {
    await start(await createWorld(read.value))
  } catch (error) {
    process.stderr.write(`Vestka did not start. ${explain(error)}\n`)
    if (!isAdvice(error)) process.stderr.write(`(${placeOf(error)})\n`)
    process.exit(1)
  }
}

/** Everything the apps need, over an opened and migrated database. */
export async function createWorld(config: Config): Promise<World> {
  prepareDataFolder(config.dataFolder)
  const clock = () => Date.now()
  const log = createLog(line => process.stdout.write(`${line}\n`), clock)
  const database = createDatabase(await openEngine(config))
  try {
    await openDatabase(database, config, log)
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
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Says that we use the database, and brings it up to date after a copy of it was taken. */
async function openDatabase(database: Database, { dataFolder }: Config, log: Log): Promise<void> {
  if (!(await database.engine.occupy('shared')))
    throw adviceError(
      'A backup is being restored into this database.',
      'Wait for it to end, then start again.',
    )
  const copy = { dataFolder, why: 'before-upgrade', leaveOut: LEFT_OUT }
  const take = async () => takeCopy(database.engine, { ...copy, sealTo: await backupRecipients(database) })
  await migrateWithCopy(database, take, log)
}

async function start(world: World): Promise<void> {
  const publicApp = createPublicApp(world)
  const deskApp = createDeskApp(world)
  const { config, log } = world
  if (config.demo && (await loadExample(world))) log('info', 'The Day of 2024 was loaded as an example.')

  const isDesk = (path: string) => /^\/desk(?:[/?]|$)/.test(path)
  const servers = [
    createHttpServer(world, path => (!config.deskAddress && isDesk(path) ? deskApp : publicApp)),
  ]
  const desk = config.deskAddress && createHttpServer(world, () => deskApp)
  if (desk) servers.push(desk)
  const code = await ensureFirstInvitation(world)
  const ends = [startEnquiryJobs(world), startSealedJobs(world), startPictureJobs(world)]
  stopOnSignals(world, servers, () => {
    for (const end of ends) end()
  })

  const port = await listen(servers[0]!, config)
  process.stdout.write(`Vestka is at ${config.publicUrls[0]}/ (port ${port})\n`)
  if (desk) {
    await listen(desk, config.deskAddress!)
    process.stdout.write(`The desk is at ${config.deskOrigin}/desk\n`)
  }
  if (code)
    process.stdout.write(
      `Nobody can sign in yet. Set up the desk, once, at ${deskUrl(config)}/welcome#${code}\n(or open ${deskUrl(config)}/welcome and type the code).\n`,
    )
  flushCompileCache()
}

/** The first signal ends in order, the second at once. */
function stopOnSignals(world: World, servers: readonly Server[], endJobs: () => void) {
  let stopping = false
  const end = async () => {
    if (stopping) process.exit(1)
    stopping = true
    endJobs()
    await Promise.all(servers.map(server => stop(server, PATIENCE_MS)))
    await world.database.close()
    world.log('info', 'Stopped.')
    process.exit(0)
  }
  process.on('SIGTERM', () => void end())
  process.on('SIGINT', () => void end())
}
