import { geoArea } from 'd3-geo'
import { mergePieces, type Piece, type Position, readAtlas } from './atlas.ts'
import { keepLatest } from './keep.ts'

type Vector = [x: number, y: number, z: number]
type Part = { corners: Position[]; vectors: Vector[]; area: number }

const kept = keepLatest<Position[]>(300)

/**
 * Corners (WGS 84 degrees) of a country's main parts, to fit a map to: its largest polygon, whatever lies near it and
 * whatever is nearly as large; far islands stay out. Empty when the code is unknown.
 */
export function mainCorners(code: string): Position[] {
  return kept(code, () => findCorners(code))
}

function findCorners(code: string): Position[] {
  const { lines, pieces } = readAtlas('50m')
  const parts = pieces
    .filter(piece => piece.code === code)
    .map(piece => toPart(lines, piece))
    .sort((one, other) => other.area - one.area)
  const [largest, ...others] = parts
  if (!largest) return []
  const reach = acrossOf(largest) * 0.25
  const taken = [largest]
  let left = others
  // Whatever is near what was taken in the last round is taken in the next.
  for (let last = taken.slice(); last.length > 0; ) {
    const next = left.filter(
      part => part.area > largest.area * 0.15 || last.some(one => isNear(one, part, reach)),
    )
    left = left.filter(part => !next.includes(part))
    taken.push(...next)
    last = next
  }
  return taken.flatMap(part => part.corners)
}

function toPart(lines: Position[][], piece: Piece): Part {
  const ring = mergePieces(lines, [piece])[0]![0]!
  const every = Math.ceil(ring.length / 24)
  const corners = ring.filter((_, at) => at % every === 0)
  corners.push(...extremes(ring))
  const area = geoArea({ type: 'Polygon', coordinates: [ring] })
  return { corners, vectors: corners.map(toVector), area: Math.min(area, 4 * Math.PI - area) }
}

function extremes(ring: Position[]): Position[] {
  const by = (rank: (point: Position) => number): Position => {
    return ring.reduce((best, point) => (rank(point) > rank(best) ? point : best))
  }
  return [by(([lon]) => lon), by(([lon]) => -lon), by(([, lat]) => lat), by(([, lat]) => -lat)]
}

/** Radians on the sphere. */
function acrossOf({ vectors }: Part): number {
  return Math.max(...vectors.map(vector => Math.acos(Math.min(1, dot(vectors[0]!, vector)))))
}

function isNear(one: Part, other: Part, reach: number): boolean {
  const least = Math.cos(reach)
  return one.vectors.some(from => other.vectors.some(to => dot(from, to) > least))
}

function toVector([lon, lat]: Position): Vector {
  const [x, y] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180]
  return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)]
}

function dot(one: Vector, other: Vector): number {
  return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
}
