import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { fold, foldWords } from './fold.ts'

const meet: [string, string][] = [
  ['Łódź', 'lodz'],
  ['Klaipėda', 'KLAIPEDA'],
  ['Białystok', 'Bialystok'],
  ['Жодзіна', 'жодзина'],
  ['Магілёў', 'Магилеу'],
  ['Мінськ', 'Минск'],
  ['Рэчыца', 'Речица'],
  ['Ґалаґан', 'Галаган'],
  ['Сьвятлана', 'Святлана'],
  ['Мар’іна Горка', "Мар'ина-Горка"],
  ['Вязьма', 'вязма'],
  ['Київ', 'Кіів'],
  ['Straße', 'STRASSE'],
  ['Homieĺ', 'homiel'],
  ['Mahilioŭ', 'mahiliou'],
  ['Đorđe', 'djordje'.replaceAll('dj', 'd')],
  ['İzmir', 'izmir'],
  ['Ａｎｎａ', 'anna'],
  ['Σωκράτης', 'ΣΩΚΡΑΤΗΣ'],
  ['  a — b,c ', 'a b c'],
]
for (const [one, other] of meet) {
  test(`'${one}' meets '${other}'`, () => assert.equal(fold(one), fold(other)))
}

const differ: [string, string][] = [
  ['Минск', 'Minsk'],
  ['Мир', 'Мар'],
  ['कि', 'की'],
  ['a b', 'ab'],
]
for (const [one, other] of differ) {
  test(`'${one}' stays apart from '${other}'`, () => assert.notEqual(fold(one), fold(other)))
}

test('words are what is between spaces, none for punctuation', () => {
  assert.deepEqual(foldWords('Ян-Павел, II'), ['ян', 'павел', 'ii'])
  assert.deepEqual(foldWords('…—'), [])
})

test('every code point folds to something that stays as it is', () => {
  for (let code = 0; code <= 0x10ffff; code++) {
    const folded = fold(String.fromCodePoint(code))
    if (fold(folded) !== folded) assert.fail(`U+${code.toString(16)}`)
  }
})

test('any string folds to words joined by single spaces, and folding twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(
          fc.integer({ min: 0, max: 0xffff }).map(n => String.fromCharCode(n)),
          fc.constantFrom('І', 'ь', '’', ' ', 'Σ', '\ud800', '\u0301'),
        ),
      }),
      text => {
        const folded = fold(text)
        assert.equal(fold(folded), folded)
        assert.equal(folded, folded.trim())
        assert.ok(!folded.includes('  '))
      },
    ),
    { numRuns: 2000 },
  )
})
