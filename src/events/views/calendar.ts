import { formatDate, formatMonth, formatNumber, weekdayNames } from '#platform/time/format.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { langOf } from '#platform/ui/lang.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { textsIn } from '../event.ts'
import type { Filter } from '../filter.ts'
import { eventPaths } from '../paths.ts'
import type { VisibleEvent } from '../visible-event.ts'
import { cityText } from '../words.ts'
import { takeAlong, viewsNav } from './list.ts'

export type CalendarProps = {
  filter: Filter
  /** Filters that could not be read, by name. */
  wrong: readonly string[]
  title: string
  /** 'YYYY-MM'. */
  month: string
  before: string | null
  after: string | null
  /** Rows of seven days, Monday first; null outside the month. */
  weeks: readonly (readonly ({ date: string; events: readonly VisibleEvent[] } | null)[])[]
  redDay: string | null
}

const SHOWN = 6

export function calendarPage(page: Page, props: CalendarProps): Html {
  const { t, lang } = page
  const month = formatMonth(props.month, lang)
  const names = weekdayNames(lang, 'short')
  const long = weekdayNames(lang)
  return layout(page, {
    title: `${props.title}, ${month}`,
    body: html`<div class="page-head"><h1>${props.title}</h1>
${viewsNav(page, props.filter, 'calendar')}</div>
${props.wrong.length > 0 && html`<p class="summary" role="note">${t('events.filter.wrong')}</p>`}
<nav class="months" aria-label="${t('events.calendar.months')}">
${props.before && html`<a rel="prev" href="${link(page, eventPaths.calendar(lang, props.filter, props.before))}">${formatMonth(props.before, lang)}</a>`}
<strong>${month}</strong>
${props.after && html`<a rel="next" href="${link(page, eventPaths.calendar(lang, props.filter, props.after))}">${formatMonth(props.after, lang)}</a>`}
</nav>
<table class="calendar"><caption class="visually-hidden">${month}</caption>
<thead><tr>${names.map((name, index) => html`<th scope="col" abbr="${long[index] ?? name}">${name}</th>`)}</tr></thead>
<tbody>${props.weeks.map(week => html`<tr>${week.map(day => cell(page, day, props))}</tr>`)}</tbody></table>
${takeAlong(page, props.filter)}`,
  })
}

function cell(page: Page, day: CalendarProps['weeks'][number][number], props: CalendarProps): Html {
  if (!day) return html`<td class="calendar-out"></td>`
  const { t, lang } = page
  const number = Number(day.date.slice(8))
  const { page: _, ...filter } = props.filter
  if (day.events.length === 0)
    return html`<td class="calendar-empty"><span class="calendar-number">${number}</span></td>`
  const count = t('events.calendar.count', { count: day.events.length }).replaceAll('\u00ad', '')
  const toDay = link(page, eventPaths.list(lang, { ...filter, day: day.date }))
  return html`<td><a class="calendar-number"${attrs({ 'data-red': day.date === props.redDay })} href="${toDay}" aria-label="${formatDate(day.date, lang)}, ${count}">${number}</a>
<span class="calendar-count" aria-hidden="true">${formatNumber(day.events.length, lang)}</span>
<ul>${day.events.slice(0, SHOWN).map(event => {
    const { texts, lang: textLang } = textsIn(event.content, lang)
    return html`<li><a href="${link(page, eventPaths.show(lang, event.slug))}"><span class="calendar-city">${cityText(event.content, lang)}</span> <span${langOf(page, textLang)}>${texts.title}</span></a></li>`
  })}</ul>
${day.events.length > SHOWN && html`<a class="calendar-more" href="${toDay}">${t('events.calendar.more', { count: day.events.length - SHOWN })}</a>`}</td>`
}
