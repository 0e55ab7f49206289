import { type GeoProjection, geoAzimuthalEqualArea, geoDistance, geoNaturalEarth1 } from 'd3-geo'
import type { Box, Position, Scale } from './atlas.ts'

/** What the frame shows: a projection to its units, the data's scale, its extent in degrees. Equal keys mean equal views. */
export type View = {
  key: string
  width: number
  height: number
  projection: GeoProjection
  scale: Scale
  box: Box
  unitsPerDegree: number
}
export type Frame = { width: number; height: number }

const kilometresPerRadian = 6371
const steps = 16

/** The whole world without Antarctica (Natural Earth projection), cut in the Bering Strait so that no country is torn apart. */
export function worldView({ width, height }: Frame): View {
  const projection = geoNaturalEarth1().rotate([-11, 0]).translate([0, 0]).scale(1).precision(0.5)
  const right = projection([-169.01, 0])![0]
  const top = projection([11, 80])![1]
  const bottom = projection([11, -56])![1]
  const scale = Math.min(width / (2 * right), height / (bottom - top))
  projection.scale(scale).translate([width / 2, height / 2 - ((top + bottom) / 2) * scale])
  const box = { west: -180, south: -60, east: 180, north: 90 }
  return finish('world', { width, height, projection, box, unitsPerDegree: (scale * right) / 180 })
}

/** The part of the world that holds all points (Lambert's azimuthal equal-area, north up in the middle), or undefined when they lie all over it. */
export function fitView(
  points: Position[],
  frame: Frame,
  fit: { leastKilometres: number; margin: number },
): View | undefined {
  const { width, height } = frame
  const middle = middleOf(points)
  if (!middle || points.some(point => geoDistance(middle, point) > 1.1)) return undefined
  const { centre, half } = centred(points, middle)
  const least = fit.leastKilometres / kilometresPerRadian
  const room = 1 - 2 * fit.margin
  const exact = Math.min(
    (width * room) / (2 * half[0]),
    (height * room) / (2 * half[1]),
    Math.min(width, height) / least,
  )
  // Whole steps of zoom and place let maps that differ by a marker share one drawing.
  const scale = 2 ** (Math.floor(Math.log2(exact) * steps) / steps)
  const grid = 2 ** Math.round(Math.log2(((width / scale) * 180) / Math.PI / 80))
  const [lon, lat] = centre.map(value => Math.round(value / grid) * grid) as Position
  const projection = geoAzimuthalEqualArea()
    .rotate([-lon, -lat])
    .translate([width / 2, height / 2])
    .scale(scale)
    .precision(0.7)
  const radius = Math.hypot(width, height) / 2 / scale
  projection.clipAngle(Math.min(150, ((2 * Math.asin(Math.min(1, radius / 2)) * 180) / Math.PI) * 1.15 + 0.1))
  const key = [lon, lat, scale].join(' ')
  return finish(key, {
    width,
    height,
    projection,
    box: boxOf(projection, frame),
    unitsPerDegree: (scale * Math.PI) / 180,
  })
}

/** Whether the point (WGS 84 degrees) is within the frame. */
export function shows({ projection, width, height }: View, point: Position): boolean {
  const [x, y] = projection(point) ?? [-1, -1]
  return x >= 0 && x <= width && y >= 0 && y <= height
}

function finish(key: string, view: Omit<View, 'key' | 'scale'>): View {
  const { width, height, projection, unitsPerDegree } = view
  projection.clipExtent([
    [-4, -4],
    [width + 4, height + 4],
  ])
  return { ...view, key: `${key} ${width} ${height}`, scale: unitsPerDegree > 5 ? '50m' : '110m' }
}

function middleOf(points: Position[]): Position | undefined {
  const sum = [0, 0, 0]
  for (const [lon, lat] of points) {
    const [x, y] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180]
    sum[0]! += Math.cos(y) * Math.cos(x)
    sum[1]! += Math.cos(y) * Math.sin(x)
    sum[2]! += Math.sin(y)
  }
  const [x, y, z] = sum as [number, number, number]
  const length = Math.hypot(x, y, z)
  if (length < 0.2 * points.length || points.length === 0) return undefined
  return [(Math.atan2(y, x) * 180) / Math.PI, (Math.asin(z / length) * 180) / Math.PI]
}

/** The middle of the extent rather than of the mass; two rounds, since moving the centre bends the map. */
function centred(points: Position[], middle: Position): { centre: Position; half: [number, number] } {
  let centre = middle
  let half: [number, number] = [0, 0]
  for (let round = 0; round < 3; round++) {
    const flat = geoAzimuthalEqualArea().rotate([-centre[0], -centre[1]]).translate([0, 0]).scale(1)
    const places = points.map(point => flat(point)!)
    const [left, right] = ends(places.map(([x]) => x))
    const [top, bottom] = ends(places.map(([, y]) => y))
    half = [Math.max((right - left) / 2, 1e-9), Math.max((bottom - top) / 2, 1e-9)]
    if (round < 2) centre = flat.invert!([(left + right) / 2, (top + bottom) / 2]) as Position
  }
  return { centre, half }
}

function ends(values: number[]): [number, number] {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}

function boxOf(projection: GeoProjection, { width, height }: Frame): Box {
  const [centreLon, centreLat] = projection.invert!([width / 2, height / 2])!
  const box = { west: centreLon, south: centreLat, east: centreLon, north: centreLat }
  for (let across = 0; across <= 16; across++) {
    for (let down = 0; down <= 8; down++) {
      const place = projection.invert!([(width * across) / 16, (height * down) / 8])
      if (!place || Number.isNaN(place[0])) continue
      const lon = centreLon + ((place[0] - centreLon + 540) % 360) - 180
      box.west = Math.min(box.west, lon)
      box.east = Math.max(box.east, lon)
      box.south = Math.min(box.south, place[1])
      box.north = Math.max(box.north, place[1])
    }
  }
  const round = projection([0, 90])
  const pole = round && round[0] >= 0 && round[0] <= width && round[1] >= 0 && round[1] <= height
  if (pole) return { west: -180, south: box.south - 1, east: 180, north: 90 }
  return { west: box.west - 2, south: box.south - 2, east: box.east + 2, north: box.north + 2 }
}
