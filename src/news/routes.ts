import { EDITIONS_TOPIC, getEditions } from '#editions/store.ts'
import { getPublicEvents } from '#events/reads.ts'
import { EVENTS_TOPIC } from '#events/store.ts'
import { PICTURES_TOPIC } from '#pictures/store.ts'
import { type App, type Ctx, keep, showPage, showText } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { renderMarkdown } from '#platform/markdown/markdown.ts'
import type { World } from '#platform/world.ts'
import { postPaths } from '#posts/paths.ts'
import { isOwnPage, type Kind, OWN_PAGES, type ShownArticle, sameTag } from './article.ts'
import { toJsonLd, toMarkdown, toText } from './data.ts'
import { addNewsFeeds } from './feeds-routes.ts'
import { newsQuery } from './paths.ts'
import { figuresOn, getPictures, imagesIn } from './pictures-routes.ts'
import { findShown, latestArticles, newsUntil } from './reads.ts'
import { NEWS_TOPIC } from './store.ts'
import { getTargets } from './targets-routes.ts'
import { listPage } from './views/list.ts'
import { showPage as articlePage } from './views/show.ts'
import { newsZone } from './zone-reads.ts'

const PAGE_SIZE = 20
/** What a page with an article on it depends on. */
const ARTICLE_TOPICS = [NEWS_TOPIC, EVENTS_TOPIC, EDITIONS_TOPIC, PICTURES_TOPIC]
const NEWS_KINDS: readonly Kind[] = ['article', 'statement']

/** The news, each article in its forms, and the organisation's own pages. */
export function addNewsRoutes(app: App, world: World): void {
  addNewsFeeds(app, world)
  app.get('/:lang/news', c => showList(c, world))
  app.get('/:lang/news/:file{[a-z0-9-]+\\.(?:md|txt)}', c => showPlain(c, world))
  app.get('/:lang/news/:slug', c => showArticle(c, world, { slug: c.req.param('slug'), kinds: NEWS_KINDS }))
  app.get('/:lang/pages/:slug', c => {
    const slug = c.req.param('slug')
    // These have an address of their own.
    if (isOwnPage(slug)) throw new Problem('not-found')
    return showArticle(c, world, { slug, kinds: ['page'] })
  })
  // Its own words stand above those of the software; see the safety part.
  const pages = OWN_PAGES.filter(page => page !== 'safety')
  app.get(`/:lang/:slug{${pages.join('|')}}`, c =>
    showArticle(c, world, { slug: c.req.param('slug'), kinds: ['page'] }),
  )
}

async function showList(c: Ctx, world: World): Promise<Response> {
  const page = c.get('page')
  const tag = c.req.query('tag')?.slice(0, 100) || undefined
  const asked = c.req.query('page') ?? '1'
  const number = /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : null
  const all = await latestArticles(world, page.lang)
  const tags = tagsOf(all)
  const known = tags.find(each => tag !== undefined && sameTag(each, tag))
  const articles = tag === undefined ? all : all.filter(each => each.tags.some(one => sameTag(one, tag)))
  const pages = Math.max(1, Math.ceil(articles.length / PAGE_SIZE))
  if (number === null || number > pages || (tag !== undefined && !known)) throw new Problem('not-found')
  keep(c, [NEWS_TOPIC, EDITIONS_TOPIC], {
    until: await newsUntil(world),
    query: newsQuery({ ...(known ? { tag: known } : {}), page: number }),
  })
  const shown = articles.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE)
  const zone = await newsZone(world)
  return showPage(c, listPage(page, { articles: shown, tags, tag: known, page: number, pages, zone }))
}

async function showArticle(
  c: Ctx,
  world: World,
  { slug, kinds }: { slug: string; kinds: readonly Kind[] },
): Promise<Response> {
  const page = c.get('page')
  const found = await findShown(world, { slug, lang: page.lang, kinds })
  if (!found) throw new Problem('not-found')
  const { shown, body } = found
  const targets = await getTargets(world, page)
  const { byId } = await getPublicEvents(world)
  const years = new Set(
    (await getEditions(world.database)).flatMap(({ year, published }) => (published ? [year] : [])),
  )
  const { pictures, until: picturesUntil } = await getPictures(world, shown)
  keep(c, ARTICLE_TOPICS, { until: Math.min(targets.until, picturesUntil) })
  const context = { lang: page.lang, publicUrl: page.publicUrl, organisation: page.organisation, targets }
  const images = imagesIn(body, pictures)
  return showPage(
    c,
    articlePage(page, {
      shown,
      body: renderMarkdown(body, { ...targets, picture: figuresOn(page, pictures) }),
      events: shown.about.events.flatMap(id => byId.get(id) ?? []),
      editions: shown.about.editions.filter(year => years.has(year)),
      zone: await newsZone(world),
      jsonLd:
        shown.kind === 'page'
          ? null
          : toJsonLd(
              context,
              shown,
              (images.length > 0 ? images : [postPaths.cardOf(shown.path)]).map(
                path => page.publicUrl + path,
              ),
            ),
    }),
  )
}

/** The same as Markdown or plain text, with absolute addresses. */
async function showPlain(c: Ctx, world: World): Promise<Response> {
  const { lang, publicUrl, organisation } = c.get('page')
  const [, slug = '', format] = /^(.*)\.(md|txt)$/.exec(c.req.param('file') ?? '') ?? []
  const found = await findShown(world, { slug, lang, kinds: NEWS_KINDS })
  if (!found) throw new Problem('not-found')
  const targets = await getTargets(world, { lang, root: null })
  keep(c, ARTICLE_TOPICS, { until: targets.until })
  c.set('shared', true)
  const context = { lang, publicUrl, organisation, targets }
  const type = format === 'md' ? 'text/markdown; charset=utf-8' : 'text/plain; charset=utf-8'
  return showText(c, format === 'md' ? toMarkdown(context, found) : toText(context, found), {
    'Content-Type': type,
  })
}

function tagsOf(articles: readonly ShownArticle[]): string[] {
  const tags: string[] = []
  for (const tag of articles.flatMap(each => each.tags))
    if (!tags.some(known => sameTag(known, tag))) tags.push(tag)
  return tags.sort((a, b) => a.localeCompare(b))
}
