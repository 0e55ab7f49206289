import type { Form } from '#platform/forms/form.ts'
import { errorSummary } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { codeBox, formNotes, hidden, type Slow } from '#platform/ui/public-form.ts'
import { promiseLink } from '#safety/promise.ts'
import type { SealedError, SealKey } from '#sealed/field.ts'
import { keyField, sealedErrorText, sealedField, sealing, sealingIslands } from '#sealed/field-card.ts'
import { enquiryPaths } from '../paths.ts'

/** What these pages say of an event: its title, and its address on this site, '/en/events/…'. */
export type EventLink = { title: string; path: string }

export type AskProps = {
  event: EventLink
  slug: string
  /** Travels with the form, so that sending twice is asking once. */
  code: string
  form: Form
  error: SealedError | null
  key: SealKey
  slow: Slow | null
  again: boolean
  /** Forms are closed for the moment. */
  paused: boolean
}

/** Asks who somebody is, as far as they like to say. */
export function askPage(page: Page, props: AskProps): Html {
  const { t, lang } = page
  const { event, key, error, paused } = props
  const form = html`<form class="form" method="post" action="${link(page, enquiryPaths.ask(lang, props.slug))}" novalidate>
${hidden(page, { code: props.code, ticket: props.slow?.ticket ?? '' })}${keyField(key)}
${sealedField(page, { name: 'note', kind: 'enquiry', label: t('enquiries.ask.note'), hint: t('enquiries.ask.hint'), rows: 6, form: props.form, error, key, kept: null })}
${!paused && html`<div class="actions"><button class="button">${t('enquiries.ask.send')}</button></div>`}
<p class="hint">${t('enquiries.ask.then')} ${promiseLink(page, 'enquiry')}</p></form>`
  return layout(page, {
    title: t('enquiries.ask.title'),
    hidden: true,
    islands: sealingIslands(key),
    body: html`<div class="form-page"><h1>${t('enquiries.ask.title')}</h1>
<p class="lead">${t('enquiries.ask.lead', { title: event.title })}</p>
<p>${t('enquiries.ask.text')}</p>
${paused && html`<p class="summary" role="alert">${t('enquiries.ask.paused')}</p>`}
${formNotes(page, props)}
${error && errorSummary(t('ui.form.wrong', { count: 1 }), [{ field: 'note', text: sealedErrorText(t, error) }])}
${sealing(page, { names: ['note'], kind: 'enquiry', key }, form)}
<p><a href="${link(page, enquiryPaths.asked(lang))}">${t('enquiries.asked.link')}</a></p></div>`,
  })
}

/** Why nobody can ask: there is no key to seal to yet, or the event is over or cancelled. */
export function closedPage(page: Page, { event, why }: { event: EventLink; why: 'keys' | 'over' }): Html {
  const { t } = page
  return layout(page, {
    title: t(`enquiries.closed.${why}.title`),
    hidden: true,
    body: html`<article class="text"><h1>${t(`enquiries.closed.${why}.title`)}</h1>
<p class="lead">${t('enquiries.closed.about', { title: event.title })}</p><p>${t(`enquiries.closed.${why}.text`)}</p>
<p><a class="button" href="${link(page, event.path)}">${t('enquiries.event')}</a></p></article>`,
  })
}

/** The code, shown once, and what happens next. */
export function sentPage(page: Page, { code, event }: { code: string; event: EventLink }): Html {
  const { t, lang } = page
  return layout(page, {
    title: t('enquiries.sent.title'),
    hidden: true,
    islands: ['copy-code'],
    body: html`<article class="text announced"><h1>${t('enquiries.sent.title')}</h1>
<p class="lead">${t('enquiries.sent.lead', { title: event.title })}</p>
<h2 id="code-label">${t('enquiries.sent.code-title')}</h2>
${codeBox(page, code)}
<p>${t('enquiries.sent.code-text')}</p>
<h2>${t('enquiries.sent.next-title')}</h2><p>${t('enquiries.sent.next-text')}</p>
<div class="actions"><a class="button" href="${link(page, enquiryPaths.asked(lang))}">${t('enquiries.asked.open')}</a>
<a class="button button--quiet" href="${link(page, event.path)}">${t('enquiries.event')}</a></div>
<p class="hint">${t('enquiries.sent.reload')}</p></article>`,
  })
}
