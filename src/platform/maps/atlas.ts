import { readFileSync } from 'node:fs'
import { feature, mergeArcs } from 'topojson-client'
import type {
  GeometryCollection,
  MultiLineString,
  MultiPolygon,
  Polygon,
  Topology,
} from 'topojson-specification'

export type Position = [lon: number, lat: number]
export type Scale = '110m' | '50m'
export type Box = { west: number; south: number; east: number; north: number }
/** One polygon of a country: its code (ISO 3166-1 alpha-2; empty for land of no country), arcs and extent in WGS 84 degrees. */
export type Piece = { code: string; arcs: number[][]; box: Box }
/** Countries as pieces over shared lines; every line is stored once, so neighbours cannot drift apart. */
export type Atlas = { lines: Position[][]; pieces: Piece[]; borders: number[]; disputed: number[] }

const read = new Map<Scale, Atlas>()

/** The world's countries at one of Natural Earth's scales (public domain); read from disk once. See docs/maps.md for the borders. */
export function readAtlas(scale: Scale): Atlas {
  let atlas = read.get(scale)
  if (!atlas) {
    const file = new URL(`data/countries-${scale}.json`, import.meta.url)
    atlas = toAtlas(JSON.parse(readFileSync(file, 'utf8')))
    read.set(scale, atlas)
  }
  return atlas
}

/** Rings in degrees of the given pieces, lines between them dissolved, with the (simplified) lines that are passed. */
export function mergePieces(lines: Position[][], pieces: Piece[]): Position[][][] {
  const topology = { type: 'Topology' as const, objects: {}, arcs: lines }
  const merged = mergeArcs(
    topology,
    pieces.map(({ arcs }) => ({ type: 'Polygon' as const, arcs })),
  )
  return (feature(topology, merged) as GeoJSON.Feature<GeoJSON.MultiPolygon>).geometry
    .coordinates as Position[][][]
}

/** Whether the point (WGS 84 degrees) lies on the country's land. */
export function isInCountry(scale: Scale, code: string, [lon, lat]: Position): boolean {
  const { lines, pieces } = readAtlas(scale)
  return pieces.some(piece => {
    const { west, south, east, north } = piece.box
    if (piece.code !== code || lon < west || lon > east || lat < south || lat > north) return false
    const rings = mergePieces(lines, [piece])[0]!
    return rings.filter(ring => crossings([lon, lat], ring) % 2 === 1).length % 2 === 1
  })
}

function toAtlas(topology: Topology): Atlas {
  const lines = topology.arcs.map(arc => decode(arc as Position[], topology.transform!))
  const countries = topology.objects['countries'] as GeometryCollection
  const pieces = countries.geometries.flatMap(geometry => {
    const { id, type, arcs } = geometry as (Polygon | MultiPolygon) & { id: string }
    const polygons = type === 'Polygon' ? [arcs] : arcs
    return polygons.map(rings => ({ code: id, arcs: rings, box: boxOf(lines, rings[0]!) }))
  })
  const disputed = [...new Set((topology.objects['disputed'] as MultiLineString).arcs.flat().map(absolute))]
  const used = new Map<number, Set<string>>()
  for (const { code, arcs } of pieces) {
    for (const arc of arcs.flat()) used.set(absolute(arc), (used.get(absolute(arc)) ?? new Set()).add(code))
  }
  const borders = [...used]
    .filter(([arc, codes]) => codes.size > 1 && !disputed.includes(arc))
    .map(([arc]) => arc)
  return { lines, pieces, borders, disputed }
}

function decode(arc: Position[], { scale, translate }: NonNullable<Topology['transform']>): Position[] {
  let x = 0
  let y = 0
  return arc.map(([dx, dy]) => {
    x += dx
    y += dy
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
  })
}

/** TopoJSON writes a line walked backwards as the complement of its number. */
export function absolute(arc: number): number {
  return arc < 0 ? ~arc : arc
}

function boxOf(lines: Position[][], ring: number[]): Box {
  const box = { west: 180, south: 90, east: -180, north: -90 }
  for (const arc of ring) {
    for (const [lon, lat] of lines[absolute(arc)]!) {
      box.west = Math.min(box.west, lon)
      box.east = Math.max(box.east, lon)
      box.south = Math.min(box.south, lat)
      box.north = Math.max(box.north, lat)
    }
  }
  return box
}

function crossings([lon, lat]: Position, ring: Position[]): number {
  let count = 0
  for (let at = 1; at < ring.length; at++) {
    const [x1, y1] = ring[at]!
    const [x2, y2] = ring[at - 1]!
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) count++
  }
  return count
}
