import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { createDatabase, type Database, write } from '#platform/db/database.ts'
import type { Engine } from '#platform/db/engine.ts'
import { type Migration, migrate, readMigrations } from '#platform/db/migrate.ts'
import { onBothEmpty, openEmptyPostgres, openEmptySqlite, postgresMissing } from '#testing/engines.ts'
import { restoreBackup } from './restore.ts'
import { writeBackup } from './write.ts'

const SAMPLES: Migration = {
  name: '9001_samples.sql',
  sql: `CREATE TABLE samples (id TEXT PRIMARY KEY, parent TEXT REFERENCES zz_parents (id), whole {{int64}},
    part DOUBLE PRECISION, bytes {{bytes}});`.replace(
    'CREATE TABLE samples',
    'CREATE TABLE zz_parents (id TEXT PRIMARY KEY); CREATE TABLE samples',
  ),
}
const LATER: Migration = {
  name: '9002_later.sql',
  sql: "ALTER TABLE samples ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';",
}
const MIGRATIONS = [...readMigrations(), SAMPLES]
const TEXT = "Яна Оробейко\n“quote” \\ ' 🕊\u2028 Ў"

const folder = mkdtempSync(join(tmpdir(), 'vestka-backup-'))
after(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newFile = () => join(folder, `${++files}.jsonl.gz`)
const nothingThere = async () => assert.fail('there was something')

async function makeDatabase(open: () => Promise<Engine>, migrations = MIGRATIONS): Promise<Database> {
  const database = createDatabase(await open())
  after(() => database.close())
  await migrate(database, { migrations })
  return database
}

async function fill({ db }: Database): Promise<void> {
  await sql`INSERT INTO zz_parents (id) VALUES ('p')`.execute(db)
  const bytes = Buffer.from([0, 255, 10, 13, 92])
  for (const [id, whole, part] of [
    ['b', '9223372036854775807', 0.1],
    ['ä', '-9007199254740993', -1e300],
    ['B', '1716289200000', 2],
  ] as const)
    await sql`INSERT INTO samples VALUES (${id}, 'p', ${BigInt(whole)}, ${part}, ${bytes})`.execute(db)
  await sql`INSERT INTO samples VALUES ('none', NULL, NULL, NULL, NULL)`.execute(db)
  await sql`INSERT INTO settings (name, value) VALUES ('text', ${TEXT})`.execute(db)
  for (let index = 0; index < 1203; index++)
    await sql`INSERT INTO versions (topic, version) VALUES (${`t${index}`}, ${index})`.execute(db)
  await sql`INSERT INTO claims (subject, member, since) VALUES ('event:1', 'm', 1)`.execute(db)
}

const linesOf = (file: string) => gunzipSync(readFileSync(file)).toString().split('\n')
/** All but the first and the last line, which hold the moment. */
const contentOf = (file: string) => linesOf(file).slice(1, -2).join('\n')
const save = (database: Database, file: string, migrations = MIGRATIONS) =>
  writeBackup(database.engine, { file, leaveOut: ['claims'], sealTo: [], migrations })
const restore = (database: Database, file: string, migrations = MIGRATIONS) =>
  restoreBackup(database, { file, beforeReplacing: nothingThere, migrations })
const count = async ({ db }: Database, table: string) =>
  Number((await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(db)).rows[0]!.n)

onBothEmpty('backup', open => {
  test('what is restored is what was there, but for tables left out', async () => {
    const from = await makeDatabase(open)
    await fill(from)
    const [first, second] = [newFile(), newFile()]
    const summary = await save(from, first)
    assert.equal(summary.tables.get('versions'), 1203)
    assert.equal(statSync(first).mode & 0o777, 0o600)
    assert.equal(readdirSync(folder).filter(name => name.endsWith('.part')).length, 0)

    const to = createDatabase(await open())
    after(() => to.close())
    await restore(to, first)
    await save(to, second)
    assert.equal(contentOf(second), contentOf(first))
    assert.equal(await count(to, 'claims'), 0)
    const { rows } = await sql<{ value: string }>`SELECT value FROM settings WHERE name = 'text'`.execute(
      to.db,
    )
    assert.equal(rows[0]!.value, TEXT)
  })

  test('a file that exists is not overwritten', async () => {
    const from = await makeDatabase(open)
    const file = newFile()
    writeFileSync(file, 'mine')
    await assert.rejects(save(from, file), /such a file already/)
    assert.equal(readFileSync(file, 'utf8'), 'mine')
  })

  test('a damaged file is refused and nothing is changed', async () => {
    const from = await makeDatabase(open)
    await fill(from)
    const file = newFile()
    await save(from, file)
    const good = readFileSync(file)
    const lines = linesOf(file)
    const without = lines.filter(line => line !== '["t7",7]').join('\n')
    const changed = lines.join('\n').replace('["t7",7]', '["t7",8]')
    const flipped = Buffer.from(good)
    flipped[good.length >> 1]! ^= 4
    const damaged = {
      cut: good.subarray(0, good.length - 40),
      flipped,
      empty: Buffer.alloc(0),
      'not gzip': Buffer.from('{"vestka":"backup"}'),
      'a row missing': gzipSync(without),
      'a value changed': gzipSync(changed),
      'no end': gzipSync(`${lines.slice(0, -2).join('\n')}\n`),
      'something after it': gzipSync(`${lines.join('\n')}["t9",9]\n`),
    }
    const to = await makeDatabase(open)
    await sql`INSERT INTO versions (topic, version) VALUES ('own', 1)`.execute(to.db)
    for (const [name, bytes] of Object.entries(damaged)) {
      const bad = newFile()
      writeFileSync(bad, bytes)
      await assert.rejects(
        restoreBackup(to, { file: bad, beforeReplacing: nothingThere, migrations: MIGRATIONS }),
        /damaged/,
        name,
      )
    }
    assert.equal(await count(to, 'versions'), 1)
    await assert.rejects(restore(to, join(folder, 'none')), /no such file/)
  })

  test('what is there is replaced only after a copy was taken', async () => {
    const from = await makeDatabase(open)
    const file = newFile()
    await fill(from)
    await save(from, file)
    const to = await makeDatabase(open)
    await sql`INSERT INTO versions (topic, version) VALUES ('own', 1)`.execute(to.db)
    const refuse = async () => {
      throw new Error('no')
    }
    await assert.rejects(
      restoreBackup(to, { file, beforeReplacing: refuse, migrations: MIGRATIONS }),
      /^Error: no$/,
    )
    assert.equal(await count(to, 'versions'), 1)
    let copied = 0
    const copy = async () => {
      copied = (await save(to, newFile())).tables.get('versions')!
    }
    await restoreBackup(to, { file, beforeReplacing: copy, migrations: MIGRATIONS })
    assert.equal(copied, 1)
    assert.equal(await count(to, 'versions'), 1203)
  })

  test('a row that the database refuses leaves everything as it was', async () => {
    const from = await makeDatabase(open)
    await sql`INSERT INTO zz_parents (id) VALUES ('p')`.execute(from.db)
    await sql`INSERT INTO samples (id, parent) VALUES ('a', 'p')`.execute(from.db)
    const file = newFile()
    await save(from, file)
    // The same file, made by the rules, with a parent left out: digests are right, the reference is not.
    const orphan = newFile()
    await writeBackup(from.engine, {
      file: orphan,
      leaveOut: ['zz_parents'],
      sealTo: [],
      migrations: MIGRATIONS,
    })
    const to = await makeDatabase(open)
    await sql`INSERT INTO zz_parents (id) VALUES ('own')`.execute(to.db)
    const replace = async () => {}
    await assert.rejects(
      restoreBackup(to, { file: orphan, beforeReplacing: replace, migrations: MIGRATIONS }),
    )
    assert.equal(await count(to, 'zz_parents'), 1)
    assert.equal(await count(to, 'samples'), 0)
    await restoreBackup(to, { file, beforeReplacing: replace, migrations: MIGRATIONS })
    assert.equal(await count(to, 'samples'), 1)
  })

  test('an older backup is brought up to date, a newer one is refused', async () => {
    const from = await makeDatabase(open)
    await fill(from)
    const file = newFile()
    await save(from, file)
    const to = createDatabase(await open())
    after(() => to.close())
    await restore(to, file, [...MIGRATIONS, LATER])
    const { rows } = await sql`SELECT colour FROM samples WHERE id = 'b'`.execute(to.db)
    assert.deepEqual(rows, [{ colour: 'red' }])
    assert.deepEqual(await migrate(to, { migrations: [...MIGRATIONS, LATER] }), [])

    const newer = newFile()
    await save(to, newer, [...MIGRATIONS, LATER])
    await assert.rejects(restore(from, newer), /newer Vestka/)
    assert.equal(await count(from, 'versions'), 1203)
  })

  test('a database in use is not restored into', async () => {
    const engine = await open()
    const server = await makeDatabase(async () => engine)
    assert.equal(await engine.occupy('shared'), true)
    const file = newFile()
    await save(server, file)
    const command = createDatabase(await engine.another())
    after(() => command.close())
    assert.equal(await command.engine.occupy('shared'), true)
    await assert.rejects(restore(command, file), /Stop it first/)
    await server.close()
    await restore(command, file)
    const late = createDatabase(await engine.another())
    after(() => late.close())
    assert.equal(await late.engine.occupy('shared'), false)
  })

  test('a backup during writes shows one moment', async () => {
    const from = await makeDatabase(open)
    await write(from, ['a', 'b'], async () => {})
    let writing = true
    let written = 0
    const writer = (async () => {
      // Both versions grow in one transaction: a copy in which they differ would be torn.
      while (writing) {
        await write(from, ['a', 'b'], async () => {})
        written += 1
        await new Promise(setImmediate)
      }
    })()
    for (let round = 0; round < 5; round++) {
      const file = newFile()
      await save(from, file)
      const versions = linesOf(file).filter(line => /^\["[ab]",\d+\]$/.test(line))
      assert.equal(versions.length, 2)
      assert.equal(new Set(versions.map(line => line.slice(4))).size, 1, versions.join())
    }
    writing = false
    await writer
    assert.ok(written > 5)
  })
})

describe('from one engine to the other', { skip: postgresMissing }, () => {
  test('SQLite → PostgreSQL → SQLite holds the same', async () => {
    const first = await makeDatabase(openEmptySqlite)
    await fill(first)
    const [one, two, three] = [newFile(), newFile(), newFile()]
    await save(first, one)
    const second = createDatabase(await openEmptyPostgres())
    after(() => second.close())
    await restore(second, one)
    await save(second, two)
    const third = createDatabase(await openEmptySqlite())
    after(() => third.close())
    await restore(third, two)
    await save(third, three)
    assert.equal(contentOf(two), contentOf(one))
    assert.equal(contentOf(three), contentOf(one))
  })
})
