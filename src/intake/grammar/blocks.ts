import type { Calendar } from './calendar.ts'
import { isValueOfUnit, readField, readRow, readSlot } from './cards.ts'
import { readItem } from './items.ts'
import { findTag } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import { linkIn } from './links.ts'
import { findMailHead } from './mail.ts'
import { isMonth } from './months.ts'
import { isForAll, isNews, isSchedule, isSigned, isStamp, readNews } from './page.ts'
import { readParagraph, readTitle } from './paragraphs.ts'
import { isProgramme } from './programme.ts'
import { addNote, close, type Reader, reach, readHeading } from './reader.ts'
import type { Style } from './style.ts'
import type { Row } from './tables.ts'
import { hasDate, type Unit } from './unit.ts'

/** Groups lines into units, one for each event; `passed` are the lines that speak of the page and not of an event. */
export function readBlocks(
  lines: readonly Parsed[],
  tables: ReadonlyMap<number, Row>,
  known: { calendar: Calendar; style: Style; near: string | undefined },
): { units: Unit[]; passed: ReadonlySet<number> } {
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
    passed: findMailHead(lines),
  }
  for (const line of lines) {
    const row = tables.get(line.index)
    if (row) readRow(reader, line, row)
    else readLine(reader, line)
  }
  close(reader)
  return reader
}

function readLine(reader: Reader, line: Parsed): void {
  const { shape } = line
  if (shape === 'blank') return
  if (isNews(line)) {
    readNews(reader)
    return
  }
  if (shape === 'heading') reader.isOver = false
  if (isMonth(reader, line)) return
  if (
    reader.isOver ||
    reader.passed.has(line.index) ||
    isStamp(reader, line) ||
    isSigned(reader, line) ||
    isForAll(line)
  ) {
    reader.passed.add(line.index)
    return
  }
  if (shape === 'noise') {
    // An address on a line of its own goes with what stands above it.
    if (reader.open && !line.afterBlank && isLink(line)) addNote(reader, line)
    return
  }
  if (shape === 'appeal') {
    readAppeal(reader, line)
    return
  }
  if (isProgramme(reader, line) || isAllDay(line)) return
  if (isMove(reader, line)) {
    addNote(reader, line)
    return
  }
  if (shape === 'heading' && !isValueOfUnit(reader, line)) {
    readHeading(reader, line)
    return
  }
  if (shape === 'field') {
    readField(reader, line)
    return
  }
  if (shape === 'slot' || shape === 'heading') {
    readSlot(reader, line)
    return
  }
  if (shape === 'item') {
    readItem(reader, line)
    return
  }
  if (shape === 'title') {
    readTitle(reader, line)
    return
  }
  readParagraph(reader, line)
}

function isLink({ line, skip }: Parsed): boolean {
  return linkIn(line.text.slice(skip)) !== undefined
}

/** 'All day' over a title. */
function isAllDay({ head, segments }: Parsed): boolean {
  const tag = head && segments.length === 1 ? findTag(head.marks.reading, 'all-day', 0, 4) : undefined
  return tag !== undefined && head!.marks.reading.tokens.length === tag.to - tag.from
}

/** 'Moved from 17 May' under a card. */
function isMove({ open, pending }: Reader, line: Parsed): boolean {
  const { head, afterBlank, segments } = line
  if (!open || open.isProse || pending || afterBlank || !head || segments.length > 1) return false
  const tag = findTag(head.marks.reading, 'moved', 0, 4)
  return tag !== undefined && hasDate(open) && head.marks.kinds.length === 0 && head.marks.places.length === 0
}

function readAppeal(reader: Reader, line: Parsed): void {
  if (reader.open && !line.afterBlank && !line.bullet) {
    addNote(reader, line)
    return
  }
  if (line.bullet && reader.open) {
    reach(reader.open, line)
    return
  }
  close(reader)
  reader.muted = true
}
