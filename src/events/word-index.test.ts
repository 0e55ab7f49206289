import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { indexWords } from './word-index.ts'

test('lists are found by the beginnings of their words, all of them', () => {
  const search = indexWords([['vilnius', 'rally', 'rain'], [], ['вильнюс', 'rally', 'rally'], ['vilna']])
  assert.deepEqual(search(['rally']), [0, 2])
  assert.deepEqual(search(['vil']), [0, 3])
  assert.deepEqual(search(['ra', 'v']), [0])
  assert.deepEqual(search(['вил']), [2])
  assert.deepEqual(search(['ilnius']), [])
  assert.deepEqual(search(['vilniusy']), [])
  assert.deepEqual(search([]), [0, 1, 2, 3])
})

test('it finds what looking at every word finds', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ў', '𐐀'), minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(
      fc.array(fc.array(word, { maxLength: 6 }), { maxLength: 20 }),
      fc.array(word, { maxLength: 3 }),
      (lists, asked) => {
        const slowly = lists.flatMap((words, place) =>
          asked.every(beginning => words.some(one => one.startsWith(beginning))) ? place : [],
        )
        assert.deepEqual(indexWords(lists)(asked), slowly)
      },
    ),
  )
})
