type Pair = readonly [open: string, close: string]
type Habit = { closers: Readonly<Record<string, string>>; inner: Pair; outer: Pair }

/**
 * A text as it stands within quotation marks: its own become those of the second level, and those within them of the
 * first again. Belarusian, Russian and Ukrainian quote «so „so“», English ‘so “so”’; straight marks count as either.
 * What does not come in pairs stays as it was written.
 */
export function innerQuotes(text: string, lang: string): string {
  if (!ANY.test(text)) return text
  const { closers, inner, outer } = /^(be|ru|uk)\b/.test(lang) ? EASTERN : ENGLISH
  const letters = [...text]
  const open: { at: number; closer: string }[] = []
  for (const [at, letter] of [...letters].entries()) {
    const last = open.at(-1)
    if (last?.closer === letter && !isApostrophe(letters, at)) {
      open.pop()
      const marks = open.length % 2 === 0 ? inner : outer
      letters[last.at] = marks[0]
      letters[at] = marks[1]
    } else if (closers[letter]) open.push({ at, closer: closers[letter] })
    else if (letter !== '’' && Object.values(closers).includes(letter)) return text
  }
  return open.length > 0 ? text : letters.join('')
}

const ANY = /[«„“‘"]/
const EASTERN: Habit = {
  closers: { '«': '»', '„': '“', '“': '”', '"': '"' },
  inner: ['„', '“'],
  outer: ['«', '»'],
}
const ENGLISH: Habit = {
  closers: { '‘': '’', '“': '”', '"': '"' },
  inner: ['“', '”'],
  outer: ['‘', '’'],
}

function isApostrophe(letters: readonly string[], at: number): boolean {
  return letters[at] === '’' && /\p{L}/u.test(letters[at + 1] ?? '')
}
