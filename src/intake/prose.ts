import type { Reader } from './blocks.ts'
import { resolveDate } from './calendar.ts'
import { contextOf, whereOf, within } from './context.ts'
import { headKind } from './kinds.ts'
import { findTag, isAt, tagAt } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import { type Marks, markText } from './marks.ts'
import type { PlaceMark } from './places.ts'
import type { Style } from './dates.ts'
import { placeIn } from './text.ts'
import type { Unit } from './unit.ts'

/** Reads a paragraph of sentences: each that says that something happens somewhere begins a unit, the others add to it. */
export function readProse(reader: Reader, line: Parsed): void {
  const text = line.line.text
  const pieces = splitEvents(text, line.head!.base, reader.style)
  let lead: PlaceMark | undefined
  let before: PlaceMark | undefined
  for (const { from, to, isClause } of pieces) {
    const sentence = text.slice(from, to)
    const marks = markText(sentence, reader.style)
    const place = bestPlace(marks) ?? (findTag(marks.reading, 'cancelled') ? marks.places[0] : undefined)
    if (isClause && !place) lead ??= before
    before = place ?? before
    if (place && isOnlyPlace(marks)) {
      lead = place
      continue
    }
    const span = { from: placeIn(line.line, from), to: placeIn(line.line, to) }
    if (isQuote(sentence)) continue
    const open = reader.open?.isProse ? reader.open : undefined
    if (isNewEvent(reader, marks, { place, lead, open }))
      begin(reader, { text: sentence, marks }, { ...span, place, lead })
    else if (!open && !reader.leadDate && marks.dates[0]?.day !== undefined && !marks.dates[0].until)
      readLead(reader, marks)
    else if (open && isSame(open, place, lead)) {
      open.pieces.push({ role: 'note', text: sentence, marks })
      if (span.from - open.to < 600) open.to = span.to
    }
  }
}

/** The sentences of a line from a place on, and the clauses of those that tell of two events. */
export function splitEvents(text: string, from: number, style: Style): Span[] {
  return splitSentences(text, from).flatMap(span => splitClauses(text, span, style))
}

type Span = { readonly from: number; readonly to: number; readonly isClause?: boolean }

/** '… on 21 May there was a picket, and on 22 May cards were written': two events in a sentence, cut at the comma before the second day or hour. */
function splitClauses(text: string, span: Span, style: Style): Span[] {
  const marks = markText(text.slice(span.from, span.to), style)
  const days = marks.dates.filter(mark => mark.day !== undefined && !mark.until)
  const hours = marks.times.filter(mark => mark.start && mark.role === undefined)
  const second = days.length > 1 ? days[1] : hours.length > 1 ? hours[1] : undefined
  if (!second) return [span]
  const { tokens } = marks.reading
  let cut = second.from
  while (cut > 0 && !/^[,;–]$/.test(tokens[cut - 1]!.text)) cut--
  // 'after it, at 18:00, a concert': the words between two commas go with the second.
  if (cut > 0 && second.from - cut < 2) {
    let earlier = cut - 1
    while (earlier > 0 && !/^[,;–]$/.test(tokens[earlier - 1]!.text)) earlier--
    if (earlier > 0 && isAt(marks.reading, earlier, 'then')) cut = earlier
  }
  const isKind = (from: number, to: number) =>
    marks.kinds.some(kind => kind.level > 0 && kind.from >= from && kind.to <= to)
  if (cut === 0 || !isKind(0, cut) || !isKind(cut, tokens.length)) return [span]
  const at = span.from + tokens[cut]!.from
  return [
    { from: span.from, to: at },
    { from: at, to: span.to, isClause: true },
  ]
}

/** The first sentences may name the day of all that follows: 'On 21 May Belarusians around the world …'. */
function readLead(reader: Reader, marks: Marks): void {
  const date = resolveDate(marks.dates[0]!, reader.calendar, reader.near)
  if (!date.date || (findTag(marks.reading, 'past') && !findTag(marks.reading, 'worldwide'))) return
  reader.leadDate = { ...date, guessed: true }
}

type Sentence = { readonly text: string; readonly marks: Marks }
type Spot = { readonly place: PlaceMark | undefined; readonly lead: PlaceMark | undefined }

function begin(
  reader: Reader,
  { text, marks }: Sentence,
  { from, to, place, lead }: Spot & { from: number; to: number },
): void {
  const base = contextOf(reader.outline)
  const day = reader.leadDate ?? reader.stamp
  const own = lead ? within(base.where, whereOf(lead)) : base.where
  const where = place ? within(own, whereOf(place)) : own
  const unit: Unit = {
    pieces: [{ role: 'head', text, marks }],
    context: {
      ...base,
      ...(base.date || !day ? {} : { date: day }),
      ...(where ? { where } : {}),
    },
    from,
    to,
    bullet: false,
    depth: 0,
    programme: false,
    isProse: true,
  }
  reader.units.push(unit)
  reader.open = unit
  reader.muted = false
}

function isNewEvent(
  reader: Reader,
  marks: Marks,
  { place, lead, open }: Spot & { open: Unit | undefined },
): boolean {
  const { reading } = marks
  const context = contextOf(reader.outline)
  const kind = headKind(marks.kinds)
  const hasVerb = findTag(reading, 'took-place') !== undefined
  const hasTime = marks.times.length > 0
  if (
    marks.dates.length > 0 &&
    marks.dates.every(mark => mark.year !== undefined && mark.year !== reader.calendar.year)
  )
    return false
  const hasDay = marks.dates.some(mark => mark.day !== undefined)
  const isRelative =
    reader.units.length > 0 && (findTag(reading, 'same-day') ?? findTag(reading, 'next-day')) !== undefined
  if (findTag(reading, 'worldwide') && !hasTime) return false
  if (
    !hasDay &&
    !context.date?.date &&
    !(reader.leadDate ?? reader.stamp) &&
    !(hasTime && (reader.near || open)) &&
    !isRelative
  )
    return false
  const isAppeal = findTag(reading, 'appeal', 0, Math.min(reading.tokens.length, 8)) !== undefined
  const isTold = hasVerb && kind !== undefined && kind.level > 1 && (place?.strength ?? 0) > 2
  const isOff = hasDay && kind !== undefined && findTag(reading, 'cancelled') !== undefined
  if (isAppeal && !(hasTime && hasDay) && !isTold && !isOff) return false
  if (reader.muted && !hasDay) return false
  if (reader.isSchedule && !hasTime && !(hasDay && kind && kind.level > 0)) return false
  const where = place ?? lead
  const isBack =
    beginsBack(marks) &&
    !(hasDay && kind !== undefined && (place !== undefined || hasTime || marks.dates.some(mark => mark.end)))
  // In a round-up 'a minute of silence was observed in Ghent' needs no verb that is known.
  const isPlain =
    !reader.isSchedule &&
    kind !== undefined &&
    kind.level > 1 &&
    !kind.quoted &&
    (place?.strength ?? 0) >= 3 &&
    !findTag(reading, 'said') &&
    !findTag(reading, 'past')
  const isOwn =
    (hasVerb && (kind !== undefined || where !== undefined)) ||
    (kind !== undefined && kind.level > 0 && (hasTime || hasDay)) ||
    isPlain
  if (!isOwn) return false
  if (isRelative && where && hasVerb && open) return true
  const inherits = context.where?.city ?? context.where?.region ?? context.where?.country
  if (!where && !hasTime && !(hasDay && kind && kind.level > 0) && !(inherits && kind && hasVerb))
    return false
  if (!open) return !isBack || hasTime
  const isElsewhere = where !== undefined && !isSame(open, where, undefined)
  const previous = headKind(open.pieces.flatMap(piece => (piece.role === 'head' ? piece.marks.kinds : [])))
  const isOther = kind !== undefined && kind.level > 0 && kind.kind !== previous?.kind
  if (isBack) return isOther && place !== undefined && hasVerb && kind.level > 1
  if (isElsewhere) return hasVerb || hasTime || isPlain
  const isAlso = findTag(reading, 'also') !== undefined
  // What a first sentence left open ('thirty people came') the next one tells.
  if (!previous && kind && !hasTime && !hasDay && !isAlso && !place) return false
  if (hasTime && isOther) return true
  if (hasDay && !sameDay(open, marks) && (isOther || isAlso || hasTime)) return true
  return (
    isOther &&
    hasVerb &&
    (place !== undefined || isAlso) &&
    (isAlso || beginsFresh(marks) || (place?.strength ?? 0) > 1)
  )
}

function sameDay(open: Unit, marks: Marks): boolean {
  const [before] = open.pieces[0]!.marks.dates
  const [now] = marks.dates
  return (
    before !== undefined &&
    now !== undefined &&
    (now.until === true || (before.day === now.day && before.month === now.month))
  )
}

/** 'A meeting …': with an indefinite article something new is told. */
function beginsFresh({ reading }: Marks): boolean {
  const first = reading.tokens[0]?.fold
  return first === 'a' || first === 'an' || first === 'another'
}

/** 'The rally was …', 'Участники …': it goes on about what was told before. */
function beginsBack({ reading }: Marks): boolean {
  const first = reading.tokens.findIndex(token => token.kind === 'word')
  if (first < 0) return false
  if (tagAt(reading, first, 'back')) return true
  if (!isAt(reading, first, 'article')) return false
  for (let index = first + 1; index <= first + 2; index++) if (isAt(reading, index, 'event')) return true
  return false
}

function isSame(open: Unit, place: PlaceMark | undefined, lead: PlaceMark | undefined): boolean {
  const where = place ?? lead
  if (!where) return true
  const own = open.context.where
  if (where.city)
    return own?.city
      ? own.city.id === where.city.id
      : own?.country === undefined
        ? false
        : own.country === where.country
  if (where.region) return own?.region?.id === where.region.id || own?.city?.country === where.country
  return own?.country === where.country || own?.city?.country === where.country
}

/** The place of a sentence: the strongest, a town before a country. */
export function bestPlace(marks: Marks): PlaceMark | undefined {
  let best: PlaceMark | undefined
  const rank = (mark: PlaceMark) => mark.strength * 2 + (mark.city ? 3 : 0)
  for (const mark of marks.places.filter(one => one.by !== 'from' || one.from <= 3))
    if (!best || rank(mark) > rank(best)) best = mark
  return best
}

function isOnlyPlace({ reading, places }: Marks): boolean {
  const covered = places.reduce((sum, place) => sum + place.to - place.from, 0)
  return reading.tokens.filter(token => token.kind !== 'mark').length <= covered && covered > 0
}

function isQuote(sentence: string): boolean {
  const start = sentence.trimStart()
  return /^["–]/.test(start)
}

/** Where the sentences of a line begin and end. Abbreviations ('g.', 'St.', 'вул.') end none. */
export function splitSentences(text: string, from: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  let start = from
  let isQuoted = false
  for (let index = from; index < text.length; index++) {
    const letter = text[index]!
    if (letter === '"') isQuoted = !isQuoted
    if (letter !== '.' && letter !== '!' && letter !== '?' && letter !== '…') continue
    let end = index + 1
    while (end < text.length && /[.!?…")\]']/.test(text[end]!)) {
      if (text[end] === '"') isQuoted = false
      end++
    }
    const next = nextLetter(text, end)
    if (next === end && next < text.length) continue
    if (next < text.length && !/[\p{Lu}\p{N}"'([–]/u.test(text[next]!)) continue
    if (letter === '.' && isAbbreviation(text, start, index)) continue
    found.push({ from: start, to: end })
    start = next
    index = end - 1
  }
  if (start < text.length && /[\p{L}\p{N}]/u.test(text.slice(start)))
    found.push({ from: start, to: text.length })
  return found
}

function nextLetter(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] === ' ') at++
  return at
}

const short = new Set(
  'st dr mr mrs ms prof no nr vs im ul al pl g г вул ул пл пр пер зав д б р м св сьв кв гл ст напр им ім праф проф тав str tel'.split(
    ' ',
  ),
)

function isAbbreviation(text: string, start: number, dot: number): boolean {
  let at = dot
  while (at > start && dot - at < 6 && /\p{L}/u.test(text[at - 1]!)) at--
  const word = text.slice(at, dot)
  return isShort(word)
}

/** Whether a word before a point is an abbreviation or an initial. */
export function isShort(word: string): boolean {
  return (word.length === 1 && word !== word.toLowerCase()) || short.has(word.toLowerCase())
}
