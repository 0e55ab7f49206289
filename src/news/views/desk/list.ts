import { languageName } from '#platform/text/language-name.ts'
import { instantText } from '#platform/time/instant.ts'
import type { Zone } from '#platform/time/local.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { type Outline, shownLanguages, textState, titleOf } from '../../article.ts'
import { newsDeskPaths } from '../../paths.ts'

export type ArticlesProps = {
  articles: readonly Outline[]
  /** Which part of all articles this is. */
  number: number
  pages: number
  /** The languages whose states are shown. */
  languages: readonly string[]
  mayWrite(article: Outline, lang: string): boolean
  /** Whether this member writes for all. */
  isWhole: boolean
  zone: Zone
}

/** All articles, drafts first, with what there is in each language. */
export function articlesPage(page: Page, props: ArticlesProps): Html {
  const { t } = page
  const { articles, isWhole } = props
  return layout(page, {
    title: t('news.desk.title'),
    hidden: true,
    kind: 'desk',
    body: html`<div class="page-head"><h1>${t('news.desk.title')}</h1>
${isWhole && html`<p><a class="button" href="${link(page, newsDeskPaths.create())}">${t('news.desk.new')}</a></p>`}</div>
${articles.length === 0 && html`<p class="empty">${t('news.desk.empty')}</p>`}
<ul class="queue">${articles.map(article => item(page, article, props))}</ul>
${pager(page, props)}`,
  })
}

function pager(page: Page, { number, pages }: ArticlesProps): Html {
  const { t } = page
  const to = (where: number) => link(page, newsDeskPaths.list(where))
  if (pages < 2) return html``
  return html`<nav class="pager" aria-label="${t('news.list.pages')}">${number > 1 && html`<a rel="prev" href="${to(number - 1)}">${t('news.list.newer')}</a>`}
<span class="quiet">${t('news.list.page', { number, of: pages })}</span>
${number < pages && html`<a rel="next" href="${to(number + 1)}">${t('news.list.older')}</a>`}</nav>`
}

function item(page: Page, article: Outline, props: ArticlesProps): Html {
  const { t } = page
  const { title, lang } = titleOf(article, page.lang)
  const name = html`<span${attrs({ lang: lang !== page.lang && lang })}>${title}</span>`
  return html`<li class="queue-item texts-item"><div>${
    props.isWhole
      ? html`<a class="queue-title" href="${link(page, newsDeskPaths.show(article.id))}">${name}</a>`
      : html`<span class="queue-title">${name}</span>`
  }
<p class="hint">${t(`news.kind.${article.kind}`)}${article.tags.length > 0 && ` · ${article.tags.join(', ')}`}</p>
${states(page, article, props)}</div>
<div>${stateLine(page, article, props.zone)}</div></li>`
}

/** Each language with its state, and a link to write it. */
function states(page: Page, article: Outline, { languages, mayWrite }: ArticlesProps): Html {
  const { t } = page
  const shown = [...new Set([article.original, ...languages, ...Object.keys(article.texts)])]
  return html`<ul class="texts-languages">${shown.map(code => {
    const language = languageName(code, page.lang)
    const state =
      code === article.original ? `original-${textState(article, code)}` : textState(article, code)
    const text = t(`news.state.${state}`, { language })
    const { title } = titleOf(article, page.lang)
    return html`<li class="state--${textState(article, code)}">${
      mayWrite(article, code)
        ? html`<a href="${link(page, newsDeskPaths.text(article.id, code))}">${text}<span class="visually-hidden">: ${title}</span></a>`
        : text
    }</li>\n`
  })}</ul>`
}

/** Whether everyone sees it, and since when, or from when on. */
export function stateLine(page: Page, article: Outline, zone: Zone): Html {
  const { t, lang, now } = page
  if (!article.published) return html`${t('news.desk.unpublished')}`
  const times = Object.values(article.texts).flatMap(({ publishedAt, state }) =>
    state === 'done' && publishedAt !== null ? [publishedAt] : [],
  )
  if (times.length === 0) return html`${t('news.desk.nothing-done')}`
  const first = instantText(Math.min(...times), lang, zone)
  return shownLanguages(article, now).length > 0
    ? html`${t('news.desk.published', { time: first })}`
    : html`<span class="mark">${t('news.desk.timed', { time: first })}</span>`
}
