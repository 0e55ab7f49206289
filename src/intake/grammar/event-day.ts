import type { Doubt, DraftField } from '#intake/draft.ts'
import { addDays, type LocalDate } from '#platform/time/local.ts'
import { type Resolved, resolveDate } from './calendar.ts'
import { kindOf } from './event-kind.ts'
import { findTag, isAt, type Reading } from './lexicon.ts'
import { order, piecesBy } from './pieces.ts'
import { isInside, on, weekdayIn } from './spoken-days.ts'
import type { Unit } from './unit.ts'
import type { Whole } from './whole.ts'

export function dateOf(
  unit: Unit,
  whole: Whole,
  guessed: Set<DraftField>,
  doubts: Doubt[],
): { date?: string; endDate?: string } {
  const near = unit.context.date?.date ?? whole.near ?? whole.date
  let own: Resolved | undefined
  let end: string | undefined
  for (const piece of piecesBy(unit, order)) {
    const marks =
      unit.isProse && piece.role === 'note' ? piece.marks.dates.filter(mark => mark.until) : piece.marks.dates
    const isMoved = findTag(piece.marks.reading, 'moved') !== undefined
    for (const mark of marks) {
      if (mark.year && Math.abs(mark.year - whole.calendar.year) > 1) continue
      if (mark.day === undefined || (isMoved && isAt(piece.marks.reading, mark.from - 1, 'from'))) continue
      const resolved = resolveDate(mark, whole.calendar, near)
      if (resolved.date && (!own || (isMoved && piece.role !== 'note'))) own = resolved
      else if (isMoved && resolved.endDate) own = { date: resolved.endDate, guessed: resolved.guessed }
      else if (!resolved.date && resolved.endDate) end ??= resolved.endDate
    }
  }
  const assumed = whole.near ?? whole.date
  const told = own ?? relativeDay(unit, whole.near ?? unit.context.date?.date ?? whole.date)
  if (
    !end &&
    unit.pieces.some(piece => {
      const tag = findTag(piece.marks.reading, 'month-end')
      return tag && isAt(piece.marks.reading, tag.from - 1, 'until')
    })
  )
    end = monthEnd((told ?? unit.context.date)?.date)
  const found = told ?? within(unit, whole.near) ?? (assumed ? { date: assumed, guessed: true } : undefined)
  if (!found?.date) return {}
  if (found.guessed) guessed.add('date')
  if (found.wrongWeekday)
    doubts.push({
      code: 'weekday',
      key: 'intake.doubt.weekday',
      values: { date: found.date, weekday: found.wrongWeekday },
    })
  if (found.guessed && whole.calendar.isGuess)
    doubts.push({ code: 'year', key: 'intake.doubt.year', values: { year: Number(found.date.slice(0, 4)) } })
  const lasting =
    own || (unit.isProse === false && lastingKinds.has(kindOf(unit, undefined).kind))
      ? found.endDate
      : undefined
  const endDate = lasting ?? (end && end > found.date ? end : undefined)
  return { date: found.date, ...(endDate ? { endDate } : {}) }
}

/** The day of the headings; of a whole week the one that was spoken of last. */
function within(unit: Unit, near: LocalDate | undefined): Resolved | undefined {
  const { date } = unit.context
  return unit.isProse && date && near && isInside(near, date) ? { date: near, guessed: true } : date
}

function monthEnd(date: LocalDate | undefined): LocalDate | undefined {
  return (
    date &&
    new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).toISOString().slice(0, 10)
  )
}

/** 'The same day', 'the next day': told from the event before. */
function relativeDay(unit: Unit, near: LocalDate | undefined): Resolved | undefined {
  if (!near) return undefined
  const heads = piecesBy(unit, ['head', 'title', 'key-when', 'key-date'])
  if (heads.some(piece => findTag(piece.marks.reading, 'same-day'))) return { date: near, guessed: true }
  const { date } = unit.context
  const weekday = !date || date.endDate ? heads.map(piece => weekdayIn(piece.marks)).find(Boolean) : undefined
  if (weekday && !unit.isProse) return { date: on(date?.date ?? near, Number(weekday.value)), guessed: true }
  if (heads.some(piece => isNext(piece.marks.reading))) return { date: addDays(near, 1), guessed: true }
  return undefined
}

/** 'A day later', but not 'half a day later'. */
function isNext(reading: Reading): boolean {
  const tag = findTag(reading, 'next-day')
  return tag !== undefined && reading.tokens[tag.from - 1]?.fold !== 'half'
}

const lastingKinds = new Set(['exhibition', 'installation', 'letter-marathon', 'other'])

/** 'Every Tuesday': no event of its own. */
export function isRepeated(unit: Unit): boolean {
  if (unit.pieces.some(piece => piece.marks.dates.length > 0)) return false
  return unit.pieces.some(({ role, marks: { reading } }) => {
    const tag = role === 'note' || role === 'sub' ? undefined : findTag(reading, 'every')
    return tag !== undefined && isAt(reading, tag.to, 'weekday')
  })
}
