/** What is written in one language and waits for another. */
export type ToTranslate = {
  kind: 'event' | 'article' | 'report' | 'roundup'
  /** By which a member knows it, and the language of these words. */
  title: string
  titleLang: string
  /** Into which language. */
  lang: string
  /** Where it is written, a path of the desk. */
  href: string
  state: 'missing' | 'draft' | 'outdated'
}

/** What is behind comes first, since everyone reads it; then what is missing, then what somebody has begun. */
const ORDER: readonly ToTranslate['state'][] = ['outdated', 'missing', 'draft']

/** What waits, by language in the given order, the most urgent first; within one state as it was listed. */
export function byLanguage(
  items: readonly ToTranslate[],
  languages: readonly string[],
): { lang: string; items: ToTranslate[] }[] {
  return languages.map(lang => ({
    lang,
    items: items
      .filter(item => item.lang === lang)
      .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)),
  }))
}
