import type { Calendar } from './calendar.ts'
import { isValueOfUnit, readField, readRow, readSlot } from './cards.ts'
import { readItem } from './items.ts'
import type { Parsed } from './lines.ts'
import { isForAll, isNews, isSchedule, isStamp, readNews } from './page.ts'
import { readParagraph, readTitle } from './paragraphs.ts'
import { addNote, close, type Reader, readHeading } from './reader.ts'
import type { Style } from './style.ts'
import type { Row } from './tables.ts'
import type { Unit } from './unit.ts'

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

function readLine(reader: Reader, line: Parsed): void {
  const { shape } = line
  if (shape === 'blank') return
  if (isNews(line)) {
    readNews(reader)
    return
  }
  if (shape === 'heading') reader.isOver = false
  if (reader.isOver || shape === 'noise' || isStamp(reader, line) || isForAll(line)) return
  if (shape === 'appeal') {
    readAppeal(reader, line)
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

function readAppeal(reader: Reader, line: Parsed): void {
  if (reader.open && !line.afterBlank && !line.bullet) {
    addNote(reader, line)
    return
  }
  if (line.bullet && reader.open) return
  close(reader)
  reader.muted = true
}
