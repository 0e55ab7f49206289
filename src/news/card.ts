import { type MarkdownOptions, renderMarkdown } from '#platform/markdown/markdown.ts'
import { languageName } from '#platform/text/language-name.ts'
import { dayText } from '#platform/time/instant.ts'
import type { Zone } from '#platform/time/local.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { langOf } from '#platform/ui/lang.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { ShownArticle } from './article.ts'
import { newsPaths } from './paths.ts'

/** An article in a list: day and kind on the side, title and lead. `heading` is the level of its title. */
export function articleCard(
  page: Page,
  article: ShownArticle,
  { zone, heading = 'h2' }: { zone: Zone; heading?: 'h2' | 'h3' },
): Html {
  const { t } = page
  const title = html`<a href="${link(page, article.path)}"${langOf(page, article.lang)}>${article.title}</a>`
  return html`<li class="news-item"><p class="news-day">${timeTag(article.publishedAt, dayText(article.publishedAt, page.lang, zone))}${article.kind === 'statement' && html` <span class="news-kind">${t('news.kind.statement')}</span>`}</p>
<div class="news-what">${heading === 'h2' ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`}
${article.lead && html`<p${langOf(page, article.lang)}>${article.lead}</p>`}
${article.lang !== page.lang && html`<p class="hint">${t('news.only-in', { language: languageName(article.lang, page.lang) })}</p>`}</div></li>`
}

/** The latest news on another page; nothing where there is none. */
export function latestNews(page: Page, articles: readonly ShownArticle[], zone: Zone): Html {
  if (articles.length === 0) return raw('')
  const { t, lang } = page
  return html`<section class="latest-news"><h2>${t('news.latest')}</h2>
<ul class="news-list">${articles.map(article => articleCard(page, article, { zone, heading: 'h3' }))}</ul>
<p class="actions"><a class="button button--quiet" href="${link(page, newsPaths.list(lang))}">${t('news.all')}</a></p></section>`
}

/** The articles about something, as links with their day; nothing where there is none. */
export function articleLinks(page: Page, articles: readonly ShownArticle[], zone: Zone): Html {
  if (articles.length === 0) return raw('')
  return html`<h2>${page.t('news.about')}</h2><ul class="article-links">${articles.map(
    article =>
      html`<li><a href="${link(page, article.path)}"${langOf(page, article.lang)}>${article.title}</a> <span class="quiet">${timeTag(article.publishedAt, dayText(article.publishedAt, page.lang, zone))}</span></li>`,
  )}</ul>`
}

/** What the organisation says itself on a page of the software: its title, lead and text, the original where there is no other. */
export function ownWords(
  page: Page,
  { shown, body }: { shown: ShownArticle; body: string },
  options: MarkdownOptions,
): Html {
  return html`<section class="own-words"${langOf(page, shown.lang)}><h2>${shown.title}</h2>${shown.lead && html`<p>${shown.lead}</p>`}
<div class="prose">${renderMarkdown(body, { ...options, level: 3 })}</div></section>`
}

/** `<time>` with the instant as RFC 3339. */
export function timeTag(instant: number, text: string): Html {
  return html`<time datetime="${new Date(instant).toISOString()}">${text}</time>`
}
