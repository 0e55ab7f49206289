import { type Calendar, type Resolved, resolveDate } from './calendar.ts'
import { type Context, contextOf, type Outline, openHeading, whereOf } from './context.ts'
import type { Style } from './dates.ts'
import { readSegments, type Segment } from './fields.ts'
import { findTag, isAt, tagAt } from './lexicon.ts'
import { isFiller, leadsWith, type Parsed, sentences } from './lines.ts'
import { type Marks, markText } from './marks.ts'
import { readProse, splitEvents } from './prose.ts'
import type { Row } from './tables.ts'
import { placeIn } from './text.ts'
import { hasDate, hasRole, hasTime, hasTitle, type Piece, pieceOf, type Unit } from './unit.ts'

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
  /** The day that the first sentences name, for paragraphs without a heading. */
  leadDate?: Resolved
  /** The day on which the page was published, where it tells no other. */
  stamp?: Resolved
  /** The date of the row above, for rows that leave it out. */
  rowDate?: Piece
}

/** Groups lines into units, one for each event. */
export function readBlocks(
  lines: readonly Parsed[],
  tables: ReadonlyMap<number, Row>,
  known: { calendar: Calendar; style: Style; near: string | undefined },
): Unit[] {
  const reader: Reader = {
    ...known,
    lines,
    outline: [],
    units: [],
    isSchedule: isSchedule(lines),
    open: undefined,
    pending: undefined,
    muted: false,
    isOver: false,
  }
  for (const line of lines) {
    const row = tables.get(line.index)
    if (row) readRow(reader, line, row)
    else readLine(reader, line)
  }
  close(reader)
  return reader.units
}

/** Whether this is a list with times: at least two lines say at what hour something happens, or cards do. */
function isSchedule(lines: readonly Parsed[]): boolean {
  const timed = lines.filter(
    ({ shape, segments, head }) =>
      shape !== 'prose' &&
      shape !== 'noise' &&
      segments.some(({ key, marks }) => key !== 'key-note' && marks.times.length > 0) &&
      (segments.length > 1 ||
        !head ||
        head.marks.kinds.some(kind => kind.level > 0) ||
        head.marks.places.length > 0),
  )
  const told = lines.filter(
    ({ shape, head }) =>
      shape === 'prose' && head && head.marks.places.length > 0 && findTag(head.marks.reading, 'took-place'),
  )
  return timed.length >= 2 && timed.length > told.length
}

function readRow(reader: Reader, line: Parsed, row: Row): void {
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

function readLine(reader: Reader, line: Parsed): void {
  const { shape } = line
  if (shape === 'blank') return
  if (isNews(line)) return readNews(reader)
  if (shape === 'heading') reader.isOver = false
  if (reader.isOver || shape === 'noise' || isStamp(reader, line) || isForAll(line)) return
  if (shape === 'appeal') return readAppeal(reader, line)
  if (shape === 'heading' && !isValueOfUnit(reader, line)) return readHeading(reader, line)
  if (shape === 'field') return readField(reader, line)
  if (shape === 'slot' || shape === 'heading') return readSlot(reader, line)
  if (shape === 'item') return readItem(reader, line)
  if (shape === 'title') return readTitle(reader, line)
  readParagraph(reader, line)
}

/** 'Latest news', 'Read also': what follows are the headlines of a site. */
function isNews({ head, segments, shape }: Parsed): boolean {
  if (!head || segments.length > 1 || shape === 'prose' || head.marks.times.length > 0) return false
  const { reading } = head.marks
  const first = reading.tokens.findIndex(token => token.kind === 'word')
  const tag = first >= 0 ? tagAt(reading, first, 'news') : undefined
  if (!tag) return false
  return reading.tokens.slice(tag.to).every(token => token.kind === 'mark')
}

function readNews(reader: Reader): void {
  close(reader)
  reader.isOver = true
}

/** 'All events begin at noon unless otherwise stated.' */
export function isForAll({ segments }: Parsed): boolean {
  return segments.some(
    ({ marks }) =>
      marks.times.length > 0 &&
      marks.dates.length === 0 &&
      findTag(marks.reading, 'everywhere') !== undefined,
  )
}

/** The date and hour at which a page was published, among its first lines. */
function isStamp(reader: Reader, line: Parsed): boolean {
  const { head, segments, shape } = line
  if (
    !head ||
    segments.length > 1 ||
    line.bullet ||
    !(line.afterBlank || isUnderHeadline(reader, line)) ||
    (shape !== 'slot' &&
      shape !== 'item' &&
      shape !== 'title' &&
      !(shape === 'heading' && isUnderHeadline(reader, line)))
  )
    return false
  if (head.marks.dates.length !== 1 || head.marks.times.length > 1 || head.marks.places.length > 0)
    return false
  const [date] = head.marks.dates
  if (!date!.year || date!.weekday || date!.end) return false
  const before = reader.lines.slice(0, line.index).filter(one => !one.isBlank)
  if (before.length > 5 || reader.units.length > 0) return false
  const next = reader.lines[line.index + 1]
  const isApart =
    !next ||
    next.isBlank ||
    next.shape === 'noise' ||
    next.shape === 'prose' ||
    next.segments.some(segment => findTag(segment.marks.reading, 'update'))
  const isOne =
    isApart &&
    !head.marks.kinds.some(kind => kind.level > 0) &&
    (head.marks.times.length > 0 || before.length > 0)
  if (isOne) reader.stamp ??= { ...resolveDate(date!, reader.calendar, undefined), guessed: true }
  return isOne
}

function readAppeal(reader: Reader, line: Parsed): void {
  if (reader.open && !line.afterBlank && !line.bullet) return addNote(reader, line)
  if (line.bullet && reader.open) return
  close(reader)
  reader.muted = true
}

/** A place or date alone, straight under the title of a card that has none yet, belongs to that card. */
function isValueOfUnit(reader: Reader, line: Parsed): boolean {
  if (line.hashes > 0 || line.afterBlank || line.bullet) return false
  const after = reader.lines[line.index + 1]
  // Items under it make it a heading.
  if (
    after?.shape === 'item' &&
    after.head?.marks.kinds.some(kind => kind.level > 0) &&
    after.head.marks.times.length > 0
  )
    return false
  if (reader.pending && reader.lines[line.index - 1] === reader.pending)
    return line.head!.text.trimEnd().at(-1) !== ':'
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

function readHeading(reader: Reader, line: Parsed): void {
  close(reader)
  reader.muted = false
  const { marks } = line.head!
  openHeading(reader.outline, marks, reader.calendar, reader.near)
  const date = contextOf(reader.outline).date
  if (date?.date) reader.near = date.date
  if (line.hashes > 0 || marks.kinds.length > 0) reader.pending = undefined
}

function start(reader: Reader, line: Parsed, bullet: boolean): Unit {
  const first = reader.pending ?? line
  const unit: Unit = {
    pieces: [],
    context: contextOf(reader.outline),
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

function close(reader: Reader): void {
  if (reader.pending) {
    const { pending } = reader
    reader.pending = undefined
    // A title with its own date and place and nothing after it may be all that is told.
    if (pending.head && isWhole(pending.head.marks, reader)) {
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

function isWhole(marks: Marks, reader: Reader): boolean {
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

function add(unit: Unit, line: Parsed, role?: 'head' | 'note' | 'sub' | 'title'): void {
  for (const segment of line.segments)
    unit.pieces.push(pieceOf(segment.key && role !== 'sub' ? segment.key : (role ?? 'head'), segment))
  if (line.segments.some(segment => segment.key === 'key-programme')) unit.programme = true
  unit.to = Math.max(unit.to, endOf(line))
}

function addNote(reader: Reader, line: Parsed): void {
  if (reader.open) add(reader.open, line, 'note')
}

const main = new Set([
  'key-when',
  'key-date',
  'key-time',
  'key-where',
  'key-city',
  'key-title',
  'key-start',
  'key-gather',
])

/** '🌍 Online', '📍 Berlin' over bullets with hours: a heading. */
function isPinnedHeading(reader: Reader, line: Parsed): boolean {
  const [only, ...more] = line.segments
  const next = reader.lines[line.index + 1]
  if (!only || more.length > 0 || (only.key !== 'key-city' && only.key !== 'key-where') || only.base > 4)
    return false
  return (
    next?.shape === 'item' &&
    next.bullet &&
    next.segments.some(segment => segment.marks.times.length > 0) &&
    isFiller(only.marks)
  )
}

function readField(reader: Reader, line: Parsed): void {
  if (isPinnedHeading(reader, line)) return readHeading(reader, { ...line, head: line.segments[0]! })
  dropIfTitled(reader, line)
  const open = reader.pending ? undefined : reader.open
  const own = line.segments.filter(segment => main.has(segment.key!))
  const isTitle = own.some(segment => segment.key === 'key-title')
  const repeats = open !== undefined && own.some(segment => repeatsIn(open, segment))
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

function readSlot(reader: Reader, line: Parsed): void {
  const { marks } = line.head!
  const open = reader.open
  if (open && !open.isProse && !line.afterBlank && line.line.text.trimStart().startsWith('('))
    return add(open, line, 'note')
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
    return readHeading(reader, line)
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
  )
    return add(open, line)
  if (open && isSub(reader, open, line)) return add(open, line, 'sub')
  const fits =
    open &&
    !open.isProse &&
    !line.afterBlank &&
    (marks.times.length === 0 || !hasTime(open)) &&
    (marks.dates.length === 0 || !hasDate(open) || marks.times.length === 0) &&
    !(line.bullet && open.bullet && line.depth <= open.depth)
  if (fits) return add(open, line)
  if (marks.times.length === 0 && marks.dates.length > 0 && !open) {
    // A date with a few words: a heading for what follows.
    return readHeading(reader, line)
  }
  add(start(reader, line, line.bullet), line)
}

/** When the title of an event stands under its date, what stands above, apart, is the heading of the list. */
function dropIfTitled(reader: Reader, line: Parsed): void {
  if (!reader.pending || !line.afterBlank) return
  for (let index = line.index + 1; index < reader.lines.length; index++) {
    const { isBlank, shape, segments } = reader.lines[index]!
    if (isBlank) return
    const isTitle =
      shape === 'title' || shape === 'prose' || segments.some(segment => segment.key === 'key-title')
    if (isTitle) return dropPending(reader, { ...line, bullet: true })
  }
}

function isInstant(marks: Marks): boolean {
  return marks.times.length > 0
}

/** '17:30 — gathering at the monument', '19:00 — end': a moment of an event rather than an event. */
function isMoment(marks: Marks): boolean {
  if (marks.times.length !== 1 || marks.dates.length > 0 || marks.places.some(place => place.strength >= 3))
    return false
  if (roleOnly(marks)) return true
  const { role } = marks.times[0]!
  if (role === 'gather' || role === 'doors') return !marks.kinds.some(kind => kind.level > 0)
  const last = marks.reading.tokens.findLastIndex(token => token.kind === 'word')
  return role === 'finish' || (last >= 0 && isAt(marks.reading, last, 'finish'))
}

/** Only moments so far: what people are called to is told by the next line. */
function isOnlyMoments(unit: Unit): boolean {
  const timed = unit.pieces.filter(piece => piece.marks.times.length > 0)
  return (
    timed.length > 0 &&
    timed.every(piece => piece.role === 'head' && isMoment(piece.marks)) &&
    !hasTitle(unit)
  )
}

/** Nothing but a time and words like 'gathering', 'start'. */
function roleOnly({ reading, taken }: Marks): boolean {
  let hasRoleWord = false
  for (let index = 0; index < reading.tokens.length; index++) {
    if (taken[index] || reading.tokens[index]!.kind === 'mark') continue
    if (isAt(reading, index, 'gather', 'start', 'finish')) hasRoleWord = true
    else if (!isAt(reading, index, 'at', 'in', 'on', 'of', 'diaspora', 'filler', 'event', 'unit', 'kind'))
      return false
  }
  return hasRoleWord || reading.tokens.length <= 4
}

/** A line inside another event: a deeper bullet under a line that has its own time, or anything after 'Programme:'. */
function isSub(reader: Reader, open: Unit, line: Parsed): boolean {
  const head = line.head ?? line.segments[0]!
  const { marks } = head
  if (
    marks.dates.length > 0 ||
    marks.places.some(place => place.strength >= 3 && place.city && place.by !== 'in')
  )
    return false
  if (open.programme) return hasTime(open) || hasTitle(open) || hasRole(open, 'key-when', 'key-date')
  if (open.isProse || (line.afterBlank && !line.bullet)) return false
  const isDeeper = line.depth > open.depth || (line.bullet && !open.bullet)
  if (!isDeeper || !(hasTime(open) || (hasTitle(open) && hasRole(open, 'key-when', 'key-date')))) return false
  return line.depth > open.depth || !line.afterBlank
}

function readItem(reader: Reader, line: Parsed): void {
  const head = line.head!
  const { marks } = head
  const open = reader.open
  if (open && !reader.pending && isSub(reader, open, line)) return add(open, line, 'sub')
  if (open && !reader.pending && isLateTitle(open, line)) return add(open, line)
  const hasOwnTime = line.segments.some(
    segment => segment.marks.times.length > 0 && segment.key !== 'key-note',
  )
  if (open && !reader.pending && !open.isProse && !line.afterBlank && line.segments.length === 1) {
    const isNext = marks.times.length > 0 && marks.dates.length === 0 && isOnlyMoments(open)
    if ((hasTime(open) && isMoment(marks)) || isNext) return add(open, line)
  }
  if (!line.bullet && !hasOwnHead(marks)) dropIfTitled(reader, line)
  const isList = nextOf(reader, line)?.shape === 'item' && line.shape === 'item'
  if (reader.pending && line.afterBlank && !line.bullet && (isList || marks.kinds.length > 0))
    dropPending(reader, { ...line, bullet: true })
  if (reader.pending && !line.bullet && !hasOwnHead(marks)) {
    add(start(reader, line, false), line)
    return
  }
  if (line.bullet && !hasOwnTime && !isEventItem(reader, marks)) {
    if (!isMutedBullet(reader, line) && reader.open) addNote(reader, line)
    return
  }
  if (reader.muted && !hasOwnTime && marks.dates.length === 0) return
  const saysNothing =
    !marks.kinds.some(kind => kind.level > 0) && !marks.places.some(place => place.city && place.strength > 2)
  if (saysNothing && findTag(marks.reading, 'appeal')) return
  if (reader.pending) dropPending(reader, line)
  else close(reader)
  if (!line.bullet && line.segments.length === 1 && tellsSeveral(reader, line)) return readProse(reader, line)
  const parts = splitParts(reader, line)
  if (parts.length > 1) return readParts(reader, line, parts)
  add(start(reader, line, line.bullet), line)
}

/** 'Exhibition of cards, daily from 10': the title of a card that stands under its fields. */
function isLateTitle(open: Unit, line: Parsed): boolean {
  if (open.isProse || line.afterBlank || line.bullet || hasTitle(open)) return false
  if (!hasRole(open, 'key-when', 'key-date', 'key-time', 'key-where', 'key-city')) return false
  return (
    line.head!.marks.dates.length === 0 &&
    (!hasTime(open) || line.head!.marks.times.every(time => time.role !== undefined))
  )
}

/** Sentences or clauses with an hour and a kind of their own: 'At 18:00 a rally begins. At 20:00 we light candles there.' */
function tellsSeveral(reader: Reader, { line, head }: Parsed): boolean {
  if (head!.marks.times.length < 2) return false
  const told = splitEvents(line.text, head!.base, reader.style).filter(({ from, to }) => {
    const marks = markText(line.text.slice(from, to), reader.style)
    const tells =
      marks.kinds.some(kind => kind.level > 0) || marks.places.some(place => place.city && place.strength > 2)
    return marks.times.some(time => time.start && time.role === undefined) && tells
  })
  return told.length > 1
}

function isMutedBullet(reader: Reader, line: Parsed): boolean {
  return reader.muted || (line.afterBlank && !line.bullet)
}

/** Whether an item says by itself what happens. */
function hasOwnHead(marks: Marks): boolean {
  return marks.kinds.some(kind => kind.level > 0 && !kind.quoted)
}

/** A bullet without a time is an event if it says what and where, or what under a date and a place. */
function isEventItem(reader: Reader, marks: Marks): boolean {
  if (reader.muted) return false
  const context = contextOf(reader.outline)
  const hasKind = marks.kinds.some(kind => kind.level > 0 || !kind.quoted)
  const hasPlace = marks.places.some(place => place.strength >= 2)
  const hasDay = marks.dates.length > 0 || context.date?.date !== undefined
  if (marks.dates.length > 0 && (hasKind || hasPlace)) return true
  if (!hasDay) return false
  const first = marks.reading.tokens.findIndex(token => token.kind === 'word')
  if (first >= 0 && isAt(marks.reading, first, 'appeal') && !hasPlace) return false
  return (hasKind && (hasPlace || context.where?.city !== undefined)) || (hasPlace && leadsWith(marks))
}

/** A title before a list is a heading for it: its date and place hold for what follows. */
function dropPending(reader: Reader, line: Parsed): void {
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

/** '13:00 — rally at …; 15:00 — march': several events in a line, where each part has its own time and its own kind. */
function splitParts(reader: Reader, line: Parsed): Segment[] {
  const head = line.head!
  if (line.segments.length > 1 || head.marks.times.length < 2 || !head.text.includes(';')) return [head]
  const parts: Segment[] = []
  let base = 0
  for (const text of head.text.split(';')) {
    if (/[\p{L}\p{N}]/u.test(text))
      for (const segment of readSegments(text, reader.style))
        parts.push({ ...segment, base: head.base + base + segment.base })
    base += text.length + 1
  }
  const own = parts.filter(
    part =>
      part.marks.times.length > 0 && part.marks.kinds.some(kind => kind.level > 0) && !roleOnly(part.marks),
  )
  return own.length >= 2 && own.length === parts.length ? parts : [head]
}

function readParts(reader: Reader, line: Parsed, parts: readonly Segment[]): void {
  const first = parts[0]!.marks
  const place = first.places.find(mark => mark.city && mark.strength >= 3)
  const base = contextOf(reader.outline)
  for (const part of parts) {
    const unit = start(reader, line, line.bullet)
    const context: Context = place ? { ...base, where: whereOf(place) } : base
    const from = placeIn(line.line, part.base)
    const to = placeIn(line.line, Math.min(line.line.text.length, part.base + part.text.trimEnd().length))
    reader.units[reader.units.length - 1] = { ...unit, context, from, to, pieces: [pieceOf('head', part)] }
    if (first.dates[0] && part.marks.dates.length === 0)
      reader.units
        .at(-1)!
        .pieces.push({ role: 'key-date', text: '', marks: { ...first, times: [], places: [], kinds: [] } })
  }
  reader.open = undefined
}

function readTitle(reader: Reader, line: Parsed): void {
  const open = reader.open
  const next = nextOf(reader, line)
  const head = line.head
  if (open && !open.isProse && !line.afterBlank && !reader.pending && !hasTitle(open) && !open.bullet)
    return add(open, line, 'title')
  if (open && !open.isProse && !line.afterBlank && !open.bullet && hasTitle(open) && !isFieldLike(next))
    return addNote(reader, line)
  if (line.segments.length > 1 && head && line.segments.some(segment => main.has(segment.key!))) {
    reader.pending = undefined
    close(reader)
    add(start(reader, line, false), line)
    return
  }
  if (
    head &&
    isHeadline(reader, line) &&
    (readsAsProse(reader, head.marks) ||
      (!reader.isSchedule &&
        isArticle(reader, line) &&
        head.marks.dates.length > 0 &&
        !isWhole(head.marks, reader)))
  ) {
    close(reader)
    reader.leadDate ??= dateOfLead(reader, head.marks)
    return
  }
  if (head && readsAsProse(reader, head.marks) && !isFieldLike(next)) {
    readParagraph(reader, line)
    return
  }
  if (open?.bullet && !line.afterBlank && line.depth > open.depth && !isFieldLike(next))
    return addNote(reader, line)
  if (
    head &&
    open &&
    !open.isProse &&
    head.marks.dates.length > 0 &&
    leadsWith(head.marks) &&
    head.marks.places.some(place => place.city) &&
    hasDate(open) &&
    hasTitle(open)
  ) {
    close(reader)
    add(start(reader, line, false), line)
    return
  }
  if (head && isPlacedItem(reader, head.marks) && !isFieldLike(next)) return readItem(reader, line)
  close(reader)
  reader.muted = false
  reader.pending = line
}

/** 'Paris (time to be announced): picket' under a date, among lines with times. */
function isPlacedItem(reader: Reader, marks: Marks): boolean {
  if (!reader.isSchedule || !contextOf(reader.outline).date?.date) return false
  return (
    leadsWith(marks) &&
    marks.places.some(place => place.city && place.strength > 2 && place.from <= 2) &&
    marks.kinds.some(kind => kind.level > 0)
  )
}

/** Whether paragraphs follow, at most with the date of the page between. */
function isArticle(reader: Reader, line: Parsed): boolean {
  const next = nextOf(reader, line)
  return next !== undefined && (next.shape === 'prose' || isUnderHeadline(reader, next))
}

/** The line straight under the first one, with paragraphs after it. */
function isUnderHeadline(reader: Reader, line: Parsed): boolean {
  const first = reader.lines.find(one => !one.isBlank)
  if (!first || first.index !== line.index - 1 || first.shape !== 'title') return false
  const next = nextOf(reader, line)
  return next?.afterBlank === true && next.shape === 'prose'
}

/** The first line of an article, which says for all what the paragraphs tell one by one. */
function isHeadline(reader: Reader, line: Parsed): boolean {
  const next = reader.lines[line.index + 1]
  return (
    reader.units.length === 0 &&
    reader.outline.length === 0 &&
    (!next || next.isBlank || isUnderHeadline(reader, next)) &&
    reader.lines.slice(0, line.index).every(one => one.isBlank)
  )
}

function dateOfLead(reader: Reader, marks: Marks): Resolved | undefined {
  const [mark] = marks.dates
  const date = mark && resolveDate(mark, reader.calendar, reader.near)
  return date?.date ? { ...date, guessed: true } : undefined
}

function readsAsProse(reader: Reader, marks: Marks): boolean {
  const hasVerb = marks.reading.tokens.some((_, index) => isAt(marks.reading, index, 'took-place'))
  return hasVerb && !reader.isSchedule && marks.places.some(place => place.strength >= 1)
}

/** The next line that is not blank. */
function nextOf(reader: Reader, line: Parsed): Parsed | undefined {
  for (let index = line.index + 1; index < Math.min(reader.lines.length, line.index + 4); index++)
    if (!reader.lines[index]!.isBlank) return reader.lines[index]
  return undefined
}

function isFieldLike(line: Parsed | undefined): boolean {
  return (
    line !== undefined &&
    (line.shape === 'field' ||
      (line.shape === 'slot' && !line.bullet) ||
      (line.shape === 'heading' && !line.afterBlank && (line.head?.marks.dates.length ?? 0) > 0))
  )
}

function readParagraph(reader: Reader, line: Parsed): void {
  const open = reader.open
  const head = line.head!
  const { marks } = head
  const near =
    !line.afterBlank || (reader.pending !== undefined && reader.lines[line.index - 1]?.isBlank === true)
  if (
    reader.pending &&
    near &&
    (isWhole(reader.pending.head!.marks, reader) ||
      (reader.pending.head!.marks.dates.length > 0 &&
        reader.pending.head!.marks.kinds.some(kind => kind.level > 0))) &&
    !findTag(reader.pending.head!.marks.reading, 'worldwide') &&
    marks.dates.length === 0
  ) {
    const unit = start(reader, line, false)
    add(unit, line, marks.times.length > 0 ? 'head' : 'note')
    return
  }
  if (
    open &&
    !open.isProse &&
    !line.afterBlank &&
    marks.dates.length === 0 &&
    !(marks.times.length > 0 && hasTime(open))
  )
    return add(open, line, marks.times.length > 0 && !hasTime(open) ? 'head' : 'note')
  if (reader.pending) close(reader)
  readProse(reader, line)
}

/** Whether the first word of a text is of a group. */
export function beginsWith(marks: Marks, group: Parameters<typeof tagAt>[2]): boolean {
  const first = marks.reading.tokens.findIndex(token => token.kind === 'word')
  return first >= 0 && tagAt(marks.reading, first, group) !== undefined
}
