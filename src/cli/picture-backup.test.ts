import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { fileName } from '#pictures/paths.ts'
import { createDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openSqlite } from '#platform/db/sqlite.ts'
import { childEnv } from '#testing/child-env.ts'
import { makeFolder } from '#testing/server.ts'

const VESTKA = fileURLToPath(new URL('../../vestka', import.meta.url))

function vestka(args: string[], dataFolder: string) {
  const env = childEnv({ VESTKA_DATA: dataFolder })
  const { status, stdout, stderr } = spawnSync(VESTKA, args, { encoding: 'utf8', timeout: 180_000, env })
  return { status, stdout, stderr }
}

async function makeData(isUsed = true): Promise<{ dataFolder: string; files: Map<string, Buffer> }> {
  const dataFolder = join(makeFolder(), 'data')
  const database = createDatabase(openSqlite(join(dataFolder, 'vestka.sqlite')))
  await migrate(database)
  if (isUsed) await database.db.insertInto('settings').values({ name: 'text', value: 'used' }).execute()
  await database.close()
  const files = new Map<string, Buffer>()
  for (const size of [480, 1200, 2400] as const) files.set(fileName(randomUUID(), size), randomBytes(40_000))
  for (const [name, bytes] of files) put(join(dataFolder, 'pictures', name), bytes)
  return { dataFolder, files }
}

function put(path: string, bytes: Buffer | string) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, bytes, { mode: 0o600 })
}

function picturesIn(dataFolder: string): string[] {
  const folder = join(dataFolder, 'pictures')
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

test('pictures are in a backup, and come back with it in place of others', async () => {
  const { dataFolder, files } = await makeData()
  put(join(dataFolder, 'pictures', 'ab', '.part-half-written'), 'x')
  const file = join(makeFolder(), 'backup')
  const made = vestka(['backup', file, '--unsealed'], dataFolder)
  assert.equal(made.status, 0, made.stderr)
  assert.match(made.stdout, /and 3 files of pictures/)
  const other = await makeData()
  const restored = vestka(['restore', file, '--replace'], other.dataFolder)
  assert.equal(restored.status, 0, restored.stderr)
  assert.deepEqual(picturesIn(other.dataFolder), [...files.keys()].sort())
  for (const [name, bytes] of files) {
    const path = join(other.dataFolder, 'pictures', name)
    assert.ok(readFileSync(path).equals(bytes))
    assert.equal(statSync(path).mode & 0o077, 0)
  }
  assert.deepEqual(
    readdirSync(other.dataFolder).filter(name => name.startsWith('pictures')),
    ['pictures'],
  )
  // What was there is in the copy that was taken first.
  const [copy] = readdirSync(join(other.dataFolder, 'copies'))
  const back = vestka(['restore', join(other.dataFolder, 'copies', copy!), '--replace'], other.dataFolder)
  assert.equal(back.status, 0, back.stderr)
  assert.deepEqual(picturesIn(other.dataFolder), [...other.files.keys()].sort())
})

test('pictures of which there is no copy are kept aside', async () => {
  const { dataFolder, files } = await makeData()
  const file = join(makeFolder(), 'backup')
  assert.equal(vestka(['backup', file, '--unsealed'], dataFolder).status, 0)
  const other = await makeData(false)
  const restored = vestka(['restore', file], other.dataFolder)
  assert.equal(restored.status, 0, restored.stderr)
  assert.deepEqual(picturesIn(other.dataFolder), [...files.keys()].sort())
  const aside = readdirSync(other.dataFolder).find(name => name.startsWith('pictures.'))
  assert.ok(aside && restored.stdout.includes(aside))
  for (const [name, bytes] of other.files)
    assert.ok(readFileSync(join(other.dataFolder, aside, name)).equals(bytes))
})

test('a backup with a damaged picture, or one under another name, is refused and nothing is changed', async () => {
  const { dataFolder } = await makeData()
  const folder = makeFolder()
  const file = join(folder, 'backup')
  assert.equal(vestka(['backup', file, '--unsealed'], dataFolder).status, 0)
  const lines = gunzipSync(readFileSync(file)).toString().split('\n').filter(Boolean)
  const at = lines.findIndex(line => line.startsWith('{"file"'))
  const changed = (edit: (line: { file: string; base64: string; sha256: string }) => void) => {
    const own = JSON.parse(lines[at]!)
    edit(own)
    const all = lines.with(at, JSON.stringify(own))
    const whole = createHash('sha256')
    for (const line of all.slice(0, -1)) whole.update(`${line}\n`)
    const end = { ...JSON.parse(all.at(-1)!), sha256: whole.digest('hex') }
    const path = join(folder, randomUUID())
    writeFileSync(path, gzipSync(`${[...all.slice(0, -1), JSON.stringify(end)].join('\n')}\n`))
    return path
  }
  const bad = [
    changed(line => (line.base64 = Buffer.from('other').toString('base64'))),
    changed(line => (line.file = '../../outside')),
    changed(line => (line.file = `zz/${line.file.split('/')[1]}`)),
  ]
  const other = await makeData()
  for (const path of bad) {
    const restored = vestka(['restore', path, '--replace'], other.dataFolder)
    assert.notEqual(restored.status, 0)
    assert.deepEqual(picturesIn(other.dataFolder), [...other.files.keys()].sort())
    assert.ok(!existsSync(join(other.dataFolder, '..', 'outside')))
  }
})
