import { fold } from '#platform/names/fold.ts'
import type { Place } from '#platform/places/places.ts'
import { beforeOf } from './before-name.ts'
import { isRegion, resolveCity } from './gazetteer.ts'
import { isLacinka } from './lacinka-lines.ts'
import { isAt, type Reading } from './lexicon.ts'
import { type PlaceMark, strengths, type Taken } from './place-mark.ts'

const LEAST = 60_000

/**
 * A large town in small letters, as people type to one another: the first word of a line that tells a day or an hour
 * ('riga – thu 21.05, 18:00'), or after 'in' in a line without any capital.
 */
export function smallFrom(reading: Reading, index: number, taken: Taken): PlaceMark | undefined {
  const { tokens } = reading
  const first = tokens[index]!
  if (first.text.length < 4) return undefined
  const isFirst =
    tokens.slice(0, index).every((token, at) => token.kind === 'mark' || taken[at] === 1) &&
    isDated(reading, taken)
  const before =
    !isFirst && isAt(reading, index - 1, 'in', 'origin') && isSmall(reading)
      ? beforeOf(reading, index, taken)
      : undefined
  if (!isFirst && before !== 'in' && before !== 'from') return undefined
  for (let to = endOf(reading, index, taken); to > index; to--) {
    if (to === index + 1 && reading.tags[index]!.some(tag => tag.group !== 'zone')) continue
    const name = reading.text.slice(first.from, tokens[to - 1]!.to)
    const city = resolveCity(name.charAt(0).toUpperCase() + name.slice(1), undefined, isLacinka(reading))
    if (!city || isRegion(city) || city.population < LEAST || !(before || isWhole(reading, city, name)))
      continue
    const by = isFirst ? 'lead' : before === 'in' ? 'in' : 'from'
    return { from: index, to, city, country: city.country, name, by, strength: strengths[by] }
  }
  return undefined
}

/** The name itself; in Łacinka it is put into other letters, and only a guess can be had. */
function isWhole(reading: Reading, { names }: Place, name: string): boolean {
  const folded = fold(name)
  return isLacinka(reading) || Object.values(names).some(own => own && fold(own) === folded)
}

function endOf({ tokens }: Reading, index: number, taken: Taken): number {
  const next = tokens[index + 1]
  if (next?.text === '-' && next.glued && tokens[index + 2]?.glued) return index + 3
  return next?.kind === 'word' && !taken[index + 1] ? index + 2 : index + 1
}

const dated = new WeakMap<Reading, boolean>()

function isDated(reading: Reading, taken: Taken): boolean {
  const known = dated.get(reading)
  if (known !== undefined) return known
  const found = taken.includes(1)
  dated.set(reading, found)
  return found
}

const small = new WeakMap<Reading, boolean>()

function isSmall(reading: Reading): boolean {
  const known = small.get(reading)
  if (known !== undefined) return known
  const found = !reading.tokens.some(token => token.upper)
  small.set(reading, found)
  return found
}
