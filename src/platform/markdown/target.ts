/** How a text's links are written where they are shown. */
export type Targets = {
  /** An address within the site, '/en/news', as it is written on this page; without it, as it is. */
  path?: (path: string) => string
  /** The address of an event, or null. */
  event?: (slug: string) => string | null
  /** The address of an edition, or null. */
  edition?: (year: number) => string | null
  /** The address of an article or a page of the organisation, or null. */
  article?: (slug: string) => string | null
  /** Whether an absolute address is one of ours. */
  isOurs?: (url: string) => boolean
}

const EVENT = /^event:([a-z0-9-]{1,80})$/i
const ARTICLE = /^article:([a-z0-9-]{1,80})$/i
const EDITION = /^edition:(\d{4})$/

/** Whether a text may link there: http(s) without a password, mailto, `/…`, `#…`, `event:SLUG`, `edition:YEAR`, `article:SLUG`. */
export function isTarget(url: string): boolean {
  if (/^\/(?![/\\]|%5c)/i.test(url) || /^#/.test(url)) return !/[\\\s]/.test(url)
  if (EVENT.test(url) || EDITION.test(url) || ARTICLE.test(url)) return true
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(url)) return true
  if (!/^https?:\/\//i.test(url)) return false
  const parsed = URL.parse(url)
  return parsed !== null && !parsed.username && !parsed.password
}

/** The address of a link's target as it is written, or null where there is none. */
export function hrefOf(url: string, { path, event, edition, article }: Targets): string | null {
  if (!isTarget(url)) return null
  const slug = EVENT.exec(url)?.[1]
  if (slug) return event?.(slug.toLowerCase()) ?? null
  const named = ARTICLE.exec(url)?.[1]
  if (named) return article?.(named.toLowerCase()) ?? null
  const year = EDITION.exec(url)?.[1]
  if (year) return edition?.(Number(year)) ?? null
  return url.startsWith('/') ? (path?.(url) ?? url) : url
}
