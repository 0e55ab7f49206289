import { type Where, whereOf, within } from './context.ts'
import { cityInRegion, isRegion, resolveCity } from './gazetteer.ts'
import { headKind } from './kinds.ts'
import { findTag } from './lexicon.ts'
import { piecesBy } from './pieces.ts'
import type { PlaceMark } from './place-mark.ts'
import type { Piece, Unit } from './unit.ts'

/** Where a unit says that it is, inside what its headings say. */
export function whereIn(unit: Unit): Where | undefined {
  const outer = unit.context.where
  const city = unit.pieces.find(piece => piece.role === 'key-city')
  const country = unit.pieces.find(piece => piece.role === 'key-country')
  const named = country?.marks.places.find(place => place.country)?.country ?? outer?.country
  const cell = city && (best([city]) ?? undefined)
  if (cell) return fit(cell, named, outer)
  if (unit.isProse) return outer ?? placeAfter(unit)
  const groups: (readonly Piece['role'][])[] = [
    ['key-where', 'head', 'title', 'key-title', 'key-when'],
    ['key-route', 'key-date', 'note', 'key-note'],
  ]
  let weak: PlaceMark | undefined
  for (const roles of groups) {
    const mark = best(piecesBy(unit, roles))
    if (!mark) continue
    if (roles[0] === 'key-route' && (outer?.city || mark.strength < 2)) continue
    if (mark.by === 'from' && outer?.city) continue
    if (mark.city || mark.region) return fit(mark, mark.by === 'pair' ? mark.country : named, outer)
    weak ??= mark
  }
  if (weak?.country) return within(outer, { country: weak.country })
  if (named && !outer?.country) return { country: named }
  return outer
}

/** What the sentences after the first say, where nothing before does. */
function placeAfter(unit: Unit): Where | undefined {
  const mark = best(piecesBy(unit, ['note']))
  return mark && mark.strength >= 2 ? whereOf(mark) : undefined
}

function best(pieces: readonly Piece[]): PlaceMark | undefined {
  let found: PlaceMark | undefined
  const rank = (mark: PlaceMark) => mark.strength * 2 + (mark.city ? 3 : mark.region ? 1 : 0)
  let most = -1
  for (const { role, marks } of pieces)
    for (const mark of marks.places) {
      if (
        mark.by === 'from' &&
        role !== 'key-where' &&
        role !== 'key-route' &&
        !(role === 'head' && mark.from <= 3)
      )
        continue
      const value = rank(mark) + (role === 'key-where' ? 1 : 0)
      if (value > most) [found, most] = [mark, value]
    }
  return found
}

/** A town of that name in the country of the heading, rather than the largest one of the world. */
function fit(mark: PlaceMark, country: string | undefined, outer: Where | undefined): Where {
  if (!mark.city || mark.by === 'pair') return within(outer, whereOf(mark))
  if (country && mark.city.country !== country) {
    const other = resolveCity(mark.name, country)
    if (other && other.country === country && !isRegion(other)) return { city: other, country }
    // A heading with a town holds against a weak sign of another in a far country.
    if (mark.strength < 3 && outer?.city) return outer
  }
  if (outer?.region) {
    const inside = cityInRegion(mark.name, outer.region.names.en ?? '')
    if (inside) return { city: inside, country: inside.country }
  }
  if (mark.strength < 3 && outer?.city && outer.city.id !== mark.city.id && mark.city.population < 100_000)
    return outer
  return whereOf(mark)
}

export function isOnline(unit: Unit, where: Where | undefined): true | undefined {
  const main = piecesBy(unit, ['key-where', 'head', 'title', 'key-title', 'key-city', 'key-when', 'key-date'])
  const tagged = main.filter(piece => findTag(piece.marks.reading, 'online'))
  const isHere = tagged.some(piece => !findTag(piece.marks.reading, 'broadcast'))
  const isNowhere =
    !unit.context.where?.city && !piecesBy(unit, ['key-where']).some(piece => piece.text.trim() !== '')
  if (tagged.some(piece => findTag(piece.marks.reading, 'online-only')) || isPinnedOnline(unit)) return true
  if (tagged.length > 0 && (isHere || isNowhere) && !hasOwnCity(unit)) return true
  if (unit.context.online && !where?.city) return true
  const isWebinar = main.some(piece => headKind(piece.marks.kinds)?.kind === 'webinar')
  return isWebinar && !hasOwnCity(unit) ? true : undefined
}

/** '📍 online' on a card: a town beside the hour is whose clock it is. */
function isPinnedOnline(unit: Unit): boolean {
  const where = piecesBy(unit, ['key-where'])
  return (
    where.length > 0 &&
    where.every(
      ({ marks }) =>
        marks.places.length === 0 &&
        marks.reading.tokens.length < 4 &&
        findTag(marks.reading, 'online') !== undefined,
    )
  )
}

/** Whether a unit names a town of its own, or says that there is none. */
export function hasOwnCity(unit: Unit): boolean {
  if (unit.pieces.some(piece => findTag(piece.marks.reading, 'online-only')) || isPinnedOnline(unit))
    return false
  if (piecesBy(unit, ['key-where', 'key-city']).some(piece => piece.marks.places.some(place => place.city)))
    return true
  return piecesBy(unit, ['head', 'title']).some(piece =>
    piece.marks.places.some(place => place.city && place.strength >= 3),
  )
}
