import { kept } from '#platform/db/database.ts'
import type { World } from '#platform/world.ts'
import {
  type Article,
  type Kind,
  type Outline,
  OWN_PAGES,
  type OwnPage,
  type ShownArticle,
  sameTag,
  shownIn,
  shownLanguages,
  textState,
} from './article.ts'
import { newsPaths } from './paths.ts'
import { findArticle, listOutlines, NEWS_TOPIC } from './store.ts'

/** Which news, the newest first: of an edition, of an event (by its id), with a tag, at most so many. */
export type Wanted = { edition?: number; event?: string; tag?: string; limit?: number }

/** The news that everyone may read now, the newest first, in a language or in that of the original; no pages. */
export async function latestArticles(
  world: World,
  lang: string,
  { edition, event, tag, limit = Infinity }: Wanted = {},
): Promise<ShownArticle[]> {
  const now = world.clock()
  return (await getOutlines(world))
    .filter(({ kind }) => kind !== 'page')
    .filter(({ about }) => edition === undefined || about.editions.includes(edition))
    .filter(({ about }) => event === undefined || about.events.includes(event))
    .filter(({ tags }) => tag === undefined || tags.some(each => sameTag(each, tag)))
    .flatMap(article => toShown(article, lang, now) ?? [])
    .sort(newestFirst)
    .slice(0, limit)
}

/** What of the news stands around every page: whether there is any, and which pages of its own the organisation has. */
export async function getMenu(world: World): Promise<Menu> {
  return lookOver(await getOutlines(world), world.clock()).menu
}

/** When the next article that is timed for later appears, in ms UTC; Infinity for none. */
export async function newsUntil(world: World): Promise<number> {
  return lookOver(await getOutlines(world), world.clock()).until
}

type Menu = { hasNews: boolean; pages: OwnPage[] }

// Asked for on every page: looking over thousands of articles each time would be felt.
const lookedOver = new WeakMap<readonly Outline[], { menu: Menu; from: number; until: number }>()

function lookOver(outlines: readonly Outline[], now: number): { menu: Menu; until: number } {
  const known = lookedOver.get(outlines)
  if (known && known.from <= now && now < known.until) return known
  const shown = outlines.filter(article => shownLanguages(article, now).length > 0)
  const slugs = new Set(shown.flatMap(({ kind, slug }) => (kind === 'page' ? [slug] : [])))
  const times = outlines.flatMap(({ texts }) =>
    Object.values(texts).map(({ publishedAt }) => publishedAt ?? 0),
  )
  const found = {
    menu: {
      hasNews: shown.some(({ kind }) => kind !== 'page'),
      pages: OWN_PAGES.filter(page => slugs.has(page)),
    },
    from: now,
    until: times.reduce((next, time) => (time > now && time < next ? time : next), Infinity),
  }
  lookedOver.set(outlines, found)
  return found
}

export type Found = { article: Article; shown: ShownArticle; body: string }

/** An article that everyone may read, by its slug, in a language or that of the original. */
export async function findShown(
  world: World,
  { slug, lang, kinds }: { slug: string; lang: string; kinds: readonly Kind[] },
): Promise<Found | undefined> {
  const outline = (await getOutlines(world)).find(each => each.slug === slug && kinds.includes(each.kind))
  const shown = outline && toShown(outline, lang, world.clock())
  const article = shown && (await findArticle(world.database.db, outline.id))
  const body = article?.texts[shown!.lang]?.body
  return shown && article && body !== undefined ? { article, shown, body } : undefined
}

/** The published articles, made again when somebody changes one; their bodies are read when one is asked for. */
export function getOutlines(world: World): Promise<Outline[]> {
  const { database } = world
  return kept(database, 'news.outlines', {
    topics: [NEWS_TOPIC],
    load: async () => (await listOutlines(database.db)).filter(({ published }) => published),
  })
}

function toShown(article: Outline, lang: string, now: number): ShownArticle | null {
  const code = shownIn(article, lang, now)
  const text = code === undefined ? undefined : article.texts[code]
  if (!code || !text) return null
  const { id, kind, slug, tags, about } = article
  return {
    id,
    kind,
    slug,
    tags,
    about,
    path: newsPaths.show(lang, article),
    title: text.title,
    lead: text.lead,
    lang: code,
    publishedAt: text.publishedAt!,
    modifiedAt: text.modifiedAt,
    isOutdated: textState(article, code) === 'outdated',
    languages: shownLanguages(article, now),
  }
}

function newestFirst(a: ShownArticle, b: ShownArticle): number {
  return b.publishedAt - a.publishedAt || (a.slug < b.slug ? -1 : 1)
}
