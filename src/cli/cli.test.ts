import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { childEnv } from '#testing/child-env.ts'
import { makeFolder, startServer } from '#testing/server.ts'

const VESTKA = fileURLToPath(new URL('../../vestka', import.meta.url))

/** Runs the command as an operator would, from another folder. */
function vestka(args: string[], env: Record<string, string> = {}, program = VESTKA) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: '/',
    encoding: 'utf8',
    timeout: 180_000,
    env: childEnv({ VESTKA_DEMO: '0', ...env }),
  })
  return { status, stdout, stderr, all: stdout + stderr }
}

test('it runs from any folder and through links', () => {
  const folder = makeFolder()
  symlinkSync(VESTKA, join(folder, 'one'))
  symlinkSync('one', join(folder, 'two'))
  const { status, stdout } = vestka(['help'], {}, join(folder, 'two'))
  assert.equal(status, 0)
  assert.match(stdout, /vestka backup FILE/)
})

test('what is not understood ends with 2 and changes nothing', () => {
  const dataFolder = join(makeFolder(), 'data')
  for (const args of [
    ['nope'],
    ['toString'],
    ['backup'],
    ['restore', 'a', 'b'],
    ['member'],
    ['member', 'invite', 'boss'],
    ['member', 'invite', 'moderator'],
    ['member', 'invite', 'editor', 'PL'],
    ['member', 'invite', 'translator'],
    ['doctor', '-x'],
  ]) {
    assert.equal(vestka(args, { VESTKA_DATA: dataFolder }).status, 2, args.join(' '))
  }
  assert.equal(existsSync(dataFolder), false)
})

test('errors name the setting, never its value', () => {
  const secret = 'swordfish'
  const wrong = vestka(['doctor'], { DATABASE_URL: `mysql://u:${secret}@db/x`, PORT: secret })
  assert.equal(wrong.status, 2)
  assert.match(wrong.stderr, /^PORT .*\nDATABASE_URL /)
  assert.doesNotMatch(wrong.all, new RegExp(secret))
  const env = { VESTKA_DATA: makeFolder(), DATABASE_URL: `postgres://u:${secret}@127.0.0.1:1/x` }
  for (const args of [
    ['backup', join(env.VESTKA_DATA, 'b')],
    ['doctor', '--json'],
    ['member', 'list'],
    ['serve'],
  ]) {
    const away = vestka(args, env)
    assert.equal(away.status, 1, args[0])
    assert.match(away.all, /does not answer/)
    assert.doesNotMatch(away.all, new RegExp(secret))
  }
})

test('a backup of a running server comes back, and only where nothing runs', async () => {
  const server = await startServer()
  const file = join(makeFolder(), 'copy.jsonl.gz')
  const env = { VESTKA_DATA: server.dataFolder }
  assert.match(vestka(['member', 'invite', 'moderator', 'PL,LT'], env).stdout, /welcome#(\w{4}-){6}\w{4}/)
  assert.match(vestka(['member', 'invite', 'translator', 'be,xx'], env).stderr, /language is not known/)
  const refused = vestka(['backup', file], env)
  assert.equal(refused.status, 1)
  assert.match(refused.stderr, /no key for backups yet/)
  assert.equal(vestka(['backup', file, '--unsealed'], env).status, 0)
  const busy = vestka(['restore', file, '--replace'], env)
  assert.equal(busy.status, 1)
  assert.match(busy.stderr, /Stop it first/)
  server.child.kill('SIGTERM')
  await server.ended

  const full = vestka(['restore', file], env)
  assert.equal(full.status, 1)
  assert.match(full.stderr, /Nothing was changed/)
  const replaced = vestka(['restore', file, '--replace'], env)
  assert.equal(replaced.status, 0)
  assert.match(replaced.stdout, /copies\/before-restore-/)
  assert.equal(readdirSync(join(server.dataFolder, 'copies')).length, 1)

  const fresh = { VESTKA_DATA: join(makeFolder(), 'new') }
  assert.equal(vestka(['restore', file], fresh).status, 0)
  assert.match(vestka(['member', 'list'], fresh).stdout, /Open invitations: 1/)
  const again = await startServer({}, fresh.VESTKA_DATA)
  assert.equal((await fetch(`http://127.0.0.1:${again.port}/healthz`)).status, 200)
})

test('a backup from the wrong folder does not make a database', () => {
  const folder = makeFolder()
  const { status, stderr } = vestka(['backup', join(folder, 'b')], { VESTKA_DATA: folder })
  assert.equal(status, 1)
  assert.match(stderr, /no database in the data folder/)
  assert.deepEqual(readdirSync(folder), [])
})

test('settings come from vestka.env where the environment is silent', () => {
  const folder = makeFolder()
  const file = join(folder, 'own.env')
  writeFileSync(file, 'PORT=wrong\nDESK_ADDRESS=wrong\n')
  const { status, stderr } = vestka(['doctor'], { VESTKA_ENV: file, PORT: '3000' })
  assert.equal(status, 2)
  assert.match(stderr, /^DESK_ADDRESS /)
})
