/**
 * Whether words that somebody typed are those of a fingerprint: in any case, with any signs between, each shortened to
 * four letters or more.
 */
export function isSameWords(typed: string, fingerprint: string): boolean {
  const given = wordsIn(typed)
  const wanted = wordsIn(fingerprint)
  return (
    given.length === wanted.length &&
    wanted.every((word, at) => word === given[at] || (given[at]!.length >= 4 && word.startsWith(given[at]!)))
  )
}

function wordsIn(text: string): string[] {
  return (
    text
      .slice(0, 1000)
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  )
}
