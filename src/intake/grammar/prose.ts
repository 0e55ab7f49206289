import { bestPlace, isOnlyPlace } from './best-place.ts'
import { type Resolved, resolveDate } from './calendar.ts'
import { contextOf, whereOf, within } from './context.ts'
import { findTag } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import { type Marks, markText } from './marks.ts'
import { isNewEvent, isSame, type Spot } from './new-event.ts'
import { isHint, isOpener } from './openers.ts'
import { THE_DAY } from './page.ts'
import type { PlaceMark } from './place-mark.ts'
import type { Reader } from './reader.ts'
import { isQuote, splitEvents } from './sentences.ts'
import { spokenDay } from './spoken-days.ts'
import { placeIn } from './text.ts'
import type { Piece, Unit } from './unit.ts'

/** Reads a paragraph of sentences: each that says that something happens somewhere begins a unit, the others add to it. */
export function readProse(reader: Reader, line: Parsed): void {
  const text = line.line.text
  const pieces = splitEvents(text, line.head!.base, reader.style)
  let lead: PlaceMark | undefined
  let off: Piece | undefined
  let before: PlaceMark | undefined
  let day: Resolved | undefined
  let hint: Sentence | undefined
  let isLed = false
  const sentences = pieces.map(piece => markText(text.slice(piece.from, piece.to), reader.style))
  for (const [index, { from, to, isClause }] of pieces.entries()) {
    const sentence = text.slice(from, to)
    const marks = sentences[index]!
    const best = bestPlace(marks) ?? (findTag(marks.reading, 'cancelled') ? marks.places[0] : undefined)
    // 'Haifa. Belarusians of Israel …' is in Haifa.
    const isInside = best && !best.city && !best.region && lead?.city && lead.country === best.country
    const place = isInside ? lead : best
    if (isClause && !place) lead ??= before
    const earlier = before
    before = place ?? before
    if (place && isOnlyPlace(marks)) {
      lead = place
      isLed = true
      continue
    }
    const span = { from: placeIn(line.line, from), to: placeIn(line.line, to) }
    if (isQuote(sentence)) continue
    const told = spokenDay(reader, marks, day)
    const open = reader.open?.isProse ? reader.open : undefined
    const isHead = isOpener(marks, sentences[index + 1])
    // 'Ghent. A picket at the embassy, with drums.'
    const spot = { place: place ?? (isLed ? lead : undefined), lead: lead ?? earlier }
    isLed = false
    if (!isHead && isNewEvent(reader, marks, { ...spot, open, day: told ?? day })) {
      begin(reader, { text: sentence, marks }, { ...span, place, lead: lead ?? earlier, day: told ?? day })
      if (told && reader.stamp) reader.leadDate ??= told
      readTheDay(reader, marks)
      // 'The main thing is a rally in Oslo. Thursday, 21 May, 18:00 …'
      if (hint && marks.kinds.length === 0) reader.open!.pieces.unshift({ role: 'head', ...hint })
      // 'Cancelled because of the weather. It was to be …'
      if (off) reader.open!.pieces.push(off)
      off = undefined
    } else if (findTag(marks.reading, 'cancelled') && !open) off = { role: 'note', text: sentence, marks }
    else if (told && reader.stamp && !open && (!reader.leadDate || findTag(marks.reading, 'yesterday')))
      reader.leadDate = told
    else if (!open && !reader.leadDate && marks.dates[0]?.day !== undefined && !marks.dates[0].until)
      readLead(reader, marks)
    else if (open && isSame(open, place, lead)) {
      open.pieces.push({ role: 'note', text: sentence, marks })
      if (span.from - open.to < 600) open.to = span.to
    }
    day = dayOf(reader, marks) ?? told ?? day
    hint = isHint(marks) ? { text: sentence, marks } : undefined
  }
}

/** The day that a sentence names, for the sentences after it in the paragraph. */
function dayOf(reader: Reader, marks: Marks): Resolved | undefined {
  const mark = marks.dates.findLast(one => one.day !== undefined && !one.until && !one.end)
  if (!mark || (mark.year !== undefined && mark.year !== reader.calendar.year)) return undefined
  if (findTag(marks.reading, 'past')) return undefined
  const date = resolveDate(mark, reader.calendar, reader.near)
  return date.date ? { date: date.date, guessed: true } : undefined
}

/** Where 21 May has been told of under the day of a page, paragraphs without a day go on about it. */
function readTheDay(reader: Reader, marks: Marks): void {
  const date = reader.stamp && !reader.leadDate ? dayOf(reader, marks)?.date : undefined
  if (date?.endsWith(THE_DAY)) reader.leadDate = { date, guessed: true }
}

/** The first sentences may name the day of all that follows: 'On 21 May Belarusians around the world …'. */
function readLead(reader: Reader, marks: Marks): void {
  const date = resolveDate(marks.dates[0]!, reader.calendar, reader.near)
  if (!date.date || (findTag(marks.reading, 'past') && !findTag(marks.reading, 'worldwide'))) return
  reader.leadDate = { ...date, guessed: true }
}

type Sentence = { readonly text: string; readonly marks: Marks }

export function begin(
  reader: Reader,
  { text, marks }: Sentence,
  { from, to, place, lead, day: own }: Spot & { from: number; to: number },
): void {
  const base = contextOf(reader.outline)
  const day = own ?? reader.leadDate ?? reader.stamp
  const outer = lead ? within(base.where, whereOf(lead)) : base.where
  const where = place ? within(outer, whereOf(place)) : outer
  const unit: Unit = {
    pieces: [{ role: 'head', text, marks }],
    context: {
      ...base,
      ...((base.date && !own) || !day ? {} : { date: day }),
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
