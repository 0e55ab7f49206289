import { countryName } from '#platform/places/countries.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { eventCard } from '../card.ts'
import type { Filter } from '../filter.ts'
import { mapBand } from '../map-card.ts'
import { eventPaths } from '../paths.ts'
import type { VisibleEvent } from '../visible-event.ts'
import { takeAlong, viewsNav } from './list.ts'

export type MapProps = {
  filter: Filter
  /** Filters that could not be read, by name. */
  wrong: readonly string[]
  title: string
  svg: Html
  /** The part of the world where all of them are. */
  closer: Html | null
  /** Set on the map of one country. */
  country: string | null
  countries: readonly { code: string; count: number }[]
  /** Events of the country shown, or those that have no point on the map. */
  events: readonly VisibleEvent[]
  eventsTitle: string
}

export function mapPage(page: Page, props: MapProps): Html {
  const { t, lang } = page
  const { page: _, country: _country, ...filter } = props.filter
  return layout(page, {
    title: props.country ? `${props.title}: ${countryName(props.country, lang)}` : props.title,
    islands: ['map-zoom'],
    body: html`<div class="page-head"><h1>${props.country ? countryName(props.country, lang) : props.title}</h1>
${viewsNav(page, filter, 'map')}</div>
${props.wrong.length > 0 && html`<p class="summary" role="note">${t('events.filter.wrong')}</p>`}
${props.country && html`<p><a href="${link(page, eventPaths.map(lang, filter))}">${t('events.map.world')}</a></p>`}
${props.closer && mapBand(page, props.closer)}
${mapBand(page, props.svg)}
${
  props.countries.length > 0 &&
  html`<h2>${t('events.map.countries')}</h2><ul class="inline countries">${props.countries.map(
    ({ code, count }) =>
      html`<li><a href="${link(page, eventPaths.countryMap(lang, code, filter))}">${countryName(code, lang)}</a> <span class="quiet">${count}</span></li>`,
  )}</ul>`
}
${props.events.length > 0 && html`<section><h2>${props.eventsTitle}</h2><ul class="events">${props.events.map(event => eventCard(page, event))}</ul></section>`}
${props.country && props.events.length === 0 && html`<p class="empty">${t('events.map.nothing-here')}</p>`}
${takeAlong(page, props.filter)}`,
  })
}
