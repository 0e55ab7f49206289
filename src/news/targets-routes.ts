import { editionPaths } from '#editions/paths.ts'
import { getEditions } from '#editions/store.ts'
import { eventPaths } from '#events/paths.ts'
import { getPublicEvents } from '#events/reads.ts'
import type { Targets } from '#platform/markdown/target.ts'
import { link } from '#platform/ui/page.ts'
import type { World } from '#platform/world.ts'

/** Where what an article's text names is found; `until` in ms UTC, for what of it changes by the clock. `root` is null for absolute addresses. */
export async function getTargets(
  world: World,
  { lang, root }: { lang: string; root: string | null },
): Promise<Targets & { until: number }> {
  const { bySlug, until } = await getPublicEvents(world)
  const years = new Set(
    (await getEditions(world.database)).filter(({ published }) => published).map(({ year }) => year),
  )
  const { publicUrls } = world.config
  const path = (to: string) => (root === null ? publicUrls[0] + to : link({ root }, to))
  return {
    path,
    event: slug => (bySlug.has(slug) ? path(eventPaths.show(lang, slug)) : null),
    edition: year => (years.has(year) ? path(editionPaths.show(lang, year)) : null),
    isOurs: url => publicUrls.some(ours => url === ours || url.startsWith(`${ours}/`)),
    until,
  }
}
