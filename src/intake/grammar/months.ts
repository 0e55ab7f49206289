import { isAt, tagAt } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import { close, type Reader } from './reader.ts'

/** 'JUNE' on a line of its own: the days that follow without a month are in it. Says whether the line is one. */
export function isMonth(reader: Reader, line: Parsed): boolean {
  const { head, segments } = line
  if (!head || segments.length > 1 || line.bullet || head.marks.dates.length > 0) return false
  const { reading } = head.marks
  if (reading.tokens.length > 5) return false
  let month: string | undefined
  let year = reader.calendar.year
  for (const [index, token] of reading.tokens.entries()) {
    const tag = tagAt(reading, index, 'month')
    if (tag && !month) month = tag.value
    else if (token.kind === 'number' && token.text.length === 4) year = Number(token.text)
    else if (token.kind !== 'mark' && !isAt(reading, index, 'filler', 'year')) return false
  }
  if (!month) return false
  close(reader)
  reader.near = `${year}-${month.padStart(2, '0')}-01`
  return true
}
