import type { Doubt } from '#intake/draft.ts'
import { piecesBy } from './pieces.ts'
import type { TimeMark } from './time-mark.ts'
import type { Piece, Unit } from './unit.ts'

type Times = { start?: string; end?: string; mark?: TimeMark | undefined }

/** The first moment to which people are called, and the end. */
export function timesOf(
  unit: Unit,
  { everywhere, isLong }: { everywhere: TimeMark | undefined; isLong: boolean },
  doubts: Doubt[],
): Times {
  const keyed = piecesBy(unit, ['key-when', 'key-date', 'key-time', 'key-gather', 'key-start'])
  const finish = piecesBy(unit, ['key-finish']).flatMap(piece => piece.marks.times)[0]
  for (const pieces of [
    keyed,
    piecesBy(unit, ['head']),
    piecesBy(unit, ['title', 'key-title']),
    piecesBy(unit, ['key-where']),
    piecesBy(unit, ['note', 'key-programme']),
    piecesBy(unit, ['sub']),
  ]) {
    const marks = pieces
      .flatMap(piece => piece.marks.times)
      .filter(mark => !isAside(unit, pieces[0]!, mark) && (isLong || mark.role !== 'hours'))
    if (marks.length === 0) continue
    const isSub = pieces[0]!.role === 'sub' || pieces[0]!.role === 'note'
    const starts = pieces.flatMap(piece => startsOf(piece))
    const called = beginning(starts, pieces) ?? firstCall(starts, pieces === keyed)
    const start = called?.start
    const end = finish?.start ?? finish?.end ?? (isSub ? undefined : endOf(marks, called))
    if (!isSub && pieces !== keyed && starts.length > 1 && !called?.role) {
      const others = starts
        .slice(1)
        .filter(mark => mark.role === undefined && mark.start !== start && !mark.zone)
      if (others.length > 0)
        doubts.push({
          code: 'time',
          key: 'intake.doubt.times',
          values: { start: start!, other: others[0]!.start! },
        })
    }
    return {
      ...(start ? { start } : {}),
      ...(end && isEnd(start, end, isLong) ? { end } : {}),
      mark: called ?? marks[0],
    }
  }
  const own = finish ? { end: (finish.end ?? finish.start)! } : {}
  return everywhere?.start
    ? {
        start: everywhere.start,
        ...(everywhere.end ? { end: everywhere.end } : {}),
        ...own,
        mark: everywhere,
      }
    : own
}

/** In later sentences of prose a time is of the event only when it is said to be its beginning. */
function isAside(unit: Unit, piece: Piece, mark: TimeMark): boolean {
  return unit.isProse && piece.role === 'note' && mark.role !== 'start' && mark.role !== 'gather'
}

function startsOf({ role, marks }: Piece): TimeMark[] {
  const own = role === 'key-gather' ? 'gather' : role === 'key-start' ? 'start' : undefined
  return marks.times
    .filter(mark => mark.start && mark.role !== 'finish')
    .map(mark => (own && !mark.role ? { ...mark, role: own } : mark))
}

/** An end before the start is one after midnight, or no end. */
function isEnd(start: string | undefined, end: string, isLong: boolean): boolean {
  return start === undefined || end > start || (end !== start && (isLong || end <= '06:00'))
}

/** 'Gathering at 17:30, start at 18:00' in one breath, with no other hour: the start. */
function beginning(starts: readonly TimeMark[], pieces: readonly Piece[]): TimeMark | undefined {
  if (starts.some(({ role }) => role === undefined)) return undefined
  const both = pieces.find(
    ({ marks }) =>
      marks.times.some(({ role }) => role === 'gather') && marks.times.some(({ role }) => role === 'start'),
  )
  return both?.marks.times.find(({ role }) => role === 'start')
}

/** The time that stands for the event: the first to which people are called; doors and opening hours only where there is no other. */
function firstCall(starts: readonly TimeMark[], isKeyed: boolean): TimeMark | undefined {
  const calls = starts.filter(mark => mark.role !== 'doors' && mark.role !== 'hours')
  if (calls.length === 0) return starts[0]
  const plain = isKeyed ? calls.filter(mark => mark.role === undefined) : []
  if (plain[0]) return plain[0]
  return isKeyed ? earliest(calls) : calls[0]
}

function earliest(marks: readonly TimeMark[]): TimeMark | undefined {
  let first: TimeMark | undefined
  for (const mark of marks) if (!first || mark.start! < first.start!) first = mark
  return first
}

/** The end that belongs to the start; opening hours end an event only when they begin it as well. */
function endOf(marks: readonly TimeMark[], called: TimeMark | undefined): string | undefined {
  if (called?.end) return called.end
  return marks.find(mark => mark.end && (mark.role !== 'hours' || called?.role === 'hours'))?.end
}
