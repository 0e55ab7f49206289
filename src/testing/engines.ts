import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe } from 'node:test'
import type { Engine } from '#platform/db/engine.ts'
import { openPostgres } from '#platform/db/postgres.ts'
import { openSqlite } from '#platform/db/sqlite.ts'

/** An engine, and another connection to the same database, as a second process would have it. */
export type TestEngine = Engine & { another(): Promise<Engine> }

/**
 * Runs the same tests on SQLite and on PostgreSQL; `open` makes an empty database of its own each time.
 * PostgreSQL comes from DATABASE_URL_TEST, which `npm test` sets; without it that half is skipped with this reason.
 */
export function onBothEmpty(name: string, define: (open: () => Promise<TestEngine>) => void): void {
  describe(`${name} (SQLite)`, () => define(openEmptySqlite))
  describe(`${name} (PostgreSQL)`, { skip: postgresMissing }, () => define(openEmptyPostgres))
}

/** The reason why PostgreSQL cannot be tested, or false. */
export const postgresMissing: string | false = process.env['DATABASE_URL_TEST']
  ? false
  : 'DATABASE_URL_TEST is not set: run through npm test'

/** A database in a folder that goes when the tests are over. */
export async function openEmptySqlite(): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-test-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'vestka.sqlite')
  return { ...openSqlite(file), another: async () => openSqlite(file) }
}

/** A schema that goes when the tests are over. */
export async function openEmptyPostgres(): Promise<TestEngine> {
  const url = process.env['DATABASE_URL_TEST']!
  const schema = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  const setup = openPostgres(url)
  await setup.ready
  await setup.runScript(`CREATE SCHEMA ${schema}`)
  const open = async () => {
    const engine = openPostgres(url, schema)
    await engine.ready
    return engine
  }
  after(async () => {
    await setup.runScript(`DROP SCHEMA ${schema} CASCADE`)
    await setup.close()
  })
  return { ...(await open()), another: open }
}
