import type { Key } from '#intake/grammar/languages/vocabulary.ts'
import type { Segment } from './fields.ts'
import { readWords } from './lexicon.ts'
import { markText } from './marks.ts'
import type { Style } from './style.ts'
import type { Line } from './text.ts'

/** A row of a table: a segment for each cell that is not empty, under the key of its column. */
export type Row = readonly Segment[]

const separators = ['|', ';', ','] as const
const MOST_CELLS = 40

/**
 * Finds tables (cells between bars, tabs, semicolons or commas) whose first row names its columns in any of the
 * languages, and gives their rows by line. The rows of headings and rules are there as empty rows.
 */
export function findTables(lines: readonly Line[], style: Style): Map<number, Row> {
  const rows = new Map<number, Row>()
  for (let index = 0; index < lines.length; index++) {
    const header = headerOf(lines[index]!.text)
    if (!header) continue
    rows.set(index, [])
    let next = index + 1
    let misses = 0
    for (; next < lines.length && misses < 2; next++) {
      const { text } = lines[next]!
      if (text.trim() === '') {
        misses++
        continue
      }
      if (next > index + 1 && headerOf(text)) break
      if (/^[\s|:+\-–=]+$/.test(text)) rows.set(next, [])
      else {
        const cells = cut(text, header.separator)
        if (cells.length < 2) break
        rows.set(next, rowOf(cells, header.keys, style))
      }
      misses = 0
    }
    index = next - 1
  }
  return rows
}

type Cell = { text: string; base: number }

function headerOf(text: string): { separator: string; keys: (Key | undefined)[] } | undefined {
  for (const separator of separators) {
    if (text.length > 400 || !text.includes(separator) || hour.test(text)) continue
    const cells = cut(text, separator)
    if (cells.length < 3) continue
    const keys = cells.map(cell => keyOf(cell.text))
    const known = keys.filter(key => key !== undefined)
    const isTable = known.length >= 3 || (known.length >= 2 && known.length * 2 >= cells.length)
    if (isTable && known.some(key => when.has(key)) && new Set(known).size > 1) return { separator, keys }
  }
  return undefined
}

// '12:00 – bike ride, start at the gate, finish in the park' names no columns.
const hour = /^[^(|]*(?<!\d)\d{1,2}(?:[:.]\d\d|\s?[ap]m)(?!\p{L}|\d)/iu

const when = new Set<Key>(['key-when', 'key-date', 'key-time', 'key-start'])

/** The key that a cell of the heading names, whatever else it says in brackets. */
function keyOf(text: string): Key | undefined {
  // 'When: …, gathering at 17:15' is a card and no row of headings.
  if (/[\d:]/.test(text)) return undefined
  const reading = readWords(text.replace(/\(.*$/, ''))
  const first = reading.tokens.findIndex(token => token.kind === 'word')
  if (first < 0 || reading.tokens.length > first + 5) return undefined
  let best: { key: Key; to: number } | undefined
  for (const tag of reading.tags[first]!)
    if (tag.group.startsWith('key-') && (!best || tag.to > best.to))
      best = { key: tag.group as Key, to: tag.to }
  return best?.key
}

function cut(text: string, separator: string): Cell[] {
  const cells: Cell[] = []
  let from = 0
  let isQuoted = false
  for (let index = 0; index <= text.length && cells.length < MOST_CELLS; index++) {
    if (text[index] === '"' && separator !== '|') isQuoted = !isQuoted
    if (index < text.length && (isQuoted || text[index] !== separator)) continue
    cells.push({ text: text.slice(from, index), base: from })
    from = index + 1
  }
  // Markdown has a bar at both ends.
  if (separator === '|' && cells.length > 1 && cells[0]!.text.trim() === '') cells.shift()
  if (
    separator === '|' &&
    cells.length > 1 &&
    cells.at(-1)!.text.trim() === '' &&
    text.trimEnd().endsWith('|')
  )
    cells.pop()
  return cells
}

function rowOf(cells: readonly Cell[], keys: readonly (Key | undefined)[], style: Style): Row {
  return cells.flatMap(({ text, base }, column) => {
    if (!/[\p{L}\p{N}]/u.test(text)) return []
    const key = keys[column] ?? 'key-note'
    const inner = text.replaceAll('"', ' ')
    return [{ key, text: inner, base, marks: markText(inner, style) }]
  })
}
