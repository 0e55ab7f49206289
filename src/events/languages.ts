/** Languages in which an event may be written beside those of the pages: where the diaspora lives. */
const MORE = ['pl', 'lt', 'uk', 'de', 'fr', 'it', 'es', 'cs', 'lv', 'et', 'ka', 'nl', 'sv']

/** The languages offered for a text, those of the pages first. */
export function writingLanguages(pages: readonly string[]): string[] {
  return [...pages, ...MORE.filter(code => !pages.includes(code))]
}
