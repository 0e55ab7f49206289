import type { Draft } from '../draft.ts'
import type { DateMark } from './date-parts.ts'
import type { Segment } from './fields.ts'
import type { Reading } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import { hostsIn } from './links.ts'
import type { PlaceMark } from './place-mark.ts'
import type { TimeMark } from './time-mark.ts'
import { foldWord, type Token } from './tokens.ts'

/** A stretch of a line, in UTF-16 units of its cleaned text. */
export type Span = { from: number; to: number }

/** The stretches of a line between two places that the fields of a draft say already. */
export function usedBy(draft: Draft, line: Parsed, within: Span, link: string | undefined): Span[] {
  const used: Span[] = []
  const text = line.line.text
  for (const words of [draft.title, draft.venue, draft.attendance]) {
    const span = words ? findLoose(text, words, within) : undefined
    if (span) used.push(span)
  }
  if (link) {
    const at = text.indexOf(link)
    if (at >= 0) used.push({ from: at, to: at + link.length })
  }
  for (const segment of line.segments) used.push(...usedIn(draft, segment))
  return used.filter(span => span.from < within.to && span.to > within.from)
}

function usedIn(draft: Draft, segment: Segment): Span[] {
  const { marks, base, key } = segment
  const { tokens } = marks.reading
  const span = ({ from, to }: Span) => ({ from: base + tokens[from]!.from, to: base + tokens[to - 1]!.to })
  if (key === 'key-host' && draft.hosts === hostsIn(segment.text)) return [whole(segment)]
  if (key === 'key-where' && isSaid(marks.reading, draft)) return [whole(segment)]
  return [
    ...marks.times.filter(mark => isTime(draft, mark)).map(span),
    ...marks.dates.filter(mark => isDay(draft, mark)).map(span),
    ...marks.places.filter(mark => isPlace(draft, mark)).map(span),
  ]
}

/** Whether a stretch tells an hour that no field has: 'start 18:00' after 'gathering 17:30'. */
export function hasOtherTime(draft: Draft, line: Parsed, within: Span): boolean {
  return line.segments.some(({ base, marks }) =>
    marks.times.some(mark => {
      const at = base + marks.reading.tokens[mark.from]!.from
      return at >= within.from && at < within.to && !isTime(draft, mark)
    }),
  )
}

function whole({ base, text }: Segment): Span {
  return { from: base, to: base + text.length }
}

/** Whether all words of a place stand in the venue, the town or the country. */
function isSaid({ tokens }: Reading, draft: Draft): boolean {
  const words = new Set((draft.venue ?? '').split(/[^\p{L}\p{N}]+/u).map(foldWord))
  return (
    draft.venue !== undefined &&
    tokens.filter(token => token.kind === 'word' && !token.upper).every(token => words.has(token.fold))
  )
}

function isTime({ start, end }: Draft, mark: TimeMark): boolean {
  const isSame = (told: string | undefined) => told === undefined || told === start || told === end
  return isSame(mark.start) && isSame(mark.end)
}

function isDay({ date, endDate }: Draft, mark: DateMark): boolean {
  if (mark.day === undefined) return true
  const days = [date, endDate].map(day => Number(day?.slice(8)))
  return days.includes(mark.day) && (!mark.end || days.includes(mark.end.day))
}

function isPlace({ placeId, country, zone }: Draft, mark: PlaceMark): boolean {
  if (mark.city) return mark.city.id === placeId
  if (mark.region) return mark.region.id === placeId
  return mark.country === country && zone !== undefined
}

/** Where words stand, whatever spaces and stars of Markdown are between them. */
function findLoose(text: string, words: string, { from, to }: Span): Span | undefined {
  // The first letter of a title may have been made a capital.
  const rest = words.slice(1)
  const at = rest.length < 2 ? -1 : text.indexOf(rest, from + 1)
  if (at > from && at + rest.length <= to && text[at - 1]!.toLowerCase() === words[0]!.toLowerCase())
    return { from: at - 1, to: at + rest.length }
  if (!/\*\*|__|\s\s/.test(text)) return undefined
  const pattern = words
    .split(/\s+/)
    .map(word => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('[\\s*_]+')
  const found = new RegExp(pattern, 'iu').exec(text.slice(from, to))
  return found ? { from: from + found.index, to: from + found.index + found[0].length } : undefined
}

/** The tokens of a line inside a stretch, with the readings that they belong to. */
export function tokensIn(line: Parsed, span: Span): { reading: Reading; index: number; token: Token }[] {
  return line.segments.flatMap(({ base, marks: { reading } }) =>
    reading.tokens.flatMap((token, index) =>
      base + token.from >= span.from && base + token.to <= span.to ? [{ reading, index, token }] : [],
    ),
  )
}
