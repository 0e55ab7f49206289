/**
 * Prepares lists of words (folded) for being searched: the made function takes the beginnings of words and gives the
 * places, in order, of the lists that have a word for each of them. For no beginning it gives all.
 */
export function indexWords(
  lists: readonly (readonly string[])[],
): (beginnings: readonly string[]) => number[] {
  const places = new Map<string, number[]>()
  lists.forEach((words, place) => {
    for (const word of new Set(words)) {
      const known = places.get(word)
      if (known) known.push(place)
      else places.set(word, [place])
    }
  })
  const sorted = [...places.keys()].sort()
  const placesOf = (beginning: string): Set<number> => {
    const found = new Set<number>()
    for (let at = firstFrom(sorted, beginning); sorted[at]?.startsWith(beginning); at++)
      for (const place of places.get(sorted[at]!)!) found.add(place)
    return found
  }
  const all = lists.map((_, place) => place)
  return beginnings =>
    beginnings.reduce((found, beginning) => {
      const here = placesOf(beginning)
      return found.filter(place => here.has(place))
    }, all)
}

/** The place of the first word that is not before `word`. */
function firstFrom(sorted: readonly string[], word: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < word) low = middle + 1
    else high = middle
  }
  return low
}
