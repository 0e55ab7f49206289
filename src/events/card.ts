import { countryName } from '#platform/places/countries.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { langOf } from '#platform/ui/lang.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { type EventContent, textsIn } from './event.ts'
import { eventPaths } from './paths.ts'
import type { VisibleEvent } from './visible-event.ts'
import { beginningOf, cityText, dateText, kindText, timeText } from './words.ts'

const drawn = new WeakMap<VisibleEvent, Map<string, Html>>()

/**
 * An event in a list: place and time on the side, title, beginning of the text and kind. The same event
 * looks the same on every page of one language and depth, so it is drawn once.
 */
export function eventCard(page: Page, event: VisibleEvent): Html {
  return once(page, event, drawCard)
}

/** On the later days of a long event: one line. Drawn once, as the card is. */
export function eventLine(page: Page, event: VisibleEvent): Html {
  return once(page, event, drawLine)
}

type Draw = (page: Page, event: VisibleEvent) => Html

function once(page: Page, event: VisibleEvent, draw: Draw): Html {
  const name = `${draw.name} ${page.lang} ${page.root}`
  const pieces = drawn.get(event) ?? new Map<string, Html>()
  drawn.set(event, pieces)
  const known = pieces.get(name)
  if (known) return known
  const made = raw(String(draw(page, event)))
  pieces.set(name, made)
  return made
}

function drawLine(page: Page, event: VisibleEvent): Html {
  const { texts, lang } = textsIn(event.content, page.lang)
  return html`<li class="event-line"><span class="quiet">${cityText(event.content, page.lang) || placeStandIn(page, event.content)}</span> <a href="${link(page, eventPaths.show(page.lang, event.slug))}"${langOf(page, lang)}>${texts.title}</a> <span class="quiet">${dateText(page.t, event.content.when)}</span></li>`
}

function drawCard(page: Page, event: VisibleEvent): Html {
  const { t } = page
  const { content } = event
  const { texts, lang } = textsIn(content, page.lang)
  const several = content.when.to !== content.when.from
  const time = timeText(t, content.when)
  const city = cityText(content, page.lang)
  const country = content.where.country && countryName(content.where.country, page.lang)
  return html`<li class="event-card">
<div class="event-where"><strong>${city || placeStandIn(page, content)}</strong>
${texts.venue && html`<span${langOf(page, lang)}>${texts.venue}</span>`}
${content.where.asked && html`<span>${t('events.where.asked')}</span>`}
${city && country && html`<span>${country}</span>`}
${several && html`<span>${dateText(t, content.when)}</span>`}
${time && html`<span class="event-time">${time}</span>`}</div>
<div class="event-what"><h3><a href="${link(page, eventPaths.show(page.lang, event.slug))}"${langOf(page, lang)}>${texts.title}</a></h3>
${texts.about && html`<p${langOf(page, lang)}>${beginningOf(texts.about, 170)}</p>`}
<p class="event-kind">${kindText(t, content.kind)}${stateMark(page, event)}${event.isReported && html` <span class="mark mark--report">· ${t('reports.title')}</span>`}</p></div>
</li>`
}

/** 'Cancelled' or 'moved' beside the kind. */
export function stateMark(page: Page, event: Pick<VisibleEvent, 'state'>): Html {
  if (event.state !== 'cancelled' && event.state !== 'moved') return raw('')
  return html` <strong class="mark">${page.t(`events.state.${event.state}`)}</strong>`
}

/** What stands for a place where no city is told: online, the country, or 'to be announced'. */
export function placeStandIn(page: Page, content: EventContent): string {
  const { where } = content
  if (where.form === 'online') return page.t('events.where.online')
  if (where.country) return countryName(where.country, page.lang)
  return page.t('events.where.later')
}
