/** A line of the text as it is read: cleaned, with the way back to where each of its letters stood. */
export type Line = {
  readonly text: string
  /** Where the line begins and ends in the whole text, in UTF-16 units. */
  readonly from: number
  readonly to: number
  /** Columns before the first letter, a tab counting for four. */
  readonly indent: number
  /** For each letter of `text` its place in the whole text; absent where nothing was left out. */
  readonly at?: Int32Array
}

/** No line of a list is longer; what follows in it is not read, so that hostile text ends in bounded time. */
export const LONGEST_LINE = 20_000
const LONGEST_TEXT = 4_000_000
const MOST_LINES = 60_000

/**
 * Splits a pasted text into lines and cleans them: line ends of any system, no-break and other spaces, soft hyphens,
 * zero-width and bidirectional marks, quotes and dashes of all kinds. Offsets lead back to the text as it came.
 * A line that is longer than 20,000 letters is cut.
 */
export function readLines(text: string): Line[] {
  const lines: Line[] = []
  const end = Math.min(text.length, LONGEST_TEXT)
  let from = 0
  while (from <= end && lines.length < MOST_LINES) {
    let to = from
    while (to < end && !isBreak(text.charCodeAt(to))) to++
    lines.push(readLine(text, from, to))
    from = to + (text.charCodeAt(to) === 13 && text.charCodeAt(to + 1) === 10 ? 2 : 1)
  }
  return lines
}

/** The place in the whole text of a letter of a line. */
export function placeIn(line: Line, index: number): number {
  if (index >= line.text.length) return line.at ? (line.at[line.text.length] ?? line.to) : line.from + index
  return line.at ? line.at[index]! : line.from + index
}

/** The first letter of a line at or after a place in the whole text: the way back from `placeIn`. */
export function indexOf(line: Line, place: number): number {
  if (!line.at) return Math.min(Math.max(place - line.from, 0), line.text.length)
  let [low, high] = [0, line.text.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (line.at[middle]! < place) low = middle + 1
    else high = middle
  }
  return low
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029 || code === 0x0b || code === 0x0c
}

function readLine(text: string, from: number, to: number): Line {
  const end = Math.min(to, from + LONGEST_LINE)
  const raw = text.slice(from, end)
  const cleaned = withBars(raw).replace(odd, same)
  const indent = indentOf(raw)
  if (!left.test(cleaned)) return { text: cleaned, from, to, indent }
  return { ...leaveOut(cleaned, from), from, to, indent }
}

// Letters are replaced one by one, so that places stay; what is to vanish becomes U+FFFC and is left out afterwards.
const GONE = '\ufffc'
const left = /\ufffc/
const odd =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2010-\u2015\u2018-\u201b\u201c-\u201f\u202a-\u202f\u205f\u2060-\u206f\u2212\u3000\ufeff\ufffc\u00ab\u00bb\u2039\u203a\u02bc\u2032\u2033\u00b4`\uff1a\u2236\u2043]|\u034f|\u20e3|[\ufe00-\ufe0f]/g

function same(letter: string): string {
  const code = letter.charCodeAt(0)
  if (code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a)) return ' '
  if (code === 0x202f || code === 0x205f || code === 0x3000) return ' '
  if (code === 0x2010 || code === 0x2011 || code === 0x2043) return '-'
  if (code >= 0x2012 && code <= 0x2015) return '–'
  if (code === 0x2212) return '-'
  if (code === 0xff1a || code === 0x2236) return ':'
  if (
    (code >= 0x2018 && code <= 0x201b) ||
    code === 0x2bc ||
    code === 0x2032 ||
    code === 0xb4 ||
    code === 0x60
  )
    return "'"
  if ((code >= 0x201c && code <= 0x201f) || code === 0xab || code === 0xbb || code === 0x2033) return '"'
  if (code === 0x2039 || code === 0x203a) return '"'
  return GONE
}

// Tabs between words are the columns of a table.
function withBars(raw: string): string {
  if (!raw.includes('\t')) return raw
  const first = raw.search(/\S/)
  return first < 0 ? raw : raw.slice(0, first) + raw.slice(first).trimEnd().replaceAll('\t', '|')
}

function leaveOut(text: string, from: number): { text: string; at: Int32Array } {
  const at = new Int32Array(text.length + 1)
  const kept: string[] = []
  for (let index = 0; index < text.length; index++) {
    if (text[index] === GONE) continue
    at[kept.length] = from + index
    kept.push(text[index]!)
  }
  at[kept.length] = from + text.length
  return { text: kept.join(''), at: at.slice(0, kept.length + 1) }
}

function indentOf(raw: string): number {
  let columns = 0
  for (const letter of raw) {
    if (letter === '\t') columns += 4
    else if (letter === ' ' || letter === '\u00a0') columns++
    else if (letter.trim() !== '') break
  }
  return columns
}
