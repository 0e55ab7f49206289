import { type Canaries, createCanaries } from './canary.ts'
import type { FormLine } from './fields.ts'
import type { PageForm } from './form.ts'
import type { House } from './house.ts'

export type Met = { form: PageForm; line: FormLine; path: string }

/** One run over one house: what was sent, and what was met on the way. */
export type Tale = {
  house: House
  set: 'smoke' | 'full'
  canaries: Canaries
  /** Forms that were filled in to be taken: the name in the table and the address. */
  filled: Set<string>
  /** One form of each kind that anybody met, or that a script sent, with its line in the table. */
  met: Map<string, Met>
  /** What stood in a page and in no line of the table. */
  unknown: Set<string>
  /** What could not be done here, and why. */
  skipped: string[]
}

export function beginTale(house: House, set: Tale['set']): Tale {
  return {
    house,
    set,
    canaries: createCanaries(),
    filled: new Set(),
    met: new Map(),
    unknown: new Set(),
    skipped: [],
  }
}
