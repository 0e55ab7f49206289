import { drawMap, type Marker } from '#platform/maps/map.ts'
import type { Translate } from '#platform/text/texts.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { textsIn } from './event.ts'
import type { Filter } from './filter.ts'
import { eventPaths } from './paths.ts'
import type { VisibleEvent } from './visible-event.ts'
import { cityText, dateText } from './words.ts'

export type EventsMap = {
  events: readonly VisibleEvent[]
  filter: Filter
  /** The country that the Day is about. */
  cutOut: string | null
  fit: 'world' | 'markers' | { country: string }
  width?: number
  height?: number
  /** Keeps ids apart where a page has two. */
  id?: string
}

/** A map of events: a marker a city, which leads to its events (to the event itself where it is the only one). */
export function drawEventsMap(page: Page, input: EventsMap): Html {
  const { t, lang } = page
  const { page: _, ...filter } = input.filter
  const onMap = input.events.filter(event => event.content.where.point !== null)
  const cities = Map.groupBy(
    onMap,
    event => `${event.content.where.country} ${cityText(event.content, lang)}`,
  )
  const markers = [...cities.values()].map(events => markerOf(page, filter, events))
  const countries = new Map<string, number>()
  for (const event of input.events) {
    const code = event.content.where.country
    if (code) countries.set(code, (countries.get(code) ?? 0) + 1)
  }
  const svg = drawMap({
    width: input.width ?? 1120,
    height: input.height ?? 430,
    markers,
    fit: input.fit,
    highlighted: [...countries.keys()],
    ...(input.cutOut ? { cutOut: input.cutOut } : {}),
    clusterHref: members => clusterHref(page, filter, onMap, members),
    ...(input.id ? { idPrefix: input.id } : {}),
    title: t('events.map.title'),
    description: describe(t, input.events.length, countries.size),
  })
  return raw(svg)
}

function describe(t: Translate, events: number, countries: number): string {
  return t('events.map.description', { events, countries })
}

function markerOf(page: Page, filter: Filter, events: readonly VisibleEvent[]): Marker {
  const { t, lang } = page
  const [first] = events as [VisibleEvent, ...VisibleEvent[]]
  const point = first.content.where.point!
  const city = cityText(first.content, lang)
  const { country } = first.content.where
  const only = events.length === 1
  return {
    lat: point.lat,
    lon: point.lon,
    label: city,
    count: events.length,
    href: link(
      page,
      only
        ? eventPaths.show(lang, first.slug)
        : eventPaths.list(lang, { ...filter, ...(country ? { country } : {}), city }),
    ),
    title: only
      ? `${city}: ${textsIn(first.content, lang).texts.title}, ${dateText(t, first.content.when)}`
      : t('events.map.marker', { city, count: events.length }),
  }
}

/** Markers that merged lead to the map of their country, or to the list where they are of several. */
function clusterHref(
  page: Page,
  filter: Filter,
  events: readonly VisibleEvent[],
  members: readonly Marker[],
): string {
  const { lang } = page
  const codes = new Set(
    events
      .filter(({ content: { where } }) =>
        members.some(({ lat, lon }) => where.point?.lat === lat && where.point.lon === lon),
      )
      .map(event => event.content.where.country),
  )
  const [code] = codes
  return link(
    page,
    codes.size === 1 && code ? eventPaths.countryMap(lang, code, filter) : eventPaths.list(lang, filter),
  )
}

/** A map with what it is drawn from; with scripts it can be moved and enlarged. */
export function mapBand(page: Page, svg: Html): Html {
  const { t } = page
  return html`<figure class="map-band"><vestka-map in="${t('events.map.in')}" out="${t('events.map.out')}" reset="${t('events.map.reset')}">${svg}</vestka-map>
<figcaption class="hint">${t('events.map.credit')}</figcaption></figure>`
}
