import { geoPath } from 'd3-geo'
import { absolute, type Box, mergePieces, type Piece, type Position, readAtlas } from './atlas.ts'
import { keepLatest } from './keep.ts'
import { compactPath } from './path.ts'
import { simplifyLine } from './simplify.ts'
import type { View } from './view.ts'

/** Path data of a view in its units; countries are drawn when asked for and kept. */
export type Base = { land: string; borders: string; disputed: string; country: (code: string) => string }

const kept = keepLatest<Base>(60)

/** The land of a view without the country that is cut out of it; the latest 60 are kept in memory. */
export function drawBase(view: View, cutOut: string | undefined): Base {
  return kept(`${view.key} ${cutOut ?? ''}`, () => makeBase(view, cutOut))
}

function makeBase(view: View, cutOut: string | undefined): Base {
  const atlas = readAtlas(view.scale)
  const seen = atlas.pieces.filter(piece => overlaps(piece.box, view.box))
  const needed = new Set(seen.flatMap(piece => piece.arcs.flat()).map(absolute))
  const tolerance = 0.5 / view.unitsPerDegree
  const lines = atlas.lines.map((line, at) => (needed.has(at) ? simplifyLine(line, tolerance) : line))
  const cut = new Set(
    seen.filter(({ code }) => code === cutOut).flatMap(({ arcs }) => arcs.flat().map(absolute)),
  )
  const drawn = (arcs: number[]): Position[][] =>
    arcs.filter(arc => needed.has(arc) && !cut.has(arc)).map(arc => lines[arc]!)
  const countries = new Map<string, string>()
  return {
    land: area(view, { lines, pieces: seen.filter(({ code }) => code !== cutOut) }),
    borders: strokes(view, drawn(atlas.borders)),
    disputed: strokes(view, drawn(atlas.disputed)),
    country: code => {
      const path =
        countries.get(code) ?? area(view, { lines, pieces: seen.filter(piece => piece.code === code) })
      if (path !== '') countries.set(code, path)
      return path
    },
  }
}

function area(view: View, { lines, pieces }: { lines: Position[][]; pieces: Piece[] }): string {
  const coordinates = mergePieces(lines, pieces)
    .filter(([outer]) => hasArea(outer!) && isClockwise(outer!))
    .map(([outer, ...holes]) => [outer!, ...holes.filter(hole => hasArea(hole) && !isClockwise(hole))])
  const context = compactPath()
  geoPath(view.projection, context)({ type: 'MultiPolygon', coordinates })
  return context.result()
}

function strokes(view: View, coordinates: Position[][]): string {
  const context = compactPath()
  geoPath(view.projection, context)({ type: 'MultiLineString', coordinates })
  return context.result()
}

function hasArea(ring: Position[]): boolean {
  return new Set(ring.map(String)).size > 2
}

/** To d3-geo a counter-clockwise ring is the whole globe but the ring: one tiny island turned over by simplifying would paint the sea. */
function isClockwise(ring: Position[]): boolean {
  let sum = 0
  for (let at = 1; at < ring.length; at++) {
    sum += (ring[at]![0] - ring[at - 1]![0]) * (ring[at]![1] + ring[at - 1]![1])
  }
  return sum > 0
}

/** A view may reach past 180°, a piece never does. */
function overlaps(piece: Box, view: Box): boolean {
  if (piece.south > view.north || piece.north < view.south) return false
  return [-360, 0, 360].some(turn => piece.west + turn <= view.east && piece.east + turn >= view.west)
}
