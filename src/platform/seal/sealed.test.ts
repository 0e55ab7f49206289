import assert from 'node:assert/strict'
import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { format, inspect } from 'node:util'
import { serialize } from 'node:v8'
import fc from 'fast-check'
import { createLog } from '../log/log.ts'
import { html } from '../ui/html.ts'
import { newIdentity, sealAge } from './age.ts'
import { openAge } from './open.ts'
import { fitsRecord, readRecord, SIZES, writeRecord } from './record.ts'
import { bytesOf, readSealed, type Sealed, sealRecord, toSealed } from './sealed.ts'

const NO_TEXT = /what is sealed has no text|could not be cloned/
const mine = newIdentity()

test('a record is read back as it was written, and its length is always its size', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...SIZES), (value, size) => {
      if (!fitsRecord(value, size)) return assert.throws(() => writeRecord(value, size), RangeError)
      const record = writeRecord(value, size)
      assert.equal(record.length, size)
      assert.deepEqual(readRecord(record), JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a record fits to the last byte and not one more, counted in UTF-8', () => {
  for (const letter of ['a', 'ў', '💌', '"']) {
    const bytes = Buffer.byteLength(JSON.stringify(letter)) - 2
    const text = letter.repeat(Math.floor(510 / bytes)) + 'a'.repeat(510 % bytes)
    assert.equal(readRecord(writeRecord(text, 512)), text)
    assert.equal(fitsRecord(`${text}a`, 512), false)
    assert.throws(() => writeRecord(`${text}a`, 512), RangeError)
  }
  for (const none of ['', '{', '\xff', ' '.repeat(512)])
    assert.throws(() => readRecord(Buffer.from(none, 'latin1')), none)
})

test('what is sealed has the same length whatever it says, and opens with its key', async () => {
  for (const size of SIZES) {
    const short = sealRecord(mine.recipient, '', size)
    const long = sealRecord(mine.recipient, 'x'.repeat(size - 2), size)
    assert.equal(bytesOf(short).length, bytesOf(long).length)
    assert.notDeepEqual(bytesOf(short), bytesOf(sealRecord(mine.recipient, '', size)))
    assert.equal(readRecord(await openAge([mine.identity], bytesOf(short))), '')
  }
  assert.throws(() => sealRecord(mine.recipient, 'x'.repeat(511), 512), RangeError)
})

test('what is sealed cannot be rendered, logged or serialised', async () => {
  const sealed = sealRecord(mine.recipient, { text: 'ring me' }, 512)
  const lines: string[] = []
  const log = createLog(line => lines.push(line), Date.now)
  // @ts-expect-error no template takes what is sealed
  assert.throws(() => html`<p>${sealed}</p>`, NO_TEXT)
  // @ts-expect-error not even in a list
  assert.throws(() => html`<p>${[sealed]}</p>`, NO_TEXT)
  // @ts-expect-error no line of the log takes it
  assert.throws(() => log('info', 'x', { id: sealed }), NO_TEXT)
  // @ts-expect-error it is no text
  assert.throws(() => log('info', sealed), NO_TEXT)
  // @ts-expect-error it is no value of its own type
  const asText: string = sealed
  assert.throws(() => `${asText}`, NO_TEXT)
  assert.throws(() => `x${String(sealed)}`, NO_TEXT)
  assert.throws(() => format('%s', sealed), NO_TEXT)
  for (const value of [sealed, [sealed], { sealed }]) {
    assert.throws(() => JSON.stringify(value), NO_TEXT)
    assert.throws(() => structuredClone(value), NO_TEXT)
    assert.throws(() => serialize(value), NO_TEXT)
    assert.match(inspect(value), /\[sealed\]/)
  }
  assert.throws(() => JSON.stringify({ ...sealed }), NO_TEXT)
  const printed: string[] = []
  const stream = new Writable({
    write: (chunk, _, done) => {
      printed.push(String(chunk))
      done()
    },
  })
  new Console({ stdout: stream, stderr: stream }).log(sealed, { sealed })
  assert.deepEqual(printed, ['[sealed] { sealed: [sealed] }\n'])
  assert.deepEqual(lines, [])
  const body = Buffer.from(bytesOf(sealed)).toString('latin1')
  assert.ok(
    !inspect(sealed, { customInspect: false, showHidden: true, depth: 9 }).includes(body.slice(0, 20)),
  )
})

test('what a browser sealed is taken only in the one shape that it can have', () => {
  const other = newIdentity()
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const file = sealAge([mine.recipient], writeRecord('x', 2048))
  const taken: Sealed<string> | null = readSealed<string>(base64(file), 2048)
  assert.deepEqual(Buffer.from(bytesOf(taken!)), Buffer.from(file))
  assert.deepEqual(bytesOf(toSealed(file)), file)
  const text = Buffer.from(file).toString('latin1')
  const refused = {
    'another size': sealAge([mine.recipient], writeRecord('x', 512)),
    'a size of its own': sealAge([mine.recipient], new Uint8Array(2047)),
    'two recipients': sealAge([mine.recipient, other.recipient], writeRecord('x', 2048)),
    'two recipients in the same length': sealAge(
      [mine.recipient, other.recipient],
      new Uint8Array(2048 - 98),
    ),
    'another kind of recipient': Buffer.from(text.replace('-> X25519 ', '-> X25518 '), 'latin1'),
    'another version': Buffer.from(text.replace('/v1', '/v2'), 'latin1'),
    'letters that base64 does not have': Buffer.from(text.replace(/(X25519 ).{5}/, '$1_____'), 'latin1'),
    'a byte more': Buffer.concat([file, Buffer.alloc(1)]),
    'a byte less': file.subarray(1),
    'random bytes': crypto.getRandomValues(new Uint8Array(file.length)),
    nothing: new Uint8Array(),
  }
  for (const [what, bytes] of Object.entries(refused))
    assert.equal(readSealed(base64(bytes), 2048), null, what)
  for (const garbage of ['', '💥', 'a'.repeat(1_000_000), base64(file).slice(0, -8)])
    assert.equal(readSealed(garbage, 2048), null)
})
