import { gluedAt, type Reading, tagAt, textAt } from './lexicon.ts'

/** A date as it is written, before it is known which year or month it means. Tokens `from` to `to` (excluded). */
export type DateMark = {
  readonly from: number
  readonly to: number
  readonly day?: number
  readonly month?: number
  readonly year?: number
  /** The last day of a range; month 0 is the month of the first. */
  readonly end?: { readonly day: number; readonly month: number; readonly year?: number }
  /** ISO 8601: 1 is Monday. */
  readonly weekday?: number
  /** 'Until May 24': only the end is told, and it stands in `day` and `month`. */
  readonly until?: boolean
  /** Both numbers could be the month. */
  readonly unclear?: boolean
}

export type Found = Omit<DateMark, 'from' | 'to' | 'weekday'> & { to: number }

export function numberAt(reading: Reading, index: number, least: number, most: number): number | undefined {
  const token = reading.tokens[index]
  if (token?.kind !== 'number' || token.text.length > 4) return undefined
  const value = Number(token.text)
  return value >= least && value <= most ? value : undefined
}

export const isDash = (text: string) => text === '-' || text === '–' || text === '/'

export function yearAt(reading: Reading, index: number): number | undefined {
  const text = textAt(reading, index)
  if (reading.tokens[index]?.kind !== 'number') return undefined
  if (text.length === 4) return numberAt(reading, index, 1990, 2100)
  if (text.length === 2) return Number(text) >= 15 && Number(text) <= 60 ? 2000 + Number(text) : undefined
  return undefined
}

/** After a dash, or a word for 'to': where the second date may begin. */
export function skipRangeMark(reading: Reading, index: number): number | undefined {
  const text = textAt(reading, index)
  if (text === '-' || text === '–') return textAt(reading, index + 1) === text ? index + 2 : index + 1
  const until = tagAt(reading, index, 'until')
  return until ? until.to : undefined
}

export function skipWeekday(reading: Reading, index: number): number {
  let at = index
  const mark = textAt(reading, at)
  if (mark === ',' || mark === '(') at++
  const weekday = tagAt(reading, at, 'weekday')
  if (!weekday) return index
  at = weekday.to
  if (textAt(reading, at) === ')' || textAt(reading, at) === ',') at++
  return at
}

const ordinals = new Set([
  'st',
  'nd',
  'rd',
  'th',
  'го',
  'га',
  'ха',
  'е',
  'а',
  'и',
  'ха',
  'ое',
  'ае',
  'ого',
  'ага',
  'ho',
  'ha',
  'je',
])

export function dayAt(reading: Reading, index: number): { day: number; to: number } | undefined {
  const day = numberAt(reading, index, 1, 31)
  if (!day || reading.tokens[index]!.text.length > 2) return undefined
  let to = index + 1
  if (
    textAt(reading, to) === '-' &&
    gluedAt(reading, to) &&
    gluedAt(reading, to + 1) &&
    ordinals.has(reading.tokens[to + 1]?.fold ?? '')
  )
    to += 2
  else if (gluedAt(reading, to) && ordinals.has(reading.tokens[to]?.fold ?? '')) to++
  else if (gluedAt(reading, to) && reading.tokens[to]?.kind === 'word') return undefined
  else if (textAt(reading, to) === '.' && gluedAt(reading, to) && !gluedAt(reading, to + 1)) to++
  return { day, to }
}

export function skipJoin(reading: Reading, index: number): number | undefined {
  const text = textAt(reading, index)
  if (text === ',' || text === '/') {
    const after = tagAt(reading, index + 1, 'and')
    return after ? after.to : index + 1
  }
  return skipRangeMark(reading, index) ?? tagAt(reading, index, 'and')?.to
}

export function monthAt(reading: Reading, index: number): { month: number; to: number } | undefined {
  let at = index
  if (isDash(textAt(reading, at)) && gluedAt(reading, at) && gluedAt(reading, at + 1)) at++
  const of = tagAt(reading, at, 'of')
  if (of && reading.tokens[at]!.fold === 'of') at = of.to
  const tag = tagAt(reading, at, 'month')
  if (!tag) return undefined
  const isShort = reading.tokens[at]!.text.length <= 5
  return {
    month: Number(tag.value),
    to: isShort && textAt(reading, tag.to) === '.' && gluedAt(reading, tag.to) ? tag.to + 1 : tag.to,
  }
}

export function yearAfter(reading: Reading, index: number): { year: number; to: number } | undefined {
  const at = textAt(reading, index) === ',' ? index + 1 : index
  if (reading.tokens[at]?.text.length !== 4) return undefined
  const year = yearAt(reading, at)
  if (!year) return undefined
  const word = tagAt(reading, at + 1, 'year')
  if (!word) return { year, to: at + 1 }
  return { year, to: textAt(reading, word.to) === '.' && gluedAt(reading, word.to) ? word.to + 1 : word.to }
}
