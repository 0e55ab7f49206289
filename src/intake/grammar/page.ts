import { daysBetween } from '#platform/time/local.ts'
import { type Resolved, resolveDate } from './calendar.ts'
import { findDates } from './dates.ts'
import { findTag, readWords, tagAt } from './lexicon.ts'
import type { Parsed } from './lines.ts'
import type { Marks } from './marks.ts'
import { close, nextOf, type Reader } from './reader.ts'

/** Whether this is a list with times: at least two lines say at what hour something happens, or cards do. */
export function isSchedule(lines: readonly Parsed[]): boolean {
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

/** 'Latest news', 'Read also': what follows are the headlines of a site. */
export function isNews({ head, segments, shape }: Parsed): boolean {
  if (!head || segments.length > 1 || shape === 'prose' || head.marks.times.length > 0) return false
  const { reading } = head.marks
  const first = reading.tokens.findIndex(token => token.kind === 'word')
  const tag = first >= 0 ? tagAt(reading, first, 'news') : undefined
  if (!tag) return false
  return reading.tokens.slice(tag.to).every(token => token.kind === 'mark')
}

export function readNews(reader: Reader): void {
  close(reader)
  reader.isOver = true
}

/** 'All events begin at noon unless otherwise stated.' */
export function isForAll({ segments }: Parsed): boolean {
  return segments.some(
    ({ marks }) =>
      marks.times.length > 0 &&
      marks.dates.length === 0 &&
      findTag(marks.reading, 'everywhere') !== undefined &&
      // '12:00 — a minute of silence (everywhere)' is an event.
      (!marks.kinds.some(kind => kind.level > 0) || findTag(marks.reading, 'start') !== undefined),
  )
}

/** The date and hour at which a page was published, among its first lines. */
export function isStamp(reader: Reader, line: Parsed): boolean {
  // Only among the first lines, before any event.
  if (line.index > 40 || reader.units.length > 0) return false
  if (isUpdateLine(reader, line)) return true
  const { head, segments, shape } = line
  const before = reader.lines.slice(0, line.index).filter(one => !one.isBlank)
  if (before.length > 5) return false
  const isReleased = before.some(isRelease)
  const isOverText = isReleased || isUnderHeadline(reader, line) || isOverArticle(reader, line, before)
  if (
    !head ||
    segments.length > 1 ||
    line.bullet ||
    !(line.afterBlank || isOverText) ||
    (shape !== 'slot' && shape !== 'item' && shape !== 'title' && !(shape === 'heading' && isOverText))
  )
    return false
  if (head.marks.dates.length !== 1 || head.marks.times.length > 1) return false
  if (head.marks.places.length > 0 && !isReleased && !(isOverText && shape === 'heading')) return false
  const [date] = head.marks.dates
  if (!date!.year || (date!.weekday && !isOverText) || date!.end) return false
  const next = reader.lines[line.index + 1]
  const isApart =
    !next ||
    next.isBlank ||
    next.shape === 'noise' ||
    next.shape === 'prose' ||
    next.segments.some(segment => findTag(segment.marks.reading, 'update'))
  const isOne =
    (isApart || isReleased) &&
    !head.marks.kinds.some(kind => kind.level > 0) &&
    (head.marks.times.length > 0 || before.length > 0)
  if (isOne) setStamp(reader, resolveDate(date!, reader.calendar, undefined), before)
  return isOne
}

/** '7 May 2026' under the signature of a letter. */
export function isSigned(reader: Reader, line: Parsed): boolean {
  const date =
    line.shape === 'heading' && line.head?.marks.dates.length === 1 ? line.head.marks.dates[0]! : undefined
  if (!date?.year || date.end || line.head!.marks.places.length > 0 || line.afterBlank) return false
  return reader.lines.slice(line.index + 1).every(({ isBlank }) => isBlank)
}

/** The Day of Solidarity, of which reports tell. */
export const THE_DAY = '05-21'

/** The day of the page; a report on the Day of Solidarity that came out soon after tells of that day. */
function setStamp(reader: Reader, { date }: Resolved, before: readonly Parsed[]): void {
  if (!date) return
  reader.stamp ??= { date, guessed: true }
  const day = `${date.slice(0, 4)}-${THE_DAY}`
  const isReport = before.some(line => line.head && findTag(line.head.marks.reading, 'the-day'))
  const after = daysBetween(day, date)
  if (isReport && after > 0 && after < 8) reader.leadDate ??= { date: day, guessed: true }
}

/** 'Press release': what stands under it is the day of the letter. */
export function isRelease({ segments }: Parsed): boolean {
  const [first, ...more] = segments
  return (
    first !== undefined &&
    more.length === 0 &&
    first.marks.reading.tokens.length <= 8 &&
    findTag(first.marks.reading, 'release') !== undefined
  )
}

/** Alone between a headline and paragraphs. */
function isOverArticle(reader: Reader, line: Parsed, before: readonly Parsed[]): boolean {
  if (!line.afterBlank || before.length === 0 || before.length > 3) return false
  const next = nextOf(reader, line)
  return next?.afterBlank === true && next.shape === 'prose' && before.every(({ bullet }) => !bullet)
}

/** Whether paragraphs follow, at most with the date of the page between. */
export function isArticle(reader: Reader, line: Parsed): boolean {
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
export function isHeadline(reader: Reader, line: Parsed): boolean {
  const next = reader.lines[line.index + 1]
  return (
    reader.units.length === 0 &&
    reader.outline.length === 0 &&
    (!next || next.isBlank || isUnderHeadline(reader, next)) &&
    reader.lines.slice(0, line.index).every(one => one.isBlank)
  )
}

export function dateOfLead(reader: Reader, marks: Marks): Resolved | undefined {
  const [mark] = marks.dates
  const date = mark && resolveDate(mark, reader.calendar, reader.near)
  return date?.date ? { ...date, guessed: true } : undefined
}

/** 'Published: 19 May 2024, 22:10' over the first paragraph. */
function isUpdateLine(reader: Reader, { segments, line }: Parsed): boolean {
  if (line.text.length > 80) return false
  const [first] = segments
  const reading = first && readWords(line.text)
  if (!reading || !findTag(reading, 'update', 0, 3)) return false
  const [date] = findDates(reading, reader.style)
  if (!date?.day || !date.month) return false
  reader.stamp ??= { ...resolveDate(date, reader.calendar, undefined), guessed: true }
  return true
}
