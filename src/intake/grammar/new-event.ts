import type { Resolved } from './calendar.ts'
import { contextOf } from './context.ts'
import { headKind } from './kinds.ts'
import { findTag, isAt, tagAt } from './lexicon.ts'
import type { Marks } from './marks.ts'
import type { PlaceMark } from './place-mark.ts'
import type { Reader } from './reader.ts'
import { weekdayIn } from './spoken-days.ts'
import { isSummary } from './summaries.ts'
import type { Unit } from './unit.ts'

export type Spot = {
  readonly place: PlaceMark | undefined
  readonly lead: PlaceMark | undefined
  /** The day that is spoken of, where the sentence itself has no date. */
  readonly day: Resolved | undefined
}

export function isNewEvent(
  reader: Reader,
  marks: Marks,
  { place, lead, open, day }: Spot & { open: Unit | undefined },
): boolean {
  const { reading } = marks
  const context = contextOf(reader.outline)
  const kind = headKind(marks.kinds)
  const hasTime = marks.times.length > 0
  const isDated = marks.dates.some(mark => mark.day !== undefined && !mark.until)
  const hasVerb =
    (findTag(reading, 'took-place') ?? findTag(reading, 'moved')) !== undefined ||
    (findTag(reading, 'joins') !== undefined && (kind !== undefined || hasTime))
  if (
    marks.dates.length > 0 &&
    marks.dates.every(mark => mark.year !== undefined && mark.year !== reader.calendar.year)
  )
    return false
  const hasDay =
    marks.dates.some(mark => mark.day !== undefined) || (weekdayIn(marks) !== undefined && day !== undefined)
  if (!hasDay && isEvery(reading)) return false
  const isRelative =
    reader.units.length > 0 && (findTag(reading, 'same-day') ?? findTag(reading, 'next-day')) !== undefined
  if (isSummary(reading) && !hasTime) return false
  if (
    !hasDay &&
    !context.date?.date &&
    !(day ?? reader.leadDate ?? reader.stamp) &&
    !(hasTime && (reader.near || open)) &&
    !isRelative
  )
    return false
  const isAppeal = findTag(reading, 'appeal', 0, Math.min(reading.tokens.length, 8)) !== undefined
  const isTold = hasVerb && kind !== undefined && kind.level > 1 && (place?.strength ?? 0) > 2
  const isCancelled = findTag(reading, 'cancelled') !== undefined
  // 'The march that was planned in Turku was cancelled' under a day.
  const isOffThere = isCancelled && kind !== undefined && !kind.quoted && (place?.strength ?? 0) >= 3
  const isOff = isOffThere || (isCancelled && hasDay && (kind !== undefined || (place?.strength ?? 0) >= 3))
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
  // 'Thursday, 21 May, 18:00, at the fountain': a day and an hour say enough.
  const isCall =
    isDated && marks.times.some(time => time.start && time.role !== 'hours') && !findTag(reading, 'past')
  const isOwn =
    isGroup(reader, marks) ||
    (hasVerb && (kind !== undefined || where !== undefined)) ||
    (kind !== undefined && kind.level > 0 && (hasTime || hasDay)) ||
    isCall ||
    isOff ||
    isPlain
  if (!isOwn) return false
  if (isRelative && where && hasVerb && open) return true
  if (!open && isGroup(reader, marks)) return true
  const inherits = context.where?.city ?? context.where?.region ?? context.where?.country
  if (!where && !hasTime && !(hasDay && kind && kind.level > 0) && !(inherits && kind && hasVerb))
    return false
  const isElsewhere = where !== undefined && (!open || !isSame(open, where, undefined))
  if (isOffThere && isElsewhere) return true
  if (!open) return !isBack || hasTime
  const previous = headKind(open.pieces.flatMap(piece => (piece.role === 'head' ? piece.marks.kinds : [])))
  const isOther = kind !== undefined && kind.level > 0 && kind.kind !== previous?.kind
  if (isBack) return isOther && place !== undefined && hasVerb && kind.level > 1
  if (isElsewhere) return hasVerb || hasTime || isPlain
  const isAlso = findTag(reading, 'also') !== undefined
  // What a first sentence left open ('thirty people came') the next one tells.
  if (!previous && kind && !hasTime && !hasDay && !isAlso && !place) return false
  if (hasTime && isOther) return true
  if (isCall && !sameDay(open, marks)) return true
  if (hasDay && !sameDay(open, marks) && (isOther || isAlso || hasTime)) return true
  return (
    isOther &&
    hasVerb &&
    (place !== undefined || isAlso) &&
    (isAlso || beginsFresh(marks) || (place?.strength ?? 0) > 1)
  )
}

/** 'Belarusians of Scotland …' first in a paragraph under a day: they did something, in whatever words. */
function isGroup({ outline, isSchedule }: Reader, { reading, places }: Marks): boolean {
  const first = places[0]
  if (isSchedule || first?.by !== 'people' || first.from > 3 || contextOf(outline).date?.date === undefined)
    return false
  return (
    !reading.tokens.slice(first.to, first.to + 2).some(({ text }) => text === ':') &&
    !findTag(reading, 'said') &&
    !findTag(reading, 'past') &&
    !isAt(reading, first.to, 'appeal', 'joins')
  )
}

/** 'Every year', 'weekly'; but not 'one for each prisoner'. */
function isEvery(reading: Marks['reading']): boolean {
  const tag = findTag(reading, 'every')
  if (!tag) return false
  const next = reading.tokens[tag.to]
  return (
    !singles.test(reading.tokens[tag.from]!.text) ||
    (next !== undefined && (isAt(reading, tag.to, 'weekday', 'year') || spans.test(next.text)))
  )
}

const singles = /^(?:each|every|кож|кажд|kož)/i
const spans =
  /^(?:day|week|month|year|spring|may|evening|дзень|тыд|месяц|год|вечар|вясн|ра[сз]|день|недел|вечер|весн|тиж|місяц|р[оі]к|вечір|весн|dzień|tydzień|miesiac|hod|viečar|viasn)/i

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

export function isSame(open: Unit, place: PlaceMark | undefined, lead: PlaceMark | undefined): boolean {
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
