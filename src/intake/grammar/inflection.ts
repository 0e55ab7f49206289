/**
 * What an inflected Cyrillic name (folded) may be in the nominative, in Belarusian, Russian and Ukrainian: 'варшаве' →
 * 'варшава', 'празе' → 'прага', 'киеви' → 'киив'. The word itself comes first; a guess that is no name is for the
 * caller to throw away. At most some twenty guesses.
 */
export function nominatives(word: string): string[] {
  const guesses = new Set([word])
  for (const [ending, replacements] of endings) {
    if (!word.endsWith(ending) || word.length - ending.length < 2) continue
    const stem = word.slice(0, word.length - ending.length)
    for (const replacement of replacements)
      for (const variant of variants(stem, replacement === '')) guesses.add(variant + replacement)
  }
  return [...guesses]
}

/** The same for an adjective before a name: 'паудневаи' → 'паудневая', 'новим' → 'нови'. */
export function adjectives(word: string): string[] {
  const guesses = new Set([word])
  for (const [ending, replacements] of adjectiveEndings) {
    if (!word.endsWith(ending) || word.length - ending.length < 2) continue
    for (const replacement of replacements)
      guesses.add(word.slice(0, word.length - ending.length) + replacement)
  }
  return [...guesses]
}

// Folded: и stands for и, і, ы, й and ї; е for е, э and є; у for у and ў.
const endings: readonly (readonly [string, readonly string[]])[] = [
  ['иеи', ['ия']],
  ['ии', ['ия', 'иа', 'ии', 'и']],
  ['еи', ['ея', 'а', 'я']],
  ['ому', ['е', 'ое', 'ае']],
  ['ого', ['е', 'ое']],
  ['ою', ['а']],
  ['ею', ['я']],
  ['ои', ['а']],
  ['аи', ['а']],
  ['ом', ['']],
  ['ем', ['']],
  ['ах', ['и', 'а', 'е']],
  ['ях', ['и', 'я', 'е']],
  ['ау', ['и', 'ув', 'ов', 'ев']],
  ['ов', ['и']],
  ['е', ['а', '', 'о', 'я']],
  ['и', ['а', '', 'я', 'о', 'е']],
  ['у', ['а', '']],
  ['ю', ['я', '', 'и']],
  ['а', ['', 'о', 'е']],
  ['я', ['', 'и', 'е']],
]

const adjectiveEndings: readonly (readonly [string, readonly string[]])[] = [
  ['ому', ['ии', 'е', 'ое', 'и']],
  ['ого', ['ии', 'е', 'ое', 'и']],
  ['ага', ['и', 'ае', 'ии']],
  ['ои', ['ая', 'а']],
  ['аи', ['ая', 'а']],
  ['еи', ['яя', 'яя', 'я']],
  ['ии', ['а', 'ая', 'и', 'яя', 'я']],
  ['им', ['и', 'ии', 'е', 'ое', 'ае']],
  ['ом', ['ии', 'ое', 'е', 'ои']],
  ['их', ['ие', 'ия', 'и']],
]

const vowels = 'аеиоуюя'

function variants(stem: string, isBare: boolean): string[] {
  const found = [stem]
  const last = stem.at(-1)!
  found.push(...harder(stem))
  if (!isBare) return found
  const before = stem.at(-2)!
  // Кракаве: Кракаў. Відні: Відень. Києві: Київ.
  if (last === 'в') found.push(`${stem.slice(0, -1)}у`)
  if (!vowels.includes(last) && !vowels.includes(before)) {
    for (const vowel of ['е', 'о', 'а']) found.push(`${stem.slice(0, -1)}${vowel}${last}`)
  }
  if ((before === 'о' || before === 'е') && !vowels.includes(last)) found.push(`${stem.slice(0, -2)}и${last}`)
  return found
}

// Празе: Прага; Мадрыдзе: Мадрыд; Штутгарце: Штутгарт; Салоніках stays.
function harder(stem: string): string[] {
  if (stem.endsWith('дз')) return [stem.slice(0, -1), `${stem.slice(0, -2)}г`]
  if (stem.endsWith('ц')) return [`${stem.slice(0, -1)}т`, `${stem.slice(0, -1)}к`]
  if (stem.endsWith('з')) return [`${stem.slice(0, -1)}г`]
  if (stem.endsWith('с')) return [`${stem.slice(0, -1)}х`]
  return []
}

/** What town a folded adjective may come from: 'варшаускии' → 'варшава', 'беластоцкая' → 'беласток'; none for other words. */
export function townsOfAdjective(word: string): string[] {
  const match = /^(.{3,}?)(?:ск|цк|зк)(?:и|ии|ая|ае|ое|ия|ие|их|им|ом|ои|аи|ага|аму|ого|ому|ими|у|ую)$/.exec(
    word,
  )
  if (!match) return []
  const stem = match[1]!
  const isSoft = word[stem.length] !== 'с'
  const stems = isSoft ? [`${stem}к`, `${stem}з`, `${stem}т`, stem] : [stem, `${stem}ск`, `${stem}с`]
  if (stem.endsWith('у')) stems.push(`${stem.slice(0, -1)}в`)
  return stems.flatMap(one => [one, `${one}а`, `${one}и`, `${one}я`, `${one}о`])
}
