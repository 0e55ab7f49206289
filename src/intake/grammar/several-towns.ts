import { whereOf } from './context.ts'
import type { Marks } from './marks.ts'
import type { Piece, Unit } from './unit.ts'

/** A unit for each town of 'Warsaw, Kraków and Gdańsk, 18:00', each with its own hour where there is one for each. */
export function splitTowns(unit: Unit): Unit[] {
  const at = unit.pieces.findIndex(
    ({ role, marks }) =>
      (role === 'head' || role === 'title' || role === 'key-where' || role === 'key-city') &&
      marks.places.some(place => place.joined),
  )
  if (at < 0 || (unit.pieces[at]!.role === 'title' && hasOwnTown(unit, at))) return [unit]
  const piece = unit.pieces[at]!
  const hasTime = unit.pieces.some(({ marks }) => marks.times.length > 0)
  // In a report the list of towns is rather the summary of what follows.
  if (unit.isProse && !hasTime) return [unit]
  const towns = piece.marks.places.filter(place => place.joined)
  return towns.map((_, order) => ({
    ...unit,
    pieces: unit.pieces.with(at, { ...piece, marks: marksOf(piece, order) }),
    context: unit.isProse ? { ...unit.context, where: whereOf(towns[order]!) } : unit.context,
  }))
}

/** Under a title of several towns each event names its own. */
function hasOwnTown({ pieces }: Unit, title: number): boolean {
  return pieces.some(({ marks }, index) => index !== title && marks.places.some(place => place.city))
}

function marksOf({ marks }: Piece, order: number): Marks {
  const towns = marks.places.filter(place => place.joined)
  const own = towns.map((town, index) =>
    marks.times.find(time => time.from >= town.to && time.from < (towns[index + 1]?.from ?? town.to + 6)),
  )
  const isEach = own.every(time => time !== undefined)
  return {
    ...marks,
    places: [towns[order]!, ...marks.places.filter(place => !place.joined)],
    times: isEach ? [own[order]!] : marks.times,
  }
}
