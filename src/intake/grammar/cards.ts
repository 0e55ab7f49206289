import { isOnlyPlace } from './best-place.ts'
import type { Segment } from './fields.ts'
import { findTag } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import { isInstant, isSub, roleOnly } from './moments.ts'
import { add, close, dropIfTitled, dropPending, nextOf, type Reader, readHeading, start } from './reader.ts'
import { isFiller, leadsWith } from './shape.ts'
import type { Row } from './tables.ts'
import { hasDate, hasRole, hasTime, hasTitle, pieceOf, type Unit } from './unit.ts'

export function readRow(reader: Reader, line: Parsed, row: Row): void {
  close(reader)
  if (row.length < 2) return
  const isDated = row.some(
    ({ key, marks }) => marks.dates.length > 0 && (key === 'key-when' || key === 'key-date'),
  )
  const unit = start(reader, line, true)
  for (const segment of row) unit.pieces.push(pieceOf(segment.key!, segment))
  if (!isDated && !unit.context.date && reader.rowDate) unit.pieces.push(reader.rowDate)
  const dated = unit.pieces.find(
    piece => (piece.role === 'key-date' || piece.role === 'key-when') && piece.marks.dates.length > 0,
  )
  if (dated)
    reader.rowDate = {
      role: 'key-date',
      text: '',
      marks: { ...dated.marks, times: [], places: [], kinds: [] },
    }
  reader.open = undefined
}

/** A place or date alone, straight under the title of a card that has none yet, belongs to that card. */
export function isValueOfUnit(reader: Reader, line: Parsed): boolean {
  if (line.hashes > 0 || line.afterBlank || line.bullet) return false
  const after = reader.lines[line.index + 1]
  // Items under it make it a heading.
  if (
    after?.shape === 'item' &&
    after.head?.marks.kinds.some(kind => kind.level > 0) &&
    after.head.marks.times.length > 0
  )
    return false
  if (after?.shape === 'item' && startsInTown(after)) return false
  if (reader.pending && reader.lines[line.index - 1] === reader.pending)
    return line.head!.text.trimEnd().at(-1) !== ':' && !isWeekOf(reader.pending, line)
  const open = reader.open
  if (!open || open.isProse || open.bullet) return false
  // After an item that says what and when, a place or a date is a heading.
  if (!hasRole(open, 'title') && hasTitle(open)) return false
  const { marks } = line.head!
  if (marks.dates.length > 0) return !hasDate(open) && !hasRole(open, 'key-date')
  if (findTag(marks.reading, 'online')) return hasTime(open)
  return (
    marks.places.length > 0 &&
    !open.pieces.some(piece => piece.marks.places.some(place => place.city && place.strength > 1)) &&
    (hasTime(open) || hasTitle(open))
  )
}

/** 'Vilnius · 17–24 May' under the title of a whole week, which says nothing that happens. */
function isWeekOf(title: Parsed, line: Parsed): boolean {
  const { dates, places } = line.head!.marks
  return (
    dates.some(date => date.end !== undefined) &&
    places.length > 0 &&
    !title.head?.marks.kinds.some(kind => kind.level > 0)
  )
}

export const main = new Set([
  'key-when',
  'key-date',
  'key-time',
  'key-where',
  'key-city',
  'key-title',
  'key-start',
  'key-gather',
])

/** '🌍 Online', '📍 Berlin' over bullets with hours, '📌 21 May' over bullets with towns: a heading. */
function isPinnedHeading(reader: Reader, line: Parsed): boolean {
  const [only, ...more] = line.segments
  const next = reader.lines[line.index + 1]
  if (!only || more.length > 0 || !pinned.has(only.key!) || only.base > 4) return false
  if (next?.shape !== 'item' || !next.bullet || !isFiller(only.marks)) return false
  if (only.marks.dates.length > 0 && only.marks.times.length === 0 && startsInTown(next)) return true
  return (
    (only.key === 'key-city' || only.key === 'key-where') &&
    next.segments.some(segment => segment.marks.times.length > 0)
  )
}

const pinned = new Set(['key-city', 'key-where', 'key-date', 'key-when'])

function startsInTown({ head }: Parsed): boolean {
  return head?.marks.places.some(({ strength, from }) => strength > 3 && from === 0) === true
}

export function readField(reader: Reader, line: Parsed): void {
  if (isPinnedHeading(reader, line)) {
    readHeading(reader, { ...line, head: line.segments[0]! })
    return
  }
  dropIfTitled(reader, line)
  const open = reader.pending ? undefined : reader.open
  const own = line.segments.filter(segment => main.has(segment.key!))
  const isTitle = own.some(segment => segment.key === 'key-title')
  const repeats =
    open !== undefined && own.some(segment => repeatsIn(open, segment) && !isVenueOf(open, line, segment))
  if (reader.muted && !reader.pending && own.length === 0) return
  // An item with its own day and hour is whole: a further day is another event's.
  const isWholeHead =
    open !== undefined &&
    hasRole(open, 'head') &&
    !hasRole(open, 'title', 'key-title', 'key-when') &&
    hasDate(open) &&
    hasTime(open) &&
    own.some(
      segment => (segment.key === 'key-when' || segment.key === 'key-date') && segment.marks.dates.length > 0,
    )
  if (
    !open ||
    open.isProse ||
    repeats ||
    isWholeHead ||
    (isTitle && line.afterBlank && hasRole(open, 'key-when', 'key-date', 'key-time', 'key-where'))
  ) {
    if (!reader.pending && own.length === 0) return
    if (open && !repeats && !isTitle && open.isProse) close(reader)
    const isBare = line.segments.length === 1 && line.segments[0]!.key === 'key-city' && !reader.pending
    const unit = start(reader, line, line.bullet)
    add(unit, line)
    if (isBare) unit.programme = false
    return
  }
  if (
    line.afterBlank &&
    own.length > 0 &&
    open.bullet &&
    !line.bullet &&
    line.depth <= open.depth &&
    hasTime(open)
  ) {
    add(start(reader, line, false), line)
    return
  }
  add(open, line)
}

/** '🏛 Market Square' straight under a card whose place is only a town. */
function isVenueOf(unit: Unit, line: Parsed, { key, marks }: Segment): boolean {
  const where = unit.pieces.filter(({ role }) => role === 'key-where')
  const [only] = where
  return (
    key === 'key-where' &&
    !line.afterBlank &&
    where.length === 1 &&
    isOnlyPlace(only!.marks) &&
    !marks.places.some(place => place.city)
  )
}

function repeatsIn(unit: Unit, { key, marks }: Segment): boolean {
  if (key === 'key-start' || key === 'key-gather') return unit.pieces.some(piece => piece.role === key)
  if (!unit.pieces.some(piece => piece.role === key)) return false
  // 'Place: Vilnius' and 'Place: the square, at the fountain' tell of one event; a second date or town does not.
  return (
    key !== 'key-where' ||
    marks.places.some(place => place.city) ||
    hasRole(unit, 'key-when', 'key-date', 'key-time') === hasTime(unit)
  )
}

export function readSlot(reader: Reader, line: Parsed): void {
  const { marks } = line.head!
  const open = reader.open
  if (open && !open.isProse && !line.afterBlank && line.line.text.trimStart().startsWith('(')) {
    add(open, line, 'note')
    return
  }
  const next = nextOf(reader, line)
  if (
    open &&
    !open.isProse &&
    !reader.pending &&
    marks.dates.length > 0 &&
    hasDate(open) &&
    hasTitle(open) &&
    leadsWith(marks) &&
    marks.places.length > 0
  ) {
    close(reader)
    add(start(reader, line, line.bullet), line)
    return
  }
  // A date with a few words over a town or an hour is a heading.
  if (
    marks.times.length === 0 &&
    marks.dates.length > 0 &&
    marks.places.length === 0 &&
    (line.afterBlank || !reader.pending) &&
    next &&
    next.shape !== 'title' &&
    !next.segments.some(segment => segment.marks.dates.length > 0) &&
    (next.shape === 'heading' || next.segments.some(segment => segment.marks.times.length > 0))
  ) {
    if (reader.pending) dropPending(reader, line)
    readHeading(reader, line)
    return
  }
  dropIfTitled(reader, line)
  if (reader.pending) {
    add(start(reader, line, line.bullet), line)
    return
  }
  if (
    open &&
    !open.isProse &&
    isInstant(marks) &&
    marks.dates.length === 0 &&
    marks.places.length === 0 &&
    hasTime(open) &&
    (!line.afterBlank || open.programme) &&
    roleOnly(marks)
  ) {
    add(open, line)
    return
  }
  if (open && isSub(open, line)) {
    add(open, line, 'sub')
    return
  }
  const fits =
    open &&
    !open.isProse &&
    !line.afterBlank &&
    (marks.times.length === 0 || !hasTime(open)) &&
    (marks.dates.length === 0 || !hasDate(open) || marks.times.length === 0) &&
    !(line.bullet && open.bullet && line.depth <= open.depth)
  if (fits) {
    add(open, line)
    return
  }
  if (marks.times.length === 0 && marks.dates.length > 0 && !open) {
    readHeading(reader, line)
    return
  }
  add(start(reader, line, line.bullet), line)
}
