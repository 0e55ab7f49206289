import { sql } from 'kysely'
import { Problem } from '../http/problem.ts'
import { type Database, noteChange, write } from './database.ts'
import type { Db } from './tables.ts'

/** PostgreSQL keeps track of 64 savepoints of a transaction cheaply, and of no more. */
const MOST_TOGETHER = 64
const MOST_WAITING = 2000
const TRY_AGAIN_SECONDS = 10

type Work = (trx: Db) => Promise<unknown>
type Waiting = {
  topics: readonly string[]
  work: Work
  resolve(value: unknown): void
  reject(error: unknown): void
}
type Line = { waiting: Waiting[]; isRunning: boolean }
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown }

const lines = new WeakMap<Database, Line>()

/**
 * Like `write`, for what the public sends in bursts: what comes while a commit is on its way is committed together
 * with it next, one work after the other in one transaction. The promise resolves when that is durable. A work that
 * throws is undone alone, and rejects alone with its own error; it sees what those before it wrote. Throws Problem
 * 'too-many' at once when the line is long.
 */
export function writeTogether<T>(
  database: Database,
  topics: readonly string[],
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  const line = lines.get(database) ?? { waiting: [], isRunning: false }
  lines.set(database, line)
  if (line.waiting.length >= MOST_WAITING) return Promise.reject(new Problem('too-many', TRY_AGAIN_SECONDS))
  return new Promise<T>((resolve, reject) => {
    line.waiting.push({ topics, work, resolve: value => resolve(value as T), reject })
    if (!line.isRunning) void run(database, line)
  })
}

async function run(database: Database, line: Line): Promise<void> {
  line.isRunning = true
  do {
    // SQLite answers without a pause in which anybody else could come: so let all come in who are at the door.
    await new Promise(setImmediate)
    await commit(database, line.waiting.splice(0, MOST_TOGETHER))
  } while (line.waiting.length > 0)
  line.isRunning = false
}

/** Commits a group, then says to each how it went. Never rejects. */
async function commit(database: Database, group: readonly Waiting[]): Promise<void> {
  let outcomes: Outcome[]
  try {
    outcomes = await runAll(database, group)
  } catch (error) {
    for (const { reject } of group) reject(error)
    return
  }
  for (const [index, { topics, work, resolve, reject }] of group.entries()) {
    const outcome = outcomes[index]!
    if (outcome.ok) resolve(outcome.value)
    // It waited for another process, which waited for us. Alone it holds nothing that others wait for.
    else if (database.engine.isBusy(outcome.error)) write(database, topics, work).then(resolve, reject)
    else reject(outcome.error)
  }
}

/** All works in one transaction, durable when it resolves. Throws when nothing of it was saved. */
async function runAll(database: Database, group: readonly Waiting[]): Promise<Outcome[]> {
  let changed: string[] = []
  const outcomes = await database.db.transaction().execute(async trx => {
    const done: Outcome[] = []
    for (const { work } of group) done.push(await runOne(trx, work))
    changed = [...new Set(group.flatMap(({ topics }, index) => (done[index]!.ok ? topics : [])))]
    await noteChange(database, trx, changed)
    return done
  })
  if (changed.length > 0) database.changes.changed(changed)
  return outcomes
}

async function runOne(trx: Db, work: Work): Promise<Outcome> {
  await sql`SAVEPOINT one`.execute(trx)
  let outcome: Outcome
  try {
    outcome = { ok: true, value: await work(trx) }
  } catch (error) {
    outcome = { ok: false, error }
    // A full disk or a lost connection has ended the whole transaction already: its reason is told, not that of this.
    await sql`ROLLBACK TO SAVEPOINT one`.execute(trx).catch(() => Promise.reject(error))
  }
  await sql`RELEASE SAVEPOINT one`.execute(trx)
  return outcome
}
