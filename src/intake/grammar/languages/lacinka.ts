const plain: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  ж: 'ž',
  з: 'z',
  й: 'j',
  к: 'k',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'ŭ',
  ф: 'f',
  х: 'ch',
  ц: 'c',
  ч: 'č',
  ш: 'š',
  ы: 'y',
  э: 'e',
  '’': '',
  "'": '',
}
const soft: Record<string, string> = { е: 'e', ё: 'o', ю: 'u', я: 'a' }
const softened: Record<string, string> = { z: 'ź', s: 'ś', n: 'ń', c: 'ć', l: 'l' }
const vowels = "аеёіоуыэюяў’'"

/**
 * Writes a Belarusian word of small Cyrillic letters in the Belarusian Latin alphabet (Łacinka, the rules of 1929 as
 * used today): 'траўня' → 'traŭnia', 'лісты' → 'listy'. What is no such letter stays.
 */
export function toLacinka(word: string): string {
  let out = ''
  let before = ' '
  for (const letter of word) {
    out = append(out, letter, before)
    before = letter
  }
  return out
}

function append(out: string, letter: string, before: string): string {
  const vowel = soft[letter]
  if (vowel) {
    if (before === 'л') return `${out.slice(0, -1)}l${vowel}`
    return `${out}${before === ' ' || vowels.includes(before) ? 'j' : before === 'ь' ? 'j' : 'i'}${vowel}`
  }
  if (letter === 'і') return before === 'л' ? `${out.slice(0, -1)}li` : `${out}i`
  if (letter === 'ь')
    return out.slice(0, -1) + (before === 'л' ? 'l' : (softened[out.slice(-1)] ?? out.slice(-1)))
  if (letter === 'л') return `${out}ł`
  return out + (plain[letter] ?? letter)
}

const single: Record<string, string> = {
  a: 'а',
  b: 'б',
  v: 'в',
  h: 'г',
  g: 'ґ',
  d: 'д',
  ž: 'ж',
  z: 'з',
  j: 'й',
  k: 'к',
  ł: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  r: 'р',
  s: 'с',
  t: 'т',
  u: 'у',
  ŭ: 'ў',
  f: 'ф',
  c: 'ц',
  č: 'ч',
  š: 'ш',
  y: 'ы',
  e: 'э',
  i: 'і',
  ź: 'зь',
  ś: 'сь',
  ń: 'нь',
  ć: 'ць',
  w: 'в',
}
const iotated: Record<string, string> = { a: 'я', e: 'е', o: 'ё', u: 'ю' }

/** Reads a word of small Łacinka letters back into Cyrillic ones: 'varšavie' → 'варшаве'. What is no such letter stays. */
export function fromLacinka(word: string): string {
  let out = ''
  for (let at = 0; at < word.length; at++) {
    const letter = word[at]!
    const next = word[at + 1] ?? ''
    if (letter === 'c' && next === 'h') {
      out += 'х'
      at++
    } else if ((letter === 'i' || letter === 'j') && iotated[next] && (letter === 'j' || at > 0)) {
      out += iotated[next]
      at++
    } else if (letter === 'l') {
      if (iotated[next] && next !== 'i') {
        out += `л${iotated[next]}`
        at++
      } else out += next === 'i' ? 'л' : 'ль'
    } else out += single[letter] ?? letter
  }
  return out
}
