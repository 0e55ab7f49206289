import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { innerQuotes } from './quotes.ts'
import { createTexts } from './texts.ts'

test('quotation marks within quotation marks are those of the second level', () => {
  for (const lang of ['be', 'ru']) {
    assert.equal(innerQuotes('Акцыя «Памяць»', lang), 'Акцыя „Памяць“')
    assert.equal(innerQuotes('«Голас»: вечар "Лісты" і “Песні”', lang), '„Голас“: вечар „Лісты“ і „Песні“')
    assert.equal(innerQuotes('Вечар «Чытаем „Людзей на балоце“»', lang), 'Вечар „Чытаем «Людзей на балоце»“')
    assert.equal(innerQuotes('аб’яднанне ‘Х’', lang), 'аб’яднанне ‘Х’')
  }
  assert.equal(innerQuotes('An evening of ‘Letters’', 'en'), 'An evening of “Letters”')
  assert.equal(innerQuotes('Prisoners’ names: "Don’t forget"', 'en'), 'Prisoners’ names: “Don’t forget”')
  assert.equal(innerQuotes('The ‘people’s’ choir', 'en'), 'The “people’s” choir')
  assert.equal(innerQuotes('Акцыя «Памяць»', 'en'), 'Акцыя «Памяць»')
})

test('what does not come in pairs stays as it was written', () => {
  for (const text of ['5" of snow', '«Памяць', 'Памяць»', '»Памяць«', '„Памяць', 'a “b'])
    for (const lang of ['be', 'ru', 'en']) assert.equal(innerQuotes(text, lang), text)
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'«»„“”‘’"a '), { maxLength: 30 }), letters => {
      const text = letters.join('')
      const bare = (one: string) => one.replace(/[«»„“”‘’"]/g, '.')
      for (const lang of ['be', 'en']) assert.equal(bare(innerQuotes(text, lang)), bare(text))
    }),
  )
})

test('a text that quotes a value gives it the marks of the second level; elsewhere it stays', () => {
  const texts = createTexts(
    new Map([
      [
        'be',
        { 'ui.language.name': 'be', 'a.b': 'Падзея «{title}» чакае. {title}', 'a.c': '<b>«{title}»</b>' },
      ],
      ['en', { 'ui.language.name': 'en', 'a.b': '‘{title}’ waits. {title}', 'a.c': '<b>‘{title}’</b>' }],
    ]),
  )
  const title = 'Акцыя «Памяць»'
  assert.equal(texts.in('be')('a.b', { title }), 'Падзея «Акцыя „Памяць“» чакае. Акцыя «Памяць»')
  assert.equal(texts.in('en')('a.b', { title: 'The ‘choir’' }), '‘The “choir”’ waits. The ‘choir’')
  assert.throws(() => texts.in('be')('a.b', {}))
  assert.match(String(texts.in('be').rich('a.c', { title, b: inner => inner })), /«Акцыя „Памяць“»/)
})
