import { pictureDeskPaths } from '#pictures/paths.ts'
import { articleSubject, type Picture, textIn } from '#pictures/picture.ts'
import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { languageName } from '#platform/text/language-name.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { checkbox, errorSummary, field } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { type Article, type ArticleText, LIMITS, textState } from '../../article.ts'
import { newsDeskPaths } from '../../paths.ts'
import { errorText, summaryOf } from './errors.ts'

export type TextProps = {
  article: Article
  lang: string
  form: Form
  errors: FieldErrors
  conflict: boolean
  /** The text as readers will see it; null unless it was asked for. */
  preview: Html | null
  saved: boolean
  /** The article's own pictures; null for who brings none. */
  pictures: readonly Picture[] | null
  /** Whether this member writes for all: sets times, and sees the article's other pages. */
  isWhole: boolean
}

/** An article in one language, with the original beside a translation. */
export function textPage(page: Page, props: TextProps): Html {
  const { t } = page
  const { article, lang, errors, form } = props
  const language = languageName(lang, page.lang)
  const isOriginal = lang === article.original
  const title = t(isOriginal ? 'news.desk.write' : 'news.desk.translate', { language })
  const stored = article.texts[lang]
  const back = props.isWhole ? newsDeskPaths.show(article.id) : newsDeskPaths.list()
  return layout(page, {
    title,
    hidden: true,
    kind: 'desk',
    islands: ['live-preview'],
    body: html`<div class="form-page form-page--wide"><h1>${title}</h1>
${props.saved && html`<p class="done" role="status">${t(`news.desk.saved-${textState(article, lang)}`)}${!article.published && stored?.state === 'done' && html` ${t('news.desk.not-yet')}`}</p>`}
${props.conflict && stored && conflict(page, stored, lang)}
${errorSummary(t('ui.form.wrong', { count: Object.keys(errors).length }), summaryOf(page, errors))}
${props.preview && preview(page, props)}
<form class="form" method="post" enctype="multipart/form-data" action="${link(page, newsDeskPaths.text(article.id, lang))}" novalidate>
<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="version" value="${props.conflict ? (stored?.version ?? 0) : form.get('version')}"><input type="hidden" name="follows" value="${form.get('follows')}">
<div class="side-by-side"><div>${fields(page, props)}</div>
<div class="beside">${!isOriginal && original(page, article)}<live-preview></live-preview></div></div>
<div class="actions"><button class="button" name="do" value="save">${t('news.desk.save')}</button> <button class="button button--quiet" name="do" value="preview">${t('news.desk.preview')}</button> <a href="${link(page, back)}">${t('news.desk.back-to-article')}</a></div>
</form></div>`,
  })
}

function fields(page: Page, props: TextProps): Html {
  const { t } = page
  const { article, lang, form, errors, isWhole } = props
  const isOriginal = lang === article.original
  const state = textState(article, lang)
  return html`${field({ name: 'title', label: t('news.field.title'), lang, value: form.get('title'), error: errorText(page, errors, 'title'), maxlength: LIMITS.title * 2 })}
${field({ name: 'lead', label: t('news.field.lead'), lang, rows: 3, value: form.get('lead'), hint: t('news.field.lead-hint'), error: errorText(page, errors, 'lead'), maxlength: LIMITS.lead * 2 })}
${field({ name: 'body', label: t('news.field.body'), lang, rows: 24, value: form.get('body'), hint: html`${t('news.field.body-hint')}`, error: errorText(page, errors, 'body') })}
${help(page)}
${props.pictures && ownPictures(page, article, props.pictures)}
${checkbox({ name: 'done', label: t(isOriginal ? 'news.field.done-original' : 'news.field.done'), hint: t(article.published ? 'news.field.done-public' : 'news.field.done-hint'), checked: form.has('done') })}
${state === 'outdated' && checkbox({ name: 'behind', label: t('news.field.behind'), hint: t('news.field.behind-hint'), checked: form.has('behind') })}
${isWhole && times(page, props)}`
}

/** Times and small corrections, for those who write for all. */
function times(page: Page, { article, lang, form, errors }: TextProps): Html {
  const { t } = page
  const stored = article.texts[lang]
  const isOriginal = lang === article.original
  const at = (
    name: 'published' | 'modified',
  ) => html`<div class="pair">${field({ name: `${name}_date`, type: 'date', label: t(`news.field.${name}-date`), value: form.get(`${name}_date`), error: errorText(page, errors, `${name}_date`) })}
${field({ name: `${name}_time`, type: 'time', label: t(`news.field.${name}-time`), value: form.get(`${name}_time`), error: errorText(page, errors, `${name}_time`) })}</div>`
  return html`${stored?.publishedAt && checkbox({ name: 'small', label: t('news.field.small'), hint: t(isOriginal ? 'news.field.small-original' : 'news.field.small-hint'), checked: form.has('small') })}
<details class="group"${raw(Object.keys(errors).some(name => /^(published|modified|zone)/.test(name)) ? ' open' : '')}><summary>${t('news.desk.times')}</summary><p class="hint">${t('news.desk.times-hint')}</p>
${at('published')}${at('modified')}
${field({ name: 'zone', label: t('news.field.zone'), value: form.get('zone'), hint: t('news.field.zone-hint'), error: errorText(page, errors, 'zone'), short: true })}</details>`
}

/** The article's pictures, each with what puts it into the text. */
function ownPictures(page: Page, { id }: Article, pictures: readonly Picture[]): Html {
  const { t } = page
  return html`<details class="markdown-help"><summary>${t('news.picture.title', { count: pictures.length })}</summary>
<ul class="own-pictures">${pictures.map(
    picture =>
      html`<li><img src="${link(page, pictureDeskPaths.file(picture.id, 480))}" alt="${textIn(picture.alts, page.lang)?.text ?? ''}" loading="lazy"> <code>![](picture:${picture.id})</code></li>`,
  )}</ul>
<p class="hint">${t('news.picture.hint')} <a href="${link(page, pictureDeskPaths.of(articleSubject(id)))}">${t('news.picture.add')}</a></p></details>`
}

/** How Markdown is written, in a few lines. */
function help(page: Page): Html {
  const { t } = page
  const lines = ['heading', 'bold', 'link', 'event', 'article', 'quote', 'list', 'picture'] as const
  return html`<details class="markdown-help"><summary>${t('news.markdown.title')}</summary><dl class="facts">${lines.map(
    name => html`<dt>${t(`news.markdown.${name}`)}</dt><dd><code>${EXAMPLES[name]}</code></dd>`,
  )}</dl></details>`
}

const EXAMPLES = {
  heading: '## …',
  bold: '**…**   *…*',
  link: '[…](https://…)',
  event: '[…](event:slug)   […](edition:2024)',
  article: '[…](article:slug)',
  quote: '> …',
  list: '- …',
  picture: '![…](picture:…)',
} as const

/** The original to translate from, as it was written. */
function original(page: Page, { texts, original }: Article): Html {
  const { t } = page
  const text = texts[original]
  if (!text) return raw('')
  return html`<section class="original" aria-label="${t('news.desk.original', { language: languageName(original, page.lang) })}"><h2>${t('news.desk.original', { language: languageName(original, page.lang) })}</h2>
${written(text, original)}</section>`
}

function conflict(page: Page, stored: ArticleText, lang: string): Html {
  const { t } = page
  return html`${conflictNote(page, t('news.desk.conflict-text'))}
<section class="proposal" aria-label="${t('news.desk.theirs')}"><h2>${t('news.desk.theirs')}</h2>${written(stored, lang)}</section>`
}

function written({ title, lead, body }: ArticleText, lang: string): Html {
  return html`<div lang="${lang}"><p><strong>${title}</strong></p>${lead && html`<p>${lead}</p>`}<pre class="plain">${body}</pre></div>`
}

function preview(page: Page, { form, lang, preview: body }: TextProps): Html {
  const { t } = page
  return html`<section class="preview" id="preview" aria-label="${t('news.desk.preview')}"><p class="hint">${t('news.desk.preview-hint')}</p>
<article class="article"${raw(` lang="${lang.replace(/[^a-z-]/gi, '')}"`)}><header class="article-head"><h2 class="preview-title">${form.get('title')}</h2>${form.get('lead') && html`<p class="lead">${form.get('lead')}</p>`}</header>
<div class="text prose">${body}</div></article></section>`
}
