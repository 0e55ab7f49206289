// Writes src/platform/maps/data/*.json from Natural Earth (the npm package world-atlas); docs/maps.md says what is changed and why.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { feature, mergeArcs, mesh } from 'topojson-client'
import { topology } from 'topojson-server'
import type {
  GeometryCollection,
  MultiLineString,
  MultiPolygon,
  Polygon,
  Topology,
} from 'topojson-specification'
import {
  boxes,
  codesByName,
  cuts,
  disputedLines,
  type LineRule,
  type Position,
  transfers,
} from './map-rules.ts'

type Piece = { code: string; rings: Position[][] }
type Named = { name: string }
type Source = Topology<{ countries: GeometryCollection<Named> }>
type Area = (Polygon | MultiPolygon) & { id?: string }

const target = new URL('../src/platform/maps/data/', import.meta.url)
const scratch = 'pieces'

mkdirSync(target, { recursive: true })
for (const scale of ['110m', '50m'] as const) {
  const from = new URL(`../node_modules/world-atlas/countries-${scale}.json`, import.meta.url)
  const json = JSON.stringify(build(JSON.parse(readFileSync(from, 'utf8')) as Source))
  writeFileSync(new URL(`countries-${scale}.json`, target), `${json}\n`)
  process.stdout.write(`countries-${scale}.json  ${Math.round(json.length / 1024)} KB\n`)
}

function build(source: Source): Topology {
  const pieces = readPieces(source).map(moved).flatMap(cutApart)
  const joined = join(pieces)
  const disputed = disputedLines.flatMap(rule => linesOf(joined, rule))
  const countries = feature(joined, joined.objects[scratch]!)
  // The lines go in beside the countries so that arcs break where a disputed stretch begins and ends.
  const made = topology({ countries, disputed: { type: 'MultiLineString', coordinates: disputed } }, 1e5)
  return withoutProperties(made)
}

function readPieces(source: Source): Piece[] {
  return source.objects.countries.geometries.flatMap(geometry => {
    const { name } = geometry.properties as Named
    const code = codesByName[name] ?? alpha2(geometry.id, name)
    const shape = (feature(source, geometry) as GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon>)
      .geometry
    const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
    return polygons.map(rings => ({ code, rings: rings as Position[][] }))
  })
}

// CLDR knows the numeric codes of UN M49, which are those of ISO 3166-1, as aliases of the two letters.
function alpha2(id: string | number | undefined, name: string): string {
  const region = id === undefined ? undefined : new Intl.Locale(`und-${id}`).region
  if (!region || !/^[A-Z]{2}$/.test(region)) throw new Error(`no ISO 3166-1 code for ${name} (${id})`)
  return region
}

function moved(piece: Piece): Piece {
  const outer = piece.rings[0]!
  const transfer = transfers.find(rule => rule.from === piece.code && inside(rule.point, outer))
  if (transfer) return { ...piece, code: transfer.to }
  const [lon, lat] = outer[0]!
  const box = boxes.find(({ from, west, south, east, north }) => {
    return from === piece.code && lon >= west && lon <= east && lat >= south && lat <= north
  })
  return box ? { ...piece, code: box.to } : piece
}

function cutApart(piece: Piece): Piece[] {
  const outer = piece.rings[0]!
  const rule = cuts.find(cut => cut.from === piece.code && inside(cut.point, outer))
  if (!rule) return [piece]
  const [first, second] = cutRing(outer, rule.line)
  const [given, kept] = inside(rule.point, first) ? [first, second] : [second, first]
  return [
    { code: rule.to, rings: [given] },
    { code: piece.code, rings: [kept, ...piece.rings.slice(1)] },
  ]
}

// The ends of the line move to the nearest corners of the ring, so that neighbours keep the same corners.
function cutRing(ring: Position[], line: Position[]): [Position[], Position[]] {
  const open = ring.slice(0, -1)
  const start = nearest(open, line[0]!)
  const end = nearest(open, line.at(-1)!)
  const inner = line.slice(1, -1)
  const walk = (from: number, to: number): Position[] => {
    const corners: Position[] = []
    for (let at = from; at !== to; at = (at + 1) % open.length) corners.push(open[at]!)
    return [...corners, open[to]!]
  }
  const there = walk(start, end)
  const back = walk(end, start)
  return [
    [...there, ...inner.toReversed(), there[0]!],
    [...back, ...inner, back[0]!],
  ]
}

function nearest(ring: Position[], [lon, lat]: Position): number {
  const distances = ring.map(([x, y]) => Math.hypot(x - lon, y - lat))
  return distances.indexOf(Math.min(...distances))
}

function inside([lon, lat]: Position, ring: Position[]): boolean {
  let result = false
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [x1, y1] = ring[at]!
    const [x2, y2] = ring[before]!
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) result = !result
  }
  return result
}

function join(pieces: Piece[]): Topology {
  const features = pieces.map(({ code, rings }) => ({
    type: 'Feature' as const,
    id: code,
    properties: {},
    geometry: { type: 'Polygon' as const, coordinates: rings },
  }))
  const cut = topology({ [scratch]: { type: 'FeatureCollection', features } }, 1e5)
  const areas = (cut.objects[scratch] as GeometryCollection).geometries as Area[]
  const codes = [...new Set(areas.map(area => area.id!))].sort()
  const geometries = codes.map(code => {
    const merged = mergeArcs(cut, areas.filter(area => area.id === code) as Polygon[])
    return { ...merged, id: code, properties: {} }
  })
  return { ...cut, objects: { [scratch]: { type: 'GeometryCollection', geometries } } }
}

function linesOf(joined: Topology, rule: LineRule): Position[][] {
  const between = mesh(joined, joined.objects[scratch] as GeometryCollection, (one, other) => {
    return one !== other && rule.between.includes(String(one.id)) && rule.between.includes(String(other.id))
  })
  return (between.coordinates as Position[][]).flatMap(line => clip(line, rule))
}

function clip(
  line: Position[],
  { west = -180, east = 180, south = -90, north = 90 }: LineRule,
): Position[][] {
  const parts: Position[][] = []
  let open: Position[] | undefined
  for (const [at, point] of line.entries()) {
    const [lon, lat] = point
    const within = lon >= west && lon <= east && lat >= south && lat <= north
    if (!within) open = undefined
    else if (open) open.push(point)
    else if (at < line.length - 1) parts.push((open = [point]))
  }
  return parts.filter(part => part.length > 1)
}

function withoutProperties(made: Topology): Topology {
  const countries = made.objects.countries as GeometryCollection
  const geometries = countries.geometries.map(geometry => {
    const { type, arcs, id } = geometry as Polygon & { id: string }
    return { type, id, arcs }
  })
  const disputed = made.objects.disputed as MultiLineString
  const { type, bbox, transform, arcs } = made
  return {
    type,
    bbox,
    transform,
    objects: {
      countries: { type: 'GeometryCollection', geometries },
      disputed: { type: 'MultiLineString', arcs: disputed.arcs },
    },
    arcs,
  } as Topology
}
