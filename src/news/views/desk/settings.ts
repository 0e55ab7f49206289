import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { languageName } from '#platform/text/language-name.ts'
import type { Zone } from '#platform/time/local.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { checkbox, errorSummary, field, select } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { type Article, KINDS, LIMITS, textState, titleOf, writtenIn } from '../../article.ts'
import { newsDeskPaths, newsPaths } from '../../paths.ts'
import { errorText, summaryOf } from './errors.ts'
import { stateLine } from './list.ts'

export type SettingsProps = {
  article: Article
  form: Form
  errors: FieldErrors
  conflict: boolean
  /** Why an action was not done, as a key under news.wrong. */
  problem: string | null
  saved: boolean
  /** Languages in which an article may be written first, and those of the pages. */
  languages: readonly string[]
  pages: readonly string[]
  zone: Zone
}

/** An article: its texts, publishing, and what holds for all languages. */
export function settingsPage(page: Page, props: SettingsProps): Html {
  const { t } = page
  const { article, errors } = props
  const { title, lang } = titleOf(article, page.lang)
  return layout(page, {
    title,
    hidden: true,
    kind: 'desk',
    body: html`<div class="form-page"><p class="hint">${t(`news.kind.${article.kind}`)}</p><h1${attrs({ lang: lang !== page.lang && lang })}>${title}</h1>
${props.saved && html`<p class="done" role="status">${t('news.desk.saved')}</p>`}
${props.conflict && conflictNote(page, t('news.desk.conflict-settings'))}
${props.problem && html`<div class="summary" role="alert"><p>${t(`news.wrong.${props.problem}`)}</p></div>`}
${errorSummary(t('ui.form.wrong', { count: Object.keys(errors).length }), summaryOf(page, errors))}
<p>${stateLine(page, article, props.zone)}${article.published && html` <a href="${page.publicUrl + newsPaths.show(page.lang, article)}">${t('news.desk.public')}</a>`}</p>
<h2>${t('news.desk.texts')}</h2>
<ul class="texts-states">${writtenIn(article, props.pages).map(code => textItem(page, article, code))}</ul>
${publishing(page, article)}
${settingsForm(page, props)}
${!article.published && removal(page, article)}
<p><a href="${link(page, newsDeskPaths.list())}">${t('news.desk.back')}</a></p></div>`,
  })
}

function textItem(page: Page, article: Article, code: string): Html {
  const { t } = page
  const language = languageName(code, page.lang)
  const state = textState(article, code)
  const key = code === article.original ? `original-${state}` : state
  return html`<li class="state--${state}"><a href="${link(page, newsDeskPaths.text(article.id, code))}">${t(`news.state.${key}`, { language })}</a></li>`
}

function publishing(page: Page, article: Article): Html {
  const { t } = page
  const action = article.published ? 'take-back' : 'publish'
  const isReady = Object.values(article.texts).some(({ state }) => state === 'done')
  return html`<form method="post" action="${link(page, newsDeskPaths.act(article.id, action))}">${hidden(page, article)}
<div class="actions"><button class="${article.published ? 'button button--quiet' : 'button'}">${t(`news.desk.do.${action}`)}</button></div>
${!article.published && !isReady && html`<p class="hint">${t('news.desk.not-ready')}</p>`}</form>`
}

function settingsForm(page: Page, { article, form, errors, languages }: SettingsProps): Html {
  const { t } = page
  const line = (name: string, more: { hint?: string; rows?: number; maxlength?: number } = {}) =>
    field({
      name,
      label: t(`news.field.${name}`),
      value: form.get(name),
      error: errorText(page, errors, name),
      ...more,
    })
  return html`<form class="form" method="post" action="${link(page, newsDeskPaths.show(article.id))}" novalidate>${hidden(page, article)}
<fieldset class="group"><legend>${t('news.desk.settings')}</legend>
${select({ name: 'kind', label: t('news.field.kind'), value: form.get('kind'), error: errorText(page, errors, 'kind'), options: KINDS.map(kind => ({ value: kind, text: t(`news.kind.${kind}`) })) })}
${line('slug', { hint: t('news.field.slug-hint'), maxlength: LIMITS.slug * 2 })}
${line('earlier', { hint: t('news.field.earlier-hint'), rows: 2 })}
${select({ name: 'original', label: t('news.field.original'), hint: t('news.field.original-hint'), value: form.get('original'), error: errorText(page, errors, 'original'), options: languages.map(code => ({ value: code, text: languageName(code, page.lang) })) })}
${line('tags', { hint: t('news.field.tags-hint'), maxlength: LIMITS.tags * 2 })}
${line('events', { hint: t('news.field.events-hint'), rows: 3 })}
${line('editions', { hint: t('news.field.editions-hint') })}
<div class="actions"><button class="button button--quiet">${t('news.desk.save')}</button></div></fieldset></form>`
}

function removal(page: Page, article: Article): Html {
  const { t } = page
  return html`<details class="group"><summary>${t('news.desk.do.delete')}</summary>
<form class="form" method="post" action="${link(page, newsDeskPaths.act(article.id, 'delete'))}">${hidden(page, article)}
${checkbox({ name: 'sure', label: t('news.desk.delete-sure'), checked: false })}
<div class="actions"><button class="button button--quiet">${t('news.desk.do.delete')}</button></div></form></details>`
}

function hidden(page: Page, { version }: Article): Html {
  return raw(
    String(
      html`<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="version" value="${version}">`,
    ),
  )
}
