import { isAt } from './lexicon.ts'
import { markText } from './marks.ts'
import type { Style } from './style.ts'

/** The sentences of a line from a place on, and the clauses of those that tell of two events. */
export function splitEvents(text: string, from: number, style: Style): Span[] {
  return splitSentences(text, from).flatMap(span => splitClauses(text, span, style))
}

type Span = { readonly from: number; readonly to: number; readonly isClause?: boolean }

/** '… on 21 May there was a picket, and on 22 May cards were written': two events in a sentence, cut at the comma before the second day or hour. */
function splitClauses(text: string, span: Span, style: Style): Span[] {
  const marks = markText(text.slice(span.from, span.to), style)
  const days = marks.dates.filter(mark => mark.day !== undefined && !mark.until)
  const hours = marks.times.filter(mark => mark.start && mark.role === undefined)
  const second = days.length > 1 ? days[1] : hours.length > 1 ? hours[1] : undefined
  if (!second) return [span]
  const { tokens } = marks.reading
  let cut = second.from
  while (cut > 0 && !/^[,;–]$/.test(tokens[cut - 1]!.text)) cut--
  // 'after it, at 18:00, a concert': the words between two commas go with the second.
  if (cut > 0 && second.from - cut < 2) {
    let earlier = cut - 1
    while (earlier > 0 && !/^[,;–]$/.test(tokens[earlier - 1]!.text)) earlier--
    if (earlier > 0 && isAt(marks.reading, earlier, 'afterwards')) cut = earlier
  }
  const isKind = (from: number, to: number) =>
    marks.kinds.some(kind => kind.level > 0 && kind.from >= from && kind.to <= to)
  if (cut === 0 || !isKind(0, cut) || !isKind(cut, tokens.length)) return [span]
  const at = span.from + tokens[cut]!.from
  return [
    { from: span.from, to: at },
    { from: at, to: span.to, isClause: true },
  ]
}

export function isQuote(sentence: string): boolean {
  const start = sentence.trimStart()
  return /^["–]/.test(start)
}

/** Where the sentences of a line begin and end. Abbreviations ('g.', 'St.', 'вул.') end none. */
export function splitSentences(text: string, from: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  let start = from
  let isQuoted = false
  for (let index = from; index < text.length; index++) {
    const letter = text[index]!
    if (letter === '"') isQuoted = !isQuoted
    if (letter !== '.' && letter !== '!' && letter !== '?' && letter !== '…') continue
    let end = index + 1
    while (end < text.length && /[.!?…")\]']/.test(text[end]!)) {
      if (text[end] === '"') isQuoted = false
      end++
    }
    const next = nextLetter(text, end)
    if (next === end && next < text.length) continue
    if (next < text.length && !/[\p{Lu}\p{N}"'([–]/u.test(text[next]!)) continue
    if (letter === '.' && isAbbreviation(text, start, index)) continue
    found.push({ from: start, to: end })
    start = next
    index = end - 1
  }
  if (start < text.length && /[\p{L}\p{N}]/u.test(text.slice(start)))
    found.push({ from: start, to: text.length })
  return found
}

function nextLetter(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] === ' ') at++
  return at
}

const short = new Set(
  'st dr mr mrs ms prof no nr vs im ul al pl g г вул ул пл пр пер зав д б р м св сьв кв гл ст напр им ім праф проф тав str tel'.split(
    ' ',
  ),
)

function isAbbreviation(text: string, start: number, dot: number): boolean {
  let at = dot
  while (at > start && dot - at < 6 && /\p{L}/u.test(text[at - 1]!)) at--
  const word = text.slice(at, dot)
  return isShort(word)
}

/** Whether a word before a point is an abbreviation or an initial. */
export function isShort(word: string): boolean {
  return (word.length === 1 && word !== word.toLowerCase()) || short.has(word.toLowerCase())
}
