import { picturePaths } from '#pictures/paths.ts'
import type { Form } from '#platform/forms/form.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { errorSummary, field, radios } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { paragraphs } from '#platform/ui/paragraphs.ts'
import { formNotes, hidden, type Slow } from '#platform/ui/public-form.ts'
import { closedBecause } from '#reports/card.ts'
import { reportPaths } from '#reports/paths.ts'
import { sealingIslands } from '#sealed/field-card.ts'
import { type Event, isPublic, type Message, type Proposal, textsIn } from '../event.ts'
import { eventPaths } from '../paths.ts'
import { whenText } from '../words.ts'
import { eventErrors, eventFields, type FormProps, sealingEvent } from './form.ts'

/** Asks for the code. A wrong and an unknown one look alike. */
export function codePage(page: Page, props: { typed: string; wrong: boolean; slow: Slow | null }): Html {
  const { t, lang } = page
  const error = props.wrong ? t('events.mine.wrong') : null
  return layout(page, {
    title: t('events.mine.title'),
    hidden: true,
    islands: ['code-from-hash'],
    body: html`<div class="form-page"><h1>${t('events.mine.title')}</h1>
<p class="lead">${t('events.mine.lead')}</p>
${formNotes(page, { slow: props.slow, again: false })}
${error && errorSummary(t('ui.form.wrong', { count: 1 }), [{ field: 'code', text: error }])}
<form class="form" method="post" action="${link(page, eventPaths.mine(lang))}">
${hidden(page, { ticket: props.slow?.ticket ?? '' })}
<code-from-hash>${field({ name: 'code', label: t('events.mine.code'), value: props.typed, error, hint: t('events.mine.hint'), required: true })}</code-from-hash>
<div class="actions"><button class="button">${t('events.mine.open')}</button></div>
</form>
<p class="hint">${t('events.mine.lost')}</p></div>`,
  })
}

export type MineProps = FormProps & {
  event: Event
  code: string
  proposal: Proposal | undefined
  messages: readonly Message[]
  /** What was sent and could not be taken; its 'do' says into which of the forms it was typed. */
  sent: Form
  /** What was just done, as a key of events.mine.done. */
  done: string | null
  /** The desk changed the event since this form was made. */
  conflict: boolean
  again: boolean
  slow: Slow | null
}

/** All that an organiser can do with their event. */
export function minePage(page: Page, props: MineProps): Html {
  const { t, lang } = page
  const { event, proposal } = props
  const { texts } = textsIn(event.content, lang)
  const action = link(page, eventPaths.mine(lang))
  const closed = event.state === 'refused' || event.state === 'withdrawn'
  return layout(page, {
    title: texts.title,
    hidden: true,
    islands: closed ? [] : sealingIslands(props.sealed.key),
    body: html`<div class="form-page"><p class="hint">${t('events.mine.title')}</p>
<h1>${texts.title}</h1>
${props.done && html`<p class="done" role="status">${t(`events.mine.done.${props.done}`)}</p>`}
<p class="lead">${t(`events.mine.state.${event.state}`)}</p>
<p>${whenText(t, event.content)}</p>
${sealedNotes(page, props)}
${isPublic(event) && event.slug && html`<p><a href="${link(page, eventPaths.show(lang, event.slug))}">${t('events.mine.page')}</a></p>`}
${proposal && html`<p class="change" role="note">${t(`events.mine.proposal.${proposal.kind}`)}</p>`}
${props.conflict && conflictNote(page, t('ui.conflict.edit'))}
${formNotes(page, props)}
${reportForm(page, props)}
${picturesForm(page, props)}
${talk(page, props, action)}
${!closed && changeForm(page, props, action)}
${!closed && leaveForm(page, props, action)}
<p><a href="${link(page, eventPaths.next(lang))}">${t('events.announced.next')}</a></p></div>`,
  })
}

/** What is kept of this event that nobody can see here. */
function sealedNotes(page: Page, { event, sealed: { kept } }: MineProps): Html {
  if (event.state === 'refused' || event.state === 'withdrawn') return raw('')
  const note = (name: 'contact' | 'secret_place', day: string | null) =>
    day && html`<p>${page.t(`events.mine.${name}`, { day: formatShortDate(day, page.lang) })}</p>`
  return html`${note('contact', kept.contact)}${note('secret_place', kept.place)}`
}

/** Leads to the pictures, as soon as the event is public. */
function picturesForm(page: Page, { event, code }: MineProps): Html {
  if (!isPublic(event)) return raw('')
  return html`<form method="post" action="${link(page, picturePaths.mine(page.lang))}">${hidden(page, { code })}
<div class="actions"><button class="button button--quiet">${page.t('pictures.mine.send-title')}</button></div></form>`
}

/** Leads to the report, from the moment when there is something to tell. */
function reportForm(page: Page, { event, code }: MineProps): Html {
  if (closedBecause(event, page.now) !== null) return raw('')
  return html`<form method="post" action="${link(page, reportPaths.mine(page.lang))}">${hidden(page, { code })}
<div class="actions"><button class="button">${page.t('reports.mine.title')}</button></div></form>`
}

function talk(page: Page, props: MineProps, action: string): Html {
  const { t } = page
  const { messages, sent } = props
  if (messages.length === 0) return raw('')
  return html`<section><h2 id="talk">${t('events.mine.talk')}</h2>
<ol class="talk">${messages.map(
    message =>
      html`<li class="talk-${message.author}"><p class="hint">${t(`events.mine.author.${message.author}`)}, ${formatShortDate(message.day, page.lang)}</p>${paragraphs(message.text)}</li>`,
  )}</ol>
${
  !isOver(props.event) &&
  html`<form class="form" method="post" action="${action}">${hiddenOf(page, props, 'answer')}
${field({ name: 'answer', label: t('events.mine.answer'), value: sent.get('answer'), rows: 4, error: errorOf(page, props, 'answer') })}
<div class="actions"><button class="button">${t('events.mine.answer-send')}</button></div></form>`
}</section>`
}

/** Nobody at the desk reads on about an event that was refused or withdrawn. */
function isOver({ state }: Event): boolean {
  return state === 'refused' || state === 'withdrawn'
}

function changeForm(page: Page, props: MineProps, action: string): Html {
  const { t } = page
  const { event, sent, errors } = props
  const isOpen = sent.get('do') === 'change' || event.state === 'asked'
  return html`<details class="group"${attrs({ open: isOpen })}><summary>${t('events.mine.change')}</summary>
${sent.get('do') === 'change' && eventErrors(page, errors, props.sealed.errors)}
<p class="hint">${t(isPublic(event) ? 'events.mine.change-public' : 'events.mine.change-waiting')}</p>
${sealingEvent(
  page,
  props,
  html`<form class="form" method="post" action="${action}" novalidate>${hiddenOf(page, props, 'change', { version: String(event.version) })}
${eventFields(page, props)}
<div class="actions"><button class="button">${t('events.mine.change-send')}</button></div></form>`,
)}</details>`
}

function leaveForm(page: Page, props: MineProps, action: string): Html {
  const { t } = page
  const { sent } = props
  const published = isPublic(props.event)
  return html`<details class="group"${attrs({ open: sent.get('do') === 'leave' })}><summary>${t(published ? 'events.mine.leave-public' : 'events.mine.leave')}</summary>
<form class="form" method="post" action="${action}">${hiddenOf(page, props, 'leave')}
${
  published &&
  radios({
    name: 'wish',
    label: t('events.mine.wish'),
    value: sent.get('wish') || 'cancel',
    options: [
      { value: 'cancel', text: t('events.mine.wish-cancel') },
      { value: 'withdraw', text: t('events.mine.wish-withdraw') },
    ],
  })
}
${published && field({ name: 'note', label: t('events.mine.reason'), value: sent.get('note'), rows: 3, mark: t('ui.optional'), error: errorOf(page, props, 'note') })}
<p>${t(published ? 'events.mine.leave-public-text' : 'events.mine.leave-text')}</p>
<div class="actions"><button class="button button--quiet">${t('events.mine.leave-send')}</button></div></form></details>`
}

function hiddenOf(
  page: Page,
  { code, slow }: MineProps,
  doing: string,
  more: Record<string, string> = {},
): Html {
  return hidden(page, { code, do: doing, ticket: slow?.ticket ?? '', ...more })
}

function errorOf(page: Page, { errors }: MineProps, name: string): string | null {
  const error = errors[name]
  return error ? page.t(`events.wrong.${error.key}`, error.values) : null
}

/** After an unpublished event was taken back: nothing of it is left. */
export function gonePage(page: Page): Html {
  const { t, lang } = page
  return layout(page, {
    title: t('events.mine.gone-title'),
    hidden: true,
    body: html`<article class="text"><h1>${t('events.mine.gone-title')}</h1><p>${t('events.mine.gone-text')}</p>
<p><a class="button" href="${link(page, eventPaths.list(lang))}">${t('events.list.title')}</a></p></article>`,
  })
}

/** What an organiser does next: permit, stewards, photo rule, report. */
export function nextPage(page: Page): Html {
  const { t, lang } = page
  const steps = ['permit', 'stewards', 'photos', 'safety', 'accessible', 'letters', 'report'] as const
  return layout(page, {
    title: t('events.next.title'),
    description: t('events.next.lead'),
    body: html`<article class="text"><h1>${t('events.next.title')}</h1><p class="lead">${t('events.next.lead')}</p>
${steps.map(step => html`<h2>${t(`events.next.${step}.title`)}</h2>${paragraphs(t(`events.next.${step}.text`))}`)}
<p><a class="button" href="${link(page, eventPaths.mine(lang))}">${t('events.mine.title')}</a></p></article>`,
  })
}
