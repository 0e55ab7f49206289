import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { completeLock } from './complete-lock.ts'

test('packages of other platforms are added with their platform, others are not', () => {
  const lock = {
    packages: {
      'node_modules/a': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: {
          'a-linux-x64-musl': '2.0.0',
          'a-win32-arm64': '^2.0.0',
          'a-more': '2.0.0',
          b: '1.0.0',
        },
      },
      'node_modules/b': { version: '1.0.0' },
    },
  }
  assert.deepEqual(completeLock(lock), ['a-linux-x64-musl', 'a-win32-arm64'])
  assert.deepEqual(lock.packages['node_modules/a-linux-x64-musl' as 'node_modules/b'], {
    version: '2.0.0',
    cpu: ['x64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  })
  assert.deepEqual(completeLock(lock), [])
})

test('our own lock file is complete', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))
  assert.deepEqual(completeLock(lock), [])
})

test('docs/dependencies.md explains every dependency, and no other', () => {
  const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, object>
  const firstCells = [...read('docs/dependencies.md').matchAll(/^\| (`.*?) \|/gm)].map(match => match[1]!)
  const named = firstCells.flatMap(cell => [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1]!))
  const ours = [...Object.keys(dependencies!), ...Object.keys(devDependencies!)]
  assert.deepEqual(named.sort(), ours.sort())
})
