import { isAt, type Reading } from './lexicon.ts'
import type { Taken } from './place-mark.ts'

export type Before = 'in' | 'the' | 'from' | 'people' | 'start' | 'comma' | 'joins' | 'other' | 'no'

/** What stands before a name. */
export function beforeOf(reading: Reading, index: number, taken: Taken): Before {
  const previous = reading.tokens[index - 1]
  if (!previous || taken[index - 1]) return 'start'
  if (previous.kind === 'mark') {
    if (previous.text === '"' || previous.text === "'") return isOpening(reading, index - 1) ? 'no' : 'other'
    if (previous.text === '@') return 'no'
    if (previous.text === '-' && previous.glued && reading.tokens[index]!.glued) return 'no'
    return previous.text === ',' ? 'comma' : 'start'
  }
  if (previous.kind === 'number') return 'other'
  if (isAt(reading, index - 1, 'street-before') && !isAt(reading, index - 1, 'in')) return 'no'
  // 'Finish in Gdynia'
  if (isIn(reading, index - 1)) return isAt(reading, index - 2, 'finish') ? 'from' : 'in'
  if (nearby.has(previous.fold) && index > 1 && isIn(reading, index - 2)) return 'in'
  if (isAt(reading, index - 1, 'of') || previous.fold === 'de') return ofOf(reading, index)
  if (isAt(reading, index - 1, 'origin', 'until')) return 'from'
  if (isAt(reading, index - 1, 'article')) {
    if (isAt(reading, index + 1, 'diaspora')) return 'people'
    return beforeOf(reading, index - 1, taken) === 'in' ? 'the' : 'no'
  }
  // 'беларусы Вільні', 'у цэнтры Варшавы', 'город Гродно'
  if (isAt(reading, index - 1, 'embassy')) return 'no'
  if (isAt(reading, index - 1, 'centre') && !previous.upper && !latin.test(previous.text)) return 'in'
  if (isAt(reading, index - 1, 'diaspora') && previous.kind === 'word') return 'people'
  if (isAt(reading, index - 1, 'and')) return 'other'
  if (reading.tags[index - 1]!.some(tag => tag.group === 'joins' && tag.language !== 'en')) return 'joins'
  if (isAt(reading, index - 1, 'online', 'also', 'there')) return 'start'
  return 'other'
}

// 'in nearby Kaunas'
const nearby = new Set(
  'nearby neighbouring neighboring соседнем соседнеи суседним суседняи сусиднему сусидниому сусиднии susiednim susiedniaj'.split(
    ' ',
  ),
)

const prepositions = new Set([
  'in',
  'у',
  'в',
  'ва',
  'во',
  'ув',
  'u',
  'w',
  'va',
  'near',
  'through',
  'across',
  'под',
  'пад',
])

const latin = /[a-z]/i

function isIn(reading: Reading, index: number): boolean {
  return prepositions.has(reading.tokens[index]!.fold)
}

function isOpening(reading: Reading, index: number): boolean {
  let quotes = 0
  for (let at = 0; at < index; at++) if (reading.tokens[at]!.text === '"') quotes++
  return quotes % 2 === 0
}

/** 'in the centre of Warsaw', 'Belarusians of Scotland'; but not 'the embassy of Lithuania', 'the history of Minsk'. */
function ofOf(reading: Reading, index: number): Before {
  if (isAt(reading, index - 2, 'embassy')) return 'no'
  if (isAt(reading, index - 2, 'centre')) return 'in'
  if (isAt(reading, index - 2, 'diaspora')) return 'people'
  return 'other'
}
