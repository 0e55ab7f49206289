import { insertLogEntry } from '#desk/store.ts'
import { write } from '#platform/db/database.ts'
import type { Db } from '#platform/db/tables.ts'
import type { World } from '#platform/world.ts'
import { freeSlug } from './actions.ts'
import { sameTag } from './article.ts'
import type { ImportArticle, ImportText } from './import.ts'
import {
  findArticle,
  insertArticle,
  insertImport,
  insertText,
  listImports,
  NEWS_MENU_TOPIC,
  NEWS_TOPIC,
  REDIRECTS_TOPIC,
  saveRedirect,
} from './store.ts'

export type Imported = { articles: number; texts: number; known: number }

/** Adds what is not there yet, by guid, in one transaction; what was imported before stays as it is now. */
export function importArticles(
  world: World,
  by: { name: string },
  articles: readonly ImportArticle[],
): Promise<Imported> {
  return write(world.database, [NEWS_TOPIC, NEWS_MENU_TOPIC, REDIRECTS_TOPIC], async trx => {
    const known = await listImports(trx)
    const done: Imported = { articles: 0, texts: 0, known: 0 }
    for (const article of articles) {
      const fresh = article.texts.filter(({ guid }) => !known.has(guid))
      done.known += article.texts.length - fresh.length
      if (fresh.length === 0) continue
      const before = article.texts.flatMap(({ guid }) => known.get(guid)?.articleId ?? [])[0]
      if (before) done.texts += await addTexts(trx, before, fresh)
      else {
        await addArticle(trx, { ...article, texts: fresh })
        done.articles++
        done.texts += fresh.length
      }
    }
    if (done.texts > 0) {
      const note = String(done.texts)
      await insertLogEntry(
        trx,
        { member: by.name, action: 'articles-imported', subject: 'articles', note },
        world.clock(),
      )
    }
    return done
  })
}

async function addArticle(trx: Db, { kind, texts }: ImportArticle): Promise<void> {
  const [original] = texts
  const id = crypto.randomUUID()
  const slug = await freeSlug(trx, { kind, wanted: original!.slug })
  const tags: string[] = []
  for (const tag of texts.flatMap(text => text.tags))
    if (!tags.some(each => sameTag(each, tag))) tags.push(tag)
  const published = texts.some(({ isPublic }) => isPublic)
  const article = {
    id,
    kind,
    slug,
    version: 1,
    published,
    tags,
    original: original!.lang,
    about: { events: [], editions: [] },
  }
  const all = texts.map(text => [text.lang, toText(text, text !== original)] as const)
  await insertArticle(trx, { ...article, texts: Object.fromEntries(all) })
  for (const text of texts) await noteOrigin(trx, id, text)
}

/** Translations that came with a later export. */
async function addTexts(trx: Db, id: string, texts: readonly ImportText[]): Promise<number> {
  const article = await findArticle(trx, id)
  let count = 0
  for (const text of texts) {
    const isNew =
      article &&
      (await insertText(trx, {
        id,
        lang: text.lang,
        text: { ...toText(text, true), basedOn: article.texts[article.original]?.version ?? 1 },
      }))
    if (!isNew) continue
    await noteOrigin(trx, id, text)
    count++
  }
  return count
}

async function noteOrigin(trx: Db, id: string, { guid, lang, paths }: ImportText): Promise<void> {
  await insertImport(trx, { guid, articleId: id, lang })
  for (const path of paths) await saveRedirect(trx, { path, articleId: id, lang })
}

function toText(
  { title, lead, body, isPublic, publishedAt, modifiedAt }: ImportText,
  isTranslation: boolean,
) {
  const state = isPublic ? ('done' as const) : ('draft' as const)
  return { title, lead, body, state, version: 1, basedOn: isTranslation ? 1 : null, publishedAt, modifiedAt }
}
