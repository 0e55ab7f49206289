import { isAt } from './lexicon.ts'
import { type Marks, markText } from './marks.ts'
import type { Style } from './style.ts'

/** The sentences of a line from a place on, and the clauses of those that tell of two events. */
export function splitEvents(text: string, from: number, style: Style): Span[] {
  return splitSentences(text, from).flatMap(span =>
    splitRow(text, span, style).flatMap(part => splitClauses(text, part, style)),
  )
}

/** 'Marchers in Lyon …; Turku held a vigil; in Ghent, runners …': each part has its town and says what happened. */
function splitRow(text: string, span: Span, style: Style): Span[] {
  const cuts: number[] = []
  for (let at = text.indexOf(';', span.from); at >= 0 && at < span.to; at = text.indexOf(';', at + 1))
    cuts.push(at + 1)
  if (cuts.length === 0 || cuts.length > 8) return [span]
  const edges = [span.from, ...cuts, span.to]
  const parts = edges
    .slice(1)
    .map((to, order) => ({ from: edges[order]!, to, ...(order > 0 ? { isClause: true } : {}) }))
  const isWhole = parts.every(({ from, to }) => {
    const { places, kinds } = markText(text.slice(from, to), style)
    return places.some(place => place.city) && kinds.some(kind => kind.level > 0)
  })
  return isWhole ? parts : [span]
}

type Span = { readonly from: number; readonly to: number; readonly isClause?: boolean }

/** '… on 21 May there was a picket, and on 22 May cards were written': two events in a sentence, cut at the comma before the second day or hour. */
function splitClauses(text: string, span: Span, style: Style): Span[] {
  const marks = markText(text.slice(span.from, span.to), style)
  const days = marks.dates.filter(mark => mark.day !== undefined && !mark.until)
  const hours = marks.times.filter(mark => mark.start && mark.role === undefined)
  const second = days.length > 1 ? days[1] : hours.length > 1 ? hours[1] : undefined
  if (!second) return splitTowns(marks, span)
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

/** '… a rally in Lyon; in Turku runners circled the lake': cut before the second town, when each half says what happened. */
function splitTowns({ reading, places, kinds }: Marks, span: Span): Span[] {
  const { tokens } = reading
  const towns = places.filter(
    place => place.city && !place.joined && place.strength >= 3 && place.by !== 'pair',
  )
  const [first, second] = towns
  if (!first || !second || first.city!.id === second.city!.id) return [span]
  let cut = second.from
  while (cut > first.to && !/^[,;]$/.test(tokens[cut - 1]!.text)) cut--
  if (cut <= first.to || second.from - cut > 3) return [span]
  const tells = (from: number, to: number) =>
    kinds.some(kind => kind.level > 0 && !kind.quoted && kind.from >= from && kind.to <= to) &&
    tokens.slice(from, to).some((_, index) => isAt(reading, from + index, 'took-place'))
  if (!tells(0, cut) || !tells(cut, tokens.length)) return [span]
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
