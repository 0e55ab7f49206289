import type { Box } from '#platform/pictures/box.ts'
import type { flatten } from './drawing.ts'
import type { Place } from './place.ts'

/** One chosen file on its way: what is known of it, and what leaves the browser. */
export type Item = {
  number: number
  /** Sent again it is the same picture. */
  upload: string
  file: File
  state: 'new' | 'ready' | 'sending' | 'sent' | 'missing' | 'wrong'
  /** Why it was not taken, as a sentence. */
  why: string
  /** Null until faces were looked for. */
  places: Place[] | null
  /** Faces are being looked for, or were; null in it: they could not be. */
  search: Promise<Box[] | null> | null
  /** Whether the program could look for faces. */
  searched: boolean
  /** What is said of this picture alone, by the names of the form's fields. */
  told: Record<string, string>
  /** What leaves the browser, once somebody has looked. */
  flat: Awaited<ReturnType<typeof flatten>> | null
  small: HTMLCanvasElement | null
}

export function newItem(file: File, number: number): Item {
  return {
    number,
    upload: newUuid(),
    file,
    state: 'new',
    why: '',
    places: null,
    search: null,
    searched: false,
    told: {},
    flat: null,
    small: null,
  }
}

/** Whether something of it could still be lost. */
export function isOpen({ state }: Item): boolean {
  return state === 'new' || state === 'ready' || state === 'sending' || state === 'missing'
}

/** The item that was made of the same file, byte for byte. A file is read for that only where its length is the same. */
export async function findTwin(file: File, items: readonly Item[]): Promise<Item | undefined> {
  for (const item of items.filter(other => other.file.size === file.size))
    if (await isSame(file, item.file).catch(() => false)) return item
  return undefined
}

async function isSame(one: File, other: File): Promise<boolean> {
  const [a, b] = await Promise.all([bytesOf(one), bytesOf(other)])
  return a.every((byte, at) => byte === b[at])
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer())
}

/** A UUID of version 4 (RFC 9562): `crypto.randomUUID` is withheld over plain http on a host name. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return [0, 8, 12, 16, 20].map((at, part) => hex.slice(at, [8, 12, 16, 20, 32][part])).join('-')
}
