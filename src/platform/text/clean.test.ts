import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { assertGrowsEvenly } from '#testing/growth.ts'
import { cleanLine, cleanText, csvCell, dropUnsafe } from './clean.ts'

const NASTY = [
  '\0',
  '\x07',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\x85',
  '\xad',
  '\u034f',
  '\u061c',
  '\u200b',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u2028',
  '\u202e',
  '\u2066',
  '\u2069',
  '\u2060',
  '\ufeff',
  '\ufffd',
  '\ufffe',
  '\ufffc',
  '\ud800',
  '\udc00',
  '\ufe0f',
  '\ufe00',
  '\u{e0041}',
  '\u{e0100}',
  '\u3164',
  '\u0301',
  '\u0306',
  'у',
  'і',
  'e',
  'ў',
  '❤',
  '👩',
  '🏽',
  '🏴',
  'ا',
  'ש',
  'क',
  ' ',
  '\u00a0',
  '=',
  '"',
]
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...NASTY), { maxLength: 30 }).map(list => list.join('')),
)
const FORBIDDEN =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\u200b\u2060\ufeff\ufffd\ufffe\uffff]|\p{Surrogate}|\u{e0000}|[\u{e0100}-\u{e01ef}]/u

test('ordinary text of any language stays as it is', () => {
  for (const text of [
    'Саша Ўладзімірава — «Дзень салідарнасці», м. Мінск',
    'Zmicier Łacinka: ŭ ś ć ž',
    'Rugsėjo 5 d., Vilnius',
    "O'Neill; a \\ b",
    'שלום\u200f (a)',
    'می\u200cخواهم',
    'क्\u200dष',
    '👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 👍🏽',
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  ]) {
    assert.equal(cleanLine(text), text)
    assert.equal(cleanText(text), text)
    assert.equal(dropUnsafe(text), text)
  }
})

test('what hides or turns text is taken out', () => {
  assert.equal(cleanLine('abc\u202efdp.exe'), 'abcfdp.exe')
  assert.equal(cleanLine('\u2066a\u2069 \u200eb\u200f'), 'a b')
  assert.equal(cleanLine('pa\u200bss\u00adwo\u2060rd\ufeff'), 'password')
  assert.equal(cleanLine('x\u200dy'), 'xy')
  assert.equal(cleanLine('a\ud800b\udfffc\ufffd'), 'abc')
  assert.equal(cleanLine('a\u{e0061}\u{e0062}'), 'a')
  assert.equal(cleanLine(`e${'\u0489'.repeat(40)}`).length, 7)
})

test('one line and several lines', () => {
  assert.equal(cleanLine('  a \t b\r\n\u2028c\u00a0 '), 'a b c')
  assert.equal(cleanText(' a  \r\n b\rc\u2028\n\n\nd\n'), 'a\n b\nc\n\nd')
  assert.equal(dropUnsafe('a\r\nb\rc\x85d\n'), 'a\nb\nc\nd\n')
  assert.equal(cleanLine('И\u0306'), 'Й')
  assert.equal(cleanLine('у\u0306'), 'ў')
})

test('cleaning leaves nothing unsafe, and nothing to clean', () => {
  fc.assert(
    fc.property(texts, text => {
      for (const clean of [cleanLine, cleanText, dropUnsafe]) {
        const once = clean(text)
        assert.doesNotMatch(once, FORBIDDEN)
        assert.equal(clean(once), once)
      }
      assert.doesNotMatch(cleanLine(text), /[\n\t]| {2}|^ | $/)
      assert.equal(cleanText(text), cleanText(text).normalize('NFC'))
    }),
    { numRuns: 5000 },
  )
})

test('a long hostile text is cleaned in time that grows with its length', async () => {
  for (const bit of [
    '\u200d',
    '👩\u200d',
    '\n \n',
    ' \t',
    '\u0301\u0489',
    '\ufe0f',
    '\u{1f3f4}\u{e0061}',
    'a\u202e\u0301',
  ])
    for (const clean of [cleanLine, cleanText]) await assertGrowsEvenly(clean, bit.repeat(50_000))
})

test('cells of a spreadsheet are never formulas', () => {
  assert.equal(csvCell('=1+1'), `"'=1+1"`)
  assert.equal(csvCell('+375 29 000'), `"'+375 29 000"`)
  assert.equal(csvCell(' @SUM(A1)'), `"' @SUM(A1)"`)
  assert.equal(csvCell('＝1'), `"'＝1"`)
  assert.equal(csvCell('-5'), '-5')
  assert.equal(csvCell(-5.5), '-5.5')
  assert.equal(csvCell('Minsk'), 'Minsk')
  assert.equal(csvCell('a "b", c'), '"a ""b"", c"')
})

test('a cell read back by the rules of RFC 4180 is the text, or the text behind an apostrophe', () => {
  fc.assert(
    fc.property(texts, text => {
      const cell = csvCell(text)
      const quoted = cell.startsWith('"')
      if (!quoted) assert.doesNotMatch(cell, /[",\r\n]/)
      else assert.match(cell, /^"([^"]|"")*"$/s)
      const back = quoted ? cell.slice(1, -1).replaceAll('""', '"') : cell
      assert.ok(back === text || back === `'${text}`)
      if (!/^[+-]?\d+([.,]\d+)?$/.test(back)) assert.doesNotMatch(back, /^\s*[=+\-@]|^[\t\r]/)
    }),
    { numRuns: 2000 },
  )
})
