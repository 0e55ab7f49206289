import { formatDate } from '#platform/time/format.ts'
import { errorSummary, field, radios } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { type Event, isPublic, type Message, type Proposal, textsIn } from '../event.ts'
import { eventPaths } from '../paths.ts'
import { whenText } from '../words.ts'
import { formNotes, hidden, type Slow } from './announce.ts'
import { eventErrors, eventFields, type FormProps } from './form.ts'
import { paragraphs } from './show.ts'

/** Asks for the code. A wrong and an unknown one look alike. */
export function codePage(page: Page, props: { wrong: boolean; slow: Slow | null }): Html {
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
<code-from-hash>${field({ name: 'code', label: t('events.mine.code'), value: '', error, hint: t('events.mine.hint'), required: true })}</code-from-hash>
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
  /** What was just done, as a key of events.mine.done. */
  done: string | null
  /** Which errors belong to the answer or the leaving form, rather than to the event. */
  answerError: string | null
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
    body: html`<div class="form-page"><p class="hint">${t('events.mine.title')}</p>
<h1>${texts.title}</h1>
${props.done && html`<p class="done" role="status">${t(`events.mine.done.${props.done}`)}</p>`}
<p class="lead">${t(`events.mine.state.${event.state}`)}</p>
<p>${whenText(t, event.content)}</p>
${isPublic(event) && event.slug && html`<p><a href="${link(page, eventPaths.show(lang, event.slug))}">${t('events.mine.page')}</a></p>`}
${proposal && html`<p class="change" role="note">${t(`events.mine.proposal.${proposal.kind}`)}</p>`}
${formNotes(page, props)}
${talk(page, props, action)}
${!closed && changeForm(page, props, action)}
${!closed && leaveForm(page, props, action)}
<p><a href="${link(page, eventPaths.next(lang))}">${t('events.announced.next')}</a></p></div>`,
  })
}

function talk(page: Page, { messages, code, answerError }: MineProps, action: string): Html {
  const { t } = page
  if (messages.length === 0) return raw('')
  return html`<section><h2 id="talk">${t('events.mine.talk')}</h2>
<ol class="talk">${messages.map(
    message =>
      html`<li class="talk-${message.author}"><p class="hint">${t(`events.mine.author.${message.author}`)}, ${formatDate(message.day, page.lang)}</p>${paragraphs(message.text)}</li>`,
  )}</ol>
<form class="form" method="post" action="${action}">${hidden(page, { code, do: 'answer' })}
${field({ name: 'answer', label: t('events.mine.answer'), value: '', rows: 4, error: answerError })}
<div class="actions"><button class="button">${t('events.mine.answer-send')}</button></div></form></section>`
}

function changeForm(page: Page, props: MineProps, action: string): Html {
  const { t } = page
  const hasErrors = Object.keys(props.errors).length > 0
  return html`<details class="group"${attrs({ open: hasErrors || props.event.state === 'asked' || props.again || props.slow !== null })}><summary>${t('events.mine.change')}</summary>
${eventErrors(page, props.errors)}
<p class="hint">${t(isPublic(props.event) ? 'events.mine.change-public' : 'events.mine.change-waiting')}</p>
<form class="form" method="post" action="${action}" novalidate>${hidden(page, { code: props.code, do: 'change', ticket: props.slow?.ticket ?? '' })}
${eventFields(page, props)}
<div class="actions"><button class="button">${t('events.mine.change-send')}</button></div></form></details>`
}

function leaveForm(page: Page, { event, code }: MineProps, action: string): Html {
  const { t } = page
  const published = isPublic(event)
  return html`<details class="group"><summary>${t(published ? 'events.mine.leave-public' : 'events.mine.leave')}</summary>
<form class="form" method="post" action="${action}">${hidden(page, { code, do: 'leave' })}
${
  published &&
  radios({
    name: 'wish',
    label: t('events.mine.wish'),
    value: 'cancel',
    options: [
      { value: 'cancel', text: t('events.mine.wish-cancel') },
      { value: 'withdraw', text: t('events.mine.wish-withdraw') },
    ],
  })
}
${published && field({ name: 'note', label: t('events.mine.reason'), value: '', rows: 3, mark: t('ui.optional') })}
<p>${t(published ? 'events.mine.leave-public-text' : 'events.mine.leave-text')}</p>
<div class="actions"><button class="button button--quiet">${t('events.mine.leave-send')}</button></div></form></details>`
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
