import { isAt, type Reading, type Tag } from './lexicon.ts'

/** A word or phrase that names a kind of event, and how much it says (2 much, 1 less, 0 hardly more than 'event'). */
export type KindMark = {
  readonly kind: string
  readonly level: number
  readonly from: number
  readonly to: number
  readonly quoted: boolean
}

const pictures: readonly [string, string][] = [
  ['🕯', 'vigil'],
  ['🚲🚴🚵', 'bike-ride'],
  ['🏃👟', 'run'],
  ['🎬🎥🎞📽🍿', 'screening'],
  ['🎶🎵🎸🎼🎹🎻', 'concert'],
  ['✉📝💌✍📮📬', 'letter-writing'],
  ['🚗🚙', 'car-ride'],
  ['🖼', 'exhibition'],
]
const pictured = new Map(pictures.flatMap(([list, kind]) => Array.from(list, one => [one, kind] as const)))

/** The kind that a picture before a line stands for; it gives way to words that say more. */
export function pictureKind(prefix: string): KindMark | undefined {
  for (const letter of prefix) {
    const kind = pictured.get(letter)
    if (kind) return { kind, level: 1, from: 0, to: 0, quoted: false }
  }
  return undefined
}

/** All words for kinds of events in a line, the longest phrase where several begin together. */
export function findKinds(reading: Reading): KindMark[] {
  const marks: KindMark[] = []
  let quotes = 0
  let isTopic = false
  for (let index = 0; index < reading.tokens.length; ) {
    if (reading.tokens[index]!.text === '"') quotes++
    // 'A lecture about letters' is a lecture; 'a talk about prisons and writing letters' is both.
    if (/^[,.;:()!?]$/.test(reading.tokens[index]!.text) || isAt(reading, index, 'and')) isTopic = false
    else if (marks.length > 0 && isAt(reading, index, 'about')) isTopic = true
    const tag = longest(reading.tags[index]!)
    if (tag)
      marks.push({
        kind: tag.value,
        level: tag.level,
        from: index,
        to: tag.to,
        quoted: quotes % 2 === 1 || isTopic,
      })
    index = tag ? tag.to : index + 1
  }
  return marks
}

/** The kind that a title names: its first word that says much; what stands in quotes is a name and counts last. */
export function headKind(marks: readonly KindMark[]): KindMark | undefined {
  const plain = marks.filter(mark => !mark.quoted)
  return best(plain) ?? best(marks)
}

/** What an online event is, when it is not something that is told more exactly. */
export function onlineKind(kind: string | undefined): string {
  return kind === undefined || kind === 'rally' || kind === 'panel' || kind === 'meeting' || kind === 'other'
    ? 'webinar'
    : kind
}

function longest(tags: readonly Tag[]): Tag | undefined {
  let found: Tag | undefined
  for (const tag of tags) {
    if (tag.group !== 'kind') continue
    if (!found || tag.to > found.to || (tag.to === found.to && tag.level > found.level)) found = tag
  }
  return found
}

function best(marks: readonly KindMark[]): KindMark | undefined {
  for (const level of [2, 1, 0]) {
    const found = marks.find(mark => mark.level === level)
    if (found) return found
  }
  return undefined
}
