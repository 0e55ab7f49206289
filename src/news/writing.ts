import type { Article, ArticleText } from './article.ts'

/** A text that has only begun. */
export const NO_TEXT: ArticleText = {
  title: '',
  lead: '',
  body: '',
  state: 'draft',
  version: 1,
  basedOn: null,
  publishedAt: null,
  modifiedAt: null,
}

/** A text as a member has written it. */
export type Written = {
  id: string
  lang: string
  /** The version that they began from; 0 where there was none. */
  version: number
  words: Pick<ArticleText, 'title' | 'lead' | 'body'>
  state: ArticleText['state']
  /** The version of the original that it now follows; null to leave that as it was. */
  follows: number | null
  /** Times that the editor set, in ms UTC; undefined to leave them to the clock. */
  publishedAt?: number
  modifiedAt?: number
  /** A correction of letters: the times stay, and translations stay up to date. */
  isSmall: boolean
}

/** The text that comes of what was written: the clock fills in the times that the editor left alone. */
export function textAfter(article: Article, written: Written, now: number): ArticleText {
  const before = article.texts[written.lang]
  const { words, state, isSmall } = written
  const first = article.published && state === 'done' ? now : null
  const publishedAt = written.publishedAt ?? before?.publishedAt ?? first
  const wasRead =
    before?.publishedAt !== null && before?.publishedAt !== undefined && before.publishedAt <= now
  const isChanged = wasRead && article.published && !isSmall && !sameWords(before, words)
  return {
    ...words,
    state,
    version: written.version + 1,
    basedOn: written.lang === article.original ? null : (written.follows ?? before?.basedOn ?? null),
    publishedAt,
    modifiedAt: written.modifiedAt ?? (isChanged ? now : (before?.modifiedAt ?? null)),
  }
}

/** Whether readers see the same. */
export function sameWords(a: Written['words'], b: Written['words']): boolean {
  return a.title === b.title && a.lead === b.lead && a.body === b.body
}
