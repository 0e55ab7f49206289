import { editionPaths } from '#editions/paths.ts'
import { eventPaths } from '#events/paths.ts'
import type { Targets } from '#platform/markdown/target.ts'
import { link } from '#platform/ui/page.ts'
import type { Kind } from './article.ts'
import { newsPaths } from './paths.ts'

/** What the site has that a text may name. */
export type Named = {
  /** The slugs of the public events. */
  events: { has(slug: string): boolean }
  /** The published editions. */
  editions: readonly { year: number; published: boolean }[]
  /** The article or page of the organisation with a slug, if this reader finds it. */
  article: (slug: string) => { kind: Kind; slug: string } | undefined
  publicUrls: readonly [string, ...string[]]
}

/** How the links of a text are written on a page, or with absolute addresses where `root` is null. */
export function targetsFor(
  { lang, root }: { lang: string; root: string | null },
  { events, editions, article, publicUrls }: Named,
): Targets {
  const years = new Set(editions.flatMap(({ year, published }) => (published ? [year] : [])))
  const path = (to: string) => (root === null ? publicUrls[0] + to : link({ root }, to))
  return {
    path,
    event: slug => (events.has(slug) ? path(eventPaths.show(lang, slug)) : null),
    edition: year => (years.has(year) ? path(editionPaths.show(lang, year)) : null),
    article: slug => {
      const found = article(slug)
      return found ? path(newsPaths.show(lang, found)) : null
    },
    isOurs: url => publicUrls.some(ours => url === ours || url.startsWith(`${ours}/`)),
  }
}
