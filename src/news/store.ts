import type { Db } from '#platform/db/tables.ts'
import type { Article, ArticleText, Kind, Outline } from './article.ts'

type TextRow = {
  article_id: string
  lang: string
  version: number
  state: string
  based_on: number | null
  published_at: number | null
  modified_at: number | null
  title: string
  lead: string
  body: string
}

declare module '#platform/db/tables.ts' {
  interface Tables {
    articles: { id: string; slug: string; kind: string; version: number; published: number; content: string }
    article_texts: TextRow
    article_redirects: { path: string; article_id: string; lang: string | null }
    article_imports: { guid: string; article_id: string; lang: string }
  }
}

/** What everyone may read. */
export const NEWS_TOPIC = 'news'
/** What of it stands around every page: whether there is news at all, the organisation's own pages. */
export const NEWS_MENU_TOPIC = 'news-menu'
/** Addresses that lead on. */
export const REDIRECTS_TOPIC = 'news-redirects'

export async function insertArticle(db: Db, article: Article): Promise<void> {
  await db.insertInto('articles').values(toRow(article)).execute()
  for (const [lang, text] of Object.entries(article.texts))
    await insertText(db, { id: article.id, lang, text })
}

/** Writes what holds for all languages over its older version; false when somebody else was faster. */
export async function updateArticle(db: Db, article: Omit<Article, 'texts'>): Promise<boolean> {
  const { id, ...row } = toRow(article)
  const result = await db
    .updateTable('articles')
    .set(row)
    .where('id', '=', id)
    .where('version', '=', article.version - 1)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

/** Lets one transaction at a time work on an article, until it ends; false when it is gone. */
export async function lockArticle(db: Db, id: string): Promise<boolean> {
  const result = await db
    .updateTable('articles')
    .set(eb => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

export async function deleteArticle(db: Db, id: string): Promise<void> {
  await db.deleteFrom('article_redirects').where('article_id', '=', id).execute()
  await db.deleteFrom('article_imports').where('article_id', '=', id).execute()
  await db.deleteFrom('article_texts').where('article_id', '=', id).execute()
  await db.deleteFrom('articles').where('id', '=', id).execute()
}

/** Adds a text; false when that language has one. */
export async function insertText(
  db: Db,
  { id, lang, text }: { id: string; lang: string; text: ArticleText },
): Promise<boolean> {
  const result = await db
    .insertInto('article_texts')
    .values({ article_id: id, lang, ...toTextRow(text) })
    .onConflict(on => on.columns(['article_id', 'lang']).doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows) === 1
}

/** Writes a text over its older version; false when somebody else was faster. */
export async function updateText(
  db: Db,
  { id, lang, text }: { id: string; lang: string; text: ArticleText },
): Promise<boolean> {
  const result = await db
    .updateTable('article_texts')
    .set(toTextRow(text))
    .where('article_id', '=', id)
    .where('lang', '=', lang)
    .where('version', '=', text.version - 1)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

/** Sets when the texts that are done and were never published were published, in ms UTC. */
export async function publishTexts(db: Db, id: string, now: number): Promise<void> {
  await db
    .updateTable('article_texts')
    .set({ published_at: now })
    .where('article_id', '=', id)
    .where('state', '=', 'done')
    .where('published_at', 'is', null)
    .execute()
}

/** Lets the translations that followed one version of the original follow another, after a small correction. */
export async function followVersion(
  db: Db,
  id: string,
  { from, to }: { from: number; to: number },
): Promise<void> {
  await db
    .updateTable('article_texts')
    .set({ based_on: to })
    .where('article_id', '=', id)
    .where('based_on', '=', from)
    .execute()
}

export async function findArticle(db: Db, id: string): Promise<Article | undefined> {
  const row = await db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const texts = await db.selectFrom('article_texts').selectAll().where('article_id', '=', id).execute()
  return { ...fromRow(row), texts: Object.fromEntries(texts.map(text => [text.lang, fromTextRow(text)])) }
}

export async function findArticleBySlug(db: Db, slug: string): Promise<{ id: string } | undefined> {
  return db.selectFrom('articles').select('id').where('slug', '=', slug).executeTakeFirst()
}

/** All articles without their bodies, in no particular order. */
export async function listOutlines(db: Db): Promise<Outline[]> {
  const rows = await db.selectFrom('articles').selectAll().execute()
  const texts = await db
    .selectFrom('article_texts')
    .select([
      'article_id',
      'lang',
      'version',
      'state',
      'based_on',
      'published_at',
      'modified_at',
      'title',
      'lead',
    ])
    .execute()
  const byArticle = Map.groupBy(texts, text => text.article_id)
  return rows.map(row => ({
    ...fromRow(row),
    texts: Object.fromEntries((byArticle.get(row.id) ?? []).map(text => [text.lang, outlineOf(text)])),
  }))
}

/** Keeps an older address; whoever had it last has it. */
export async function saveRedirect(
  db: Db,
  { path, articleId, lang }: { path: string; articleId: string; lang: string | null },
): Promise<void> {
  const row = { article_id: articleId, lang }
  await db
    .insertInto('article_redirects')
    .values({ path, ...row })
    .onConflict(on => on.column('path').doUpdateSet(row))
    .execute()
}

export async function deleteRedirect(db: Db, path: string): Promise<void> {
  await db.deleteFrom('article_redirects').where('path', '=', path).execute()
}

export async function listRedirects(
  db: Db,
): Promise<{ path: string; articleId: string; lang: string | null }[]> {
  return db.selectFrom('article_redirects').select(['path', 'article_id as articleId', 'lang']).execute()
}

/** The older addresses of one article, in the order of their letters. */
export async function listRedirectsOf(
  db: Db,
  articleId: string,
): Promise<{ path: string; lang: string | null }[]> {
  return db
    .selectFrom('article_redirects')
    .select(['path', 'lang'])
    .where('article_id', '=', articleId)
    .orderBy('path')
    .execute()
}

export async function findRedirect(db: Db, path: string): Promise<{ articleId: string } | undefined> {
  return db
    .selectFrom('article_redirects')
    .select('article_id as articleId')
    .where('path', '=', path)
    .executeTakeFirst()
}

/** Everything that was imported, by its guid. */
export async function listImports(db: Db): Promise<Map<string, { articleId: string; lang: string }>> {
  const rows = await db.selectFrom('article_imports').selectAll().execute()
  return new Map(rows.map(row => [row.guid, { articleId: row.article_id, lang: row.lang }]))
}

export async function insertImport(
  db: Db,
  { guid, articleId, lang }: { guid: string; articleId: string; lang: string },
): Promise<void> {
  await db.insertInto('article_imports').values({ guid, article_id: articleId, lang }).execute()
}

function toRow({ id, slug, kind, version, published, tags, original, about }: Omit<Article, 'texts'>) {
  const content = JSON.stringify({ tags, original, about })
  return { id, slug, kind, version, published: published ? 1 : 0, content }
}

function fromRow(row: {
  id: string
  slug: string
  kind: string
  version: number
  published: number
  content: string
}): Omit<Article, 'texts'> {
  const { id, slug, version } = row
  const content = JSON.parse(row.content) as Pick<Article, 'tags' | 'original' | 'about'>
  return { id, slug, kind: row.kind as Kind, version, published: row.published === 1, ...content }
}

function toTextRow({ version, state, basedOn, publishedAt, modifiedAt, title, lead, body }: ArticleText) {
  return {
    version,
    state,
    based_on: basedOn,
    published_at: publishedAt,
    modified_at: modifiedAt,
    title,
    lead,
    body,
  }
}

function outlineOf(row: Omit<TextRow, 'body'>): Omit<ArticleText, 'body'> {
  return {
    title: row.title,
    lead: row.lead,
    state: row.state as ArticleText['state'],
    version: row.version,
    basedOn: row.based_on,
    publishedAt: row.published_at,
    modifiedAt: row.modified_at,
  }
}

function fromTextRow(row: TextRow): ArticleText {
  return { ...outlineOf(row), body: row.body }
}
