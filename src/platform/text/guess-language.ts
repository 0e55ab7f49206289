/** Letters that a language does not have, of those that its neighbours write. */
const FOREIGN = { be: /[ищъїє]/giu, ru: /[іўїєґ]/giu, uk: /[ыэёъў]/giu } as const
const CYRILLIC = Object.keys(FOREIGN) as (keyof typeof FOREIGN)[]
const ENGLISH = /\b(?:the|and|of|with|for|our|is|are|will)\b/gi
/** Fewer speak for nothing: a name, a slip of the keyboard. */
const LEAST = 2
const LEAST_LETTERS = 8

/**
 * A language that a text plainly is in, where it is plainly not in the one that was said (both ISO 639): Belarusian in either
 * script, Russian, Ukrainian or English. Null where nothing speaks against what was said, or several could be meant.
 */
export function guessOtherLanguage(text: string, said: string): string | null {
  const cyrillic = countOf(text, /\p{Script=Cyrillic}/gu)
  const latin = countOf(text, /\p{Script=Latin}/gu)
  const isSaidCyrillic = CYRILLIC.some(code => code === said)
  if (latin > 2 * cyrillic) {
    if (said !== 'be' && countOf(text, /ŭ/giu) >= LEAST) return 'be'
    return isSaidCyrillic && countOf(text, ENGLISH) >= LEAST ? 'en' : null
  }
  if (cyrillic < LEAST_LETTERS || cyrillic < 2 * latin) return null
  const foreign = new Map(CYRILLIC.map(code => [code as string, countOf(text, FOREIGN[code])]))
  const speaksAgainst = foreign.get(said) ?? cyrillic
  const [best, second] = CYRILLIC.toSorted((a, b) => foreign.get(a)! - foreign.get(b)!)
  // A word or a name of a neighbour in a long text does not make it theirs.
  const isPlain = foreign.get(best!)! * 10 <= speaksAgainst && foreign.get(best!)! < foreign.get(second!)!
  return speaksAgainst >= LEAST && isPlain && best !== said ? best! : null
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
