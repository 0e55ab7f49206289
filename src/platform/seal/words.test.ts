import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import fc from 'fast-check'
import { fingerprintOf } from './fingerprint.ts'
import { bytesOfWords, newPhrase, readPhrase, unknownWords, wordsOfBytes } from './words.ts'

test('a phrase has seven words, and every word of the list is as likely', () => {
  const counts = new Map<string, number>()
  for (let turn = 0; turn < 10_000; turn++) {
    const words = newPhrase().split(' ')
    assert.equal(words.length, 7)
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  assert.deepEqual([...counts.keys()].sort(), [...wordlist].sort())
  // 70,000 draws from 2048: chi-squared with 2047 degrees of freedom passes 2450 once in 10^9 runs.
  const expected = 70_000 / 2048
  const chi = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  assert.ok(chi < 2450, `${chi}`)
})

test('a phrase is read however it is typed', () => {
  const phrase = 'apple zoo act cabbage lemon river add'
  for (const typed of [
    phrase,
    ` ${phrase.toUpperCase()}\n`,
    phrase.replaceAll(' ', '\n'),
    phrase.replaceAll(' ', ', '),
    phrase.replaceAll(' ', ' – '),
    '1. apple 2. zoo 3. act 4. cabbage 5. lemon 6. river 7. add',
    '1) Apple\r\n2) Zoo\r\n3) Act\r\n4) Cabb\r\n5) lemo\r\n6) rive\r\n7) add.',
    'ａpple zoo act cabbage lemon river add',
  ])
    assert.equal(readPhrase(typed), phrase, typed)
  for (const typed of [
    '',
    phrase.slice(0, -4),
    `${phrase} zoo`,
    phrase.replace('apple', 'app'),
    phrase.replace('zoo', 'zooo'),
  ])
    assert.equal(readPhrase(typed), null, typed)
  assert.deepEqual(unknownWords('1. apple, aple – zebra, яблык, ac'), ['aple', 'яблык', 'ac'])
  assert.deepEqual(unknownWords(phrase), [])
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => readPhrase(text) === null))
})

test('bytes of any length are had back from their words', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), bytes => {
      const words = wordsOfBytes(bytes)
      assert.equal(words.length, Math.ceil((bytes.length * 8 + 16) / 11))
      assert.deepEqual(bytesOfWords(words.map(word => word.slice(0, 4).toUpperCase()).join(' - ')), bytes)
    }),
  )
  assert.equal(wordsOfBytes(new Uint8Array(32)).length, 25)
})

test('a wrong, missing, doubled or exchanged word is noticed', () => {
  let passed = 0
  let tried = 0
  for (let turn = 0; turn < 40; turn++) {
    const words = wordsOfBytes(randomBytes(36))
    for (let at = 0; at < words.length; at++) {
      const other = wordlist[(wordlist.indexOf(words[at]!) + 1 + turn) % 2048]!
      for (const wrong of [
        words.with(at, other),
        words.toSpliced(at, 1),
        words.toSpliced(at, 0, words[at]!),
        words.with(at, words[at + 1] ?? other).with(at + 1 < words.length ? at + 1 : at, words[at]!),
      ]) {
        if (wrong.join() === words.join()) continue
        tried++
        if (bytesOfWords(wrong.join(' '))) passed++
      }
    }
  }
  // By chance one in 65,536 at least; several in some thousands would be a fault.
  assert.ok(tried > 4000 && passed <= 2, `${passed} of ${tried}`)
  for (const none of ['', 'zoo', 'яблык', 'apple '.repeat(5000)]) assert.equal(bytesOfWords(none), null)
})

test('a fingerprint is the same for the same keys in any order, and another for any other', () => {
  const keys = ['age1a', 'age1b', 'age1c']
  const print = fingerprintOf(keys)
  assert.match(print, /^([a-z]+ ){4}· ([a-z]+ ){3}[a-z]+$/)
  assert.deepEqual(unknownWords(print), [])
  assert.equal(fingerprintOf(['age1c', 'age1a', 'age1b', 'age1a']), print)
  assert.equal(new Set([print, fingerprintOf([]), ...keys.map(key => fingerprintOf([key]))]).size, 5)
  assert.notEqual(fingerprintOf(['age1a\nage1b']), fingerprintOf(keys))
  // The first 88 bits of the hash, as anybody can work out again.
  const bits = [...createHash('sha256').update('vestka fingerprint\nage1a\nage1b\nage1c').digest()]
    .map(byte => byte.toString(2).padStart(8, '0'))
    .join('')
  const words = bits.slice(0, 88).match(/.{11}/g)!
  assert.equal(print.replace(' ·', ''), words.map(word => wordlist[Number.parseInt(word, 2)]).join(' '))
})
