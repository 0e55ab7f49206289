import type { Statement } from 'better-sqlite3'
import { placesData } from './data.ts'

/**
 * Whether any place of the gazetteer is called exactly so, by a name that is already folded (see names/fold). Cheap
 * enough to be asked for every capitalised word of a long text: after some thousand questions all names are kept in memory.
 */
export function isPlaceName(folded: string): boolean {
  if (all) return all.has(folded)
  if (++asked > MANY) {
    all = new Set(placesData().prepare<[], string>('SELECT DISTINCT folded FROM name').pluck().all())
    return all.has(folded)
  }
  one ??= placesData().prepare<[string], number>('SELECT 1 FROM name WHERE folded = ? LIMIT 1').pluck()
  return one.get(folded) !== undefined
}

const MANY = 5_000
let asked = 0
let one: Statement<[string], number> | undefined
let all: Set<string> | undefined
