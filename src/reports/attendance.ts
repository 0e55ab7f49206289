import { readNumberWord } from './number-words.ts'

const MOST = 10_000_000
/** What stands later in a line says nothing more, in characters. */
const LOOKED_AT = 300
/** Not a lower bound: 'about', 'up to', 'fewer than'. */
const NO_BOUND =
  /(^|\s)(about|around|approximately|roughly|nearly|almost|circa|some|up to|at most|under|less than|fewer than|no more than|около|примерно|приблизительно|почти|порядка|до|меньше|менее|не более|не больше|каля|прыкладна|амаль|менш|меней|не болей|не больш|близько|приблизно|майже|менше|не більше|~|≈)(\s|$)/
/** These do give one, though a word of the others stands in them: 'at least', 'no fewer than'. */
const LEAST =
  /(^|\s)(at least|no fewer than|no less than|not less than|не менее|не меньше|не менш|не меней|не менше|хотя бы|минимум|мінімум|прынамсі|щонайменше)(\s|$)/
const MORE =
  /(^|\s)(more than|over|above|больше|более|свыше|больш|болей|звыш|понад|панад|більше|більш|над)(\s|$)/
/** 'Человек сто' is about a hundred. */
const AROUND_BY_ORDER = /(человек|чалавек|осіб|чоловік)$/
const A_FEW =
  /(^|\s)(a few|few|several|handful|couple|несколько|некалькі|кілька|декілька|горстка|пару|пара)(\s|$)/

/**
 * How many there were at least, by words in English, Belarusian, Russian or Ukrainian: 'more than a hundred' 100,
 * '100–120' 100, 'несколько десятков' 20, 'several people' 2. Null where the words give no lower bound: 'about 100',
 * 'up to 100', 'many'. A suggestion, which the writer corrects.
 */
export function readAtLeast(words: string): number | null {
  const text = words
    .slice(0, LOOKED_AT)
    .toLowerCase()
    .replace(/['’ʼ`]/g, '')
    .replace(/(\d)[\s\u00a0\u202f.,](?=\d{3}(?!\d))/g, '$1')
    .replace(/([~≈])/g, ' $1 ')
    .replace(/(\d)\s*[kк](?=\s|$)/g, '$1 k')
  const tokens = text.match(/\d+(?:[.,]\d+)?|[\p{L}]+|[~≈]/gu) ?? []
  const first = tokens.findIndex(isNumber)
  const before = ` ${tokens.slice(0, first < 0 ? undefined : first).join(' ')} `
  const isLeast = LEAST.test(before)
  if (!isLeast && (NO_BOUND.test(before) || (first > 0 && AROUND_BY_ORDER.test(before.trim())))) return null
  const isFew = A_FEW.test(before)
  if (first < 0) return isFew ? 2 : null
  const value = sumOf(tokens.slice(first), { several: isFew, one: isLeast || MORE.test(before) })
  return value >= 0 && value <= MOST ? Math.floor(value) : null
}

function isNumber(token: string, index: number, tokens: readonly string[]): boolean {
  if (/^\d/.test(token)) return true
  const word = readNumberWord(token)
  // 'A' counts only before what it multiplies.
  if (token === 'a' || token === 'an') return readNumberWord(tokens[index + 1] ?? '')?.times === true
  return word !== null
}

/** The first number of these words: '2 тысячи триста', 'a hundred and fifty', 'несколько сотен'. */
function sumOf(tokens: readonly string[], { several, one }: { several: boolean; one: boolean }): number {
  let sum = 0
  let part: number | null = null
  let last = Infinity
  for (const token of tokens) {
    if (token === 'and') continue
    const digits = /^\d/.test(token) ? Number(token.replace(',', '.')) : null
    if (digits !== null) {
      if (part !== null || sum > 0) break
      part = digits
      continue
    }
    const word = readNumberWord(token)
    if (!word) break
    if (word.times && (part === null || part < word.value)) {
      const alone = several || (word.many && !one) ? 2 : 1
      sum += (part ?? (sum === 0 ? alone : 1)) * word.value
      part = null
    } else {
      // A smaller one after a larger one goes on with it: 'сто двадцать'.
      if (word.value >= last) break
      part = (part ?? 0) + word.value
    }
    last = word.value
  }
  return sum + (part ?? 0)
}
