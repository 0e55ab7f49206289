import { EDITIONS_TOPIC } from '#editions/store.ts'
import { EVENTS_TOPIC } from '#events/store.ts'
import { PICTURES_TOPIC } from '#pictures/store.ts'
import { writeAtom } from '#platform/feeds/atom.ts'
import type { Feed, FeedItem } from '#platform/feeds/feed.ts'
import { feedId } from '#platform/feeds/feed-id.ts'
import { writeJsonFeed } from '#platform/feeds/json-feed.ts'
import { writeRss } from '#platform/feeds/rss.ts'
import { type App, type Ctx, keep, showText } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { renderMarkdown } from '#platform/markdown/markdown.ts'
import { toText as textOf } from '#platform/ui/html.ts'
import type { World } from '#platform/world.ts'
import { roundupPaths } from '#roundups/paths.ts'
import { type PublishedRoundup, publishedRoundups } from '#roundups/published-reads.ts'
import { ROUNDUPS_TOPIC } from '#roundups/store.ts'
import { sameTag } from './article.ts'
import { type DataContext, toFeedItem } from './data.ts'
import { NEWS_FEEDS, type NewsFeed, newsPaths, newsQuery } from './paths.ts'
import { figuresOn, getPictures } from './pictures-routes.ts'
import { findShown, latestArticles } from './reads.ts'
import { NEWS_TOPIC } from './store.ts'
import { getTargets } from './targets-routes.ts'

/** How many of the latest articles a feed holds. */
const FEED_SIZE = 30
const FORMATS: Record<NewsFeed, { type: string; write: (feed: Feed) => string }> = {
  rss: { type: 'application/rss+xml; charset=utf-8', write: writeRss },
  atom: { type: 'application/atom+xml; charset=utf-8', write: writeAtom },
  'feed.json': { type: 'application/feed+json; charset=utf-8', write: writeJsonFeed },
}

/** The latest news as feeds, a feed a language, with a tag or without. */
export function addNewsFeeds(app: App, world: World): void {
  for (const format of NEWS_FEEDS) app.get(`/:lang/news.${format}`, c => sendFeed(c, world, format))
}

async function sendFeed(c: Ctx, world: World, format: NewsFeed): Promise<Response> {
  const { lang, publicUrl, organisation, t } = c.get('page')
  const asked = c.req.query('tag')?.slice(0, 100)
  const all = await latestArticles(world, lang, asked ? { tag: asked } : {})
  const tag = asked && all.flatMap(({ tags }) => tags).find(each => sameTag(each, asked))
  if (asked && !tag) throw new Problem('not-found')
  const targets = await getTargets(world, { lang, root: null })
  c.set('shared', true)
  const filter = tag ? { tag } : {}
  keep(c, [NEWS_TOPIC, EVENTS_TOPIC, EDITIONS_TOPIC, PICTURES_TOPIC, ROUNDUPS_TOPIC], {
    until: targets.until,
    query: newsQuery(filter),
  })
  const context = { lang, publicUrl, organisation, targets }
  const articles: FeedItem[] = []
  for (const { slug, kind } of all.slice(0, FEED_SIZE)) {
    const found = await findShown(world, { slug, lang, kinds: [kind] })
    if (!found) continue
    const { pictures } = await getPictures(world, found.shown)
    const picture = figuresOn({ ...c.get('page'), root: `${publicUrl}/` }, pictures)
    const html = textOf(renderMarkdown(found.body, { ...targets, picture }))
    articles.push(toFeedItem(context, { ...found, html }))
  }
  const roundups = tag ? [] : (await publishedRoundups(world, lang)).map(one => roundupItem(context, one))
  const items = [...articles, ...roundups].sort((a, b) => b.published - a.published).slice(0, FEED_SIZE)
  const title = tag
    ? `${organisation} · ${t('news.list.tagged', { tag })}`
    : `${organisation} · ${t('news.list.title')}`
  const feed = {
    title,
    description: t('news.list.description', { organisation }),
    language: lang,
    selfUrl: publicUrl + newsPaths.feed(lang, format, filter),
    siteUrl: publicUrl + newsPaths.list(lang, filter),
    id: feedId(`news ${lang} ${tag ?? ''}`),
    updated: Math.max(0, ...items.map(({ updated }) => updated)),
    items,
  }
  const { type, write } = FORMATS[format]
  return showText(c, write(feed), { 'Content-Type': type })
}

/** The round-up of the Day: its lead, since its body grows with every report. */
function roundupItem(
  { lang, publicUrl }: DataContext,
  { edition, title, lead, lang: own, publishedAt, modifiedAt }: PublishedRoundup,
): FeedItem {
  return {
    id: feedId(`round-up ${edition}`),
    url: publicUrl + roundupPaths.show(lang, edition),
    title,
    text: lead,
    published: publishedAt,
    updated: Math.max(modifiedAt ?? 0, publishedAt),
    language: own,
  }
}
