import type { Key } from '#intake/grammar/languages/vocabulary.ts'
import { isAt, type Reading, readWords } from './lexicon.ts'
import { type Marks, markText } from './marks.ts'
import type { Style } from './style.ts'

/** A part of a line: what stands after a key ('When:', 📍), or text without one. `base` is where it begins in the line. */
export type Segment = {
  readonly key?: Key
  readonly text: string
  readonly base: number
  readonly marks: Marks
}

/** Cuts a line at its keys. A line without keys is one segment. */
export function readSegments(text: string, style: Style): Segment[] {
  const reading = readWords(text)
  const keys = findKeys(reading)
  if (keys.length === 0) return [segment(text, 0, text.length, undefined, style)]
  const segments: Segment[] = []
  const first = keys[0]!
  if (hasWords(text.slice(0, first.from))) segments.push(segment(text, 0, first.from, undefined, style))
  for (const [index, key] of keys.entries())
    segments.push(segment(text, key.to, keys[index + 1]?.from ?? text.length, key.key, style))
  return freed(segments)
}

/** '✉ 17:00 writing cards', '📌 A week in Lviv': a picture that is only a bullet. */
function freed(segments: Segment[]): Segment[] {
  const [first] = segments
  if (!first?.key || segments.length > 1 || !startsWithPicture(first)) return segments
  const { marks } = first
  const tells =
    marks.kinds.some(kind => kind.level > 0) || marks.places.some(place => place.city && place.strength > 2)
  const isItem =
    first.key === 'key-time' || first.key === 'key-when'
      ? marks.times.length > 0 && tells
      : first.key === 'key-where'
        ? marks.kinds.length > 0 &&
          marks.times.length === 0 &&
          !marks.reading.tokens.some((_, index) => isAt(marks.reading, index, 'venue'))
        : (first.key === 'key-note' || first.key === 'key-people') &&
          ((marks.times.length > 0 && marks.kinds.length > 0) ||
            isTown(marks) ||
            (first.key === 'key-people' && marks.kinds.some(kind => kind.level > 0 && !kind.quoted)))
  if (!isItem) return segments
  const { key: _, ...rest } = first
  return [rest]
}

/** Nothing but a town. */
function isTown({ reading, places }: Marks): boolean {
  const [place] = places
  return (
    place?.city !== undefined &&
    reading.tokens.slice(place.to).every(token => token.kind === 'mark') &&
    place.from <= 2
  )
}

const startsWithPicture = ({ base }: Segment) => base > 0 && base <= 3

function segment(text: string, from: number, to: number, key: Key | undefined, style: Style): Segment {
  const part = text.slice(from, to)
  return { ...(key ? { key } : {}), text: part, base: from, marks: markText(part, style) }
}

const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text)

type Found = { key: Key; from: number; to: number }

function findKeys(reading: Reading): Found[] {
  const found: Found[] = []
  for (let index = 0; index < reading.tokens.length; ) {
    const key = emojiKey(reading, index) ?? wordKey(reading, index)
    if (key) found.push(key.found)
    index = key ? key.next : index + 1
  }
  return found
}

const emoji: readonly [string, Key][] = [
  ['📍📌🏛🏠🏢🗺🧭🏟⛪🏫', 'key-where'],
  ['🗓📅📆', 'key-when'],
  ['🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧⏰⏱⌚🕰⏲', 'key-time'],
  ['🏙🌆🌍🌎🌏', 'key-city'],
  ['🎤🎙👤👥🗣', 'key-people'],
  ['🔗ℹ🎟🎫☎📞💰💶💵✉📧📩📲📱🌐📝👉🪪🔔👕🧥🍎', 'key-note'],
]
const emojiKeys = new Map(emoji.flatMap(([list, key]) => Array.from(list, one => [one, key] as const)))

function emojiKey(reading: Reading, index: number): { found: Found; next: number } | undefined {
  const token = reading.tokens[index]!
  const key = token.kind === 'mark' ? emojiKeys.get(token.text) : undefined
  if (!key) return undefined
  // '📍 Where: …'
  const word = reading.tokens[index + 1] ? wordKey(reading, index + 1) : undefined
  if (word) return { found: { ...word.found, from: token.from }, next: word.next }
  return { found: { key, from: token.from, to: token.to }, next: index + 1 }
}

const spoken = new Set(['organized by', 'organised by', 'hosted by'])
const dashed = new Set<string>([
  'key-when',
  'key-date',
  'key-time',
  'key-where',
  'key-city',
  'key-host',
  'key-start',
  'key-gather',
  'key-finish',
  'key-route',
  'key-note',
  'key-people',
])

function wordKey(reading: Reading, index: number): { found: Found; next: number } | undefined {
  const token = reading.tokens[index]!
  if (token.kind !== 'word') return undefined
  const previous = reading.tokens[index - 1]
  if (previous && previous.kind !== 'mark') return undefined
  let best: Found | undefined
  let next = 0
  for (const tag of reading.tags[index]!) {
    if (!tag.group.startsWith('key-') || (best && tag.to <= next)) continue
    let at = tag.to
    while (reading.tokens[at]?.text === '*' || reading.tokens[at]?.text === '_') at++
    const mark = reading.tokens[at]
    const isColon =
      mark?.text === ':' &&
      !(mark.glued && reading.tokens[at + 1]?.glued && reading.tokens[at + 1]?.kind === 'number')
    const isDash =
      index === firstWord(reading) &&
      (mark?.text === '–' || (mark?.text === '-' && !mark.glued)) &&
      dashed.has(tag.group)
    const isSpoken =
      spoken.has(reading.text.slice(token.from, reading.tokens[tag.to - 1]!.to).toLowerCase()) &&
      (!previous || previous.text === '.' || previous.text === ';' || previous.text === '(')
    const isWhole = index === firstWord(reading) && tag.to === reading.tokens.length && whole.has(tag.group)
    if (!isColon && !isDash && !isSpoken && !isWhole) continue
    if (isDash && !isValue(reading, at + 1, tag.group)) continue
    const last = isColon || isDash ? mark! : reading.tokens[tag.to - 1]!
    best = { key: tag.group as Key, from: token.from, to: last.to }
    next = isColon || isDash ? at + 1 : tag.to
  }
  return best ? { found: best, next } : undefined
}

// A key that stands on a line of its own without a colon; 'Event' or 'Meeting' alone are rather titles.
const whole = new Set<string>(['key-when', 'key-where', 'key-date'])

function firstWord(reading: Reading): number {
  return reading.tokens.findIndex(token => token.kind === 'word')
}

/** 'Start – 18:00', 'Place – the square': not 'Start – a new life'. */
function isValue(reading: Reading, index: number, group: string): boolean {
  const next = reading.tokens[index]
  if (!next) return false
  if (group === 'key-start' || group === 'key-gather' || group === 'key-finish' || group === 'key-time')
    return next.kind === 'number'
  return true
}
