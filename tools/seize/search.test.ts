import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Canary, createCanaries, FAMILIES } from './canary.ts'
import { needlesOf } from './encodings.ts'
import { createSearch, searchBytes, searchFile } from './search.ts'

const SAID = { from: 'test', clear: false }
const CODE = 'Q4TX-0123-4567-89AB-CDEF-GHJK-MNPQ'

test('each family is found in every way of writing it, wherever it begins', () => {
  for (const text of [...FAMILIES, ...FAMILIES].map((family, index) => ({ family, index }))) {
    const canaries = createCanaries()
    // Every second one is in Cyrillic, or an IPv6 address.
    if (text.index >= FAMILIES.length) canaries.make('texts', SAID)
    if (text.family === 'codes') canaries.watch('codes', CODE, SAID)
    const typed = text.family === 'codes' ? CODE : canaries.make(text.family, SAID)
    const canary = canaries.all.at(-1)!
    const search = createSearch(needlesOf(canary))
    for (const [form, bytes] of Object.entries(waysOf(typed)))
      for (const before of [0, 1, 2, 3, 4, 5])
        assert.ok(
          searchBytes(search, Buffer.concat([Buffer.from('.'.repeat(before)), bytes, Buffer.from('..')]))
            .found.length > 0,
          `${text.family} as ${form} after ${before}`,
        )
  }
})

test('an address is found as bytes, and a code with its end or its beginning written over', () => {
  const address = watched('IP addresses', '198.151.100.201', Buffer.from([198, 151, 100, 201]))
  for (const beside of ['C69764C9', '\\\\xc69764c9,', '"C69764C9"'])
    assert.ok(finds(address, Buffer.from(beside)), beside)
  assert.ok(!finds(address, Buffer.from('\\\\x07c69764c9e1')), 'four bytes of many are found by chance')
  const long = watched('tokens', 'x'.repeat(20), randomBytes(32))
  assert.ok(finds(long, Buffer.concat([randomBytes(9), long.raw!])))
  const code = watched('codes', CODE)
  assert.ok(finds(code, Buffer.from(`${CODE.slice(0, 18)}################`)))
  assert.ok(finds(code, Buffer.from(`######${CODE.replaceAll('-', '').slice(-15).toLowerCase()}`)))
})

test('what is not there is not found: random bytes, a neighbour, half a name', () => {
  const canaries = createCanaries()
  for (let n = 0; n < 200; n++) canaries.make(FAMILIES.filter(name => name !== 'codes')[n % 11]!, SAID)
  const search = createSearch(canaries.all.flatMap(needlesOf))
  assert.equal(searchBytes(search, randomBytes(20_000_000)).found.length, 0)
  const other = createCanaries()
  const near = Array.from({ length: 200 }, () => other.make('names', SAID)).join('\n')
  assert.equal(searchBytes(search, Buffer.from(near)).found.length, 0)
  const half = canaries.all.find(({ core }) => /^[a-z]{14}$/.test(core))!.core.slice(0, 9)
  assert.equal(searchBytes(search, Buffer.from(half)).found.length, 0)
})

test('what lies across two pieces of a file is found once, and told where', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seize-test-'))
  try {
    const canary = watched('names', 'abcdefghijklmn')
    const search = createSearch(needlesOf(canary))
    const file = join(folder, 'file')
    const size = 4 * 1024 * 1024
    for (const at of [0, size - 20, size - 14, size - 13, size - 7, size - 1, size, 2 * size - 3]) {
      const bytes = Buffer.alloc(2 * size + 1000, '.')
      bytes.write(canary.core, at)
      writeFileSync(file, bytes)
      const { found, bytes: read } = searchFile(search, file)
      assert.equal(read, bytes.length)
      assert.deepEqual(
        found.map(one => one.at),
        [at],
      )
    }
    assert.deepEqual(searchFile(search, join(folder, 'none')), { bytes: 0, found: [] })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

function watched(family: Canary['family'], core: string, raw?: Buffer): Canary {
  const canaries = createCanaries()
  canaries.watch(family, core, { ...SAID, ...(raw ? { raw } : {}) })
  return canaries.all[0]!
}

function finds(canary: Canary, bytes: Buffer): boolean {
  return searchBytes(createSearch(needlesOf(canary)), bytes).found.length > 0
}

/** Written by other code than what is tested, where Node has it. */
function waysOf(text: string): Record<string, Buffer> {
  const bytes = Buffer.from(text)
  const escaped = Array.from(text, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  return {
    plain: bytes,
    capital: Buffer.from(text.toUpperCase()),
    base64: Buffer.from(bytes.toString('base64')),
    base64url: Buffer.from(bytes.toString('base64url')),
    'base64 after one': Buffer.from(Buffer.concat([Buffer.from('?'), bytes]).toString('base64')),
    'base64 after two': Buffer.from(Buffer.concat([Buffer.from('??'), bytes]).toString('base64')),
    hex: Buffer.from(bytes.toString('hex')),
    HEX: Buffer.from(bytes.toString('hex').toUpperCase()),
    'UTF-16LE': Buffer.from(text, 'utf16le'),
    'UTF-16BE': Buffer.from(text, 'utf16le').swap16(),
    percent: Buffer.from(encodeURIComponent(text)),
    form: Buffer.from(new URLSearchParams({ text }).toString()),
    JSON: Buffer.from(escaped),
  }
}
