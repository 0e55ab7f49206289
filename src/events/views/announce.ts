import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { codeBox, formNotes, hidden, type Slow } from '#platform/ui/public-form.ts'
import { promiseLink } from '#safety/promise.ts'
import { sealingIslands } from '#sealed/field-card.ts'
import { eventPaths } from '../paths.ts'
import { eventErrors, eventFields, type FormProps, sealingEvent } from './form.ts'

export type AnnounceProps = FormProps & {
  /** The private code that the event will have; it travels with the form, so that sending twice is sending once. */
  code: string
  slow: Slow | null
  /** True where the form came without a valid token and must be sent once more. */
  again: boolean
}

export function announcePage(page: Page, props: AnnounceProps): Html {
  const { t, lang } = page
  return layout(page, {
    title: t('events.announce.title'),
    description: t('events.announce.lead'),
    islands: sealingIslands(props.sealed.key),
    body: html`<div class="form-page"><h1>${t('events.announce.title')}</h1>
<p class="lead">${t('events.announce.lead')}</p>
<p class="hint">${t('events.announce.privacy')} ${promiseLink(page, 'published')}</p>
${formNotes(page, props)}
${eventErrors(page, props.errors, props.sealed.errors)}
${sealingEvent(
  page,
  props,
  html`<form class="form" method="post" action="${link(page, eventPaths.announce(lang))}" novalidate>
${hidden(page, { code: props.code, ticket: props.slow?.ticket ?? '' })}
${eventFields(page, props)}
<div class="actions"><button class="button">${t('events.announce.send')}</button></div>
<p class="hint">${t('events.announce.then')}</p>
</form>`,
)}</div>`,
  })
}

/** Announcing in public there would prepare arrests: nothing of the form is kept. */
export function dangerousPage(page: Page, props: { country: string }): Html {
  const { t, lang } = page
  return layout(page, {
    title: t('events.dangerous.title', { country: props.country }),
    hidden: true,
    body: html`<article class="text"><h1>${t('events.dangerous.title', { country: props.country })}</h1>
<p>${t('events.dangerous.why')}</p><p>${t('events.dangerous.kept')}</p><p>${t('events.dangerous.instead')}</p>
<p><a class="button" href="${link(page, eventPaths.list(lang))}">${t('events.dangerous.link')}</a></p></article>`,
  })
}

/** The organisation has not opened its Day yet: nobody would read an announcement. `typed` stands below, to be copied. */
export function notBegunPage(page: Page, typed: Html | null): Html {
  const { t, lang } = page
  return layout(page, {
    title: t('events.not-begun.title'),
    hidden: true,
    body: html`<div class="form-page"><h1>${t('events.not-begun.title')}</h1>
<p class="lead">${t('events.not-begun.text')}</p><p>${t('events.not-begun.later')}</p>
<p class="hint">${t('events.not-begun.staff')}</p>
${typed ? html`<p>${t('events.not-begun.typed')}</p>${typed}` : html`<p><a class="button" href="${link(page, eventPaths.list(lang))}">${t('events.not-begun.link')}</a></p>`}</div>`,
  })
}

/** Forms are closed for the moment: what was typed stands below, to be copied or sent later. */
export function pausedPage(page: Page, form: Html): Html {
  const { t } = page
  return layout(page, {
    title: t('events.paused.title'),
    hidden: true,
    body: html`<div class="form-page"><h1>${t('events.paused.title')}</h1><p class="lead">${t('events.paused.text')}</p>${form}</div>`,
  })
}

/** The code, shown once, and what to do next. */
export function announcedPage(page: Page, props: { code: string; title: string; danger: boolean }): Html {
  const { t, lang } = page
  return layout(page, {
    title: t('events.announced.title'),
    hidden: true,
    islands: ['copy-code'],
    body: html`<article class="text announced"><h1>${t('events.announced.title')}</h1>
<p class="lead">${t('events.announced.lead', { title: props.title })}</p>
<h2 id="code-label">${t('events.announced.code-title')}</h2>
${codeBox(page, props.code)}
<p>${t('events.announced.code-text')}</p>
<form method="post" action="${link(page, eventPaths.mine(lang))}">${hidden(page, { code: props.code })}
<div class="actions"><button class="button">${t('events.announced.open')}</button>
<a class="button button--quiet" href="${link(page, eventPaths.next(lang))}">${t('events.announced.next')}</a></div></form>
<p class="hint">${t('events.announced.reload')}</p></article>`,
  })
}
