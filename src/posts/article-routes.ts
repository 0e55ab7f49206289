import { EDITIONS_TOPIC } from '#editions/store.ts'
import { type Kind, OWN_PAGES } from '#news/article.ts'
import { findShown, newsUntil } from '#news/reads.ts'
import { NEWS_TOPIC } from '#news/store.ts'
import { newsZone } from '#news/zone-reads.ts'
import type { App, Ctx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { beginningOf } from '#platform/markdown/plain.ts'
import { dayText } from '#platform/time/instant.ts'
import type { World } from '#platform/world.ts'
import { postPaths } from './paths.ts'
import { addCard, addPost, type Told } from './told-routes.ts'

/** A post and a card image for each article and statement, a card for each page of the organisation. */
export function addArticlePosts(app: App, world: World): void {
  const article = (c: Ctx) =>
    tellArticle(c, world, { slug: c.req.param('slug') ?? '', kinds: ['article', 'statement'] })
  addPost(app, '/:lang/news/:slug', article)
  addCard(app, '/:lang/news/:slug', article)
  for (const path of ['/:lang/pages/:slug', `/:lang/:slug{${OWN_PAGES.join('|')}}`])
    addCard(app, path, c => tellArticle(c, world, { slug: c.req.param('slug') ?? '', kinds: ['page'] }))
}

async function tellArticle(
  c: Ctx,
  world: World,
  { slug, kinds }: { slug: string; kinds: readonly Kind[] },
): Promise<Told> {
  const page = c.get('page')
  const found = await findShown(world, { slug, lang: page.lang, kinds })
  if (!found || !c.req.path.startsWith(`${found.shown.path}/`)) throw new Problem('not-found')
  const { shown, body } = found
  const isPage = shown.kind === 'page'
  const kind = shown.kind === 'statement' ? page.t('news.kind.statement') : ''
  const day = isPage ? '' : dayText(shown.publishedAt, page.lang, await newsZone(world))
  const lead = shown.lead || beginningOf(body)
  return {
    post: {
      title: shown.title,
      lines: [],
      body: lead,
      notice: '',
      address: page.publicUrl + shown.path,
      tags: [],
    },
    lang: shown.lang,
    card: postPaths.cardOf(shown.path),
    back: shown.path,
    date: null,
    lines: [lead].filter(Boolean),
    foot: [page.organisation, kind, day].filter(Boolean).join(' · '),
    topics: [NEWS_TOPIC, EDITIONS_TOPIC],
    until: await newsUntil(world),
  }
}
