import type { World } from '#platform/world.ts'
import { type Kind, shownIn } from './article.ts'
import { getOutlines, newsUntil } from './reads.ts'
import { getOlderSlugs } from './redirect-reads.ts'

/** The articles and pages that a text for readers of a language may name, by slug, until `until` (ms UTC). */
export async function getNamedArticles(
  world: World,
  lang: string,
): Promise<{ article: (slug: string) => { kind: Kind; slug: string } | undefined; until: number }> {
  const now = world.clock()
  const shown = (await getOutlines(world)).filter(article => shownIn(article, lang, now) !== undefined)
  const articles = new Map(shown.map(article => [article.slug, article]))
  const older = await getOlderSlugs(world)
  return {
    // What an article was called before still leads to it, here as in its address.
    article: slug => articles.get(slug) ?? shown.find(({ id }) => id === older(slug)),
    until: await newsUntil(world),
  }
}
