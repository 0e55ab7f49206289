import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formOf, idIn, idsIn } from './form.ts'

const ID = '00000000-0000-4000-8000-00000000000a'

test('an id is taken from a field, and nothing else that somebody typed there', () => {
  const form = formOf(
    new URLSearchParams(`a=${ID}&b=${ID}x&c=${ID.toUpperCase()}&d=&many=1&many=${ID}&many=%0A`),
  )
  assert.equal(idIn(form, 'a'), ID)
  for (const name of ['b', 'c', 'd', 'none']) assert.equal(idIn(form, name), '', name)
  assert.deepEqual(idsIn(form, 'many'), [ID])
})
