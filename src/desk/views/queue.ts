import type { Correction } from '#corrections/correction.ts'
import type { After } from '#events/after.ts'
import { afterNote } from '#events/after-card.ts'
import { type Event, type Proposal, textsIn } from '#events/event.ts'
import { eventDeskPaths } from '#events/paths.ts'
import { cityText, kindText, whenText } from '#events/words.ts'
import { countryName } from '#platform/places/countries.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { field } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { FirstSteps } from '../first-steps.ts'
import { deskPaths, QUEUE_TABS, type QueueTab } from '../paths.ts'
import { type AskedItem, askedList } from './asked.ts'
import { correctionList } from './corrections.ts'
import { firstSteps } from './first-steps.ts'
import { type ReportItem, reportList } from './reports.ts'

export type QueueItem = {
  event: Event
  proposal: Proposal | undefined
  /** The organiser said the last word. */
  answered: boolean
  /** An event that may be the same. */
  likely: Event | undefined
  /** How many wait with the same words, this one included. */
  alike: number
  inHandOf: string | null
}

export type QueueProps = {
  /** What the organisation has still to do before its Day is open, for coordinators. */
  steps: FirstSteps | null
  /** What was just done in this list. */
  after: After | null
  tab: QueueTab
  items: readonly QueueItem[]
  /** How many more there are than are shown. */
  hidden: number
  counts: Record<QueueTab, number>
  reports: readonly ReportItem[]
  asked: readonly AskedItem[]
  corrections: readonly Correction[]
  /** Set where only those like this one are shown, all ticked. */
  alikeOf: Event | null
  error: string | null
  /** The reason that was typed for refusing many, where nothing was ticked. */
  reason: string
}

export function queuePage(page: Page, props: QueueProps): Html {
  const { t } = page
  const { alikeOf, items, reports, asked, corrections } = props
  return layout(page, {
    title: t('desk.queue.title'),
    hidden: true,
    kind: 'desk',
    body: html`<div class="page-head"><h1>${t('desk.queue.title')}</h1><a class="button button--quiet" href="${link(page, eventDeskPaths.create())}">${t('events.desk.create')}</a></div>
${props.after && afterNote(page, props.after)}
${props.steps && firstSteps(page, props.steps)}
${tabs(page, props)}
${alikeOf && html`<p class="summary" role="note">${t('desk.queue.alike-shown', { count: items.length })} <a href="${link(page, deskPaths.queue())}">${t('desk.queue.all')}</a></p>`}
${props.error && html`<p class="summary" role="alert">${t(`desk.queue.error.${props.error}`)}</p>`}
${items.length + reports.length + asked.length + corrections.length === 0 && html`<p class="empty">${t('desk.queue.empty')}</p>`}
${reports.length > 0 && reportList(page, reports)}
${items.length > 0 && list(page, props)}
${props.hidden > 0 && html`<p class="hint">${t('desk.queue.more', { count: props.hidden })}</p>`}
${asked.length > 0 && askedList(page, asked)}
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

function list(page: Page, props: QueueProps): Html {
  const { t } = page
  const mayRefuse = props.tab === 'waiting'
  const items = html`<ul class="queue">${props.items.map(item => queueItem(page, item, { mayRefuse, ticked: props.alikeOf !== null }))}</ul>`
  if (!mayRefuse) return items
  // The buttons that publish belong to a form of their own: Enter in this one must never publish anything.
  const mayPublish = props.items.some(item => !item.proposal && isPlain(item))
  return html`${mayPublish && html`<form id="publish" method="post"><input type="hidden" name="token" value="${page.token()}"></form>`}
<form class="form" method="post" action="${link(page, deskPaths.refuse())}"><input type="hidden" name="token" value="${page.token()}">
${items}
<details class="group"${props.alikeOf || props.reason ? raw(' open') : raw('')}><summary>${t('desk.queue.refuse-many')}</summary>
${field({ name: 'reason', label: t('desk.queue.reason'), value: props.reason, rows: 2, mark: t('ui.optional') })}
<div class="actions"><button class="button button--quiet">${t('desk.queue.refuse')}</button></div></details></form>`
}

type Ticks = { mayRefuse: boolean; ticked: boolean }

function queueItem(page: Page, item: QueueItem, { mayRefuse, ticked }: Ticks): Html {
  const { t } = page
  const { event, proposal, inHandOf } = item
  const { content } = event
  const { texts, lang } = textsIn(content, page.lang)
  const country = content.where.country ? countryName(content.where.country, page.lang) : ''
  const city = cityText(content, page.lang)
  const mayTick = mayRefuse && event.state === 'pending'
  return html`<li class="queue-item"><div class="queue-tick">${
    mayTick &&
    html`<input type="checkbox" name="id"${attrs({ value: event.id, checked: ticked, 'aria-label': t('desk.queue.tick-one', { title: texts.title }) })}>`
  }</div>
<div><a class="queue-title" href="${link(page, eventDeskPaths.show(event.id))}"${attrs({ lang: lang !== page.lang && lang })}>${texts.title}</a>
<p class="event-kind">${kindText(t, content.kind)} · ${proposal ? t(`events.desk.proposal.${proposal.kind}`) : t(`events.desk.state.${event.state}`)}</p>
${inHandOf && html`<p class="mark">${t('desk.queue.in-hand', { member: inHandOf })}</p>`}
${item.answered && html`<p class="mark">${t('desk.queue.answered')}</p>`}
${likeness(page, item)}</div>
<div><strong>${city || country}</strong>${city && country && `, ${country}`}<br>${whenText(t, content)}
<p class="hint">${t('events.desk.arrived', { day: formatShortDate(proposal?.arrived ?? event.arrived, page.lang) })}</p></div>
<div>${mayTick && isPlain(item) && publishButton(page, event)}</div></li>`
}

/** What makes it worth a second look: one that may be the same, or many with the same words. */
function likeness(page: Page, { event, likely, alike }: QueueItem): Html {
  const { t } = page
  const title = likely && textsIn(likely.content, page.lang).texts.title
  return html`${
    likely &&
    html`<p class="mark"><a href="${link(page, eventDeskPaths.show(event.id))}">${t('desk.queue.likely', { title: title ?? '', when: whenText(t, likely.content) })}</a></p>`
  }${alike > 1 && html`<p class="mark"><a href="${link(page, deskPaths.alike(event.id))}">${t('desk.queue.alike', { count: alike - 1 })}</a></p>`}`
}

/** Nothing about it asks for a closer look. */
function isPlain({ likely, alike, inHandOf }: QueueItem): boolean {
  return !likely && alike === 1 && !inHandOf
}

/** Publishes this one; the rest of the form it stands in does not matter then. */
function publishButton(page: Page, event: Event): Html {
  const { t } = page
  const title = textsIn(event.content, page.lang).texts.title
  return html`<button class="button" form="publish" formaction="${link(page, eventDeskPaths.publishInList(event.id))}" name="version" value="${event.version}" aria-label="${t('desk.queue.publish-one', { title })}">${t('events.desk.do.publish')}</button>`
}
