import { editionPaths } from '#editions/paths.ts'
import { eventCard } from '#events/card.ts'
import type { VisibleEvent } from '#events/visible-event.ts'
import { languageName } from '#platform/text/language-name.ts'
import { instantText } from '#platform/time/instant.ts'
import type { Zone } from '#platform/time/local.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { jsonForHtml } from '#platform/ui/json.ts'
import { langOf } from '#platform/ui/lang.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { shareHead } from '#platform/ui/share.ts'
import { postPaths } from '#posts/paths.ts'
import type { ShownArticle } from '../article.ts'
import { timeTag } from '../card.ts'
import { newsPaths } from '../paths.ts'

export type ShowProps = {
  shown: ShownArticle
  /** The rendered text. */
  body: Html
  /** What it tells of, as everyone may see it. */
  events: readonly VisibleEvent[]
  editions: readonly number[]
  zone: Zone
  jsonLd: object | null
}

/** An article, a statement or a page of the organisation. */
export function showPage(page: Page, props: ShowProps): Html {
  const { t } = page
  const { shown } = props
  const isPage = shown.kind === 'page'
  return layout(page, {
    title: shown.title,
    description: shown.lead,
    alternates: shown.languages,
    head: html`${shareHead(page, { title: shown.title, image: postPaths.cardOf(shown.path) })}${!isPage && html`<link rel="alternate" type="text/markdown" href="${link(page, newsPaths.text(page.lang, shown.slug, 'md'))}">`}
${shown.lang !== page.lang && html`<link rel="canonical" href="${page.publicUrl + newsPaths.show(shown.lang, shown)}">`}
${props.jsonLd && html`<script type="application/ld+json">${raw(jsonForHtml(props.jsonLd))}</script>`}`,
    body: html`<article class="article">
<header class="article-head">${shown.kind === 'statement' && html`<p class="news-kind">${t('news.kind.statement')}</p>`}
<h1${langOf(page, shown.lang)}>${shown.title}</h1>
${shown.lead && html`<p class="lead"${langOf(page, shown.lang)}>${shown.lead}</p>`}
${!isPage && html`<p class="dateline"><span>${page.organisation}</span> ${timeTag(shown.publishedAt, instantText(shown.publishedAt, page.lang, props.zone))}${updated(page, props)}</p>`}
${languageNote(page, shown)}</header>
<div class="text prose"${langOf(page, shown.lang)}>${props.body}</div>
${about(page, props)}
${!isPage && foot(page, shown)}
</article>`,
  })
}

function updated(page: Page, { shown, zone }: ShowProps): Html {
  const { modifiedAt, publishedAt } = shown
  if (modifiedAt === null || modifiedAt <= publishedAt) return raw('')
  return html` <span>${page.t.rich('news.show.updated', { time: timeTag(modifiedAt, instantText(modifiedAt, page.lang, zone)) })}</span>`
}

/** Where the reader's language is missing, or behind the original: one quiet line. */
function languageNote(page: Page, { lang, isOutdated }: ShownArticle): Html {
  const { t } = page
  if (lang !== page.lang)
    return html`<p class="hint">${t('news.show.original', { language: languageName(lang, page.lang) })}</p>`
  return isOutdated ? html`<p class="hint">${t('news.show.outdated')}</p>` : raw('')
}

function about(page: Page, { events, editions }: ShowProps): Html {
  const { t, lang } = page
  return html`${
    events.length > 0 &&
    html`<section class="article-about"><h2>${t('news.show.events')}</h2><ul class="events">${events.map(event => eventCard(page, event))}</ul></section>`
  }${
    editions.length > 0 &&
    html`<p class="article-about">${t('news.show.editions')} ${editions.map((year, index) => html`${index > 0 && ', '}<a href="${link(page, editionPaths.show(lang, year))}">${year}</a>`)}</p>`
  }`
}

function foot(page: Page, shown: ShownArticle): Html {
  const { t, lang } = page
  return html`<footer class="article-foot">${
    shown.tags.length > 0 &&
    html`<p>${t('news.show.tags')} ${shown.tags.map((tag, index) => html`${index > 0 && ', '}<a rel="tag" href="${link(page, newsPaths.list(lang, { tag }))}">${tag}</a>`)}</p>`
  }
<p class="article-take"><a href="${link(page, newsPaths.list(lang))}">${t('news.show.all')}</a> · <a href="${link(page, newsPaths.text(lang, shown.slug, 'txt'))}" type="text/plain">${t('news.show.plain')}</a> · <a href="${link(page, newsPaths.text(lang, shown.slug, 'md'))}" type="text/markdown">Markdown</a> · <a href="${link(page, postPaths.postOf(shown.path))}" rel="nofollow">${t('posts.link')}</a></p></footer>`
}
