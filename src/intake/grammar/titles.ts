import { bestPlace } from './best-place.ts'
import { headKind } from './kinds.ts'
import { isAt } from './lexicon.ts'
import type { Marks } from './marks.ts'
import { isShort } from './sentences.ts'
import type { Piece, Unit } from './unit.ts'

const LONGEST = 160

/** What an event is called: its title, or what its first line says beside date, time and place. */
export function titleOf(unit: Unit): string {
  const titled =
    unit.pieces.find(piece => piece.role === 'key-title') ?? unit.pieces.find(piece => piece.role === 'title')
  const head = unit.pieces.filter(piece => piece.role === 'head')
  const said = (piece: Piece) => piece.marks.kinds.some(kind => kind.level > 0)
  const noted = unit.pieces.find(piece => piece.role === 'note' && said(piece))
  const spoken = head.find(said) ?? noted ?? head.find(piece => piece.marks.kinds.length > 0) ?? head[0]
  const candidates = unit.isProse
    ? head.map(piece => piece.text.trim())
    : [titled, spoken, ...unit.pieces].map(piece => (piece ? ownText(piece) : ''))
  const text = candidates.find(candidate => /\p{L}{2}/u.test(candidate)) ?? unit.pieces[0]?.text ?? ''
  return shorten(text)
}

/** What a text says beside dates, times and places: from the part that says the kind to the end of its sentence. */
function ownText({ text, marks }: Piece): string {
  const { tokens } = marks.reading
  const covered = coverOf(marks)
  const kind = headKind(marks.kinds.filter(mark => mark.to > 0 && !mark.quoted))
  let from = kind ? chunkStart(marks, covered, kind.from) : 0
  while (from < tokens.length && isOuter(marks, covered, from)) from++
  let to = from
  while (
    to < tokens.length &&
    !(to > from && isStop(marks, to)) &&
    !(kind && covered[to] === 1 && to > kind.from && marks.taken[to] === 1)
  )
    to++
  while (
    to > from &&
    (covered[to - 1] ||
      (tokens[to - 1]!.kind === 'mark' && !/^[")?!]$/.test(tokens[to - 1]!.text)) ||
      (!tokens[to - 1]!.upper && isAt(marks.reading, to - 1, 'at', 'in', 'on', 'from', 'until', 'hours')))
  )
    to--
  if (from >= to) return ''
  const part = text.slice(tokens[from]!.from, tokens[to - 1]!.to)
  return part.endsWith(')') && !part.includes('(') ? part.slice(0, -1) : part
}

/** Back from a kind to the mark that begins its part: 'Union Square. Reading of the names' begins with 'Reading'. */
function chunkStart({ reading: { tokens } }: Marks, covered: Uint8Array, kind: number): number {
  let from = kind
  while (from > 0 && !covered[from - 1] && !/^[.,;:–|•]$/.test(tokens[from - 1]!.text) && kind - from < 12)
    from--
  return from
}

/** Dates, times, places and marks before a title. */
function isOuter(marks: Marks, covered: Uint8Array, index: number): boolean {
  const token = marks.reading.tokens[index]!
  if (covered[index]) return true
  if (token.kind === 'mark') return !/^["(]$/.test(token.text)
  if (isAt(marks.reading, index, 'cancelled')) return true
  return covered[index + 1] === 1 && isAt(marks.reading, index, 'on', 'in', 'at', 'from', 'weekday')
}

/** The end of a sentence, but not the point of an abbreviation. */
function isStop({ reading: { tokens } }: Marks, index: number): boolean {
  const token = tokens[index]!
  if (!/^[.!?;|]$/.test(token.text)) return false
  const next = tokens[index + 1]
  if (!next || next.glued) return token.text === ';' || token.text === '|' || !next
  return token.text !== '.' || !isShort(tokens[index - 1]?.text ?? '')
}

function coverOf(marks: Marks): Uint8Array {
  const covered = new Uint8Array(marks.taken)
  const first = marks.places.filter(
    place => place.by === 'lead' || place.by === 'pair' || place.by === 'flag' || place.by === 'address',
  )
  for (const place of first) covered.fill(1, place.from, place.to)
  return covered
}

function shorten(text: string): string {
  const clean = text
    .replace(/\*\*|__/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (clean.length <= LONGEST) return clean
  const cut = clean.lastIndexOf(' ', LONGEST)
  return `${clean.slice(0, cut > 40 ? cut : LONGEST)}…`
}

/** The place in a town: what a card says under 'Where', or the part of the first line that names one. */
export function venueOf(unit: Unit): string | undefined {
  const keyed = unit.pieces.filter(piece => piece.role === 'key-where')
  for (const piece of keyed) {
    const text = withoutTown(piece)
    if (text) return text
  }
  if (keyed.length > 0) return undefined
  for (const piece of unit.pieces) {
    if (piece.role !== 'head' && piece.role !== 'title' && piece.role !== 'note') continue
    const text = venueIn(piece)
    if (text) return text
  }
  return undefined
}

function withoutTown({ text, marks }: Piece): string | undefined {
  const place = bestPlace(marks)
  const { tokens } = marks.reading
  const rest = place
    ? `${text.slice(0, tokens[beginOf(place.from, marks)]!.from)}${text.slice(tokens[place.to - 1]!.to)}`
    : text
  const clean = rest.replace(/^[\s,.;:()–-]+|[\s,.;:(–-]+$/g, '').replace(/\s+/g, ' ')
  return /\p{L}{2}/u.test(clean) ? shorten(clean) : undefined
}

/** A town goes together with the preposition before it. */
function beginOf(index: number, { reading }: Marks): number {
  return index > 0 && isAt(reading, index - 1, 'in') ? index - 1 : index
}

/** The stretch between marks that holds a word like 'square' or 'museum'. */
function venueIn({ text, marks }: Piece): string | undefined {
  const { tokens } = marks.reading
  const at = tokens.findIndex(
    (token, index) => token.kind === 'word' && !marks.taken[index] && isAt(marks.reading, index, 'venue'),
  )
  if (at < 0) return undefined
  const isEdge = (index: number) =>
    marks.taken[index] === 1 ||
    /^[,.;:()–—|"]$/.test(tokens[index]!.text) ||
    marks.places.some(place => place.by !== 'in' && index >= place.from && index < place.to)
  let from = at
  while (
    from > 0 &&
    at - from < 6 &&
    !isEdge(from - 1) &&
    !isAt(marks.reading, from - 1, 'in', 'took-place', 'kind', 'article')
  )
    from--
  let to = at + 1
  while (
    to < tokens.length &&
    to - at < 8 &&
    !isEdge(to) &&
    !isAt(marks.reading, to, 'in', 'took-place', 'kind', 'on', 'and')
  )
    to++
  return text.slice(tokens[from]!.from, tokens[to - 1]!.to)
}
