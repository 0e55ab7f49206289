import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generate } from 'otplib'
import { matchTotp, newTotpSecret, totpUri } from './totp.ts'

// RFC 6238, appendix B: the SHA-1 key '12345678901234567890' in base 32, the last six digits of each value.
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test('codes of RFC 6238 are right in their step, one before and one after', async () => {
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ] as const) {
    const step = Math.floor(seconds / 30)
    assert.equal(await matchTotp(RFC_SECRET, code, seconds * 1000), step)
    assert.equal(await matchTotp(RFC_SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, seconds * 1000), step)
    assert.equal(await matchTotp(RFC_SECRET, code, (step + 1) * 30_000 + 29_999), step)
    assert.equal(await matchTotp(RFC_SECRET, code, (step + 2) * 30_000), null)
    assert.equal(await matchTotp(RFC_SECRET, code, (step - 1) * 30_000), step)
    if (step > 1) assert.equal(await matchTotp(RFC_SECRET, code, (step - 1) * 30_000 - 1), null)
  }
})

test('what is not six digits is no code', async () => {
  for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
    assert.equal(await matchTotp(RFC_SECRET, code, 0), null)
})

test('secrets are new each time and read by apps', async () => {
  const secret = newTotpSecret()
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.notEqual(secret, newTotpSecret())
  const uri = new URL(totpUri(secret, { issuer: 'Вестка', member: 'anna b' }))
  assert.equal(uri.searchParams.get('secret'), secret)
  assert.equal(await matchTotp(secret, await generate({ secret, epoch: 1_000_000 }), 1_000_000_000), 33_333)
})
