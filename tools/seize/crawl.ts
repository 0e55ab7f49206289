import { unescapeHtml } from '#testing/browser.ts'
import { shapeOf } from './known.ts'
import type { Seen, Visitor } from './visitor.ts'

/** So many pages that differ only by an event, a member or a query are looked at. */
const ALIKE = 2
const MOST = 200

/** All kinds of pages with forms that a visitor reaches by links from `starts`. Unknown fields are noted by the visitor. */
export async function crawl(visitor: Visitor, starts: readonly string[]): Promise<Seen[]> {
  const queue = [...starts]
  const asked = new Set<string>()
  const alike = new Map<string, number>()
  const pages: Seen[] = []
  while (queue.length > 0 && asked.size < MOST) {
    const path = queue.shift()!
    const kind = pageKind(path)
    const count = alike.get(kind) ?? 0
    if (asked.has(path) || count >= ALIKE) continue
    asked.add(path)
    alike.set(kind, count + 1)
    const page = await visitor.get(path)
    if (page.status >= 400) continue
    if (page.forms.length > 0) pages.push(page)
    for (const [, href = ''] of page.text.matchAll(/<a\b[^>]*\shref="([^"#]*)/g)) {
      const url = URL.parse(unescapeHtml(href), `http://page.invalid${page.path}`)
      if (url?.host === 'page.invalid' && isPage(url.pathname)) queue.push(url.pathname + url.search)
    }
  }
  return pages
}

/** Two events, two days, two searches are of a kind; languages are, too. */
function pageKind(path: string): string {
  return shapeOf(path)
    .replace(/^\/[a-z]{2,3}(?=\/|$)/, '/:lang')
    .replace(/\/events\/(?!new|mine|map|calendar|embed|next|asked)[^/]+/, '/events/:slug')
    .replace(/\/map\/[a-z]{2}$/, '/map/:country')
}

/** Files, feeds and what signs out need no look. */
function isPage(path: string): boolean {
  return !/\.[a-z]+$|^\/assets\//.test(path)
}
