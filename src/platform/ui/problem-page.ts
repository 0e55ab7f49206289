import type { ProblemCode } from '../http/problem.ts'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { link, type Page } from './page.ts'

/** The page of a problem: what happened and what to do now, in the same voice everywhere. */
export function problemPage(page: Page, code: ProblemCode | 'internal', id?: string): Html {
  const { t } = page
  return layout(page, {
    title: t(`ui.problem.${code}.title`),
    hidden: true,
    body: html`<article class="text problem">
<h1>${t(`ui.problem.${code}.title`)}</h1>
<p>${t(`ui.problem.${code}.text`)}</p>
${id && html`<p class="quiet">${t('ui.problem.id', { id })}</p>`}
<p><a class="button" href="${link(page, page.nav[0]?.path ?? `/${page.lang}/`)}">${t('ui.problem.home')}</a></p>
</article>`,
  })
}
