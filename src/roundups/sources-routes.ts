import { type Edition, isBeside } from '#editions/edition.ts'
import { findEvents } from '#events/reads.ts'
import { latestArticles } from '#news/reads.ts'
import { shownPictures } from '#pictures/reads.ts'
import type { World } from '#platform/world.ts'
import { publishedReports } from '#reports/reads.ts'
import type { Sources } from './telling-card.ts'

/** What the round-up of an edition links to, as everyone may see it now, and until when (ms UTC) that is true. */
export async function getSources(
  world: World,
  edition: Edition,
  lang: string,
): Promise<{ sources: Sources; until: number }> {
  const found = await findEvents(world, { edition: edition.year })
  // What somebody tries out while there is only the example is no part of it.
  const events = found.events.filter(event => !isBeside(edition, event))
  const subjects = events.map(({ id }) => `event:${id}`)
  const pictures = await shownPictures(world, subjects, world.clock())
  const articles = await latestArticles(world, lang, { edition: edition.year })
  return {
    sources: {
      events,
      reports: await publishedReports(world),
      pictures: pictures.bySubject,
      articles: new Map(articles.map(article => [article.id, article])),
      isExample: edition.example,
    },
    until: Math.min(found.until, pictures.until),
  }
}
