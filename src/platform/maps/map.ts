import { isInCountry, type Position } from './atlas.ts'
import { type Base, drawBase } from './base.ts'
import { mainCorners } from './country.ts'
import { escapeAddress, escapeText } from './escape.ts'
import { keepLatest } from './keep.ts'
import { drawMarkers, type Marker } from './markers.ts'
import { fitView, shows, type View, worldView } from './view.ts'

export type { Marker } from './markers.ts'

export type MapInput = {
  /** The frame in CSS pixels at its widest; the drawing scales. */
  width: number
  height: number
  markers: Marker[]
  /** Markers all over the world, or none, make it the world; so does an unknown country. */
  fit: 'world' | 'markers' | { country: string }
  /** Codes (ISO 3166-1 alpha-2) of the countries drawn darker. */
  highlighted: string[]
  /** The country left out of the land, only its outline dashed. */
  cutOut?: string
  countryHref?: (code: string) => string | null
  /** The accessible name of a country's link; its code when absent. */
  countryTitle?: (code: string) => string
  /** Where markers that merged into one lead to; by default where they all lead to, if it is one address. */
  clusterHref?: (members: Marker[]) => string | null
  clusterTitle?: (members: Marker[], count: number) => string
  title: string
  description: string
  /** Keeps ids apart when a page has several maps. */
  idPrefix?: string
}

const mainViews = keepLatest<View>(300)
const aroundMarkers = { leastKilometres: 900, margin: 0.1 }
const aroundCountry = { leastKilometres: 220, margin: 0.05 }

/** A map as one <svg> element in HTML, without scripts, styles or ids of its own but those with the prefix; all texts are escaped. */
export function drawMap(input: MapInput): string {
  const view = viewOf(input)
  const base = drawBase(view, input.cutOut)
  const description = `${input.idPrefix ?? 'map'}-description`
  const texts = { href: input.clusterHref ?? sharedHref, title: input.clusterTitle ?? joinedTitles }
  return [
    `<svg class="map" viewBox="0 0 ${view.width} ${view.height}" role="group" aria-label="${escapeText(input.title)}" aria-describedby="${description}">`,
    `<desc id="${description}">${escapeText(input.description)}</desc>`,
    path('map-land', base.land),
    ...highlighted(base, input),
    path('map-border', base.borders),
    path('map-border map-border--disputed', base.disputed),
    input.cutOut ? path('map-cutout', base.country(input.cutOut)) : '',
    drawMarkers(view, input.markers, texts),
    '</svg>',
  ].join('')
}

function viewOf({ width, height, markers, fit }: MapInput): View {
  const frame = { width, height }
  const world = (): View => worldView(frame)
  if (fit === 'world') return world()
  const points = markers
    .map(({ lon, lat }): Position => [lon, lat])
    .filter(point => point.every(Number.isFinite))
  if (fit === 'markers') return fitView(points, frame, aroundMarkers) ?? world()
  const corners = mainCorners(fit.country)
  if (corners.length === 0) return fitView(points, frame, aroundMarkers) ?? world()
  const main = mainViews(
    `${fit.country} ${width} ${height}`,
    () => fitView(corners, frame, aroundCountry) ?? world(),
  )
  const far = points.filter(point => !shows(main, point) && isInCountry('50m', fit.country, point))
  return (far.length > 0 && fitView([...corners, ...far], frame, aroundCountry)) || main
}

function highlighted(base: Base, { highlighted, cutOut, countryHref, countryTitle }: MapInput): string[] {
  return [...new Set(highlighted)]
    .filter(code => code !== cutOut && code !== '')
    .map(code => {
      const shape = path('map-land map-land--active', base.country(code))
      const href = shape && escapeAddress(countryHref?.(code))
      if (!href) return shape
      return `<a class="map-country" href="${href}"><title>${escapeText(countryTitle?.(code) ?? code)}</title>${shape}</a>`
    })
}

function path(name: string, data: string): string {
  return data === '' ? '' : `<path class="${name}" d="${data}"/>`
}

function sharedHref(members: Marker[]): string | null {
  return members.every(({ href }) => href === members[0]!.href) ? members[0]!.href : null
}

function joinedTitles(members: Marker[]): string {
  const few = members.length > 4 ? members.slice(0, 3) : members
  const more = members.length - few.length
  return [...few.map(({ title }) => title), ...(more > 0 ? [`+${more}`] : [])].join('; ')
}
