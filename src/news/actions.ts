import { insertLogEntry } from '#desk/store.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import { Problem } from '#platform/http/problem.ts'
import type { World } from '#platform/world.ts'
import { type Article, isOwnPage, type Kind, titleOf } from './article.ts'
import { newsPaths } from './paths.ts'
import {
  deleteArticle,
  deleteRedirect,
  findArticle,
  findArticleBySlug,
  findRedirect,
  followVersion,
  insertArticle,
  insertText,
  listRedirectsOf,
  lockArticle,
  NEWS_MENU_TOPIC,
  NEWS_TOPIC,
  publishTexts,
  REDIRECTS_TOPIC,
  saveRedirect,
  updateArticle,
  updateText,
} from './store.ts'
import { NO_TEXT, sameWords, textAfter, type Written } from './writing.ts'

type By = { name: string }
/** What a member has seen when deciding: its id and version. */
export type Seen = { id: string; version: number }

/** Begins an article as a draft; gives its id. */
export function addArticle(
  world: World,
  by: By,
  draft: { kind: Kind; slug: string; original: string; title: string },
): Promise<string> {
  const { kind, original, title } = draft
  const id = crypto.randomUUID()
  return write(world.database, [], async trx => {
    const text = { ...NO_TEXT, title }
    const slug = await freeSlug(trx, { kind, wanted: draft.slug })
    const article = {
      id,
      kind,
      slug,
      version: 1,
      published: false,
      tags: [],
      original,
      about: { events: [], editions: [] },
    }
    await insertArticle(trx, { ...article, texts: { [original]: text } })
    await note(trx, world, {
      by,
      action: 'article-added',
      article: { ...article, texts: { [original]: text } },
    })
    return id
  })
}

export type Settings = Pick<Article, 'kind' | 'slug' | 'tags' | 'original' | 'about'>
/** Older addresses as they are kept; undefined to leave them as they are. */
type Earlier = readonly string[] | undefined

/**
 * Saves what holds for all languages. Throws Problem 'conflict' when somebody else was faster; 'slug-taken' when another
 * article has the slug, 'earlier-taken' when one has an older address. The address that it had leads to the new one.
 */
export function saveSettings(
  world: World,
  by: By,
  { seen, settings, earlier }: { seen: Seen; settings: Settings; earlier?: Earlier },
): Promise<'saved' | 'slug-taken' | 'earlier-taken'> {
  return write(world.database, ALL_TOPICS, async trx => {
    const before = await getSeen(trx, seen)
    const other = await findArticleBySlug(trx, settings.slug)
    if (other && other.id !== seen.id) return 'slug-taken'
    for (const path of earlier ?? []) {
      const known = await findRedirect(trx, path)
      if (known && known.articleId !== seen.id) return 'earlier-taken'
    }
    const after = { ...before, ...settings, version: before.version + 1 }
    if (!(await updateArticle(trx, after))) throw new Problem('conflict')
    const [from, to] = [bareAddress(before), bareAddress(after)]
    if (earlier) await replaceEarlier(trx, seen.id, earlier)
    await deleteRedirect(trx, to)
    const wasPublic = Object.values(before.texts).some(({ publishedAt }) => publishedAt !== null)
    if (from !== to && wasPublic) await saveRedirect(trx, { path: from, articleId: seen.id, lang: null })
    await note(trx, world, { by, action: 'article-edited', article: after })
    return 'saved'
  })
}

async function replaceEarlier(trx: Db, articleId: string, earlier: readonly string[]): Promise<void> {
  const before = (await listRedirectsOf(trx, articleId)).map(({ path }) => path)
  for (const path of before.filter(each => !earlier.includes(each))) await deleteRedirect(trx, path)
  for (const path of earlier.filter(each => !before.includes(each)))
    await saveRedirect(trx, { path, articleId, lang: null })
}

/** Shows everyone the texts that are done. 'nothing-done' where none is. */
export function publishArticle(world: World, by: By, seen: Seen): Promise<'published' | 'nothing-done'> {
  return write(world.database, [NEWS_TOPIC, NEWS_MENU_TOPIC], async trx => {
    const before = await getSeen(trx, seen)
    if (!Object.values(before.texts).some(({ state }) => state === 'done')) return 'nothing-done'
    const after = { ...before, published: true, version: before.version + 1 }
    if (!(await updateArticle(trx, after))) throw new Problem('conflict')
    await publishTexts(trx, seen.id, world.clock())
    await note(trx, world, { by, action: 'article-published', article: after })
    return 'published'
  })
}

/** Takes an article off the site; it stays at the desk. */
export function takeBackArticle(world: World, by: By, seen: Seen): Promise<void> {
  return write(world.database, [NEWS_TOPIC, NEWS_MENU_TOPIC], async trx => {
    const before = await getSeen(trx, seen)
    const after = { ...before, published: false, version: before.version + 1 }
    if (!(await updateArticle(trx, after))) throw new Problem('conflict')
    await note(trx, world, { by, action: 'article-taken-back', article: after })
  })
}

/** Deletes an article that is not on the site, with its older addresses. */
export function removeArticle(world: World, by: By, seen: Seen): Promise<void> {
  return write(world.database, [REDIRECTS_TOPIC], async trx => {
    const article = await getSeen(trx, seen)
    if (article.published) throw new Problem('conflict')
    await deleteArticle(trx, seen.id)
    await note(trx, world, { by, action: 'article-deleted', article })
  })
}

/** Saves a text. Throws Problem 'conflict' when somebody else was faster. */
export async function saveText(world: World, by: By, written: Written): Promise<void> {
  // Nobody outside the desk sees what is written of an article that is not published: their pages stay as they are kept.
  const topics = ({ published }: { published: boolean }) => (published ? [NEWS_TOPIC, NEWS_MENU_TOPIC] : [])
  await write(world.database, topics, async trx => {
    const { id, lang } = written
    if (!(await lockArticle(trx, id))) throw new Problem('not-found')
    const article = (await findArticle(trx, id))!
    const before = article.texts[lang]
    if ((before?.version ?? 0) !== written.version) throw new Problem('conflict')
    const text = textAfter(article, written, world.clock())
    const saved = before
      ? await updateText(trx, { id, lang, text })
      : await insertText(trx, { id, lang, text })
    if (!saved) throw new Problem('conflict')
    const isAsGood = before && (written.isSmall || sameWords(before, written.words))
    if (lang === article.original && isAsGood)
      await followVersion(trx, id, { from: before.version, to: text.version })
    await note(trx, world, {
      by,
      action: 'article-text',
      article: { ...article, texts: { ...article.texts, [lang]: text } },
      lang,
    })
    return article
  })
}

/** A slug that no article has: the wanted one, or with a number after it. */
export async function freeSlug(trx: Db, { kind, wanted }: { kind: Kind; wanted: string }): Promise<string> {
  const base = wanted || 'untitled'
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    // News under the name of an own page would be taken for it.
    if (kind !== 'page' && isOwnPage(slug)) continue
    if (!(await findArticleBySlug(trx, slug))) return slug
  }
}

/** The address without its language, as older ones are kept. */
export function bareAddress(article: Pick<Article, 'kind' | 'slug'>): string {
  return newsPaths.show('x', article).slice(2)
}

const ALL_TOPICS = [NEWS_TOPIC, NEWS_MENU_TOPIC, REDIRECTS_TOPIC]

async function getSeen(trx: Db, { id, version }: Seen): Promise<Article> {
  if (!(await lockArticle(trx, id))) throw new Problem('not-found')
  const article = (await findArticle(trx, id))!
  if (article.version !== version) throw new Problem('conflict')
  return article
}

function note(
  trx: Db,
  world: World,
  { by, action, article, lang }: { by: By; action: string; article: Article; lang?: string },
): Promise<void> {
  const { title } = titleOf(article, article.original)
  const entry = {
    member: by.name,
    action,
    subject: `article:${article.id}`,
    note: lang ? `${title} (${lang})` : title,
  }
  return insertLogEntry(trx, entry, world.clock())
}
