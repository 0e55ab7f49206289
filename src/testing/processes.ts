import { describe } from 'node:test'
import pg from 'pg'
import { postgresMissing } from './engines.ts'
import { atTheEnd } from './server.ts'

/** Where real processes keep their data: what their environment says, and how a test looks at it. */
export type Store = { kind: 'sqlite' | 'postgres'; env: Record<string, string> }

/** Runs the same tests with processes on SQLite and on PostgreSQL; `makeStore` makes an empty store of its own. */
export function onBothStores(name: string, define: (makeStore: () => Promise<Store>) => void): void {
  describe(`${name} (SQLite)`, () => define(async () => ({ kind: 'sqlite', env: {} })))
  describe(`${name} (PostgreSQL)`, { skip: postgresMissing }, () => define(makePostgres))
}

/** A database of its own in the server of the tests, which goes when the tests are over. */
async function makePostgres(): Promise<Store> {
  const admin = process.env['DATABASE_URL_TEST']!
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await runSql(admin, `CREATE DATABASE ${name}`)
  const url = new URL(admin)
  url.pathname = `/${name}`
  atTheEnd(() => runSql(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  return { kind: 'postgres', env: { DATABASE_URL: url.href } }
}

/** Runs one statement on a connection of its own. */
export async function runSql(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
