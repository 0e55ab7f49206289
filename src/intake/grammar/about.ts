import type { Draft } from '../draft.ts'
import { isAt } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import { linkIn } from './links.ts'
import { splitSentences } from './sentences.ts'
import { indexOf, placeIn } from './text.ts'
import { hasOtherTime, type Span, tokensIn, usedBy } from './used.ts'

const LONGEST = 2_000

/**
 * The words of a draft's source that none of its fields took, a line for each line, and the first web address in it:
 * so that nothing that was pasted is lost. `lines` are those of the whole `text`.
 */
export function restOf(draft: Draft, lines: readonly Parsed[], text: string): Pick<Draft, 'about' | 'link'> {
  const link = linkIn(draft.source)
  const told: string[] = []
  let length = 0
  for (let at = lineAt(lines, draft.from); at < lines.length && lines[at]!.line.from < draft.to; at++) {
    const line = lines[at]!
    if (line.isBlank || length > LONGEST) continue
    const rest = restOfLine(draft, line, text, link)
    if (rest) told.push(rest)
    length += rest.length
  }
  const about = shorten(told.join('\n'))
  return { ...(about ? { about } : {}), ...(link ? { link } : {}) }
}

/** The index of the line in which an offset of the whole text lies. */
function lineAt(lines: readonly Parsed[], offset: number): number {
  let [low, high] = [0, lines.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (lines[middle]!.line.to < offset) low = middle + 1
    else high = middle
  }
  return low
}

function restOfLine(draft: Draft, line: Parsed, text: string, link: string | undefined): string {
  const from = Math.max(line.skip, indexOf(line.line, draft.from))
  const to = Math.min(line.line.text.trimEnd().length, indexOf(line.line, draft.to))
  if (from >= to) return ''
  const used = usedBy(draft, line, { from, to }, link)
  const kept: Span[] = []
  for (const part of partsOf(line, from, to)) {
    const isFresh = part.from !== kept.at(-1)?.to
    const left = hasOtherTime(draft, line, part) ? [part] : leftIn(line, part, used)
    for (const span of left) {
      const last = kept.at(-1)
      if (last && !isFresh && last.to === span.from) last.to = span.to
      else kept.push({ ...span })
    }
  }
  return kept
    .map(span => clean(text.slice(placeIn(line.line, span.from), placeIn(line.line, span.to)), link))
    .filter(Boolean)
    .join(' ')
}

/** The sentences of a line, cut at its keys as well. */
function partsOf({ line, segments }: Parsed, from: number, to: number): Span[] {
  const cuts = segments.slice(1).map((_, at) => segments[at]!.base + segments[at]!.text.length)
  return splitSentences(line.text.slice(0, to), from).flatMap(span => {
    const inner = cuts.filter(cut => cut > span.from && cut < span.to)
    const edges = [span.from, ...inner, span.to]
    return inner.length === 0 ? [span] : edges.slice(1).map((edge, at) => ({ from: edges[at]!, to: edge }))
  })
}

/** The whole part when no field took anything of it, else the stretches between what was taken that say something. */
function leftIn(line: Parsed, part: Span, used: readonly Span[]): Span[] {
  const taken = used.filter(span => span.from < part.to && span.to > part.from)
  if (taken.length === 0) return /\p{L}/u.test(line.line.text.slice(part.from, part.to)) ? [part] : []
  const left: Span[] = []
  let at = part.from
  for (const span of [...taken.toSorted((a, b) => a.from - b.from), { from: part.to, to: part.to }]) {
    if (span.from > at) left.push({ from: at, to: span.from })
    at = Math.max(at, span.to)
  }
  return left.filter(span => saysMore(line, span))
}

const small = [
  'in',
  'on',
  'at',
  'of',
  'from',
  'until',
  'and',
  'article',
  'filler',
  'weekday',
  'year',
  'hour',
  'am',
  'pm',
  'morning',
  'afternoon',
  'evening',
  'night',
  'start',
  'gather',
  'finish',
  'cancelled',
  'time',
  'local',
  'zone',
] as const

function saysMore(line: Parsed, span: Span): boolean {
  const all = tokensIn(line, span)
  // 'Cancelled (was …'
  if (all.length < 6 && all.some(({ reading, index }) => isAt(reading, index, 'cancelled'))) return false
  return all.some(
    ({ reading, index, token }) =>
      (token.kind === 'word' && token.text.length > 1 && !isAt(reading, index, ...small)) ||
      (token.kind === 'mark' && token.text.length > 4),
  )
}

function clean(text: string, link: string | undefined): string {
  const trimmed = (link ? text.replace(link, '') : text)
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.;:|•–—)\]-]+|[\s,;:|•–—([-]+$/gu, '')
  const open = trimmed.split('(').length - trimmed.split(')').length
  return open > 0 ? `${trimmed})` : open < 0 ? trimmed.replace(/\)(?=[^)]*$)/, '') : trimmed
}

function shorten(text: string): string {
  if (text.length <= LONGEST) return text
  const cut = Math.max(text.lastIndexOf(' ', LONGEST), text.lastIndexOf('\n', LONGEST))
  return `${text.slice(0, cut > 40 ? cut : LONGEST)}…`
}
