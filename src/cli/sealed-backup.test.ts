import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import { insertKey, saveCopy, saveMemberKey } from '#keys/store.ts'
import { insertMember } from '#members/store.ts'
import { createDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openSqlite } from '#platform/db/sqlite.ts'
import { identityFrom, newIdentity, secretOf } from '#platform/seal/pair.ts'
import { splitSecret } from '#platform/seal/shares.ts'
import { newPhrase } from '#platform/seal/words.ts'
import { childEnv } from '#testing/child-env.ts'
import { makeFolder } from '#testing/server.ts'

const VESTKA = fileURLToPath(new URL('../../vestka', import.meta.url))
const noAge = spawnSync('age', ['--version']).error ? 'the command age is not installed' : false

function vestka(args: string[], env: Record<string, string>, input = '') {
  const { status, stdout, stderr } = spawnSync(VESTKA, args, {
    encoding: 'utf8',
    timeout: 180_000,
    input,
    env: childEnv(env),
  })
  return { status, stdout, stderr }
}

/** A database whose keys were made, and the secret halves that only members and sheets have. */
async function makeDesk() {
  const dataFolder = join(makeFolder(), 'data')
  const database = createDatabase(openSqlite(join(dataFolder, 'vestka.sqlite')))
  await migrate(database)
  const [backup, recovery, member] = [newIdentity(), newIdentity(), newIdentity()]
  const words = newPhrase()
  const { db } = database
  const face = { made: '2024-05-21', madeBy: 'a', ended: null, due: '' as const }
  await insertKey(db, { id: 'b', purpose: 'backup', recipient: backup.recipient, ...face }, Buffer.alloc(1))
  await insertKey(
    db,
    { id: 'r', purpose: 'recovery', recipient: recovery.recipient, ...face },
    Buffer.alloc(0),
  )
  await insertMember(
    db,
    {
      id: 'm',
      name: 'a',
      role: 'coordinator',
      countries: 'all',
      languages: [],
      language: null,
      since: '2024-05-21',
      active: true,
    },
    { passphrase: 'x', totp: '', totp_step: 0 },
  )
  const byWords = new Encrypter()
  byWords.setPassphrase(words)
  byWords.setScryptWorkFactor(10)
  const keyFile = await byWords.encrypt(`${member.identity}\n`)
  const own = { recipient: member.recipient, byWords: keyFile, byPasskey: null, passkeyId: null }
  await saveMemberKey(db, { memberId: 'm', ...own, made: '2024-05-21' })
  await saveCopy(db, { keyId: 'b', memberId: 'm', body: Buffer.alloc(1) })
  await database.close()
  return { env: { VESTKA_DATA: dataFolder }, backup, recovery, words, keyFile }
}

test('a backup opens with the key for backups, a key file and its words, or two sheets, and with nothing else', async () => {
  const desk = await makeDesk()
  const folder = makeFolder()
  const file = join(folder, 'backup.age')
  const made = vestka(['backup', file], desk.env)
  assert.equal(made.status, 0, made.stderr)
  assert.match(readFileSync(file).subarray(0, 30).toString('latin1'), /^age-encryption\.org\/v1\n/)

  const id = join(folder, 'id.txt')
  writeFileSync(id, `# a comment\n${desk.backup.identity}\n`)
  const keyFile = join(folder, 'vestka-key.age')
  writeFileSync(keyFile, desk.keyFile)
  const shares = await splitSecret(secretOf(desk.recovery.identity)!)
  const into = () => ({ VESTKA_DATA: join(makeFolder(), 'new') })

  const missing = vestka(['restore', file], into())
  assert.equal(missing.status, 1)
  assert.match(missing.stderr, /sealed/)
  const byKey = vestka(['restore', file, '--identity', id], into())
  assert.equal(byKey.status, 0, byKey.stderr)
  const byWords = vestka(['restore', file, '--identity', keyFile], into(), `${desk.words.toUpperCase()}\n`)
  assert.equal(byWords.status, 0, byWords.stderr)
  const otherWords = vestka(['restore', file, '--identity', keyFile], into(), `${newPhrase()}\n`)
  assert.equal(otherWords.status, 1)
  assert.match(otherWords.stderr, /do not open/)
  const bySheets = vestka(['restore', file, '--sheets'], into(), `${shares[2]}\n${shares[0]}\n`)
  assert.equal(bySheets.status, 0, bySheets.stderr)
  const oneSheet = vestka(['restore', file, '--sheets'], into(), `${shares[0]}\n${shares[0]}\n`)
  assert.equal(oneSheet.status, 1)

  writeFileSync(id, identityFrom(Buffer.alloc(32, 9)).identity)
  const other = vestka(['restore', file, '--identity', id], into())
  assert.equal(other.status, 1)
  assert.match(other.stderr, /other keys/)

  const flipped = readFileSync(file)
  flipped[flipped.length - 100]! ^= 1
  const bad = join(folder, 'bad.age')
  writeFileSync(bad, flipped)
  writeFileSync(id, desk.backup.identity)
  const damaged = vestka(['restore', bad, '--identity', id], into())
  assert.equal(damaged.status, 1)
  assert.match(damaged.stderr, /damaged/)
})

test("Debian's age opens a backup, and unseal does the same", { skip: noAge }, async () => {
  const desk = await makeDesk()
  const folder = makeFolder()
  const [file, id, out] = ['b.age', 'id', 'out'].map(name => join(folder, name)) as [string, string, string]
  assert.equal(vestka(['backup', file], desk.env).status, 0)
  writeFileSync(id, `${desk.recovery.identity}\n`)
  const opened = spawnSync('age', ['-d', '-i', id, file], { maxBuffer: 1 << 28 })
  assert.equal(opened.status, 0, String(opened.stderr))
  assert.match(gunzipSync(opened.stdout).toString(), /^\{"vestka":"backup"/)
  const unsealed = vestka(['unseal', '--identity', id, file, out], desk.env)
  assert.equal(unsealed.status, 0, unsealed.stderr)
  assert.deepEqual(readFileSync(out), opened.stdout)
  assert.equal(vestka(['unseal', '--identity', id, file, out], desk.env).status, 1)
  const byAge = join(folder, 'by-age')
  const { recipient } = newIdentity()
  const made = vestka(['backup', byAge, '--to', recipient], desk.env)
  assert.equal(made.status, 0, made.stderr)
  assert.equal(vestka(['unseal', '--identity', id, byAge, join(folder, 'no')], desk.env).status, 1)
  assert.equal(existsSync(join(folder, 'no')), false)
})
