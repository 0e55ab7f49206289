import { main } from './cards.ts'
import { contextOf } from './context.ts'
import { readItem } from './items.ts'
import { findTag, isAt } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import type { Marks } from './marks.ts'
import { dateOfLead, isArticle, isHeadline } from './page.ts'
import { readProse } from './prose.ts'
import { add, addNote, close, isWhole, nextOf, type Reader, start } from './reader.ts'
import { leadsWith } from './shape.ts'
import { hasDate, hasTime, hasTitle, type Unit } from './unit.ts'

export function readTitle(reader: Reader, line: Parsed): void {
  const open = reader.open
  const next = nextOf(reader, line)
  const head = line.head
  if (open && head && isNextInRow(open, head.marks) && isPlacedItem(reader, head.marks)) {
    readItem(reader, line)
    return
  }
  if (head && !line.bullet && isLasting(reader, head.marks) && !isFieldLike(next)) {
    close(reader)
    add(start(reader, line, false), line)
    return
  }
  if (open && !open.isProse && !line.afterBlank && !reader.pending && !hasTitle(open) && !open.bullet) {
    add(open, line, 'title')
    return
  }
  if (
    open &&
    !open.isProse &&
    !line.afterBlank &&
    !open.bullet &&
    hasTitle(open) &&
    (!isFieldLike(next) || isUnderHour(open, next) || isPlaceOf(open, line))
  ) {
    addNote(reader, line)
    return
  }
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
  if (open?.bullet && !line.afterBlank && line.depth > open.depth && !isFieldLike(next)) {
    addNote(reader, line)
    return
  }
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
  if (head && isPlacedItem(reader, head.marks) && (next?.shape === 'heading' || !isFieldLike(next))) {
    readItem(reader, line)
    return
  }
  if (head && isPlaceUnderTitle(reader, line)) {
    add(start(reader, line, false), line, 'note')
    return
  }
  close(reader)
  reader.muted = false
  reader.pending = line
}

/** 'The exhibition is open from 15 to 23 May in the gallery' above bullets with hours of one of these days. */
function isLasting(reader: Reader, { dates, times, kinds, places, reading }: Marks): boolean {
  const { where } = contextOf(reader.outline)
  const kind = kinds.find(({ kind, level, quoted }) => level > 0 && !quoted && lasting.has(kind))?.kind
  const isHere = places.some(place => place.city && place.strength >= 2)
  // 'The exhibition in Gdańsk is open until 31 May' goes with an exhibition above it.
  const isOther = !reader.open?.pieces.some(({ marks }) => marks.kinds.some(mark => mark.kind === kind))
  return (
    times.length === 0 &&
    kind !== undefined &&
    (dates.some(date => date.end)
      ? isHere || where?.city !== undefined
      : dates.length > 0 && isHere && isOther) &&
    dates.every(date => date.end ?? date.until) &&
    !findTag(reading, 'worldwide')
  )
}

const lasting = new Set(['exhibition', 'installation'])

/** 'Exhibition: Names', and under it 'Town Hall, Bristol, UK', under a day. */
function isPlaceUnderTitle(reader: Reader, line: Parsed): boolean {
  const title = reader.pending?.head?.marks
  const { places, kinds, dates } = line.head!.marks
  return (
    title?.kinds.some(kind => kind.level > 0) === true &&
    title.places.length === 0 &&
    !line.afterBlank &&
    dates.length === 0 &&
    !kinds.some(kind => kind.level > 0) &&
    places.some(place => place.city && place.strength >= 2) &&
    contextOf(reader.outline).date?.date !== undefined
  )
}

/** 'Old Bridge, Jena, Germany' under a card with an hour and a title that has no town yet. */
function isPlaceOf(open: Unit, { head, segments }: Parsed): boolean {
  if (!head || segments.length > 1 || !hasTime(open)) return false
  const { marks } = head
  const hasTown = open.pieces.some(piece => piece.marks.places.some(place => place.city))
  return (
    !hasTown &&
    marks.dates.length === 0 &&
    !marks.kinds.some(kind => kind.level > 0) &&
    marks.places.some(place => place.city && (place.by === 'pair' || place.by === 'address'))
  )
}

/** In a calendar the hour stands over the title and the place, and the next hour under them. */
function isUnderHour({ pieces }: Unit, next: Parsed | undefined): boolean {
  const [first] = pieces
  return (
    first?.role === 'head' &&
    first.marks.times.length > 0 &&
    first.marks.kinds.length === 0 &&
    pieces.some(({ role }) => role === 'title') &&
    next?.shape === 'slot' &&
    next.head?.marks.times.length !== 0
  )
}

/** A town at the head of a line, as at the head of the line before. */
function isNextInRow({ pieces }: Unit, marks: Marks): boolean {
  const leads = ({ places }: Marks) =>
    places.some(place => place.city && place.by === 'lead' && place.from <= 2)
  return pieces[0] !== undefined && leads(pieces[0].marks) && leads(marks)
}

/** 'Paris (time to be announced): picket' under a date, among lines with times. */
function isPlacedItem(reader: Reader, marks: Marks): boolean {
  if (!reader.isSchedule || !contextOf(reader.outline).date?.date) return false
  return (
    leadsWith(marks) &&
    marks.places.some(place => (place.city ?? place.region) && place.strength > 2 && place.from <= 2) &&
    (marks.kinds.some(kind => kind.level > 0) ||
      (findTag(marks.reading, 'cancelled') ?? findTag(marks.reading, 'all-day')) !== undefined)
  )
}

function readsAsProse(reader: Reader, marks: Marks): boolean {
  const hasVerb = marks.reading.tokens.some((_, index) => isAt(marks.reading, index, 'took-place'))
  return hasVerb && !reader.isSchedule && marks.places.some(place => place.strength >= 1)
}

function isFieldLike(line: Parsed | undefined): boolean {
  return (
    line !== undefined &&
    (line.shape === 'field' ||
      (line.shape === 'slot' && !line.bullet && !line.afterBlank) ||
      (line.shape === 'heading' && !line.afterBlank && (line.head?.marks.dates.length ?? 0) > 0))
  )
}

export function readParagraph(reader: Reader, line: Parsed): void {
  if (isCalledOut(reader, line)) {
    readTitle(reader, line)
    return
  }
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
    !tellsOfItself(marks) &&
    marks.dates.length === 0 &&
    !(marks.times.length > 0 && hasTime(open))
  ) {
    add(open, line, marks.times.length > 0 && !hasTime(open) ? 'head' : 'note')
    return
  }
  if (reader.pending) close(reader)
  readProse(reader, line)
}

/** 'Kaunas, are you with us?' straight over its day and hour: a title. */
function isCalledOut(reader: Reader, line: Parsed): boolean {
  const next = reader.lines[line.index + 1]
  return (
    line.shape === 'prose' &&
    line.afterBlank &&
    line.line.text.length < 70 &&
    line.head!.marks.dates.length === 0 &&
    !findTag(line.head!.marks.reading, 'deadline') &&
    next !== undefined &&
    (next.shape === 'slot' || next.shape === 'field')
  )
}

/** A sentence that says what happened in which town. */
function tellsOfItself(marks: Marks): boolean {
  return (
    marks.places.some(place => place.city && place.strength >= 3) &&
    marks.kinds.some(kind => kind.level > 0 && !kind.quoted) &&
    findTag(marks.reading, 'took-place') !== undefined
  )
}
