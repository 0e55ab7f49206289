import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Engine } from './engine.ts'

/** Opens the database that the configuration names. Only the engine in use is loaded. */
export async function openEngine(config: Pick<Config, 'databaseUrl' | 'dataFolder'>): Promise<Engine> {
  if (config.databaseUrl) {
    const { openPostgres } = await import('./postgres.ts')
    const engine = openPostgres(config.databaseUrl)
    await engine.ready
    return engine
  }
  const { openSqlite } = await import('./sqlite.ts')
  return openSqlite(join(config.dataFolder, 'vestka.sqlite'))
}
