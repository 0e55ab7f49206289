import type { Zone } from '#platform/time/local.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { ShownArticle } from '../article.ts'
import { articleCard } from '../card.ts'
import { newsPaths } from '../paths.ts'

export type ListProps = {
  articles: readonly ShownArticle[]
  /** All tags that are used, in the order of the alphabet. */
  tags: readonly string[]
  tag: string | undefined
  page: number
  pages: number
  zone: Zone
}

/** The news, the newest first. */
export function listPage(page: Page, props: ListProps): Html {
  const { t, lang } = page
  const { tag } = props
  const title = tag ? t('news.list.tagged', { tag }) : t('news.list.title')
  const filter = tag ? { tag } : {}
  return layout(page, {
    title: props.page > 1 ? `${title} (${props.page})` : title,
    description: t('news.list.description', { organisation: page.organisation }),
    head: html`<link rel="alternate" type="application/atom+xml" title="${title}" href="${link(page, newsPaths.feed(lang, 'atom', filter))}">`,
    body: html`<div class="page-head"><h1>${title}</h1>
<p class="news-take"><a href="${link(page, newsPaths.feed(lang, 'rss', filter))}">RSS</a> <a href="${link(page, newsPaths.feed(lang, 'atom', filter))}">Atom</a> <a href="${link(page, newsPaths.feed(lang, 'feed.json', filter))}">JSON</a></p></div>
${tag && html`<p><a href="${link(page, newsPaths.list(lang))}">${t('news.list.all')}</a></p>`}
${props.articles.length === 0 && html`<p class="empty">${t('news.list.empty')}</p>`}
<ul class="news-list"${props.page === 1 && !tag && html` data-front`}>${props.articles.map(article => articleCard(page, article, { zone: props.zone }))}</ul>
${pager(page, props)}
${!tag && props.tags.length > 0 && html`<section class="news-tags"><h2>${t('news.list.tags')}</h2><ul class="inline">${props.tags.map(each => html`<li><a href="${link(page, newsPaths.list(lang, { tag: each }))}">${each}</a></li>`)}</ul></section>`}`,
  })
}

function pager(page: Page, { tag, page: number, pages }: ListProps): Html {
  const { t, lang } = page
  const to = (to: number) => link(page, newsPaths.list(lang, { ...(tag ? { tag } : {}), page: to }))
  if (pages < 2) return html``
  return html`<nav class="pager" aria-label="${t('news.list.pages')}">${number > 1 && html`<a rel="prev" href="${to(number - 1)}">${t('news.list.newer')}</a>`}
<span class="quiet">${t('news.list.page', { number, of: pages })}</span>
${number < pages && html`<a rel="next" href="${to(number + 1)}">${t('news.list.older')}</a>`}</nav>`
}
