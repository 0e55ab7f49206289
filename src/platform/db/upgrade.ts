import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Log } from '../log/log.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'

/** Migrates, after taking a copy of a database that already has something in it. */
export async function migrateWithCopy(database: Database, config: Config, log: Log): Promise<void> {
  const ran = await migrate(database, {
    beforeFirst: async () => {
      const name = `before-upgrade-${new Date().toISOString().replace(/[:.]/g, '-')}.sqlite`
      await database.engine.copyTo(join(config.dataFolder, 'copies', name))
      log(
        'info',
        'A copy of the database was taken before the upgrade; it lies in the folder "copies" of the data folder.',
      )
    },
  })
  if (ran.length > 0) log('info', `The database was brought up to date (${ran.length} steps).`)
}
