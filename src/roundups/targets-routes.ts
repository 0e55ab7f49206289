import { getEditions } from '#editions/store.ts'
import { getPublicEvents } from '#events/reads.ts'
import { getNamedArticles } from '#news/named-reads.ts'
import { targetsFor } from '#news/targets-card.ts'
import type { Targets } from '#platform/markdown/target.ts'
import type { World } from '#platform/world.ts'

/** Where the editor's own words may lead, until `until` (ms UTC). `root` is null for absolute addresses. */
export async function getTargets(
  world: World,
  page: { lang: string; root: string | null },
): Promise<Targets & { until: number }> {
  const { bySlug, until } = await getPublicEvents(world)
  const { article, until: articlesUntil } = await getNamedArticles(world, page.lang)
  const editions = await getEditions(world.database)
  const { publicUrls } = world.config
  const targets = targetsFor(page, { events: bySlug, editions, article, publicUrls })
  return { ...targets, until: Math.min(until, articlesUntil) }
}
