import { readSegments, type Segment } from './fields.ts'
import { pictureKind } from './kinds.ts'
import { findTag, isAt, tagAt } from './lexicon.ts'
import type { Marks } from './marks.ts'
import type { Style } from './style.ts'
import type { Line } from './text.ts'
import { isZoneName } from './zones.ts'

/** A line with what it says and what it looks like. */
export type Parsed = {
  readonly line: Line
  readonly index: number
  /** Where its text begins after a bullet or number, in the line. */
  readonly skip: number
  readonly bullet: boolean
  /** Number signs of Markdown before it. */
  readonly hashes: number
  readonly depth: number
  readonly isBlank: boolean
  readonly afterBlank: boolean
  readonly segments: readonly Segment[]
  /** The text before any key. */
  readonly head: Segment | undefined
  readonly shape: Shape
}

/**
 * heading: only a date, a weekday, a place and words like 'events'. field: only keys with values. slot: a date, time or
 * place without saying what. item: says what and when, or is a bullet. title: a short line. noise: credits and the like.
 * appeal: what readers are called to do. prose: sentences.
 */
export type Shape = 'blank' | 'heading' | 'field' | 'slot' | 'item' | 'title' | 'prose' | 'noise' | 'appeal'

const SHORT = 110

/** Reads each line by itself. */
export function parseLines(lines: readonly Line[], style: Style): Parsed[] {
  let afterBlank = true
  return lines.map((line, index) => {
    const parsed = parseLine(line, index, afterBlank, style)
    afterBlank = parsed.isBlank
    return parsed
  })
}

function parseLine(line: Line, index: number, afterBlank: boolean, style: Style): Parsed {
  const { skip, bullet, hashes } = leadOf(line.text)
  const text = line.text.slice(skip).trimEnd()
  const isBlank = !/[\p{L}\p{N}]/u.test(text)
  if (isBlank)
    return {
      line,
      index,
      skip,
      bullet: false,
      hashes: 0,
      depth: 0,
      isBlank,
      afterBlank,
      segments: [],
      head: undefined,
      shape: 'blank',
    }
  const segments = readSegments(text, style).map(segment => ({ ...segment, base: segment.base + skip }))
  const picture = pictureKind(line.text.slice(0, skip + 2))
  if (picture && !segments[0]!.key) {
    const [first, ...rest] = segments
    return parsedOf({ line, index, skip, bullet, hashes, afterBlank }, [
      { ...first!, marks: { ...first!.marks, kinds: [picture, ...first!.marks.kinds] } },
      ...rest,
    ])
  }
  return parsedOf({ line, index, skip, bullet, hashes, afterBlank }, segments)
}

type Look = Pick<Parsed, 'line' | 'index' | 'skip' | 'bullet' | 'hashes' | 'afterBlank'>

function parsedOf(look: Look, segments: readonly Segment[]): Parsed {
  const head = segments[0]!.key ? undefined : segments[0]
  const text = look.line.text.slice(look.skip).trimEnd()
  return {
    ...look,
    depth: look.line.indent,
    isBlank: false,
    segments,
    head,
    shape: shapeOf(text, head, segments, look.bullet),
  }
}

const bulletMark =
  /^[\s>]*(?:[-–—*+•·▪▫◦‣●○■□▶►➤➡→✓✔✅☑★☆✦✨❗⚫⚪◆◇♦❖➔➢✊✉❤♥☀⁃∙]|[\ud83c-\ud83e][\udc00-\udfff])+\s*/
const numbered = /^\s*\d{1,2}(?:\)\s+(?=[\p{L}\p{N}"])|\.\s+(?=[\p{L}"]|\d{1,2}[./ :]))/u
const keyEmoji =
  /^[\s>]*(?:[📍📌🏛🏠🏢🗺🧭🏟⛪🏫🗓📅📆⏰⏱⌚🕰⏲🏙🌆🌍🌎🌏🎤🎙👤👥🗣🔗ℹ🎟🎫☎📞💰💶💵✉📧📩📲📱🌐📝👉🪪🔔👕🧥🍎]|[🕐-🕧]|[🇦-🇿])/u

function leadOf(text: string): { skip: number; bullet: boolean; hashes: number } {
  const hashes = /^\s*#{1,6}(?=\s)/.exec(text)
  if (hashes) return { skip: hashes[0].length, bullet: false, hashes: hashes[0].trim().length }
  if (keyEmoji.test(text)) return { skip: 0, bullet: false, hashes: 0 }
  const bullet = bulletMark.exec(text)
  if (bullet) {
    const isBold = /^\s*\*\*/.test(text)
    // '- 18 -' and negative numbers are no bullets; '**When:**' is bold.
    return isBold
      ? { skip: 0, bullet: false, hashes: 0 }
      : { skip: bullet[0].length, bullet: true, hashes: 0 }
  }
  const number = numbered.exec(text)
  if (number && !startsWithMonth(text.slice(number[0].length)))
    return { skip: number[0].length, bullet: true, hashes: 0 }
  return { skip: 0, bullet: false, hashes: 0 }
}

function startsWithMonth(text: string): boolean {
  const [segment] = readSegments(text.slice(0, 20), {
    dotTimes: false,
    dotDates: false,
    monthFirst: false,
    colonTimes: false,
    months: new Set(),
    isLacinka: false,
  })
  return (
    segment !== undefined &&
    (tagAt(segment.marks.reading, 0, 'month') !== undefined ||
      tagAt(segment.marks.reading, 0, 'weekday') !== undefined)
  )
}

function shapeOf(
  text: string,
  head: Segment | undefined,
  segments: readonly Segment[],
  bullet: boolean,
): Shape {
  if (!head) return 'field'
  const { marks } = head
  if (isCredit(marks)) return 'noise'
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
    sentences(text) <= 2 &&
    marks.kinds.some(kind => kind.level > 0)
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

export function isContinent({ reading }: Marks): boolean {
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

export function hasWeekday(marks: Marks): boolean {
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

export function sentences(text: string): number {
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

/** 'How to help', 'Join us': a short line without time and place, or a bullet that tells readers what to do. */
function isAppeal(marks: Marks, text: string): boolean {
  if (marks.times.length > 0 || marks.dates.length > 0) return false
  const { reading } = marks
  const first = reading.tokens.findIndex(token => token.kind === 'word')
  if (first < 0 || !isAt(reading, first, 'appeal')) return false
  return text.length < SHORT * 2
}
