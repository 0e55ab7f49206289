import { closeSync, openSync, readSync } from 'node:fs'
import type { Needle } from './encodings.ts'
import { createIndex, STEP } from './grams.ts'

export type Found = { needle: Needle; at: number }

/** Looks through pieces of something, one after the other; what lies across two of them is found too. */
export type Search = {
  /** More to look for from now on. */
  add(needles: readonly Needle[]): void
  /** Puts up to `take(room)` bytes of the next piece into `room` and gives their number; 0 ends. */
  through(take: (room: Buffer, at: number) => number): { bytes: number; found: Found[] }
}

const PIECE = 4 * 1024 * 1024
/** So many bytes after the end are looked at, and have to be none of the piece before. */
const AFTER = 16

/** A search for many needles at once, at some hundred MB a second. Refuses needles under SHORTEST bytes. */
export function createSearch(needles: readonly Needle[]): Search {
  const index = createIndex()
  let lead = 0
  let room = Buffer.alloc(0)
  const add: Search['add'] = more => {
    for (const needle of more) index.add(needle)
    const carry = Math.ceil((index.longest() + STEP) / 4) * 4
    if (carry <= lead) return
    lead = carry
    room = Buffer.from(new ArrayBuffer(lead + PIECE + AFTER))
  }
  add(needles)
  return {
    add,
    through: take => {
      const found: Found[] = []
      const words = new Int32Array(room.buffer)
      let bytes = 0
      room.fill(0, 0, lead)
      for (;;) {
        const size = take(room.subarray(lead, lead + PIECE), bytes)
        if (size === 0) return { bytes, found }
        const end = lead + size
        room.fill(0, end, Math.min(room.length, end + AFTER))
        index.scan(words, end >> 2, (needle, start) => {
          const stop = start + needle.bytes.length
          // What ends in the lead was found with the piece before.
          if (start < 0 || stop > end || stop <= lead) return
          if (needle.alone && (isHex(room[start - 1]) || (stop < end && isHex(room[stop])))) return
          if (room.compare(needle.bytes, 0, needle.bytes.length, start, stop) === 0)
            found.push({ needle, at: bytes + start - lead })
        })
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

function isHex(byte = 0): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
}

/** The end of a piece stands before the next one, at the same distance from it. */
function keepEnd(room: Buffer, { lead, end }: { lead: number; end: number }): void {
  room.copyWithin(0, end - lead, end)
}
