import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formOf } from '#platform/forms/form.ts'
import { readSending, readTold } from './told-form.ts'

const creditOf = (credit: string) =>
  readTold(formOf(new URLSearchParams({ credit, licence: 'press' })), ['en']).value.credit

test('a credit loses the word that is printed before it anyway, and nothing else', () => {
  for (const typed of [
    'Фота: Група',
    'фото – Група',
    'Photo: Група',
    'Здымак: Група',
    '© Група',
    'PHOTO BY Група',
  ])
    assert.equal(creditOf(typed), 'Група', typed)
  for (const typed of ['Фотаклуб «Вільня»', 'Photo Collective', 'Група: Фота', 'Фота', ''])
    assert.equal(creditOf(typed), typed)
})

test('a sending names each of its pictures once, however often a form does', () => {
  const [secret, one, two] = ['1', '2', '3'].map(digit => `${digit.repeat(8)}-1111-4111-8111-111111111111`)
  const form = formOf(new URLSearchParams({ sending: secret!, sent: `${one} ${one} ${two} x ${one}` }))
  assert.deepEqual(readSending(form), { secret, sent: [one, two] })
})
