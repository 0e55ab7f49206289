import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeBackup } from '#platform/backup/write.ts'
import { openEngine } from '#platform/db/open.ts'
import { refuseOtherUser } from '#platform/files/data-folder.ts'
import { adviceError } from '#platform/log/advice.ts'
import { configOf, EXIT, type Io, showUsage } from './command.ts'
import { LEFT_OUT } from './left-out.ts'

/** Writes a backup to a file that does not exist yet; the server may run meanwhile. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [file, ...more] = args
  if (!file || file.startsWith('-') || more.length > 0) return showUsage(io, 'backup FILE')
  const config = configOf(io)
  if (!config) return EXIT.usage
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, 'vestka.sqlite')))
    throw adviceError('There is no database in the data folder.', 'Check VESTKA_DATA.')
  refuseOtherUser(config.dataFolder)
  process.umask(0o077)
  const engine = await openEngine(config)
  try {
    const { rows, tables } = await writeBackup(engine, { file: resolve(file), leaveOut: LEFT_OUT })
    io.out(`The backup is complete: ${rows} rows of ${tables.size} tables, read back and found whole.`)
    io.out('It holds what the database holds: keep it as you keep the database.')
    return EXIT.done
  } finally {
    await engine.close()
  }
}
