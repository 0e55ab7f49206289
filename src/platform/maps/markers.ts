import { type Cluster, clusterPlaces, type Placed } from './cluster.ts'
import { escapeAddress, escapeText } from './escape.ts'
import { placeLabels } from './labels.ts'
import type { View } from './view.ts'

/** A place with something at it. WGS 84 degrees; `title` is the accessible name; drawn red unless `red` is false. */
export type Marker = {
  lat: number
  lon: number
  label: string
  count: number
  href: string | null
  title: string
  red?: boolean
}
/** What several markers drawn as one lead to and are called. */
export type ClusterTexts = {
  href: (members: Marker[]) => string | null
  title: (members: Marker[], count: number) => string
}

// The same markers are drawn once for each class of width (CSS pixels of the drawn map) and the stylesheet shows one: what is
// far enough apart for a finger on a wide screen is not on a phone.
const levels = [
  { name: 's', from: 320 },
  { name: 'm', from: 560 },
  { name: 'l', from: 900 },
]
const target = 26
const fontSize = 11.5

/** The markers of a view as SVG: links where they lead somewhere, clustered so that targets are at least 24 CSS pixels and apart. */
export function drawMarkers(view: View, markers: Marker[], texts: ClusterTexts): string {
  const places = markers.map(marker => place(view, marker))
  return levels
    .map(({ name, from }) => drawLevel(view, { name, unit: view.width / from, places, texts }))
    .join('')
}

type Level = { name: string; unit: number; places: Placed<Marker>[]; texts: ClusterTexts }

function drawLevel(view: View, { name, unit, places, texts }: Level): string {
  const inset = (target / 2) * unit
  const inside = places.map(at => ({
    ...at,
    x: within(at.x, inset, view.width),
    y: within(at.y, inset, view.height),
  }))
  const clusters = clusterPlaces(inside, target * unit).sort((one, other) => other.weight - one.weight)
  const faces = clusters.map(cluster => ({
    x: Math.round(cluster.x),
    y: Math.round(cluster.y),
    radius: Math.round(radiusOf(cluster.weight) * unit),
    text: labelOf(cluster.items),
  }))
  const size = Math.round(fontSize * unit)
  const labels = placeLabels(faces, { width: view.width, height: view.height, size })
  const drawn = clusters.map((cluster, at) => {
    const { x, y, radius, text } = faces[at]!
    const label = labels[at]
    const written = label
      ? `<text class="map-label map-label--${label.anchor}" x="${Math.round(label.x) - x}" y="${Math.round(label.y) - y}">${escapeText(text)}</text>`
      : ''
    const count =
      cluster.weight > 1
        ? `<text class="map-count" y="${Math.round(size * 0.32)}">${cluster.weight}</text>`
        : ''
    const shape = `<circle class="map-target" r="${Math.round(inset)}"/><circle class="map-dot" r="${radius}"/>${count}${written}`
    return wrap({ cluster, x, y, shape, texts })
  })
  return `<g class="map-level map-level--${name}" font-size="${size}">${drawn.join('')}</g>`
}

function wrap(input: {
  cluster: Cluster<Marker>
  x: number
  y: number
  shape: string
  texts: ClusterTexts
}): string {
  const { cluster, x, y, shape, texts } = input
  const { items } = cluster
  const [first] = items
  const alone = items.length === 1
  const title = alone ? first!.title : texts.title(items, cluster.weight)
  const href = escapeAddress(alone ? first!.href : texts.href(items))
  const quiet = items.every(({ red }) => red === false) ? ' map-marker--quiet' : ''
  const tag = href === null ? 'g role="img"' : `a href="${href}"`
  return `<${tag} class="map-marker${quiet}" transform="translate(${x} ${y})"><title>${escapeText(title)}</title>${shape}</${tag.split(' ')[0]}>`
}

/** What cannot be projected (the antipode, a broken coordinate) stands at the foot of the map rather than nowhere. */
function place({ projection, width, height }: View, marker: Marker): Placed<Marker> {
  const [x, y] = projection([marker.lon, marker.lat]) ?? [NaN, NaN]
  const known = Number.isFinite(x) && Number.isFinite(y)
  return { item: marker, x: known ? x : width / 2, y: known ? y : height, weight: marker.count }
}

/** A marker outside the frame stands at its edge rather than nowhere. */
function within(value: number, inset: number, most: number): number {
  return Math.min(Math.max(value, inset), most - inset)
}

function radiusOf(weight: number): number {
  return weight < 2 ? 6 : Math.min(12, 7.5 + 1.6 * Math.log10(weight))
}

function labelOf(items: Marker[]): string {
  const names = new Set(items.map(({ label }) => label))
  return names.size > 1 && items[0]!.label !== '' ? `${items[0]!.label} +${names.size - 1}` : items[0]!.label
}
