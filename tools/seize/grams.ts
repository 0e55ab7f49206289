import { type Needle, SHORTEST } from './encodings.ts'

/** Only every fourth byte is looked at: each needle is known by the four bytes at any of its first four places. */
export const STEP = SHORTEST - 3
const BITS = 22

/** How many of the words after the first one a needle is known by, by its length: '%D0%B0%D' alone begins too many. */
const TIERS = [3, 1, 0] as const

/** Needles by four bytes of theirs, and as many after them as their length allows. */
export type Index = {
  /** Refuses needles under SHORTEST bytes. */
  add(needle: Needle): void
  /** The length of the longest needle in bytes. */
  longest(): number
  /** Tells which needles may begin where, in bytes from the beginning of `words`; the first `count` words count. */
  scan(words: Int32Array, count: number, tell: (needle: Needle, start: number) => void): void
}

/** An index without needles. */
export function createIndex(): Index {
  const needles: Needle[] = []
  const known = new Uint8Array(2 ** (BITS - 3))
  const tables = TIERS.map(after => ({ after, table: createTable() }))
  let longest = 0
  return {
    add: needle => {
      const { bytes } = needle
      if (bytes.length < SHORTEST) throw new RangeError(`a needle of ${bytes.length} bytes`)
      longest = Math.max(longest, bytes.length)
      const number = needles.push(needle) - 1
      const { after, table } = tables.find(one => bytes.length >= SHORTEST + one.after * 4)!
      for (let offset = 0; offset < STEP; offset++) {
        const gram = wordAt(bytes, offset)
        mark(known, hashOf(gram))
        const next = after > 0 ? wordAt(bytes, offset + 4) : 0
        const rest = after > 1 ? mixed(wordAt(bytes, offset + 8), wordAt(bytes, offset + 12)) : 0
        table.add({ gram, next: mixed(next, rest), value: number * STEP + offset })
      }
    },
    longest: () => longest,
    scan: (words, count, tell) => {
      const tellValue = (value: number, place: number) =>
        tell(needles[Math.floor(value / STEP)]!, place - (value % STEP))
      for (let i = 0; i < count; i++) {
        const gram = words[i]!
        const hash = hashOf(gram)
        if ((known[hash >> 3]! & (1 << (hash & 7))) === 0) continue
        for (const { after, table } of tables) {
          const next = after > 0 ? words[i + 1]! : 0
          const rest = after > 1 ? mixed(words[i + 2]!, words[i + 3]!) : 0
          table.look(gram, mixed(next, rest), value => tellValue(value, i * 4))
        }
      }
    },
  }
}

type Table = {
  add(entry: { gram: number; next: number; value: number }): void
  look(gram: number, next: number, tell: (value: number) => void): void
}

/** A table by two words with chains, in flat arrays: a Map of as many would be most of the time of a run. */
function createTable(): Table {
  const known = new Uint8Array(2 ** (BITS - 3))
  const heads = new Int32Array(2 ** BITS)
  // Each entry has gram, next, value, and the number of the entry before it in its chain; the first is none.
  let entries = new Int32Array(4096)
  let count = 1
  return {
    add: ({ gram, next, value }) => {
      if (count * 4 === entries.length) {
        const larger = new Int32Array(entries.length * 2)
        larger.set(entries)
        entries = larger
      }
      const hash = hashOf(mixed(gram, next))
      mark(known, hash)
      entries.set([gram, next, value, heads[hash]!], count * 4)
      heads[hash] = count++
    },
    look: (gram, next, tell) => {
      const hash = hashOf(mixed(gram, next))
      if ((known[hash >> 3]! & (1 << (hash & 7))) === 0) return
      for (let at = heads[hash]! * 4; at !== 0; at = entries[at + 3]! * 4)
        if (entries[at] === gram && entries[at + 1] === next) tell(entries[at + 2]!)
    },
  }
}

function hashOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - BITS)
}

function mixed(word: number, other: number): number {
  return word ^ Math.imul(other, 0x85ebca6b)
}

function mark(bits: Uint8Array, at: number): void {
  bits[at >> 3]! |= 1 << (at & 7)
}

/** Four bytes, little end first. */
function wordAt(bytes: Buffer, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
}
