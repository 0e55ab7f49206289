import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashCode, newCode, readCode } from './codes.ts'

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
