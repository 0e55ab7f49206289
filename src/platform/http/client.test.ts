import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClientKeys, senderAddress } from './client.ts'

test('an address that the sender wrote is never believed', () => {
  assert.equal(senderAddress('10.0.0.1', '1.1.1.1', 0), '10.0.0.1')
  assert.equal(senderAddress('10.0.0.1', '6.6.6.6, 1.1.1.1', 1), '1.1.1.1')
  assert.equal(senderAddress('10.0.0.1', '6.6.6.6, 1.1.1.1, 2.2.2.2', 2), '1.1.1.1')
  assert.equal(senderAddress('10.0.0.1', undefined, 1), '10.0.0.1')
})

test('one IPv6 household is one key, and a new day makes new keys', () => {
  let now = 0
  const key = createClientKeys(() => now)
  assert.equal(key('2001:db8:1:2::5'), key('2001:db8:1:2:ffff::9'))
  assert.notEqual(key('2001:db8:1:2::5'), key('2001:db8:1:3::5'))
  assert.equal(key('::ffff:192.0.2.7'), key('192.0.2.7'))
  const today = key('192.0.2.7')
  now += 86_400_000
  assert.notEqual(key('192.0.2.7'), today)
})
