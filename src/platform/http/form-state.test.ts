import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openState, sealState } from './form-state.ts'

const secret = Buffer.alloc(32, 1)

test('a state comes back for its purpose, in time, untouched, and shows nothing', () => {
  const text = sealState(secret, 'set-up', { value: { name: 'anna' }, expires: 100 })
  assert.deepEqual(openState(secret, 'set-up', text, 99), { name: 'anna' })
  assert.equal(openState(secret, 'set-up', text, 100), null)
  assert.equal(openState(secret, 'other', text, 99), null)
  assert.equal(openState(Buffer.alloc(32, 2), 'set-up', text, 99), null)
  const touched = Buffer.from(text, 'base64url')
  touched[20]! ^= 1
  assert.equal(openState(secret, 'set-up', touched.toString('base64url'), 99), null)
  assert.doesNotMatch(Buffer.from(text, 'base64url').toString('latin1'), /anna/)
  for (const junk of ['', 'x', 'ä'.repeat(50)]) assert.equal(openState(secret, 'set-up', junk, 0), null)
})
