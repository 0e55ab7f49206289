import { kept } from '#platform/db/database.ts'
import type { World } from '#platform/world.ts'
import { shownIn } from './article.ts'
import { plainPath } from './old-path.ts'
import { newsPaths } from './paths.ts'
import { getOutlines } from './reads.ts'
import { listRedirects, REDIRECTS_TOPIC } from './store.ts'

type Known = ReadonlyMap<string, { articleId: string; lang: string | null }>

/**
 * Where an address leads that an article had before, here or on an older site: a path of ours, or undefined. `path` is as
 * it was sent, '/2024/05/rally/', with `search` as older sites numbered their pages ('?p=12').
 */
export async function findMoved(world: World, path: string, search = ''): Promise<string | undefined> {
  const known = await getRedirects(world)
  if (known.size === 0) return undefined
  const plain = plainPath(path, search)
  const [, first = ''] = plain.split('/')
  const asked = world.texts.codes.includes(first) ? first : null
  const found =
    known.get(plain) ?? (asked === null ? undefined : known.get(plain.slice(asked.length + 1) || '/'))
  const article = found && (await getOutlines(world)).find(({ id }) => id === found.articleId)
  if (!article) return undefined
  const lang = asked ?? found.lang ?? article.original
  const inSite = world.texts.codes.includes(lang) ? lang : world.texts.codes[0]!
  if (shownIn(article, inSite, world.clock()) === undefined) return undefined
  const to = newsPaths.show(inSite, article)
  return to === plain ? undefined : to
}

/** The id of the article that had a slug before, or undefined. */
export async function getOlderSlugs(world: World): Promise<(slug: string) => string | undefined> {
  const known = await getRedirects(world)
  return slug => (known.get(`/news/${slug}`) ?? known.get(`/pages/${slug}`))?.articleId
}

function getRedirects(world: World): Promise<Known> {
  const { database } = world
  return kept(database, 'news.redirects', {
    topics: [REDIRECTS_TOPIC],
    load: async () => new Map((await listRedirects(database.db)).map(({ path, ...to }) => [path, to])),
  })
}
