import { errorSummary, field } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { formNotes, hidden, type Slow } from '#platform/ui/public-form.ts'
import { promiseLink } from '#safety/promise.ts'
import { ENQUIRY_STATES, type EnquiryState } from '../enquiry.ts'
import { enquiryPaths } from '../paths.ts'

/** What an asker reads, with the sentences of their language made already. */
export type AnswerFace = {
  state: EnquiryState
  /** About which event, and its address relative to this page. */
  about: string
  event: string
  /** The sentences under the heading. */
  lines: readonly string[]
}

/**
 * Asks for the code. A wrong and an unknown one look alike. With scripts the element keeps the code in the browser,
 * sends only its hash and puts one of the templates in the place of the form.
 */
export function codePage(
  page: Page,
  props: { typed: string; wrong: boolean; slow: Slow | null; again: boolean },
): Html {
  const { t, lang } = page
  const error = props.wrong ? t('enquiries.asked.wrong') : null
  const told = {
    'data-code': link(page, page.asset('answer-opener.js')),
    'data-wrong': t('enquiries.asked.wrong'),
    'data-failed': t('enquiries.asked.failed'),
    'data-broken': t('enquiries.answer.broken'),
  }
  return layout(page, {
    title: t('enquiries.asked.title'),
    hidden: true,
    islands: ['code-from-hash', 'read-answer'],
    body: html`<div class="form-page"><h1>${t('enquiries.asked.title')}</h1>
<read-answer${attrs(told)}><p class="lead">${t('enquiries.asked.lead')}</p>
${formNotes(page, props)}
${error && errorSummary(t('ui.form.wrong', { count: 1 }), [{ field: 'code', text: error }])}
<form class="form" method="post" action="${link(page, enquiryPaths.asked(lang))}">
${hidden(page, { ticket: props.slow?.ticket ?? '' })}
<code-from-hash>${field({ name: 'code', label: t('enquiries.asked.code'), value: props.typed, error, hint: t('enquiries.asked.hint'), required: true })}</code-from-hash>
<div class="actions"><button class="button">${t('enquiries.asked.open')}</button></div>
</form>
<p class="hint">${t('enquiries.asked.lost')} ${promiseLink(page, 'codes')}</p>
${ENQUIRY_STATES.map(state => html`<template data-state="${state}">${answer(page, { face: { state, about: '', event: link(page, `/${lang}/`), lines: [] }, place: '', proof: null })}</template>`)}</read-answer></div>`,
  })
}

/** The answer to a code that was typed without scripts. `place` is null where the answer did not open. */
export function answerPage(
  page: Page,
  props: { face: AnswerFace; place: string | null; code: string },
): Html {
  const { t } = page
  return layout(page, {
    title: t('enquiries.asked.title'),
    hidden: true,
    body: html`<div class="form-page"><h1>${t('enquiries.asked.title')}</h1>
${answer(page, { ...props, proof: { name: 'code', value: props.code } })}</div>`,
  })
}

/** Everything of an enquiry was deleted. */
export function takenBackPage(page: Page): Html {
  const { t, lang } = page
  return layout(page, {
    title: t('enquiries.gone.title'),
    hidden: true,
    body: html`<article class="text"><h1>${t('enquiries.gone.title')}</h1><p>${t('enquiries.gone.text')}</p>
<p><a class="button" href="${link(page, `/${lang}/`)}">${t('ui.problem.home')}</a></p></article>`,
  })
}

type Shown = {
  face: AnswerFace
  place: string | null
  /** What the form to take it back carries; null where the element fills it in. */
  proof: { name: string; value: string } | null
}

function answer(page: Page, { face, place, proof }: Shown): Html {
  const { t, lang } = page
  const { state } = face
  return html`<h2 tabindex="-1">${t(`enquiries.answer.${state}`)}</h2>
<p class="hint"><span data-slot="about">${face.about}</span> <a data-slot="event" href="${face.event}">${t('enquiries.event')}</a></p>
${state === 'told' && html`<p class="told" data-slot="place">${place ?? t('enquiries.answer.broken')}</p>`}
<div data-slot="lines">${face.lines.map(line => html`<p>${line}</p>`)}</div>
<details class="group"><summary>${t('enquiries.leave.title')}</summary><p>${t('enquiries.leave.text')}</p>
<form class="form" method="post" action="${link(page, enquiryPaths.asked(lang))}">${hidden(page, { do: 'leave' })}${
    proof
      ? html`<input type="hidden" name="${proof.name}" value="${proof.value}">`
      : raw('<input type="hidden" name="finder">')
  }<div class="actions"><button class="button button--quiet">${t('enquiries.leave.send')}</button></div></form></details>`
}
