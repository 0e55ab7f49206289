import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '#platform/config/config.ts'
import { makeFolder, startServer } from '#testing/server.ts'
import { checkDatabase } from './database.ts'
import type { Finding } from './finding.ts'
import { checkFolder } from './folder.ts'
import { checkMachine, checkNode, checkUnit } from './machine.ts'
import { checkNetwork } from './network.ts'

const stateOf = (findings: Finding[], check: string) =>
  findings.find(finding => finding.check === check)?.state ?? 'absent'

function configOf(env: Record<string, string>) {
  const read = readConfig(env)
  assert.ok(read.ok)
  return read.value
}

test('the machine', () => {
  assert.equal(checkNode('20.19.1').state, 'fail')
  assert.equal(checkNode('22.17.9').state, 'fail')
  assert.equal(checkNode('22.18.0').state, 'ok')
  assert.equal(checkNode('24.0.0').state, 'ok')

  const root = makeFolder()
  mkdirSync(join(root, 'proc/self'), { recursive: true })
  mkdirSync(join(root, 'proc/sys/kernel'), { recursive: true })
  const set = (swaps: string, core: string, pattern: string) => {
    writeFileSync(join(root, 'proc/swaps'), `Filename Type\n${swaps}`)
    writeFileSync(join(root, 'proc/self/limits'), `Max core file size        ${core}     unlimited   bytes\n`)
    writeFileSync(join(root, 'proc/sys/kernel/core_pattern'), `${pattern}\n`)
    return checkMachine(Date.now(), root)
  }
  const good = set('/dev/zram0 partition 1\n', '0', 'core')
  assert.deepEqual([stateOf(good, 'swap'), stateOf(good, 'core')], ['ok', 'ok'])
  assert.equal(stateOf(set('/dev/sda2 partition 1\n', '0', 'core'), 'swap'), 'warn')
  assert.equal(stateOf(set('', 'unlimited', 'core'), 'core'), 'warn')
  assert.equal(stateOf(set('', '0', '|/usr/share/apport/apport %p'), 'core'), 'warn')
  assert.equal(stateOf(checkMachine(Date.parse('2001-01-01')), 'clock'), 'fail')
})

test('the unit', () => {
  const hardened =
    'LoadState=loaded\nLimitCORE=0\nMemorySwapMax=0\nNoNewPrivileges=yes\nProtectSystem=strict\nPrivateTmp=yes\nUMask=0077\n'
  assert.equal(
    stateOf(
      checkUnit(() => hardened),
      'unit',
    ),
    'ok',
  )
  const soft = checkUnit(() => hardened.replace('MemorySwapMax=0', 'MemorySwapMax=infinity'))
  assert.equal(stateOf(soft, 'unit'), 'warn')
  assert.match(soft[0]!.cause, /lacks MemorySwapMax\./)
  assert.deepEqual(
    checkUnit(() => 'LoadState=not-found\n'),
    [],
  )
  assert.deepEqual(
    checkUnit(() => ''),
    [],
  )
})

test('the data folder', () => {
  const folder = makeFolder()
  chmodSync(folder, 0o700)
  writeFileSync(join(folder, 'a'), '', { mode: 0o600 })
  assert.equal(stateOf(checkFolder(folder), 'rights'), 'ok')
  chmodSync(join(folder, 'a'), 0o604)
  assert.equal(stateOf(checkFolder(folder), 'rights'), 'fail')
  chmodSync(join(folder, 'a'), 0o600)
  mkdirSync(join(folder, 'pictures/ab'), { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'pictures/ab/picture'), '', { mode: 0o644 })
  assert.equal(stateOf(checkFolder(folder), 'rights'), 'fail', 'also of pictures')
  assert.equal(stateOf(checkFolder(join(folder, 'none')), 'folder'), 'warn')
})

const inMemory = '/dev/shm'
test('a data folder in memory', { skip: existsSync(inMemory) ? false : `there is no ${inMemory}` }, () => {
  assert.equal(stateOf(checkFolder(inMemory), 'disk'), 'fail')
})

test('the network', () => {
  const look = (env: Record<string, string>) => checkNetwork(configOf(env)).map(({ state }) => state)
  const site = 'https://example.org'
  assert.deepEqual(look({ PUBLIC_URL: site, TRUST_PROXY: '1', HOST: '127.0.0.1' }), ['ok', 'ok', 'ok'])
  assert.deepEqual(look({ PUBLIC_URL: `${site} http://abcdef.onion`, TRUST_PROXY: '1' }), ['ok', 'ok', 'ok'])
  assert.deepEqual(look({}), ['warn', 'ok', 'ok'])
  assert.deepEqual(look({ PUBLIC_URL: 'http://example.org' }), ['warn', 'ok', 'ok'])
  assert.deepEqual(look({ PUBLIC_URL: site }), ['ok', 'warn', 'ok'])
  assert.deepEqual(look({ PUBLIC_URL: site, TRUST_PROXY: '1', HOST: '0.0.0.0' }), ['ok', 'warn', 'ok'])
  const desk = { PUBLIC_URL: site, TRUST_PROXY: '1', DESK_ADDRESS: '0.0.0.0:3001' }
  assert.deepEqual(look(desk), ['ok', 'ok', 'warn'])
  assert.deepEqual(look({ ...desk, DESK_ADDRESS: '[::1]:3001' }), ['ok', 'ok', 'ok'])
})

test('the database, with and without a server', async () => {
  const server = await startServer()
  const config = { ...configOf({ VESTKA_DATA: server.dataFolder, HOST: '127.0.0.1' }), port: server.port }
  const running = await checkDatabase(config)
  for (const check of ['database', 'sound', 'migrations', 'server'])
    assert.equal(stateOf(running, check), 'ok', check)
  assert.equal(stateOf(running, 'members'), 'warn')
  const elsewhere = await checkDatabase({ ...config, port: 1 })
  assert.equal(stateOf(elsewhere, 'server'), 'warn')
  server.child.kill('SIGTERM')
  await server.ended
  const stopped = await checkDatabase(config)
  assert.match(stopped.find(({ check }) => check === 'server')!.cause, /No server/)
  writeFileSync(join(server.dataFolder, 'vestka.sqlite'), 'not a database at all'.repeat(1000))
  assert.equal(stateOf(await checkDatabase(config), 'database'), 'fail')
})
