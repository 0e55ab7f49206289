import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listMembers } from '#members/store.ts'
import type { Config } from '#platform/config/config.ts'
import { createDatabase, type Database } from '#platform/db/database.ts'
import { listPending } from '#platform/db/migrate.ts'
import { openEngine } from '#platform/db/open.ts'
import { explain } from '#platform/log/advice.ts'
import { readSettings } from '#settings/store.ts'
import { type Finding, fail, ok, warn } from './finding.ts'
import { checkKeys } from './keys.ts'

/** The database: reached, sound, up to date; who works in it; what the desk has set. Nothing is changed. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, 'vestka.sqlite')))
    return [warn('database', 'There is no database yet.', 'Start Vestka once.')]
  let database: Database | undefined
  try {
    database = createDatabase(await openEngine(config))
    const pending = await listPending(database)
    return [
      ok('database', `The database answers (${config.databaseUrl ? 'PostgreSQL' : 'SQLite'}).`),
      await checkSound(database),
      pending.length === 0
        ? ok('migrations', 'The database is up to date.')
        : warn('migrations', `${pending.length} migrations wait.`, 'Restart Vestka; a copy is taken first.'),
      await checkServer(database, config),
      ...(pending.length === 0
        ? [await checkMembers(database), ...(await checkKeys(database.db)), await checkSettings(database)]
        : []),
    ]
  } catch (error) {
    return [fail('database', 'The database cannot be used.', explain(error))]
  } finally {
    await database?.close().catch(() => {})
  }
}

async function checkSound(database: Database): Promise<Finding> {
  return (await database.engine.isSound())
    ? ok('sound', 'The database is sound.')
    : fail(
        'sound',
        'The database is damaged.',
        'Stop Vestka, move the database aside and restore the last backup.',
      )
}

async function checkServer(database: Database, config: Config): Promise<Finding> {
  if (await database.engine.occupy('alone')) return ok('server', 'No server is running.')
  const host = /^(0\.0\.0\.0|::)$/.test(config.host) ? 'localhost' : config.host
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${config.port}/healthz`
  const answer = await fetch(address, { signal: AbortSignal.timeout(3000) }).catch(() => null)
  return answer?.ok
    ? ok('server', 'The server is running and answers.')
    : warn(
        'server',
        'The database is in use, but nothing healthy answers at HOST and PORT.',
        'If a server should run here, look at its log; give this command the same configuration.',
      )
}

async function checkMembers({ db }: Database): Promise<Finding> {
  const members = await listMembers(db)
  const coordinators = members.filter(member => member.role === 'coordinator' && member.active).length
  return coordinators >= 2
    ? ok('members', `${coordinators} coordinators can sign in.`)
    : warn(
        'members',
        `${coordinators === 0 ? 'No coordinator' : 'Only one coordinator'} can sign in.`,
        'Have two at least: ./vestka member invite coordinator.',
      )
}

async function checkSettings({ db }: Database): Promise<Finding> {
  const { dangerous } = await readSettings(db)
  return dangerous.length > 0
    ? ok('dangerous', 'Countries are marked as dangerous.')
    : warn(
        'dangerous',
        'No country is marked as dangerous: anybody may announce a public event anywhere.',
        'At the desk, mark the countries where that would prepare arrests.',
      )
}
