import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessOtherLanguage } from './guess-language.ts'

const TEXTS = {
  be: 'Вечар лістоў\nМы пішам лісты людзям за кратамі. Прыходзьце ў бібліятэку.',
  ru: 'Вечер писем\nМы пишем письма людям за решёткой. Приходите в библиотеку.',
  uk: 'Вечір листів\nМи пишемо листи людям за ґратами. Приходьте до бібліотеки.',
  en: 'Evening of letters\nWe write to people in prison. Bring the envelopes and a pen.',
}
const LACINKA = 'Viečar listoŭ\nMy pišam listy ludziam za kratami. Prychodźcie ŭ biblijateku.'

test('a text that is plainly in another language says in which', () => {
  for (const [is, text] of Object.entries(TEXTS))
    for (const said of ['be', 'ru', 'uk']) {
      const expected = said === is ? null : is
      assert.equal(guessOtherLanguage(text, said), expected, `${is} called ${said}`)
    }
  for (const said of ['en', 'pl', 'de']) {
    assert.equal(guessOtherLanguage(TEXTS.be, said), 'be')
    assert.equal(guessOtherLanguage(TEXTS.ru, said), 'ru')
    assert.equal(guessOtherLanguage(TEXTS.en, said), null, 'Latin letters could be any of them')
  }
  assert.equal(guessOtherLanguage(LACINKA, 'en'), 'be')
  assert.equal(guessOtherLanguage(LACINKA, 'be'), null)
})

test('a name, a quote or a short word is no reason to ask', () => {
  for (const [text, said] of [
    ['', 'ru'],
    ['Акция', 'be'],
    ['Vilnius, Vilniaus gatvė 1', 'ru'],
    ['21.05, 19:00', 'be'],
    ['Акция «Хлопец» памяти Віталя Ашурка в библиотеке: письма, свечи, тишина и разговор', 'ru'],
    ['Мы пішам лісты: «Приди», і чытаем вершы ў бібліятэцы', 'be'],
    ['Letters to Яна Арабейка', 'en'],
  ] as const)
    assert.equal(guessOtherLanguage(text, said), null, text)
})
