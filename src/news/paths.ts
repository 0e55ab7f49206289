import { isOwnPage, type Kind } from './article.ts'

export const NEWS_FEEDS = ['rss', 'atom', 'feed.json'] as const
export type NewsFeed = (typeof NEWS_FEEDS)[number]

/** The part of the news that a page shows. */
export type NewsFilter = { tag?: string; page?: number }

/** The addresses of this part; '/en/news' and below, and the organisation's own pages. */
export const newsPaths = {
  list: (lang: string, filter: NewsFilter = {}) => `/${lang}/news${newsQuery(filter)}`,
  show: (lang: string, { kind, slug }: { kind: Kind; slug: string }) =>
    kind !== 'page'
      ? `/${lang}/news/${slug}`
      : isOwnPage(slug)
        ? `/${lang}/${slug}`
        : `/${lang}/pages/${slug}`,
  text: (lang: string, slug: string, format: 'md' | 'txt') => `/${lang}/news/${slug}.${format}`,
  feed: (lang: string, format: NewsFeed, filter: NewsFilter = {}) =>
    `/${lang}/news.${format}${newsQuery(filter.tag ? { tag: filter.tag } : {})}`,
}

export const newsDeskPaths = {
  list: (page = 1) => `/desk/news${newsQuery({ page })}`,
  create: () => '/desk/news/new',
  show: (id: string) => `/desk/news/${id}`,
  text: (id: string, lang: string) => `/desk/news/${id}/texts/${lang}`,
  act: (id: string, action: 'publish' | 'take-back' | 'delete') => `/desk/news/${id}/${action}`,
}

/** The end of an address, '?tag=letters&page=2', as we write it ourselves. */
export function newsQuery({ tag, page = 1 }: NewsFilter): string {
  const params = new URLSearchParams()
  if (tag) params.set('tag', tag)
  if (page > 1) params.set('page', String(page))
  return params.size > 0 ? `?${params}` : ''
}
