import { isAt, tagAt } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import { add, type Reader, reach } from './reader.ts'
import { hasRole, hasTitle } from './unit.ts'

/**
 * 'Programme' on a line of its own under a card, and what stands under it: 'Day 1', and hours until something else is
 * named. Says whether the line is one of them, and adds it to the card.
 */
export function isProgramme(reader: Reader, line: Parsed): boolean {
  const { open } = reader
  if (!open || open.isProse || reader.pending || !hasRole(open, 'key-when', 'key-date') || !hasTitle(open))
    return false
  if (isWord(line)) {
    open.programme = true
    reach(open, line)
    return true
  }
  if (!open.programme || !isDayNumber(line)) return false
  add(open, line, 'sub')
  return true
}

function isWord({ head, segments }: Parsed): boolean {
  if (!head || segments.length > 1) return false
  const { reading } = head.marks
  const first = reading.tokens.findIndex(token => token.kind === 'word')
  const tag = first < 0 ? undefined : tagAt(reading, first, 'key-programme')
  return tag !== undefined && reading.tokens.slice(tag.to).every(token => token.kind === 'mark')
}

/** 'Day 1', 'Дзень 2'. */
function isDayNumber({ head, segments }: Parsed): boolean {
  if (!head || segments.length > 1) return false
  const [word, number, ...more] = head.marks.reading.tokens
  return (
    word !== undefined &&
    isAt(head.marks.reading, 0, 'key-date') &&
    number?.kind === 'number' &&
    number.text.length === 1 &&
    more.every(token => token.kind === 'mark')
  )
}
