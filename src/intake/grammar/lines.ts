import { readSegments, type Segment } from './fields.ts'
import { pictureKind } from './kinds.ts'
import { tagAt } from './lexicon.ts'
import { messageHead } from './message-heads.ts'
import { type Shape, shapeOf } from './shape.ts'
import type { Style } from './style.ts'
import type { Line } from './text.ts'

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

/** Reads each line by itself. */
export function parseLines(lines: readonly Line[], style: Style): Parsed[] {
  let afterBlank = true
  const slides = findSlides(lines)
  const parsed = lines.map((line, index) => {
    const one = parseLine(slides.has(index) ? { ...line, text: '' } : line, index, afterBlank, style)
    afterBlank = one.isBlank
    return one
  })
  const top = parsed.findIndex(line => !line.isBlank)
  if (top >= 0 && isTitleWithPicture(parsed, top))
    parsed[top] = parsedOf({ ...parsed[top]!, bullet: false }, parsed[top]!.segments)
  return parsed
}

/** '📣 Where to go on 21 May' over everything: its picture is no bullet, since no other line has it. */
function isTitleWithPicture(lines: readonly Parsed[], top: number): boolean {
  const { bullet, skip, line, segments } = lines[top]!
  if (!bullet || !/\p{Extended_Pictographic}/u.test(line.text.slice(0, skip))) return false
  if (lines[top + 1]?.isBlank !== true || segments.some(({ marks }) => marks.times.length > 0)) return false
  const mark = line.text.slice(0, skip).trim()
  return !lines.some(
    (other, index) => index > top && other.bullet && other.line.text.trimStart().startsWith(mark),
  )
}

/** The lines '1/6', '2/6' … of a row of pictures. */
function findSlides(lines: readonly Line[]): Set<number> {
  const found: { index: number; at: number; of: number }[] = []
  for (const [index, { text }] of lines.entries()) {
    const match = text.length < 12 ? /^\s*(\d{1,2})\s*\/\s*(\d{1,2})\s*$/.exec(text) : null
    if (match) found.push({ index, at: Number(match[1]), of: Number(match[2]) })
  }
  const isRow =
    found.length > 1 && found.every(({ at, of }, order) => of === found[0]!.of && at === found[0]!.at + order)
  return new Set(isRow ? found.map(({ index }) => index) : [])
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
  const head = messageHead(text)
  if (head === 0) return leadIn(text)
  const lead = leadIn(text.slice(head))
  return { ...lead, skip: lead.skip + head }
}

function leadIn(text: string): { skip: number; bullet: boolean; hashes: number } {
  const hashes = /^\s*#{1,6}(?=\s)/.exec(text)
  if (hashes) return { skip: hashes[0].length, bullet: false, hashes: hashes[0].trim().length }
  if (keyEmoji.test(text)) return { skip: 0, bullet: false, hashes: 0 }
  const bullet = bulletMark.exec(text)
  if (bullet) {
    const isBold = /^\s*(?:\*\*|\*(?=\S)[^*]{2,100}\*)/.test(text)
    // '- 18 -' and negative numbers are no bullets; '**When:**' is bold.
    return isBold
      ? { skip: 0, bullet: false, hashes: 0 }
      : { skip: bullet[0].length, bullet: true, hashes: 0 }
  }
  const number = numbered.exec(text)
  if (
    number &&
    !/^\s*\d{1,2}\.\s+\d{1,2}\.(?:\s|,|$)/.test(text) &&
    !startsWithItsMonth(text.slice(number[0].length))
  )
    return { skip: number[0].length, bullet: true, hashes: 0 }
  return { skip: 0, bullet: false, hashes: 0 }
}

function startsWithItsMonth(text: string): boolean {
  const [segment] = readSegments(text.slice(0, 40), {
    dotTimes: false,
    dotDates: false,
    monthFirst: false,
    colonTimes: false,
    months: new Set(),
    isLacinka: false,
  })
  if (!segment) return false
  const { reading, dates } = segment.marks
  if (tagAt(reading, 0, 'month')) return true
  // '1. Sat 16 May': a weekday with a day of its own; in '16. Sat' the number is the day.
  const hasDay = dates.some(mark => mark.from === 0 && mark.month !== undefined)
  return !hasDay && tagAt(reading, 0, 'weekday') !== undefined
}
