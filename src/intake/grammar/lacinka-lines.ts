import type { Reading } from './lexicon.ts'

export const lacinka = new WeakMap<Reading, boolean>()

/** Whether a line is in Belarusian Latin letters, so that its names may be inflected. */
export function isLacinka(reading: Reading): boolean {
  const known = lacinka.get(reading)
  if (known !== undefined) return known
  const words = reading.tags.filter(
    tags => tags.some(tag => tag.language === 'be-Latn') && !tags.some(tag => tag.language === 'en'),
  )
  const found = /[ŭčšžćśńźł]/i.test(reading.text)
    ? words.length > 0
    : words.some(tags => reading.tokens[tags[0]!.from]!.text.length > 2) || words.length > 1
  lacinka.set(reading, found)
  return found
}
