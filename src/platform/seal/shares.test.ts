import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { combine } from 'shamir-secret-sharing'
import { faultOfShares, joinShares, readShare, splitSecret } from './shares.ts'
import { bytesOfWords, wordsOfBytes } from './words.ts'

test('any two of three shares give the secret back, in any order, and so do all three', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 64 }), async secret => {
      const [a, b, c] = (await splitSecret(secret)) as [string, string, string]
      for (const some of [
        [a, b],
        [c, a],
        [b, c],
        [c, b, a],
      ])
        assert.deepEqual(await joinShares(some), secret)
    }),
    { numRuns: 50 },
  )
})

test('a share of 32 bytes is 28 words that name its set and its number', async () => {
  const shares = await splitSecret(randomBytes(32))
  for (const share of shares) assert.equal(share.split(' ').length, 28)
  assert.deepEqual(
    shares.map(share => readShare(share)?.number),
    [1, 2, 3],
  )
  assert.equal(new Set(shares.map(share => readShare(share)?.set)).size, 1)
  const typed = shares[0]!.split(' ').map((word, index) => `${index + 1}. ${word.slice(0, 4).toUpperCase()}`)
  assert.deepEqual(readShare(typed.join('\n')), readShare(shares[0]!))
})

test('one share, the same twice, shares of two sets and slips are refused, each by name', async () => {
  const [a, b] = (await splitSecret(randomBytes(32))) as [string, string]
  const [, other] = (await splitSecret(randomBytes(32))) as [string, string]
  const slip = a.replace(/\S+$/, last => (last === 'zoo' ? 'act' : 'zoo'))
  const fourth = wordsOfBytes(bytesOfWords(a)!.with(0, 4)).join(' ')
  for (const [fault, texts] of [
    ['too-few', []],
    ['too-few', [a]],
    ['same', [a, a]],
    ['same', [a, b, a]],
    ['mixed', [a, other]],
    ['mixed', [a, b, other]],
    ['mixed', [a, (await splitSecret(randomBytes(16)))[1]!]],
    ['unreadable', [a, slip]],
    ['unreadable', [a, '']],
    ['unreadable', [a, fourth]],
  ] as const) {
    assert.equal(faultOfShares(texts), fault)
    assert.equal(await joinShares(texts), null, fault)
  }
  assert.equal(faultOfShares([a, b]), null)
})

test('one share tells nothing: every secret is still possible, and none is likelier', async () => {
  const share = readShare((await splitSecret(Uint8Array.of(65)))[0]!)!
  const [y, x] = share.body as unknown as [number, number]
  const secrets = new Set<number>()
  for (let guess = 0; guess < 256; guess++) {
    const other = Uint8Array.of(guess, x === 1 ? 2 : 1)
    secrets.add((await combine([Uint8Array.of(y, x), other]))[0]!)
  }
  // With each of the 256 possible second shares another secret comes out.
  assert.equal(secrets.size, 256)
  const values = new Set<number>()
  for (let turn = 0; turn < 8000; turn++)
    values.add(readShare((await splitSecret(Uint8Array.of(65)))[0]!)!.body[0]!)
  assert.equal(values.size, 256, 'the same secret makes every share')
})
