import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import type { Found, Search } from './search.ts'

const PAGE = 4096

type Region = { from: number; to: number; shared: string | null }

/** A process and all that it started, as far as they run. */
export function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => [Number(name), parentOf(Number(name))] as const)
  const family = [pid]
  for (const one of family)
    family.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child))
  return family
}

/**
 * Looks through the memory of processes: what they can read and have not only mapped from a program's file; what they
 * share, once. A process that ended meanwhile counts as looked through. Throws where this is not permitted (EACCES, EPERM).
 */
export function searchMemory(search: Search, pids: readonly number[]): { bytes: number; found: Found[] } {
  const seen = new Set<string>()
  const all = { bytes: 0, found: [] as Found[] }
  for (const pid of pids)
    try {
      const memory = openSync(`/proc/${pid}/mem`, 'r')
      try {
        for (const region of regionsOf(pid).flatMap(one => touched(pid, one))) {
          if (region.shared && seen.has(region.shared)) continue
          if (region.shared) seen.add(region.shared)
          const { bytes, found } = searchRegion(search, memory, region)
          all.bytes += bytes
          all.found.push(...found.map(one => ({ ...one, at: region.from + one.at })))
        }
      } finally {
        closeSync(memory)
      }
    } catch (error) {
      if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  return all
}

/** A page that is mapped and cannot be read (a guard, a device) ends its region. */
function searchRegion(search: Search, memory: number, { from, to }: Region) {
  return search.through((room, at) => {
    const size = Math.min(room.length, to - from - at)
    try {
      return size <= 0 ? 0 : readSync(memory, room, 0, size, from + at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EIO') return 0
      throw error
    }
  })
}

/**
 * The parts of a region that were ever written or read, by /proc/PID/pagemap (a page is there, or swapped out): most of what a
 * Node process reserves it never touches. What is shared is taken whole: another process may have touched it.
 */
function touched(pid: number, region: Region): Region[] {
  if (region.shared) return [region]
  const map = Buffer.alloc(((region.to - region.from) / PAGE) * 8)
  const file = openSync(`/proc/${pid}/pagemap`, 'r')
  try {
    if (readSync(file, map, 0, map.length, (region.from / PAGE) * 8) !== map.length) return [region]
  } finally {
    closeSync(file)
  }
  const parts: Region[] = []
  for (let page = 0; page < map.length / 8; page++) {
    // The two highest bits of eight bytes, little end first.
    if (map[page * 8 + 7]! < 0x40) continue
    const from = region.from + page * PAGE
    const last = parts.at(-1)
    if (last?.to === from) last.to += PAGE
    else parts.push({ from, to: from + PAGE, shared: null })
  }
  return parts
}

function regionsOf(pid: number): Region[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap(line => {
      const match = /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) (\S+) (\S+) (\d+) *(.*)$/.exec(line)
      if (!match) return []
      const [, from = '', to = '', rights = '', offset, device, inode, name = ''] = match
      const isProgram = name.startsWith('/') && !rights.includes('w') && !rights.includes('s')
      if (!rights.startsWith('r') || isProgram || /^\[v(?:var|syscall|dso)/.test(name)) return []
      const shared = rights.endsWith('s') ? `${device} ${inode} ${offset}` : null
      return [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), shared }]
    })
}

function parentOf(pid: number): number {
  try {
    // The name of the program stands in brackets and may have spaces in it.
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    )
  } catch {
    return -1
  }
}
