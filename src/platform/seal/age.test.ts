import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { bech32 } from '@scure/base'
import { armor, Decrypter, Encrypter } from 'age-encryption'
import { identityFrom, isAgeFile, isRecipient, newIdentity, sealAge } from './age.ts'
import { openAge } from './open.ts'
import { secretOf } from './pair.ts'

const SIZES = [0, 1, 65_535, 65_536, 65_537, 200_000]
const skip = spawnSync('age', ['--version']).error ? 'the age command is not installed here' : false

test('what is sealed opens with the library, whatever its size and however many it is for', async () => {
  const pairs = [newIdentity(), newIdentity(), newIdentity()]
  for (const size of SIZES) {
    const plain = new Uint8Array(randomBytes(size))
    const file = sealAge([pairs[1]!.recipient], plain)
    assert.deepEqual(await openAge([pairs[1]!.identity], file), plain, `${size} bytes`)
    assert.equal(isAgeFile(file, size), true, `${size} bytes`)
    await assert.rejects(openAge([pairs[0]!.identity], file), /no identity matched/)
  }
  const plain = new Uint8Array(randomBytes(2048))
  const file = sealAge(
    pairs.map(({ recipient }) => recipient),
    plain,
  )
  for (const { identity } of pairs) assert.deepEqual(await openAge([identity], file), plain)
  assert.equal(isAgeFile(file, 2048), false, 'three stanzas are not one')
  assert.throws(() => sealAge([], plain), TypeError)
})

test('what is sealed opens with the age command, and what the command makes opens here', {
  skip,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vestka-age-'))
  try {
    const { identity, recipient } = newIdentity()
    const other = newIdentity()
    const keyFile = join(folder, 'key')
    writeFileSync(keyFile, `${identity}\n`)
    assert.equal(execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim(), recipient)
    const age = (args: string[], input: Uint8Array) =>
      execFileSync('age', args, { input, maxBuffer: 10 * 1024 * 1024 })
    for (const size of SIZES) {
      const plain = randomBytes(size)
      assert.deepEqual(age(['-d', '-i', keyFile], sealAge([other.recipient, recipient], plain)), plain)
      const theirs = age(['-r', recipient], plain)
      assert.deepEqual(Buffer.from(await openAge([identity], theirs)), plain)
      assert.equal(isAgeFile(theirs, size), true, `${size} bytes`)
      assert.deepEqual(Buffer.from(await openAge([identity], age(['-a', '-r', recipient], plain))), plain)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('files of the library open, with a key or with a passphrase, armoured or not', async () => {
  const { identity, recipient } = newIdentity()
  const plain = new Uint8Array(randomBytes(300))
  const toKey = new Encrypter()
  toKey.addRecipient(recipient)
  const file = await toKey.encrypt(plain)
  assert.deepEqual(await openAge([identity], file), plain)
  assert.equal(isAgeFile(file, 300), true)
  assert.equal(file.length, sealAge([recipient], plain).length)
  const byWords = new Encrypter()
  byWords.setPassphrase('apple banana cherry')
  byWords.setScryptWorkFactor(10)
  const worded = await byWords.encrypt(plain)
  assert.deepEqual(await openAge(['apple banana cherry'], worded), plain)
  await assert.rejects(openAge(['apple banana', identity], worded), /no identity matched/)
  assert.equal(isAgeFile(worded, 300), false)
  assert.deepEqual(await openAge([identity], new TextEncoder().encode(armor.encode(file))), plain)
})

test('a flipped bit anywhere is refused', async () => {
  const { identity, recipient } = newIdentity()
  const file = sealAge([recipient], randomBytes(512))
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  await decrypter.decrypt(file)
  for (let at = 0; at < file.length; at++) {
    const touched = new Uint8Array(file)
    touched[at]! ^= 1 << (at % 8)
    await assert.rejects(openAge([identity], touched), `byte ${at}`)
  }
  for (const length of [0, 1, 100, file.length - 16, file.length - 1])
    await assert.rejects(openAge([identity], file.subarray(0, length)), `${length} bytes of it`)
  await assert.rejects(openAge([identity], Buffer.concat([file, Buffer.alloc(1)])))
})

test('a pair is the same for the same 32 bytes, and its secret is had back', () => {
  const secret = new Uint8Array(randomBytes(32))
  const { identity, recipient } = identityFrom(secret)
  assert.match(identity, /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/)
  assert.deepEqual(secretOf(identity), secret)
  assert.deepEqual(identityFrom(secretOf(identity)!), { identity, recipient })
  assert.notEqual(newIdentity().identity, newIdentity().identity)
  for (const none of ['', recipient, identity.toLowerCase(), identity.slice(0, -1), `${identity}\n`])
    assert.equal(secretOf(none), null, none)
})

test('a recipient that is none is refused with an error that says so', () => {
  const { identity, recipient } = newIdentity()
  assert.equal(isRecipient(recipient), true)
  const slip = recipient.replace(/.$/, last => (last === 'q' ? 'p' : 'q'))
  // u = 0, 1 and p - 1: points of low order, with which everybody would know what is shared.
  const low = ['00'.repeat(32), `01${'00'.repeat(31)}`, `ec${'ff'.repeat(30)}7f`].map(hex =>
    bech32.encodeFromBytes('age', new Uint8Array(Buffer.from(hex, 'hex'))),
  )
  for (const none of low) assert.throws(() => sealAge([none], new Uint8Array(1)), /low order/)
  const written = ['', 'age1', identity, recipient.toUpperCase(), ` ${recipient}`, slip, 'age1pq1xyz']
  for (const none of [...written, ...low]) {
    assert.equal(isRecipient(none), false, none)
    assert.throws(() => sealAge([none], new Uint8Array(1)), TypeError, none)
  }
})
