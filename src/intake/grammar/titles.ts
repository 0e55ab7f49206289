import { bestPlace } from './best-place.ts'
import { headKind } from './kinds.ts'
import { isAt, tagAt } from './lexicon.ts'
import type { Marks } from './marks.ts'
import { isShort } from './sentences.ts'
import type { Piece, Unit } from './unit.ts'

const LONGEST = 160

// '… at 18:00, and at 20:00 a concert': the second clause by itself.
const conjunction = /^(?:and|а таксама|а також|а также|а|и|і|й|ды|a|i|dy)\s+/u

/** What an event is called: its title, or what its first line says beside date, time and place. */
export function titleOf(unit: Unit): string {
  const titled =
    unit.pieces.find(piece => piece.role === 'key-title') ?? unit.pieces.find(piece => piece.role === 'title')
  const head = unit.pieces.filter(piece => piece.role === 'head')
  const said = (piece: Piece) => piece.marks.kinds.some(kind => kind.level > 0)
  const noted = unit.pieces.find(piece => (piece.role === 'note' || piece.role === 'sub') && said(piece))
  const spoken = head.find(said) ?? noted ?? head.find(piece => piece.marks.kinds.length > 0) ?? head[0]
  const candidates = unit.isProse
    ? head.map(piece =>
        piece.text
          .trim()
          .replace(conjunction, '')
          .replace(/[\s,;:–]+$/, ''),
      )
    : [titled && noted && isAddress(titled) ? noted : titled, spoken, ...unit.pieces].map(piece =>
        piece ? ownText(piece) : '',
      )
  const text = candidates.find(candidate => /\p{L}{2}/u.test(candidate)) ?? unit.pieces[0]?.text ?? ''
  return shorten(capital(text))
}

/** 'Market Square', 'ul. Nowa 5' under a day and an hour, where the next line says what it is. */
function isAddress({ marks }: Piece): boolean {
  return (
    !marks.kinds.some(kind => kind.level > 0) &&
    marks.reading.tokens.some(
      (token, index) =>
        token.kind === 'word' && isAt(marks.reading, index, 'venue', 'street-before', 'street-after'),
    )
  )
}

/** A title begins with a capital letter, also where its line did not. */
function capital(text: string): string {
  const at = text.search(/[\p{L}\p{N}]/u)
  return at < 0 ? text : text.slice(0, at) + text.charAt(at).toUpperCase() + text.slice(at + 1)
}

/** What a text says beside dates, times and places: from the part that says the kind to the end of its sentence. */
function ownText({ text, marks }: Piece): string {
  const { tokens } = marks.reading
  const covered = coverOf(marks)
  const kind = headKind(marks.kinds.filter(mark => mark.to > 0 && !mark.quoted))
  let from = kind ? chunkStart(marks, covered, kind.from) : 0
  while (from < tokens.length) {
    const shut = emptyBrackets(marks, covered, from)
    if (shut === undefined && !isOuter(marks, covered, from)) break
    from = (shut ?? from) + 1
  }
  let to = from
  while (
    to < tokens.length &&
    !(to > from && isStop(marks, to)) &&
    !(kind && covered[to] === 1 && to > kind.from && marks.taken[to] === 1)
  )
    to++
  to = withoutTail(marks, covered, { from, to: withoutOpen(marks, { from, to }) })
  if (from >= to) return ''
  const part = text.slice(tokens[from]!.from, tokens[to - 1]!.to)
  return part.endsWith(')') && !part.includes('(') ? part.slice(0, -1) : part
}

type Stretch = { from: number; to: number }

/** The end before a bracket that is not shut: 'Vigil (registration until …'. */
function withoutOpen({ reading: { tokens } }: Marks, { from, to }: Stretch): number {
  let open: number | undefined
  for (let index = from; index < to; index++) {
    if (tokens[index]!.text === '(') open ??= index
    else if (tokens[index]!.text === ')') open = undefined
  }
  return open !== undefined && open > from ? open : to
}

/** The end before marks, prepositions, what fields have already, and the word that it is cancelled. */
function withoutTail({ reading }: Marks, covered: Uint8Array, { from, to }: Stretch): number {
  const { tokens } = reading
  let end = to
  while (end > from) {
    const last = tokens[end - 1]!
    const off = offBefore(reading, from, end)
    if (off !== undefined) end = off
    else if (
      covered[end - 1] ||
      (last.kind === 'mark' && !/^[")?!]$/.test(last.text)) ||
      (!last.upper && isAt(reading, end - 1, 'at', 'in', 'on', 'from', 'until', 'hours'))
    )
      end--
    else break
  }
  return end
}

/** Where 'cancelled' begins, when nothing but marks follows it. */
function offBefore(reading: Marks['reading'], from: number, end: number): number | undefined {
  let last = end
  while (last > from && reading.tokens[last - 1]!.kind === 'mark') last--
  for (let index = last - 1; index > from && index >= last - 4; index--)
    if (tagAt(reading, index, 'cancelled')?.to === last) return index
  return undefined
}

/** Back from a kind to the mark that begins its part: 'Union Square. Reading of the names' begins with 'Reading'. */
function chunkStart({ reading: { tokens } }: Marks, covered: Uint8Array, kind: number): number {
  let from = kind
  while (from > 0 && !covered[from - 1] && !/^[.,;:–|•·)]$/.test(tokens[from - 1]!.text) && kind - from < 12)
    from--
  return from
}

/** The end of a bracket that holds nothing but dates, times and places. */
function emptyBrackets(
  { reading: { tokens } }: Marks,
  covered: Uint8Array,
  from: number,
): number | undefined {
  if (tokens[from]!.text !== '(') return undefined
  for (let index = from + 1; index < Math.min(tokens.length, from + 20); index++) {
    if (tokens[index]!.text === ')') return index
    if (!covered[index] && tokens[index]!.kind !== 'mark') return undefined
  }
  return undefined
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
  if (!/^[.!?;|·]$/.test(token.text)) return false
  const next = tokens[index + 1]
  if (!next || next.glued) return /^[;|·]$/.test(token.text) || !next
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
    const text = venueIn(piece) ?? venueBetween(piece)
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
    (/^[,.;:()–—|"·•]$/.test(tokens[index]!.text) && !isInAddress(marks, index)) ||
    marks.places.some(place => place.by !== 'in' && index >= place.from && index < place.to)
  const isPlace = (index: number) => marks.places.some(place => index >= place.from && index < place.to)
  let from = at
  while (
    from > 0 &&
    at - from < 6 &&
    !isEdge(from - 1) &&
    !isPlace(from - 1) &&
    tokens[from - 1]!.fold !== 'at' &&
    !isAt(marks.reading, from - 1, 'in', 'took-place', 'kind', 'article')
  )
    from--
  let to = at + 1
  while (
    to < tokens.length &&
    to - at < 8 &&
    !isEdge(to) &&
    !isAt(marks.reading, to, 'took-place', 'kind', 'on', 'and') &&
    !(isAt(marks.reading, to, 'in') && !isAt(marks.reading, to + 1, 'venue'))
  )
    to++
  return text.slice(tokens[from]!.from, tokens[to - 1]!.to)
}

/** What stands between the town and the hour: 'Berlin, Brandenburger Tor, 18:00 – rally'. */
function venueBetween({ text, marks }: Piece): string | undefined {
  const { tokens } = marks.reading
  const town = marks.places.find(place => place.city && place.from <= 2 && tokens[place.to]?.text === ',')
  const time = town && marks.times.find(mark => mark.from > town.to)
  if (!town || !time) return undefined
  const from = town.to + 1
  let to = time.from
  while (to > from && /^[,(–—-]$/.test(tokens[to - 1]!.text)) to--
  const words = tokens.slice(from, to)
  const isOther = (index: number) =>
    marks.taken[index] === 1 ||
    /^[,:;|–—]$/.test(tokens[index]!.text) ||
    marks.places.some(place => index >= place.from && index < place.to) ||
    isAt(marks.reading, index, 'kind', 'took-place', 'online', 'weekday', 'month')
  if (words.length > 7 || !words.some(({ upper }) => upper)) return undefined
  if (words.some((_, index) => isOther(from + index))) return undefined
  return text.slice(tokens[from]!.from, tokens[to - 1]!.to)
}

/** The point of 'ul.' and the comma before the number of a house. */
function isInAddress({ reading, taken }: Marks, index: number): boolean {
  const { tokens } = reading
  const next = tokens[index + 1]
  if (!next || taken[index + 1] === 1) return false
  if (tokens[index]!.text === '.') return isShort(tokens[index - 1]?.text ?? '')
  return tokens[index]!.text === ',' && next.kind === 'number' && next.text.length < 4
}
