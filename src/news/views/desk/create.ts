import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { languageName } from '#platform/text/language-name.ts'
import { errorSummary, field, select } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { LIMITS, OWN_PAGES } from '../../article.ts'
import { newsDeskPaths } from '../../paths.ts'
import { errorText, summaryOf } from './errors.ts'

/** What kind of article, in which language it is written first, and its title. */
export function createPage(
  page: Page,
  { form, errors, languages }: { form: Form; errors: FieldErrors; languages: readonly string[] },
): Html {
  const { t } = page
  const title = t('news.desk.new')
  return layout(page, {
    title,
    hidden: true,
    kind: 'desk',
    body: html`<div class="form-page"><h1>${title}</h1>
${errorSummary(t('ui.form.wrong', { count: Object.keys(errors).length }), summaryOf(page, errors))}
<form class="form" method="post" action="${link(page, newsDeskPaths.create())}" novalidate>
<input type="hidden" name="token" value="${page.token()}">
${select({
  name: 'kind',
  label: t('news.field.kind'),
  value: form.get('kind') || 'article',
  error: errorText(page, errors, 'kind'),
  options: [
    { value: 'article', text: t('news.kind.article') },
    { value: 'statement', text: t('news.kind.statement') },
    ...OWN_PAGES.map(own => ({ value: own, text: t('news.kind.own', { page: t(`news.page.${own}`) }) })),
    { value: 'page', text: t('news.kind.other-page') },
  ],
})}
${select({
  name: 'original',
  label: t('news.field.original'),
  hint: t('news.field.original-hint'),
  value: form.get('original') || page.lang,
  error: errorText(page, errors, 'original'),
  options: languages.map(code => ({ value: code, text: languageName(code, page.lang) })),
})}
${field({ name: 'title', label: t('news.field.title'), value: form.get('title'), maxlength: LIMITS.title * 2, error: errorText(page, errors, 'title') })}
<div class="actions"><button class="button">${t('news.desk.begin')}</button><a href="${link(page, newsDeskPaths.list())}">${t('news.desk.back')}</a></div>
</form></div>`,
  })
}
