/**
 * Folds a name or a search text of any script, so that spellings of one script that differ only in case, diacritics,
 * apostrophes, soft signs, punctuation or look-alike national letters become equal: 'Łódź' and 'lodz', 'Сьвятлана' and
 * 'Святлана', 'Мінськ' and 'Минск'. Scripts are kept apart: nothing is transliterated. Returns words joined by single
 * spaces, '' when no letter or digit is left. Refuses nothing: lone surrogates count as spaces. Idempotent.
 * Follows Unicode NFKD (UAX 15) and its default lower-casing.
 */
export function fold(text: string): string {
  if (plain.test(text)) return text
  return text
    .replace(apostrophes, '')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(dropped, '')
    .replace(special, letter => letters[letter] ?? '')
    .replace(separators, ' ')
    .trim()
}

/** Folds a text and gives its words. */
export function foldWords(text: string): string[] {
  const folded = fold(text)
  return folded === '' ? [] : folded.split(' ')
}

const plain = /^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/

const apostrophes = /['’‘‛`´ʹʺʻʼʽˈˊˋ′‵＇\u055a\u05f3]/g

// Marks that only colour a letter (Latin, Greek, Cyrillic, Hebrew, Arabic); the vowel signs of Indic scripts are letters.
const dropped = new RegExp(
  [
    '[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]',
    '[\\u0591-\\u05bd\\u05bf\\u05c1-\\u05c7\\u064b-\\u065f\\u0670]',
    '[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]',
    "[ьъ'`’ʹʼ]",
  ].join('|'),
  'g',
)

const separators = /[^\p{L}\p{N}\p{M}]+/gu

// й, ў, ї and ё have already lost their marks here.
const letters: Record<string, string> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ə: 'e',
  ς: 'σ',
  і: 'и',
  ы: 'и',
  ј: 'и',
  э: 'е',
  є: 'е',
  ѣ: 'е',
  ґ: 'г',
  љ: 'л',
  њ: 'н',
}
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')
