import { EDITIONS_TOPIC, getEditions } from '#editions/store.ts'
import { getPublicEvents } from '#events/reads.ts'
import { EVENTS_TOPIC } from '#events/store.ts'
import { ownWords } from '#news/card.ts'
import { getNamedArticles } from '#news/named-reads.ts'
import { findShown } from '#news/reads.ts'
import { NEWS_TOPIC } from '#news/store.ts'
import { targetsFor } from '#news/targets-card.ts'
import { type App, keep, showPage } from '#platform/http/context.ts'
import type { World } from '#platform/world.ts'
import { safetyPage } from './views/safety.ts'

/** What the site promises, and what it does not; above it the organisation's own words, where it has written some. */
export function addSafetyRoutes(app: App, world: World): void {
  app.get('/:lang/safety', async c => {
    const page = c.get('page')
    const own = await findShown(world, { slug: 'safety', lang: page.lang, kinds: ['page'] })
    const { bySlug, until } = await getPublicEvents(world)
    const named = await getNamedArticles(world, page.lang)
    keep(c, [NEWS_TOPIC, EVENTS_TOPIC, EDITIONS_TOPIC], { until: Math.min(until, named.until) })
    const targets = targetsFor(page, {
      events: bySlug,
      editions: await getEditions(world.database),
      article: named.article,
      publicUrls: world.config.publicUrls,
    })
    return showPage(c, safetyPage(page, own ? ownWords(page, own, targets) : null))
  })
}
