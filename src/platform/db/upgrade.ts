import type { Log } from '../log/log.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'

/** Migrates, after `takeCopy` took a copy of a database that already has something in it. */
export async function migrateWithCopy(
  database: Database,
  takeCopy: () => Promise<unknown>,
  log: Log,
): Promise<void> {
  const ran = await migrate(database, {
    beforeFirst: async () => {
      await takeCopy()
      log(
        'info',
        'A copy of the database was taken before the upgrade; it lies in the folder "copies" of the data folder.',
      )
    },
  })
  if (ran.length > 0) log('info', `The database was brought up to date (${ran.length} steps).`)
}
