import type { Article, ArticleText } from '#news/article.ts'
import * as store from '#news/store.ts'
import type { Calls } from './calls.ts'

const text: ArticleText = {
  title: 'a',
  lead: 'b',
  body: 'c',
  state: 'done',
  version: 2,
  basedOn: 1,
  publishedAt: 0,
  modifiedAt: null,
}
const article: Article = {
  id: 'a1',
  kind: 'article',
  slug: 'a',
  version: 2,
  published: true,
  tags: ['letters'],
  original: 'en',
  about: { events: [], editions: [2024] },
  texts: { en: text },
}
const row = { id: 'a1', slug: 'a', kind: 'article', version: 1, published: 1, content: '{}' }

export const calls: Calls<typeof store> = {
  insertArticle: ({ db }) => store.insertArticle(db, article),
  updateArticle: ({ db }) => store.updateArticle(db, article),
  lockArticle: ({ db }) => store.lockArticle(db, 'a1'),
  deleteArticle: ({ db }) => store.deleteArticle(db, 'a1'),
  insertText: ({ db }) => store.insertText(db, { id: 'a1', lang: 'be', text }),
  updateText: ({ db }) => store.updateText(db, { id: 'a1', lang: 'be', text }),
  publishTexts: ({ db }) => store.publishTexts(db, 'a1', 0),
  followVersion: ({ db }) => store.followVersion(db, 'a1', { from: 1, to: 2 }),
  findArticle: ({ db, answer }) => {
    answer(row)
    return store.findArticle(db, 'a1')
  },
  findArticleBySlug: ({ db }) => store.findArticleBySlug(db, 'a'),
  listOutlines: ({ db }) => store.listOutlines(db),
  saveRedirect: ({ db }) => store.saveRedirect(db, { path: '/2020/a', articleId: 'a1', lang: 'en' }),
  deleteRedirect: ({ db }) => store.deleteRedirect(db, '/2020/a'),
  listRedirects: ({ db }) => store.listRedirects(db),
  listRedirectsOf: ({ db }) => store.listRedirectsOf(db, 'a1'),
  findRedirect: ({ db }) => store.findRedirect(db, '/2020/a'),
  listImports: ({ db }) => store.listImports(db),
  insertImport: ({ db }) => store.insertImport(db, { guid: 'g', articleId: 'a1', lang: 'en' }),
}
