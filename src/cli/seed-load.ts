import { parseArgs } from 'node:util'
import { loadExample } from '#example/actions.ts'
import { loadInvented } from '#example/load-actions.ts'
import { createDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openEngine } from '#platform/db/open.ts'
import { prepareDataFolder } from '#platform/files/data-folder.ts'
import { adviceError } from '#platform/log/advice.ts'
import { configOf, EXIT, type Io, showUsage } from './command.ts'

const USAGE = 'seed-load --events N [--seed N]   (N from 1 to 100000)'
const MAX_EVENTS = 100_000

/** Adds invented events, marked as such, for load tests; a server may run meanwhile. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const wanted = readArgs(args)
  if (!wanted) return showUsage(io, USAGE)
  const config = configOf(io)
  if (!config) return EXIT.usage
  prepareDataFolder(config.dataFolder)
  const engine = await openEngine(config)
  const database = createDatabase(engine)
  try {
    if (!(await engine.occupy('shared')))
      throw adviceError(
        'A backup is being restored into this database.',
        'Wait for it to end, then try again.',
      )
    await migrate(database)
    // As the first start would: otherwise the invented edition would keep the example out for ever.
    if (config.demo) await loadExample({ database })
    const year = await loadInvented(database, { ...wanted, now: Date.now() })
    io.out(`${wanted.events} invented events were added to the edition of ${year}.`)
    io.out(
      'They are for load tests: each says that it is invented. Never do this where people look for events.',
    )
    return EXIT.done
  } finally {
    await database.close()
  }
}

function readArgs(args: readonly string[]): { events: number; seed: number } | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { events: { type: 'string' }, seed: { type: 'string', default: '1' } },
    })
    const [events, seed] = [Number(values.events), Number(values.seed)]
    const isFine =
      Number.isInteger(events) && events >= 1 && events <= MAX_EVENTS && Number.isSafeInteger(seed)
    return isFine ? { events, seed } : null
  } catch {
    return null
  }
}
