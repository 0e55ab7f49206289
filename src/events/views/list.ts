import type { Edition } from '#editions/edition.ts'
import { countryName } from '#platform/places/countries.ts'
import { formatDate, formatDay } from '#platform/time/format.ts'
import { field, select } from '#platform/ui/field.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { postPaths } from '#posts/paths.ts'
import { type DayGroup, dayGroup, hourGroup } from '../day-card.ts'
import type { Filter } from '../filter.ts'
import { KINDS } from '../kind.ts'
import type { HourOfDay } from '../listing.ts'
import { eventPaths, type FeedFormat } from '../paths.ts'
import { kindText } from '../words.ts'

export type ListProps = {
  filter: Filter
  /** Filters that could not be read, by name. */
  wrong: readonly string[]
  edition: Edition | undefined
  title: string
  groups: readonly DayGroup[]
  /** Where one day is chosen: that day by the hour, with its date as a title. */
  hours: { title: string; groups: readonly HourOfDay[] } | null
  total: number
  pages: number
  /** All days, countries of the edition, for the menus. */
  days: readonly string[]
  countries: readonly string[]
  /** The day that is today, or the Day itself: its numeral is red. */
  redDay: string | null
  /** The words were sent in a form to keep them out of the address: no link may bring them back into one. */
  quiet: boolean
}

export function listPage(page: Page, props: ListProps): Html {
  const { t } = page
  const { q: _q, city: _city, ...wordless } = props.filter
  const filter = props.quiet ? wordless : props.filter
  return layout(page, {
    title: props.title,
    description: t('events.list.description', { count: props.total }),
    head: feedLinks(page, filter),
    body: html`<div class="page-head"><h1>${props.title}</h1>
${viewsNav(page, filter, 'list')}</div>
${filterForm(page, props)}
${daysNav(page, { ...props, filter })}
<p class="list-count" role="status">${t('events.list.count', { count: props.total })}</p>
${props.groups.length === 0 && emptyList(page, props)}
${props.hours && props.total > 0 && filter.day && html`<p><a href="${link(page, postPaths.day(page.lang, filter.day))}" rel="nofollow">${t('posts.link')}</a></p>`}
${props.hours ? html`<h2>${props.hours.title}</h2>${props.hours.groups.map(group => hourGroup(page, group))}` : props.groups.map(group => dayGroup(page, group, props.redDay))}
${props.quiet ? quietPager(page, props) : pager(page, props)}
${takeAlong(page, filter)}`,
  })
}

/** List, calendar and map of the same events. */
export function viewsNav(page: Page, filter: Filter, current: 'list' | 'calendar' | 'map'): Html {
  const { t, lang } = page
  const { page: _, ...rest } = filter
  const item = (name: typeof current, path: string) =>
    html`<a href="${link(page, path)}"${attrs({ 'aria-current': name === current && 'page' })}>${t(`events.views.${name}`)}</a>`
  return html`<nav class="views" aria-label="${t('events.views.label')}">${item('list', eventPaths.list(lang, rest))}${item(
    'calendar',
    eventPaths.calendar(lang, rest),
  )}${item('map', eventPaths.map(lang, rest))}</nav>`
}

/** The same events as feeds and files. */
export function takeAlong(page: Page, filter: Filter): Html {
  const { t, lang } = page
  const { page: _, ...rest } = filter
  const formats: [FeedFormat, string][] = [
    ['ics', 'iCalendar'],
    ['rss', 'RSS'],
    ['atom', 'Atom'],
    ['feed.json', 'JSON Feed'],
    ['json', 'JSON'],
    ['geojson', 'GeoJSON'],
    ['txt', t('events.take.text')],
  ]
  return html`<section class="take"><h2>${t('events.take.title')}</h2>
<p class="hint">${t('events.take.warning')} ${t('events.take.print')}</p>
<ul class="inline">${formats.map(([format, name]) => html`<li><a href="${link(page, eventPaths.feed(lang, format, rest))}" rel="nofollow">${name}</a></li>`)}</ul>
<details><summary>${t('events.take.embed')}</summary><p class="hint">${t('events.take.embed-text')}</p><pre class="plain" tabindex="0"><code>${embedCode(page, rest)}</code></pre></details></section>`
}

/** What another site puts into its page: a frame, or the element that draws the list itself. */
function embedCode({ publicUrl, lang, t }: Page, filter: Filter): string {
  const frame = `<iframe src="${publicUrl}${eventPaths.embed(lang, filter)}" title="${t('events.list.title')}" width="100%" height="600"></iframe>`
  const source = publicUrl + eventPaths.feed(lang, 'json', filter)
  const element = `<script type="module" src="${publicUrl}/vestka-events.js"></script>\n<vestka-events src="${source}"></vestka-events>`
  return `${frame}\n\n${element}`
}

export function feedLinks(page: Page, filter: Filter): Html {
  const { page: _, ...rest } = filter
  const { lang } = page
  const feeds: [FeedFormat, string][] = [
    ['rss', 'application/rss+xml'],
    ['atom', 'application/atom+xml'],
    ['feed.json', 'application/feed+json'],
    ['ics', 'text/calendar'],
  ]
  return html`${feeds.map(
    ([format, type]) =>
      html`<link rel="alternate" type="${type}" title="${page.t('events.list.title')} (${format})" href="${link(page, eventPaths.feed(lang, format, rest))}">
`,
  )}`
}

/** Filters as a form: its address can be shared; the second button keeps the words out of it. */
export function filterForm(
  page: Page,
  props: Pick<ListProps, 'filter' | 'wrong' | 'countries' | 'days'>,
): Html {
  const { t, lang } = page
  const { filter, wrong } = props
  const isNarrowed = Boolean(filter.city || filter.country || filter.kind || filter.from || filter.to)
  const isSet = isNarrowed || filter.q || filter.day
  const error = (name: string) => (wrong.includes(name) ? t('events.filter.wrong') : null)
  return html`<form class="filters" action="${link(page, eventPaths.list(lang))}" method="get" role="search">
${filter.edition && html`<input type="hidden" name="edition" value="${String(filter.edition)}">`}
${field({ name: 'q', label: t('events.filter.q'), value: filter.q ?? '', type: 'search' })}
<details${attrs({ open: isNarrowed || wrong.length > 0 })}><summary>${t('events.filter.more')}</summary>
<div class="filters-more">
${field({ name: 'city', label: t('events.filter.city'), value: filter.city ?? '' })}
${select({
  name: 'country',
  label: t('events.filter.country'),
  value: filter.country ?? '',
  error: error('country'),
  options: [
    { value: '', text: t('events.filter.any') },
    ...props.countries.map(code => ({ value: code, text: countryName(code, lang) })),
  ],
})}
${select({
  name: 'kind',
  label: t('events.filter.kind'),
  value: filter.kind ?? '',
  error: error('kind'),
  options: [
    { value: '', text: t('events.filter.any') },
    ...KINDS.map(kind => ({ value: kind, text: kindText(t, kind) })),
  ],
})}
${field({ name: 'from', label: t('events.filter.from'), value: filter.from ?? '', type: 'date', error: error('from') })}
${field({ name: 'to', label: t('events.filter.to'), value: filter.to ?? '', type: 'date', error: error('to') })}
</div></details>
<div class="actions"><button class="button">${t('events.filter.find')}</button>
<button class="button button--quiet" formmethod="post">${t('events.filter.find-quietly')}</button>
${isSet && html`<a href="${link(page, eventPaths.list(lang, filter.edition ? { edition: filter.edition } : {}))}">${t('events.filter.clear')}</a>`}</div>
</form>`
}

function daysNav(page: Page, props: ListProps): Html {
  const { t, lang } = page
  const { day: chosen, page: _, from: _from, to: _to, ...rest } = props.filter
  if (props.days.length < 2 && !chosen) return html``
  return html`<nav class="days" aria-label="${t('events.days.label')}"><a href="${link(page, eventPaths.list(lang, rest))}"${attrs({ 'aria-current': !chosen && 'page' })}>${t('events.days.all')}</a>${props.days
    .slice(0, 40)
    .map(
      day =>
        html`<a href="${link(page, eventPaths.list(lang, { ...rest, day }))}" aria-label="${formatDate(day, lang)}"${attrs({ 'aria-current': day === chosen && 'page' })}>${t('events.day.short', formatDay(day, lang))}</a>`,
    )}</nav>`
}

function emptyList(page: Page, props: ListProps): Html {
  const { t, lang } = page
  const nothing = props.edition === undefined ? 'events.list.no-edition' : 'events.list.empty'
  return html`<div class="empty"><p>${t(nothing)}</p><p><a class="button" href="${link(page, eventPaths.announce(lang))}">${t('events.announce.link')}</a></p></div>`
}

function pager(page: Page, { filter, pages }: ListProps): Html {
  if (pages < 2) return html``
  const { t, lang } = page
  const current = filter.page ?? 1
  const to = (number: number) => link(page, eventPaths.list(lang, { ...filter, page: number }))
  return html`<nav class="pager" aria-label="${t('ui.pager.label')}">
${current > 1 && html`<a rel="prev" href="${to(current - 1)}">${t('ui.pager.previous')}</a>`}
<span>${t('ui.pager.where', { page: current, pages })}</span>
${current < pages && html`<a rel="next" href="${to(current + 1)}">${t('ui.pager.next')}</a>`}
</nav>`
}

/** The same for a search whose words stay out of the address. */
function quietPager(page: Page, { filter, pages }: ListProps): Html {
  if (pages < 2) return html``
  const { t, lang } = page
  const { page: current = 1, ...rest } = filter
  const button = (number: number, text: string) =>
    html`<button class="button button--quiet" name="page" value="${number}">${text}</button>`
  return html`<form class="pager" method="post" action="${link(page, eventPaths.list(lang))}">
${Object.entries(rest).map(([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}">`)}
${current > 1 && button(current - 1, t('ui.pager.previous'))}
<span>${t('ui.pager.where', { page: current, pages })}</span>
${current < pages && button(current + 1, t('ui.pager.next'))}
</form>`
}
