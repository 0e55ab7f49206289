import type { Marks } from './marks.ts'
import type { PlaceMark } from './place-mark.ts'

/** The place of a sentence: the strongest, a town before a country. */
export function bestPlace(marks: Marks): PlaceMark | undefined {
  let best: PlaceMark | undefined
  const rank = (mark: PlaceMark) => mark.strength * 2 + (mark.city ? 3 : 0)
  for (const mark of marks.places.filter(one => one.by !== 'from' || one.from <= 3))
    if (!best || rank(mark) > rank(best)) best = mark
  return best
}

export function isOnlyPlace({ reading, places }: Marks): boolean {
  const covered = places.reduce((sum, place) => sum + place.to - place.from, 0)
  return reading.tokens.filter(token => token.kind !== 'mark').length <= covered && covered > 0
}
