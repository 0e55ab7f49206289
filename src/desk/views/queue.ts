import type { Correction } from '#corrections/correction.ts'
import { correctionDeskPaths } from '#corrections/paths.ts'
import { type Event, type Proposal, textsIn } from '#events/event.ts'
import { eventDeskPaths } from '#events/paths.ts'
import { cityText, kindText, whenText } from '#events/words.ts'
import { countryName } from '#platform/places/countries.ts'
import { formatDate } from '#platform/time/format.ts'
import { field } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { deskPaths, QUEUE_TABS, type QueueTab } from '../paths.ts'

export type QueueItem = {
  event: Event
  proposal: Proposal | undefined
  /** An event that may be the same. */
  likely: Event | undefined
  /** How many wait with the same words, this one included. */
  alike: number
  inHandOf: string | null
}

export type QueueProps = {
  tab: QueueTab
  items: readonly QueueItem[]
  /** How many more there are than are shown. */
  hidden: number
  counts: Record<QueueTab, number>
  corrections: readonly Correction[]
  /** Set where only those like this one are shown, all ticked. */
  alikeOf: Event | null
  error: string | null
}

export function queuePage(page: Page, props: QueueProps): Html {
  const { t } = page
  const { alikeOf, items, corrections } = props
  return layout(page, {
    title: t('desk.queue.title'),
    hidden: true,
    kind: 'desk',
    body: html`<div class="page-head"><h1>${t('desk.queue.title')}</h1><a class="button button--quiet" href="${link(page, eventDeskPaths.create())}">${t('events.desk.create')}</a></div>
${tabs(page, props)}
${alikeOf && html`<p class="summary" role="note">${t('desk.queue.alike-shown', { count: items.length })} <a href="${link(page, deskPaths.queue())}">${t('desk.queue.all')}</a></p>`}
${props.error && html`<p class="summary" role="alert">${t(`desk.queue.error.${props.error}`)}</p>`}
${items.length === 0 && corrections.length === 0 && html`<p class="empty">${t('desk.queue.empty')}</p>`}
${items.length > 0 && table(page, props)}
${props.hidden > 0 && html`<p class="hint">${t('desk.queue.more', { count: props.hidden })}</p>`}
${corrections.length > 0 && correctionList(page, corrections)}`,
  })
}

function tabs(page: Page, { tab, counts }: QueueProps): Html {
  const { t } = page
  return html`<nav class="views" aria-label="${t('desk.queue.tabs')}">${QUEUE_TABS.map(
    name =>
      html`<a href="${link(page, deskPaths.queue(name))}"${attrs({ 'aria-current': name === tab && 'page' })}>${t(`desk.queue.tab.${name}`)} <strong>${counts[name]}</strong></a>`,
  )}</nav>`
}

function table(page: Page, props: QueueProps): Html {
  const { t } = page
  const mayRefuse = props.tab === 'waiting'
  const rows = html`<div class="table-wrap"><table class="table queue"><thead><tr>${mayRefuse && html`<th scope="col"><span class="visually-hidden">${t('desk.queue.tick')}</span></th>`}
<th scope="col">${t('desk.queue.what')}</th><th scope="col">${t('desk.queue.where')}</th><th scope="col">${t('desk.queue.came')}</th></tr></thead>
<tbody>${props.items.map(item => row(page, item, { mayRefuse, ticked: props.alikeOf !== null }))}</tbody></table></div>`
  if (!mayRefuse) return rows
  return html`<form class="form" method="post" action="${link(page, deskPaths.refuse())}"><input type="hidden" name="token" value="${page.token()}">
${rows}
<details class="group"${props.alikeOf ? raw(' open') : raw('')}><summary>${t('desk.queue.refuse-many')}</summary>
${field({ name: 'reason', label: t('desk.queue.reason'), value: '', rows: 2, mark: t('ui.optional') })}
<div class="actions"><button class="button button--quiet">${t('desk.queue.refuse')}</button></div></details></form>`
}

function row(
  page: Page,
  { event, proposal, likely, alike, inHandOf }: QueueItem,
  { mayRefuse, ticked }: { mayRefuse: boolean; ticked: boolean },
): Html {
  const { t } = page
  const { content } = event
  const { texts, lang } = textsIn(content, page.lang)
  const country = content.where.country ? countryName(content.where.country, page.lang) : ''
  const label = t('desk.queue.tick-one', { title: texts.title })
  return html`<tr>${
    mayRefuse &&
    html`<td>${!proposal && html`<input type="checkbox" name="id"${attrs({ value: event.id, checked: ticked, 'aria-label': label })}>`}</td>`
  }
<td><a class="queue-title" href="${link(page, eventDeskPaths.show(event.id))}"${attrs({ lang: lang !== page.lang && lang })}>${texts.title}</a>
<p class="event-kind">${kindText(t, content.kind)} · ${proposal ? t(`events.desk.proposal.${proposal.kind}`) : t(`events.desk.state.${event.state}`)}</p>
${inHandOf && html`<p class="mark">${t('desk.queue.in-hand', { member: inHandOf })}</p>`}
${likely && html`<p class="mark"><a href="${link(page, eventDeskPaths.show(event.id))}">${t('desk.queue.likely', { title: textsIn(likely.content, page.lang).texts.title, when: whenText(t, likely.content) })}</a></p>`}
${alike > 1 && html`<p class="mark"><a href="${link(page, deskPaths.alike(event.id))}">${t('desk.queue.alike', { count: alike - 1 })}</a></p>`}</td>
<td><strong>${cityText(content, page.lang) || country}</strong>${cityText(content, page.lang) && country && `, ${country}`}<br>${whenText(t, content)}</td>
<td>${formatDate(proposal?.arrived ?? event.arrived, page.lang)}</td></tr>`
}

function correctionList(page: Page, corrections: readonly Correction[]): Html {
  const { t } = page
  return html`<section><h2>${t('desk.corrections.title')}</h2><ul class="talk">${corrections.map(
    correction => html`<li><p class="hint">${formatDate(correction.arrived, page.lang)} · <a href="${page.publicUrl + correction.path}">${correction.path}</a></p>
<p class="plain" lang="${correction.lang}">${correction.text}</p>
<form method="post" action="${link(page, correctionDeskPaths.close(correction.id))}"><input type="hidden" name="token" value="${page.token()}">
<button class="button button--quiet">${t('desk.corrections.close')}</button></form></li>`,
  )}</ul><p class="hint">${t('desk.corrections.deleted')}</p></section>`
}
