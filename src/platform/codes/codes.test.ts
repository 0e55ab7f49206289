import assert from 'node:assert/strict'
import { createHash, hkdfSync } from 'node:crypto'
import { test } from 'node:test'
import { sealAge } from '../seal/age.ts'
import { openAge } from '../seal/open.ts'
import { secretOf } from '../seal/pair.ts'
import { hashCode, newCode, readCode } from './codes.ts'
import { identityOf } from './identity.ts'

test('a code is read back however it is typed', () => {
  for (let i = 0; i < 200; i++) {
    const code = newCode()
    assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
    assert.equal(readCode(code), code)
    assert.equal(readCode(` ${code.toLowerCase().replaceAll('-', ' ')} `), code)
    assert.equal(readCode(code.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', '')), code)
  }
})

test('a slip of one letter is noticed, and codes and hashes differ', () => {
  const code = newCode()
  const letters = [...code]
  for (let at = 0; at < letters.length; at++) {
    if (letters[at] === '-') continue
    const wrong = [...letters]
    wrong[at] = letters[at] === 'Z' ? 'Y' : 'Z'
    assert.equal(readCode(wrong.join('')), null, `letter ${at}`)
  }
  assert.notEqual(newCode(), code)
  assert.notEqual(hashCode(newCode()), hashCode(code))
  for (const text of ['', 'x', '💥', '-'.repeat(500), code + code]) assert.equal(readCode(text), null)
})

test('hashes stay as databases hold them', () => {
  const code = 'Q4TX-0000-1111-2222-3333-4444-555Z'
  const hash = createHash('sha256').update(`vestka code ${code}`).digest('base64url')
  assert.equal(hashCode(code), hash)
  assert.equal(hash, '7XUSlt_7ib9MPKfEOuSWKSZlBd9N7oTRsL_8CxePYdQ')
})

test('a code has an age pair of its own, which opens what is sealed to it and tells nothing of the hash', async () => {
  const code = newCode()
  const { identity, recipient } = identityOf(code)
  const plain = Uint8Array.of(1, 2, 3)
  assert.deepEqual(await openAge([identity], sealAge([recipient], plain)), plain)
  await assert.rejects(openAge([identityOf(newCode()).identity], sealAge([recipient], plain)))
  const secret = Buffer.from(secretOf(identity)!)
  assert.deepEqual(secret, Buffer.from(hkdfSync('sha256', code, '', 'vestka code identity', 32)))
  assert.notEqual(secret.toString('base64url'), hashCode(code))
  // Whoever makes it anew from a code typed otherwise finds the same.
  assert.deepEqual(identityOf(readCode(code.toLowerCase().replaceAll('-', ' '))!), identityOf(code))
  assert.equal(
    identityOf('Q4TX-0000-1111-2222-3333-4444-555Z').recipient,
    'age17jxs8d5hkv2fnkvvn3pvfjwezukmtse678ntejn8at9wqdenfykqckvsra',
  )
})
