import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '#platform/names/fold.ts'
import { isPlaceName } from './known-name.ts'

test('folded names in any language are known, before and after all names are in memory', () => {
  for (let round = 0; round < 2; round++) {
    for (const name of ['Vilnius', 'Вільня', 'Łódź', 'Нью-Ёрк', 'the Hague'])
      assert.ok(isPlaceName(fold(name)), name)
    for (const name of ['Vilnius Warsaw', 'no such town', '']) assert.ok(!isPlaceName(fold(name)), name)
    for (let asked = 0; asked < 6_000; asked++) isPlaceName(`nowhere ${asked}`)
  }
})
