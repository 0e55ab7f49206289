import { formatDay } from '#platform/time/format.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import { eventCard, eventLine } from './card.ts'
import type { VisibleEvent } from './visible-event.ts'

/** One day of a list: what begins on it in full, what goes on in a line. */
export type DayGroup = {
  day: string | null
  begins: readonly VisibleEvent[]
  goesOn: readonly VisibleEvent[]
}

/** A day with a large numeral and its events beside it; `redDay` is the one whose numeral is red. */
export function dayGroup(page: Page, group: DayGroup, redDay: string | null): Html {
  const { t } = page
  const { day } = group
  const heading = day
    ? html`<h2 class="day-head"${attrs({ id: `day-${day}` })}><span${attrs({ class: day === redDay ? 'day-number day-number--red' : 'day-number' })}>${formatDay(day, page.lang).day}</span> <span class="day-name">${t('events.day.name', formatDay(day, page.lang))}</span></h2>`
    : html`<h2 class="day-head"><span class="day-name">${t('events.when.later')}</span></h2>`
  return html`<section class="${group.begins.length > 0 ? 'day' : 'day day--goes-on'}">${heading}
<div class="day-events">${group.begins.length > 0 && html`<ul class="events">${group.begins.map(event => eventCard(page, event))}</ul>`}
${group.goesOn.length > 0 && html`<h3 class="goes-on">${t('events.list.goes-on')}</h3><ul class="events-lines">${group.goesOn.map(event => eventLine(page, event))}</ul>`}</div>
</section>`
}

/** An hour of a day with what begins in it; without an hour: all day, or not told yet. */
export function hourGroup(
  page: Page,
  { hour, events }: { hour: string | null; events: readonly VisibleEvent[] },
): Html {
  return html`<section class="day day--hour"><h2 class="day-head">${
    hour
      ? html`<span class="day-number">${hour}</span>`
      : html`<span class="day-name">${page.t('events.day.whole')}</span>`
  }</h2>
<div class="day-events"><ul class="events">${events.map(event => eventCard(page, event))}</ul></div></section>`
}
