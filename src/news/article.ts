/** What an article is: news, a statement of the organisation, or a page of its own such as 'about'. */
export const KINDS = ['article', 'statement', 'page'] as const
export type Kind = (typeof KINDS)[number]

/** The organisation's own pages, at `/{lang}/about` and so on; 'safety' stands above the software's page. */
export const OWN_PAGES = ['about', 'contact', 'press', 'privacy', 'organisers', 'safety'] as const
export type OwnPage = (typeof OWN_PAGES)[number]

/** An article in all its languages. */
export type Article = {
  id: string
  kind: Kind
  /** One for all languages. */
  slug: string
  version: number
  /** Everyone sees the texts that are done. */
  published: boolean
  tags: readonly string[]
  /** The language that the others are translated from. */
  original: string
  /** What it tells of: ids of events, years of editions. */
  about: { events: readonly string[]; editions: readonly number[] }
  texts: Readonly<Record<string, ArticleText>>
}

/** The same without the bodies of its texts, for lists. */
export type Outline = Omit<Article, 'texts'> & { texts: Readonly<Record<string, Omit<ArticleText, 'body'>>> }

/** An article in one language; times in ms UTC. */
export type ArticleText = {
  title: string
  lead: string
  /** Markdown. */
  body: string
  state: 'draft' | 'done'
  version: number
  /** The version of the original's text that this translation follows; null for the original itself. */
  basedOn: number | null
  /** Null until it is first published; one in the future appears then. */
  publishedAt: number | null
  modifiedAt: number | null
}

export const TEXT_STATES = ['missing', 'draft', 'outdated', 'done'] as const
export type TextState = (typeof TEXT_STATES)[number]

/** An article as readers of a language find it in a list. */
export type ShownArticle = {
  id: string
  kind: Kind
  slug: string
  /** Where it is, '/en/news/slug', in the language of the reader. */
  path: string
  title: string
  lead: string
  /** The language of these words: the reader's, or the original's where theirs is missing. */
  lang: string
  tags: readonly string[]
  about: Article['about']
  publishedAt: number
  modifiedAt: number | null
  /** The original has changed since it was translated. */
  isOutdated: boolean
  /** All languages in which everyone may read it. */
  languages: readonly string[]
}

/** How far an article is in a language. Outdated: it is done, and the original has a newer version than it follows. */
export function textState(article: Pick<Outline, 'original' | 'texts'>, lang: string): TextState {
  const text = article.texts[lang]
  if (!text) return 'missing'
  if (text.state === 'draft') return 'draft'
  const original = article.texts[article.original]
  const isBehind =
    lang !== article.original && original !== undefined && (text.basedOn ?? 0) < original.version
  return isBehind ? 'outdated' : 'done'
}

/** Whether everyone may read it in a language at `now` (ms UTC). */
export function isShown(article: Pick<Outline, 'published' | 'texts'>, lang: string, now: number): boolean {
  const text = article.texts[lang]
  return article.published && text?.state === 'done' && text.publishedAt !== null && text.publishedAt <= now
}

/** The languages in which everyone may read it at `now`, the original first. */
export function shownLanguages(article: Outline, now: number): string[] {
  const codes = Object.keys(article.texts).filter(code => isShown(article, code, now))
  return codes.sort((a, b) => Number(b === article.original) - Number(a === article.original))
}

/** The language in which a reader gets it: theirs, or the original, or another; undefined when there is none yet. */
export function shownIn(article: Outline, lang: string, now: number): string | undefined {
  const codes = shownLanguages(article, now)
  return codes.includes(lang) ? lang : codes[0]
}

/** The languages in which it is or may be written: its own first, those of the pages, and what is there already. */
export function writtenIn(
  { original, texts }: Pick<Outline, 'original' | 'texts'>,
  pages: readonly string[],
): string[] {
  return [...new Set([original, ...pages, ...Object.keys(texts)])]
}

/** The title by which the desk knows it. */
export function titleOf(
  { texts, original, slug }: Pick<Outline, 'texts' | 'original' | 'slug'>,
  lang: string,
): { title: string; lang: string } {
  const code = [lang, original, ...Object.keys(texts)].find(each => texts[each]?.title)
  return code ? { title: texts[code]!.title, lang: code } : { title: slug, lang }
}

export function isOwnPage(slug: string): slug is OwnPage {
  return OWN_PAGES.some(page => page === slug)
}

/** Tags that differ only in case or spaces around them are one. */
export function sameTag(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

/** Longest texts, in characters. */
export const LIMITS = { title: 200, lead: 1000, body: 60_000, tags: 400, slug: 80, about: 2000 } as const
