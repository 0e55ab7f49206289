import { type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { After } from './after.ts'
import { textsIn } from './event.ts'
import { eventDeskPaths } from './paths.ts'

/** A word of what was done with the event before, and the way back to it. */
export function afterNote(page: Page, { did, event }: After): Html {
  const { t } = page
  const { texts } = textsIn(event.content, page.lang)
  const toEvent = (inner: Html | string) =>
    html`<a href="${link(page, eventDeskPaths.show(event.id))}">${inner}</a>`
  const isUnchecked = did === 'publish' && event.hostCheck === 'unchecked' && event.content.hosts.length > 0
  return html`<p class="done" role="status">${t.rich(`events.desk.after.${did}`, { title: texts.title, link: toEvent })}${isUnchecked && html` ${t('events.desk.after.unchecked')}`}</p>`
}
