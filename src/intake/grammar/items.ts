import { type Context, contextOf, whereOf } from './context.ts'
import { readSegments, type Segment } from './fields.ts'
import { findTag, isAt } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import { type Marks, markText } from './marks.ts'
import { isMoment, isOnlyMoments, isSub, roleOnly } from './moments.ts'
import { readProse } from './prose.ts'
import {
  add,
  addNote,
  close,
  dropIfTitled,
  dropPending,
  nextOf,
  type Reader,
  readHeading,
  start,
} from './reader.ts'
import { isQuote, splitEvents } from './sentences.ts'
import { leadsWith } from './shape.ts'
import { placeIn } from './text.ts'
import { hasRole, hasTime, hasTitle, pieceOf, type Unit } from './unit.ts'

export function readItem(reader: Reader, line: Parsed): void {
  const head = line.head!
  const { marks } = head
  const open = reader.open
  if (open && !reader.pending && isSub(open, line)) {
    add(open, line, 'sub')
    return
  }
  if (open && !reader.pending && isLateTitle(open, line)) {
    add(open, line)
    return
  }
  const hasOwnTime = line.segments.some(
    segment => segment.marks.times.length > 0 && segment.key !== 'key-note',
  )
  if (open && !reader.pending && !open.isProse && !line.afterBlank && line.segments.length === 1) {
    const isNext = marks.times.length > 0 && marks.dates.length === 0 && isOnlyMoments(open)
    if ((hasTime(open) && isMoment(marks)) || isNext) {
      add(open, line)
      return
    }
  }
  if (!line.bullet && !hasOwnHead(marks)) dropIfTitled(reader, line)
  const isList = nextOf(reader, line)?.shape === 'item' && line.shape === 'item'
  if (reader.pending && line.afterBlank && !line.bullet && (isList || marks.kinds.length > 0))
    dropPending(reader, { ...line, bullet: true })
  if (reader.pending && !line.bullet && !hasOwnHead(marks)) {
    add(start(reader, line, false), line)
    return
  }
  if (!hasOwnTime && isTheDay(marks)) {
    readHeading(reader, line)
    return
  }
  if (line.bullet && !hasOwnTime && isPictured(reader, line)) {
    close(reader)
    reader.muted = false
    reader.pending = { ...line, bullet: false }
    return
  }
  if (line.bullet && !hasOwnTime && !isEventItem(reader, marks) && !isBareItem(reader, line)) {
    if (!isMutedBullet(reader, line) && reader.open) addNote(reader, line)
    return
  }
  if (reader.muted && !hasOwnTime && marks.dates.length === 0) return
  const saysNothing =
    !marks.kinds.some(kind => kind.level > 0) && !marks.places.some(place => place.city && place.strength > 2)
  const isHere = marks.dates.length > 0 || findTag(marks.reading, 'online') !== undefined
  if (saysNothing && findTag(marks.reading, 'appeal', 0, isHere ? 4 : undefined)) return
  if (reader.pending) dropPending(reader, line)
  else close(reader)
  const parts = splitParts(reader, line)
  if (parts.length > 1) {
    readParts(reader, line, parts)
    return
  }
  if (!line.bullet && line.segments.length === 1 && tellsSeveral(reader, line)) {
    readProse(reader, line)
    return
  }
  add(start(reader, line, line.bullet), line)
}

/** '21 May is the Day of Solidarity. We collect …': it says what day it is. */
function isTheDay({ reading, dates, places }: Marks): boolean {
  const tag = findTag(reading, 'the-day')
  if (!tag || dates.length === 0 || places.some(({ city }) => city)) return false
  return tag.from - dates[0]!.to < 3 && tag.from >= dates[0]!.to
}

/** '🎸 CONCERT' straight over its day and hour: a title, and its picture no bullet. */
function isPictured(reader: Reader, line: Parsed): boolean {
  const next = reader.lines[line.index + 1]
  return (
    line.afterBlank &&
    next !== undefined &&
    !next.isBlank &&
    !next.bullet &&
    (next.shape === 'slot' || next.shape === 'field' || isDay(next)) &&
    line.head!.marks.dates.length === 0
  )
}

function isDay({ shape, head }: Parsed): boolean {
  return shape === 'heading' && (head?.marks.dates.length ?? 0) > 0
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
  if (head!.marks.times.length < 2 && head!.marks.dates.length < 2) return false
  const told = splitEvents(line.text, head!.base, reader.style).filter(({ from, to }) => {
    const marks = markText(line.text.slice(from, to), reader.style)
    const tells =
      marks.kinds.some(kind => kind.level > 0) || marks.places.some(place => place.city && place.strength > 2)
    return (
      tells &&
      (marks.times.some(time => time.start && time.role === undefined) ||
        marks.dates.some(date => date.day !== undefined && !date.until))
    )
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
  const hasDay =
    marks.dates.length > 0 ||
    context.date?.date !== undefined ||
    isUnderDay(reader) ||
    (reader.leadDate !== undefined && !reader.leadDate.endDate)
  if (marks.dates.length > 0 && (hasKind || hasPlace)) return true
  if (!hasDay) return false
  const first = marks.reading.tokens.findIndex(token => token.kind === 'word')
  if (first >= 0 && isAt(marks.reading, first, 'appeal') && !hasPlace) return false
  return (hasKind && (hasPlace || context.where?.city !== undefined)) || (hasPlace && leadsWith(marks))
}

/** 'Flags with names on the beach' as a bullet under a place and a day, beside other bullets or alone. */
function isBareItem(
  { open, pending, muted, outline }: Reader,
  { head, depth, segments, line, skip }: Parsed,
) {
  const { date, where } = contextOf(outline)
  if (muted || pending || segments.length > 1 || !date?.date || !(where?.city ?? where?.region)) return false
  if (open && (open.isProse || !open.bullet || open.depth !== depth)) return false
  const { reading } = head!.marks
  if (isQuote(line.text.slice(skip)) || findTag(reading, 'said') || findTag(reading, 'appeal', 0, 2))
    return false
  const first = reading.tokens.findIndex(token => token.kind === 'word')
  const isAbout = reading.tags[first]?.some(({ group }) => group.startsWith('key-') || group === 'back')
  return (
    !isAbout && !denial.test(reading.text) && reading.tokens.filter(({ kind }) => kind === 'word').length > 2
  )
}

// 'No flags please', 'Без флагов', 'Free for all': what holds for an event, not one.
const denial =
  /(?<!\p{L})please(?!\p{L})|^\P{L}*(?:no|not|free|without|children|dogs|без|не|ня|дети|дзеці|діти|bez|nie|dzieci)(?!\p{L})/iu

/** Under a title that names the day of all: 'What happened yesterday, on 21 May'. */
function isUnderDay({ pending, units }: Reader): boolean {
  if (!pending?.head || units.length > 0) return false
  const { dates, kinds } = pending.head.marks
  return dates.some(date => date.day !== undefined) && !kinds.some(kind => kind.level > 0)
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
