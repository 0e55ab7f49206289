import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertGrowsEvenly } from './growth.ts'

const compare = (steps: number) => {
  let sum = 0
  for (let step = 0; step < steps; step++) sum = (sum + step * 7) % 1000
  return sum
}

test('what grows with the length of a text passes, what grows with its square does not', async () => {
  await assertGrowsEvenly(text => compare(text.length), 'a'.repeat(50_000_000))
  await assert.rejects(
    () => assertGrowsEvenly(text => compare(text.length * text.length), 'abc'.repeat(3000)),
    /ms for a quarter.* for the whole of "abcabcabcabcabcabcab" × 9000/,
  )
})
