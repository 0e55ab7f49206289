import type { Draft, Unread } from '../draft.ts'
import { findTag } from './lexicon.ts'
import type { Parsed } from './lines.ts'

const LONGEST = 300
const MOST = 200

/**
 * The lines that tell a day or an hour and stand in no draft. Headings count only when no draft follows them; what holds
 * for the whole page ('Updated on …', 'all at noon') is in `passed`, by index of its line.
 */
export function findUnread(
  lines: readonly Parsed[],
  drafts: readonly Draft[],
  { passed, year }: { passed: ReadonlySet<number>; year: number },
): Unread[] {
  const unread: Unread[] = []
  const spans = drafts.map(({ from, to }) => ({ from, to })).sort((a, b) => a.from - b.from)
  const dated = lines.filter(line => !passed.has(line.index) && isDated(line, year))
  const first = spans[0]?.from ?? Number.POSITIVE_INFINITY
  let at = 0
  let reach = 0
  for (const [index, line] of dated.entries()) {
    const { from, to } = line.line
    while (at < spans.length && spans[at]!.from <= to) reach = Math.max(reach, spans[at++]!.to)
    if (reach > from || unread.length >= MOST) continue
    const isOver = from < first && first < Number.POSITIVE_INFINITY
    if (isHeading(line)) {
      const next = dated.slice(index + 1, index + 50).find(isHeading)?.line.from ?? Number.POSITIVE_INFINITY
      const under = spans[at]?.from ?? Number.POSITIVE_INFINITY
      if (isOver || under < next || isRange(line)) continue
    } else if (isOver && !hasHour(line)) continue
    unread.push({ line: line.index + 1, text: shown(line) })
  }
  return unread
}

function isDated(line: Parsed, year: number): boolean {
  if (line.isBlank || line.shape === 'noise' || line.shape === 'appeal') return false
  if (hasHour(line)) return true
  return line.segments.some(({ marks }) => {
    const days = marks.dates.filter(
      mark => mark.day !== undefined && !mark.until && (mark.year === undefined || mark.year === year),
    )
    const isTold = line.shape !== 'prose' || (marks.kinds.length > 0 && !findTag(marks.reading, 'past'))
    return days.length > 0 && isTold
  })
}

function hasHour({ segments }: Parsed): boolean {
  return segments.some(({ marks }) => marks.times.some(({ role }) => role !== 'hours' && role !== 'doors'))
}

/** A day by itself, perhaps with a place or a title: it may hold for the lines under it. */
function isHeading(line: Parsed): boolean {
  if (hasHour(line)) return false
  return line.shape === 'heading' || (!line.bullet && (line.shape === 'title' || line.shape === 'slot'))
}

function isRange({ segments }: Parsed): boolean {
  return segments.some(({ marks }) => marks.dates.some(mark => mark.end))
}

function shown({ line, skip }: Parsed): string {
  const text = line.text.slice(skip).replace(/\s+/g, ' ').trim()
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
