import { errorSummary, field } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { promiseLink } from '#safety/promise.ts'
import { correctionPaths } from '../paths.ts'

export type WrongProps = {
  about: string
  text: string
  error: string | null
  /** A random id, so that sending twice is sending once. */
  id: string
  slow: { seconds: number; ticket: string } | null
  again: boolean
  paused: boolean
}

export function wrongPage(page: Page, props: WrongProps): Html {
  const { t, lang } = page
  const { slow, again, paused, error } = props
  return layout(page, {
    title: t('corrections.title'),
    hidden: true,
    body: html`<div class="form-page"><h1>${t('corrections.title')}</h1>
<p class="lead">${t('corrections.lead')}</p>
${props.about !== '/' && html`<p class="hint">${t('corrections.about', { page: props.about })}</p>`}
${paused && html`<p class="summary">${t('corrections.paused')}</p>`}
${slow && html`<div class="summary" role="alert"><h2>${t('ui.form.slow.title')}</h2><p>${t('ui.form.slow.text', { seconds: slow.seconds })}</p></div>`}
${again && html`<div class="summary" role="alert"><p>${t('ui.form.again')}</p></div>`}
${error ? errorSummary(t('ui.form.wrong', { count: 1 }), [{ field: 'text', text: error }]) : raw('')}
<form class="form" method="post" action="${link(page, correctionPaths.form(lang))}">
<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="page" value="${props.about}"><input type="hidden" name="id" value="${props.id}">
${slow && html`<input type="hidden" name="ticket" value="${slow.ticket}">`}
${field({ name: 'text', label: t('corrections.text'), hint: html`${t('corrections.hint')} ${promiseLink(page, 'deleting')}`, value: props.text, rows: 6, error, required: true })}
${!paused && html`<div class="actions"><button class="button">${t('corrections.send')}</button></div>`}
</form></div>`,
  })
}

export function thanksPage(page: Page, about: string): Html {
  const { t, lang } = page
  return layout(page, {
    title: t('corrections.thanks'),
    hidden: true,
    body: html`<article class="text"><h1>${t('corrections.thanks')}</h1><p>${t('corrections.thanks-text')}</p>
<p><a class="button" href="${link(page, about === '/' ? `/${lang}/` : about)}">${t('corrections.back')}</a></p></article>`,
  })
}
