import type { Segment } from './fields.ts'
import { findTag, isAt, tagAt } from './lexicon.ts'
import type { Marks } from './marks.ts'
import { isSummary } from './summaries.ts'
import { isZoneName } from './zones.ts'

/**
 * heading: only a date, a weekday, a place and words like 'events'. field: only keys with values. slot: a date, time or
 * place without saying what. item: says what and when, or is a bullet. title: a short line. noise: credits and the like.
 * appeal: what readers are called to do. prose: sentences.
 */
export type Shape = 'blank' | 'heading' | 'field' | 'slot' | 'item' | 'title' | 'prose' | 'noise' | 'appeal'

const SHORT = 110
const onlyHashtags = /^(?:\s*#[\p{L}\p{N}_]+)+\s*$/u

/** What a line looks like, from what stands in it. */
export function shapeOf(
  text: string,
  head: Segment | undefined,
  segments: readonly Segment[],
  bullet: boolean,
): Shape {
  if (!head) return 'field'
  const { marks } = head
  if (isCredit(marks) || isNothing(marks) || onlyHashtags.test(text)) return 'noise'
  const hasTime = segments.some(segment => segment.marks.times.length > 0)
  if (
    segments.length === 1 &&
    !hasTime &&
    isFiller(marks) &&
    (marks.dates.length > 0 ||
      marks.places.length > 0 ||
      hasWeekday(marks) ||
      isContinent(marks) ||
      findTag(marks.reading, 'online') !== undefined)
  )
    return 'heading'
  if (
    text.length < SHORT * 2 &&
    !bullet &&
    text.trimEnd().endsWith(':') &&
    (marks.dates.length > 0 || marks.places.some(place => place.strength >= 3)) &&
    !hasTime &&
    segments.length === 1
  )
    return 'heading'
  if (isLeadIn(head, segments)) return 'heading'
  if (isAppeal(marks, text)) return 'appeal'
  if (segments.length === 1 && (hasTime || marks.dates.length > 0) && isSlot(marks)) return 'slot'
  if (bullet) return 'item'
  if (leadsWith(marks) && (hasTime || segments.length > 1)) return 'item'
  if (
    marks.dates.length > 0 &&
    leadsWith(marks) &&
    text.length < SHORT * 2 &&
    sentences(text) <= (marks.dates.every(date => date.until) ? 1 : 2) &&
    marks.kinds.some(kind => kind.level > 0) &&
    !isSummary(marks.reading)
  )
    return 'item'
  if (hasTime && text.length < SHORT * 2 && sentences(text) <= 1) return 'item'
  if (text.length <= SHORT && !/[.!?…]["')]*$/.test(text.trim()) && !/[.!?] \p{Lu}\p{Ll}+ \p{Ll}/u.test(text))
    return 'title'
  if (hasTime && leadsWithTime(marks)) return 'item'
  return 'prose'
}

/** Whether nothing but dates, places, weekdays, years and words like 'events' stands here. */
export function isFiller(marks: Marks): boolean {
  const { reading, taken, places } = marks
  if (reading.tokens.length > 24) return false
  const covered = new Uint8Array(taken)
  for (const place of places) covered.fill(1, place.from, place.to)
  for (const [index, token] of reading.tokens.entries()) {
    if (covered[index] || token.kind === 'mark' || isZoneName(token.text)) continue
    if (
      token.kind === 'number' &&
      (token.text.length === 4 || (token.text.length <= 2 && reading.tokens.length <= 3))
    )
      continue
    if (
      token.kind === 'word' &&
      isAt(reading, index, 'filler', 'weekday', 'year', 'in', 'on', 'and', 'continent', 'online')
    )
      continue
    return false
  }
  return true
}

/** A date or time, perhaps a place and a venue, but no word for what happens. */
function isSlot(marks: Marks): boolean {
  if (marks.kinds.some(kind => kind.level > 0 && !kind.quoted)) return false
  const covered = new Uint8Array(marks.taken)
  for (const place of marks.places) covered.fill(1, place.from, place.to)
  let words = 0
  for (const [index, token] of marks.reading.tokens.entries()) {
    if (
      covered[index] ||
      token.kind !== 'word' ||
      isAt(
        marks.reading,
        index,
        'filler',
        'weekday',
        'year',
        'in',
        'on',
        'at',
        'gather',
        'start',
        'finish',
        'from',
        'until',
        'venue',
        'street-before',
        'street-after',
        'article',
        'of',
      )
    )
      continue
    words++
  }
  return words <= (marks.times.length > 0 && marks.dates.length > 0 ? 4 : 1)
}

function isContinent({ reading }: Marks): boolean {
  return findTag(reading, 'continent') !== undefined && reading.tokens.length <= 6
}

/** 'On 21 May a day of solidarity will be held in Vilnius. Programme:' over a list. */
function isLeadIn({ marks }: Segment, segments: readonly Segment[]): boolean {
  const last = segments.at(-1)!
  if (last.key !== 'key-programme' || segments.length !== 2 || /[\p{L}\p{N}]/u.test(last.text)) return false
  return (
    marks.dates.length > 0 &&
    marks.times.length === 0 &&
    !marks.kinds.some(kind => kind.level > 0 && !kind.quoted)
  )
}

function hasWeekday(marks: Marks): boolean {
  return findTag(marks.reading, 'weekday') !== undefined
}

/** Whether the line begins with a date, time or place, followed by a mark or its end. */
export function leadsWith(marks: Marks): boolean {
  const first = firstMark(marks)
  return first !== undefined && first <= leadEnd(marks)
}

function leadsWithTime(marks: Marks): boolean {
  const first = Math.min(marks.times[0]?.from ?? 99, marks.dates[0]?.from ?? 99)
  return first <= leadEnd(marks)
}

function firstMark(marks: Marks): number | undefined {
  const all = [
    marks.dates[0]?.from,
    marks.times[0]?.from,
    marks.places.find(place => place.strength > 1)?.from,
  ].filter(from => from !== undefined)
  return all.length > 0 ? Math.min(...all) : undefined
}

/** The first token that is neither a mark nor a preposition nor 'Online event'. */
function leadEnd(marks: Marks): number {
  const { reading } = marks
  for (const [index, token] of reading.tokens.entries()) {
    if (
      token.kind === 'mark' ||
      isAt(
        reading,
        index,
        'on',
        'in',
        'at',
        'from',
        'until',
        'weekday',
        'online',
        'event',
        'gather',
        'start',
        'and',
      )
    )
      continue
    return index
  }
  return reading.tokens.length
}

function sentences(text: string): number {
  return (text.match(/[.!?…]["')]*\s+["']?\p{Lu}/gu)?.length ?? 0) + 1
}

function isCredit({ reading }: Marks): boolean {
  const tag =
    tagAt(reading, 0, 'credit') ??
    (reading.tokens[0]?.kind === 'mark' ? tagAt(reading, 1, 'credit') : undefined)
  if (!tag) return /^\S*https?:\/\/\S+$/.test(reading.text.trim())
  // 'Photo exhibition …' is an event.
  return (
    reading.tokens[tag.to] === undefined ||
    (!isAt(reading, tag.from, 'kind') && !isAt(reading, tag.to, 'kind'))
  )
}

/** 'No events' under a day. */
function isNothing({ reading }: Marks): boolean {
  const [first, second] = reading.tokens
  return (
    reading.tokens.length < 5 &&
    none.has(first?.fold ?? '') &&
    second !== undefined &&
    isAt(reading, 1, 'event', 'filler')
  )
}

const none = new Set(['no', 'нет', 'няма', 'нема', 'немае', 'без', 'бяз', 'niama', 'bez'])

/** 'How to help', 'Join us': a short line without time and place, or a bullet that tells readers what to do. */
function isAppeal(marks: Marks, text: string): boolean {
  if (marks.times.length > 0 || marks.dates.length > 0) return false
  const { reading } = marks
  const first = reading.tokens.findIndex(token => token.kind === 'word')
  if (first < 0 || !isAt(reading, first, 'appeal')) return false
  return text.length < SHORT * 2
}
