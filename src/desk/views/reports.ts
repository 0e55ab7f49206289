import { type Event, textsIn } from '#events/event.ts'
import { cityText } from '#events/words.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { reportDeskPaths } from '#reports/paths.ts'

/** A report that waits: of which event, since which day, and who looks at it. */
export type ReportItem = { event: Event; arrived: string; isChange: boolean; inHandOf: string | null }

/** The reports that wait, with the way to the evening, where they are taken one by one. */
export function reportList(page: Page, reports: readonly ReportItem[]): Html {
  const { t } = page
  return html`<section><h2>${t('reports.queue.title')}</h2><p><a href="${link(page, reportDeskPaths.evening)}">${t('reports.evening.title')}</a></p>
<ul class="talk">${reports.map(({ event, arrived, isChange, inHandOf }) => {
    const { texts, lang } = textsIn(event.content, page.lang)
    const city = cityText(event.content, page.lang)
    return html`<li><a href="${link(page, reportDeskPaths.show(event.id))}"${attrs({ lang: lang !== page.lang && lang })}>${texts.title}</a>
<span class="quiet">${[city, t('reports.queue.line', { day: formatShortDate(arrived, page.lang) })].filter(Boolean).join(' · ')}</span>${isChange && html` <span class="mark">${t('reports.evening.changed')}</span>`}${inHandOf && html` <span class="mark">${t('desk.queue.in-hand', { member: inHandOf })}</span>`}</li>`
  })}</ul></section>`
}
