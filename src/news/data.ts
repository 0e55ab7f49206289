import type { FeedItem } from '#platform/feeds/feed.ts'
import { escapeMarkdown } from '#platform/markdown/escape.ts'
import { beginningOf, markdownToText } from '#platform/markdown/plain.ts'
import { withAddresses } from '#platform/markdown/take-along.ts'
import type { Targets } from '#platform/markdown/target.ts'
import type { ShownArticle } from './article.ts'
import { newsPaths } from './paths.ts'

/** Under which absolute address, and in which organisation's name, data is written. */
export type DataContext = { lang: string; publicUrl: string; organisation: string; targets: Targets }

/** An article as an item of a feed; `html` is its rendered text with absolute addresses. */
export function toFeedItem(
  { lang, publicUrl }: DataContext,
  { shown, body, html }: { shown: ShownArticle; body: string; html: string },
): FeedItem {
  return {
    id: `urn:uuid:${shown.id}`,
    url: publicUrl + newsPaths.show(lang, shown),
    title: shown.title,
    text: shown.lead || beginningOf(body, 400),
    html,
    published: shown.publishedAt,
    updated: Math.max(shown.modifiedAt ?? 0, shown.publishedAt),
    tags: shown.tags,
    language: shown.lang,
  }
}

/** An article as schema.org NewsArticle, for search engines; `images` are the absolute addresses of its pictures. */
export function toJsonLd(
  { publicUrl, organisation }: DataContext,
  shown: ShownArticle,
  images: readonly string[],
) {
  const url = publicUrl + newsPaths.show(shown.lang, shown)
  const publisher = { '@type': 'Organization', name: organisation, url: `${publicUrl}/${shown.lang}/` }
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': `urn:uuid:${shown.id}`,
    headline: shown.title,
    ...(shown.lead ? { description: shown.lead } : {}),
    inLanguage: shown.lang,
    ...(images.length > 0 ? { image: images } : {}),
    datePublished: iso(shown.publishedAt),
    dateModified: iso(Math.max(shown.modifiedAt ?? 0, shown.publishedAt)),
    url,
    mainEntityOfPage: url,
    ...(shown.tags.length > 0 ? { keywords: shown.tags.join(', ') } : {}),
    author: publisher,
    publisher,
  }
}

/** An article as Markdown, with absolute addresses. */
export function toMarkdown(
  { lang, publicUrl, targets }: DataContext,
  { shown, body }: { shown: ShownArticle; body: string },
): string {
  const head = [
    `# ${escapeMarkdown(shown.title)}`,
    shown.lead && escapeMarkdown(shown.lead),
    iso(shown.publishedAt).slice(0, 10),
  ]
  return `${[...head, withAddresses(body, targets).trim(), `<${publicUrl + newsPaths.show(lang, shown)}>`].filter(Boolean).join('\n\n')}\n`
}

/** An article as plain text, with absolute addresses in brackets. */
export function toText(
  { lang, publicUrl, targets }: DataContext,
  { shown, body }: { shown: ShownArticle; body: string },
): string {
  const url = publicUrl + newsPaths.show(lang, shown)
  return `${[shown.title, shown.lead, iso(shown.publishedAt).slice(0, 10), markdownToText(body, targets), url].filter(Boolean).join('\n\n')}\n`
}

function iso(instant: number): string {
  return new Date(instant).toISOString()
}
