import { geoDistance } from 'd3-geo'
import { absolute, type Piece, type Position, readAtlas } from './atlas.ts'

type Part = { corners: Position[]; area: number }

/**
 * Corners (WGS 84 degrees) of a country's main parts, to fit a map to: its largest polygon, whatever lies near it and
 * whatever is nearly as large; far islands stay out. Empty when the code is unknown.
 */
export function mainCorners(code: string): Position[] {
  const { lines, pieces } = readAtlas('50m')
  const parts = pieces
    .filter(piece => piece.code === code)
    .map(piece => toPart(lines, piece))
    .sort((one, other) => other.area - one.area)
  const [largest, ...others] = parts
  if (!largest) return []
  const reach = acrossOf(largest.corners) * 0.25
  const taken = [largest]
  let left = others
  for (let more = true; more; ) {
    const near = left.filter(
      part => part.area > largest.area * 0.15 || taken.some(one => isNear(one, part, reach)),
    )
    more = near.length > 0
    taken.push(...near)
    left = left.filter(part => !near.includes(part))
  }
  return taken.flatMap(part => part.corners)
}

function toPart(lines: Position[][], piece: Piece): Part {
  const ring = piece.arcs[0]!.flatMap(arc => lines[absolute(arc)]!)
  const every = Math.ceil(ring.length / 60)
  const corners = ring.filter((_, at) => at % every === 0)
  const { west, south, east, north } = piece.box
  corners.push(...extremes(ring))
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  return { corners, area: (east - west) * (north - south) * squeeze }
}

function extremes(ring: Position[]): Position[] {
  const by = (rank: (point: Position) => number): Position =>
    ring.reduce((best, point) => (rank(point) > rank(best) ? point : best))
  return [by(p => p[0]), by(p => -p[0]), by(p => p[1]), by(p => -p[1])]
}

function acrossOf(corners: Position[]): number {
  return Math.max(...corners.map(corner => geoDistance(corners[0]!, corner)))
}

function isNear(one: Part, other: Part, reach: number): boolean {
  return one.corners.some(from => other.corners.some(to => geoDistance(from, to) < reach))
}
