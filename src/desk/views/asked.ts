import { enquiryDeskPaths } from '#enquiries/paths.ts'
import { type Event, textsIn } from '#events/event.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'

/** An event whose place somebody asks for: how many wait, and since which day. */
export type AskedItem = { event: Event; count: number; since: string }

/** The events whose place somebody waits to be told; nothing of who asks. */
export function askedList(page: Page, asked: readonly AskedItem[]): Html {
  const { t } = page
  return html`<section><h2>${t('enquiries.desk.queue')}</h2><ul class="talk">${asked.map(
    ({ event, count, since }) => {
      const { texts, lang } = textsIn(event.content, page.lang)
      return html`<li><a href="${link(page, enquiryDeskPaths.list(event.id))}"${attrs({ lang: lang !== page.lang && lang })}>${texts.title}</a>
<span class="quiet">${t('enquiries.desk.queue-line', { count, day: formatShortDate(since, page.lang) })}</span></li>`
    },
  )}</ul></section>`
}
