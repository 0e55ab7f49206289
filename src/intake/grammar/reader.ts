import type { Calendar, Resolved } from './calendar.ts'
import { contextOf, keepTown, type Outline, openHeading } from './context.ts'
import { findTag } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import type { Marks } from './marks.ts'
import { leadsWith } from './shape.ts'
import type { Style } from './style.ts'
import { placeIn } from './text.ts'
import { type Piece, pieceOf, type Unit } from './unit.ts'

export type Reader = {
  readonly lines: readonly Parsed[]
  readonly calendar: Calendar
  readonly style: Style
  readonly outline: Outline
  readonly units: Unit[]
  /** The date that was spoken of last. */
  near: string | undefined
  /** A list of events with times, in which a sentence without one is hardly an event. */
  readonly isSchedule: boolean
  open: Unit | undefined
  pending: Parsed | undefined
  /** Under 'How to help' nothing is an event until a date or a place is named again. */
  muted: boolean
  /** Under 'Latest news' nothing is, until a heading names a date or a place. */
  isOver: boolean
  /** Indexes of the lines that speak of the page. */
  readonly passed: Set<number>
  /** The day that the first sentences name, for paragraphs without a heading. */
  leadDate?: Resolved
  /** The day on which the page was published, where it tells no other. */
  stamp?: Resolved
  /** How many units there were when the last heading named a town. */
  townAt?: number | undefined
  /** The date of the row above, for rows that leave it out. */
  rowDate?: Piece
}

export function readHeading(reader: Reader, line: Parsed): void {
  close(reader)
  reader.muted = false
  const { marks } = line.head!
  const isTown =
    marks.dates.length === 0 &&
    (marks.places.some(place => place.city) || findTag(marks.reading, 'online') !== undefined)
  if (marks.dates.length > 0 && reader.townAt === reader.units.length) keepTown(reader.outline)
  reader.townAt = isTown ? reader.units.length : undefined
  openHeading(reader.outline, marks, reader.calendar, reader.near)
  const date = contextOf(reader.outline).date
  if (date?.date) reader.near = date.date
  if (line.hashes > 0 || marks.kinds.length > 0) reader.pending = undefined
}

export function start(reader: Reader, line: Parsed, bullet: boolean): Unit {
  const first = reader.pending ?? line
  const context = contextOf(reader.outline)
  const day = reader.leadDate && !reader.leadDate.endDate ? reader.leadDate : undefined
  const unit: Unit = {
    pieces: [],
    context: day && !context.date ? { ...context, date: day } : context,
    from: placeIn(first.line, first.skip),
    to: endOf(line),
    bullet,
    depth: line.depth,
    programme: false,
    isProse: false,
  }
  if (reader.pending?.head) {
    unit.pieces.push(pieceOf('title', reader.pending.head))
    for (const segment of reader.pending.segments)
      if (segment.key) unit.pieces.push(pieceOf(segment.key, segment))
    // What stands between a title and the day under it.
    for (const between of reader.lines.slice(reader.pending.index + 1, line.index))
      for (const segment of between.segments) unit.pieces.push(pieceOf('note', segment))
  }
  reader.pending = undefined
  reader.open = unit
  reader.muted = false
  reader.units.push(unit)
  return unit
}

function endOf({ line }: Parsed): number {
  return placeIn(line, line.text.trimEnd().length)
}

export function close(reader: Reader): void {
  if (reader.pending) {
    const { pending } = reader
    reader.pending = undefined
    // A title with its own date and place and nothing after it may be all that is told.
    if (pending.head && (isWhole(pending.head.marks, reader) || isUnderHeadings(reader, pending))) {
      reader.open = undefined
      add(start(reader, pending, pending.bullet), pending)
    } else if (
      pending.head &&
      pending.head.marks.dates.length > 0 &&
      (reader.outline.length === 0 || leadsWith(pending.head.marks))
    )
      openFrom(reader, pending.head.marks)
  }
  reader.open = undefined
}

/** 'Flags with names on the beach, all day' straight under a day and its place. */
function isUnderHeadings({ lines, outline }: Reader, { index, head, afterBlank }: Parsed): boolean {
  const { date, where } = contextOf(outline)
  if (afterBlank || lines[index - 1]?.shape !== 'heading' || !date?.date) return false
  if (!(where?.city ?? where?.region)) return false
  const { kinds, reading } = head!.marks
  return kinds.some(kind => kind.level > 0) || findTag(reading, 'all-day') !== undefined
}

export function isWhole(marks: Marks, reader: Reader): boolean {
  const context = contextOf(reader.outline)
  const hasKind = marks.kinds.some(kind => kind.level > 0)
  return (
    hasKind &&
    !findTag(marks.reading, 'worldwide') &&
    (marks.dates.length > 0 || context.date?.date !== undefined) &&
    marks.dates.every(date => !date.until) &&
    (marks.places.some(place => place.strength >= 2) ||
      (marks.dates.length > 0 && context.where?.city !== undefined))
  )
}

export function add(unit: Unit, line: Parsed, role?: 'head' | 'note' | 'sub' | 'title'): void {
  for (const segment of line.segments)
    unit.pieces.push(pieceOf(segment.key && role !== 'sub' ? segment.key : (role ?? 'head'), segment))
  if (line.segments.some(segment => segment.key === 'key-programme')) unit.programme = true
  reach(unit, line)
}

/** Lets the source of a unit go on to the end of a line of which nothing is read. */
export function reach(unit: Unit, line: Parsed): void {
  unit.to = Math.max(unit.to, endOf(line))
}

export function addNote(reader: Reader, line: Parsed): void {
  if (reader.open) add(reader.open, line, 'note')
}

/** When the title of an event stands under its date, what stands above, apart, is the heading of the list. */
export function dropIfTitled(reader: Reader, line: Parsed): void {
  if (!reader.pending || !line.afterBlank) return
  for (let index = line.index + 1; index < reader.lines.length; index++) {
    const { isBlank, shape, segments } = reader.lines[index]!
    if (isBlank) return
    const isTitle =
      shape === 'title' || shape === 'prose' || segments.some(segment => segment.key === 'key-title')
    if (isTitle) {
      dropPending(reader, { ...line, bullet: true })
      return
    }
  }
}

/** A title before a list is a heading for it: its date and place hold for what follows. */
export function dropPending(reader: Reader, line: Parsed): void {
  const pending = reader.pending!
  reader.pending = undefined
  reader.open = undefined
  const marks = pending.head?.marks
  if (!marks) return
  if (!line.bullet && !hasLead(marks)) return
  openFrom(reader, marks)
}

/** Lets the date and the place of a title hold for what follows. */
function openFrom(reader: Reader, marks: Marks): void {
  const places = marks.places.filter(place => place.strength >= 2)
  if (marks.dates.length === 0 && places.length === 0) return
  openHeading(reader.outline, { ...marks, places }, reader.calendar, reader.near)
  const date = contextOf(reader.outline).date
  if (date?.date) reader.near = date.date
}

function hasLead(marks: Marks): boolean {
  return marks.dates.length > 0 || marks.places.length > 0
}

/** The next line that is not blank. */
export function nextOf(reader: Reader, line: Parsed): Parsed | undefined {
  for (let index = line.index + 1; index < Math.min(reader.lines.length, line.index + 4); index++)
    if (!reader.lines[index]!.isBlank) return reader.lines[index]
  return undefined
}
