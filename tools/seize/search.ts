import { closeSync, openSync, readSync } from 'node:fs'
import type { Needle } from './encodings.ts'
import { SHORTEST } from './encodings.ts'

export type Found = { needle: Needle; at: number }

/** Looks through pieces of something, one after the other; what lies across two of them is found too. */
export type Search = {
  /** Puts up to `take(room)` bytes of the next piece into `room` and gives their number; 0 ends. */
  through(take: (room: Buffer, at: number) => number): { bytes: number; found: Found[] }
}

const PIECE = 4 * 1024 * 1024
/** Only every fourth byte is looked at: each needle is known by the four bytes at any of its first four places. */
const STEP = SHORTEST - 3
const BITS = 22

/** A search for many needles at once, at some hundred MB a second. Refuses needles under SHORTEST bytes. */
export function createSearch(needles: readonly Needle[]): Search {
  const { known, byGram } = index(needles)
  const carry = needles.reduce((most, { bytes }) => Math.max(most, bytes.length), 0) + STEP
  const lead = Math.ceil(carry / 4) * 4
  const room = Buffer.from(new ArrayBuffer(lead + PIECE + 4))
  const words = new Int32Array(room.buffer)
  return {
    through: take => {
      const found: Found[] = []
      let bytes = 0
      room.fill(0)
      for (;;) {
        const size = take(room.subarray(lead, lead + PIECE), bytes)
        if (size === 0) return { bytes, found }
        const end = lead + size
        room.fill(0, end, Math.min(room.length, end + 4))
        for (let i = 0; i < end >> 2; i++) {
          const gram = words[i]!
          const hash = Math.imul(gram, 0x9e3779b1) >>> (32 - BITS)
          if ((known[hash >> 3]! & (1 << (hash & 7))) === 0) continue
          const places = byGram.get(gram)
          if (!places) continue
          for (const list of [places.short, places.long.get(words[i + 1]!) ?? []])
            for (const { needle, offset } of list) {
              const start = i * 4 - offset
              const stop = start + needle.bytes.length
              // What ends in the lead was found with the piece before.
              if (start < 0 || stop > end || stop <= lead) continue
              if (room.compare(needle.bytes, 0, needle.bytes.length, start, stop) === 0)
                found.push({ needle, at: bytes + start - lead })
            }
        }
        bytes += size
        keepEnd(room, { lead, end })
      }
    },
  }
}

/** Looks through a file; what cannot be read counts as empty only when it is gone. */
export function searchFile(search: Search, path: string): { bytes: number; found: Found[] } {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { bytes: 0, found: [] }
    throw error
  }
  try {
    return search.through((room, at) => readSync(file, room, 0, room.length, at))
  } finally {
    closeSync(file)
  }
}

/** Looks through bytes. */
export function searchBytes(search: Search, bytes: Buffer): { bytes: number; found: Found[] } {
  return search.through((room, at) => bytes.copy(room, 0, at, at + room.length))
}

/** The end of a piece stands before the next one, at the same distance from it. */
function keepEnd(room: Buffer, { lead, end }: { lead: number; end: number }): void {
  room.copyWithin(0, end - lead, end)
}

type Places = { short: Start[]; long: Map<number, Start[]> }
type Start = { needle: Needle; offset: number }

/** Needles by four bytes, and where they are long enough by the four after them: '%D0%' alone begins too many. */
function index(needles: readonly Needle[]) {
  const known = new Uint8Array(2 ** (BITS - 3))
  const byGram = new Map<number, Places>()
  for (const needle of needles) {
    const { bytes } = needle
    if (bytes.length < SHORTEST) throw new RangeError(`a needle of ${bytes.length} bytes`)
    for (let offset = 0; offset < STEP; offset++) {
      const gram = bytes.readInt32LE(offset)
      const hash = Math.imul(gram, 0x9e3779b1) >>> (32 - BITS)
      known[hash >> 3]! |= 1 << (hash & 7)
      let places = byGram.get(gram)
      if (!places) byGram.set(gram, (places = { short: [], long: new Map() }))
      const start = { needle, offset }
      if (bytes.length < SHORTEST + 4) places.short.push(start)
      else {
        const next = bytes.readInt32LE(offset + 4)
        const known = places.long.get(next)
        if (known) known.push(start)
        else places.long.set(next, [start])
      }
    }
  }
  return { known, byGram }
}
