import type { Source } from './geonames.ts'

export type Guess = { local?: string; be?: string; ru?: string; uk?: string; pl?: string; lt?: string }

/**
 * Tells from its letters which language an untagged name is in, where that is safe. A wrong name is worse than none:
 * whenever two names remain possible, the language stays empty.
 */
export function guessNames(source: Source): Guess {
  const words = [...new Set(source.alternates.filter(isCyrillicName).map(withoutSort))]
  const native = byCountry[source.country]
  if (native) return native(source, words)
  return { ...only('local', localScript(source)), ...foreign(source, words) }
}

const byCountry: Record<string, (source: Source, words: string[]) => Guess> = {
  BG: source => only('local', localScript(source)),
  BY: belarus,
  KG: () => ({}),
  KZ: () => ({}),
  LT: (source, words) => ({ ...foreign(source, words), lt: source.name }),
  MK: source => only('local', localScript(source)),
  PL: (source, words) => ({ ...foreign(source, words), pl: source.name }),
  RU: russia,
  UA: ukraine,
}

function belarus(source: Source, words: string[]): Guess {
  const be = alike(words.filter(isBelarusian), source)
  const russian = words.filter(isRussian)
  const others = russian.length > 1 ? russian.filter(word => word !== be) : russian
  const most = Math.max(...others.map(countO))
  const ru = single(others.filter(word => countO(word) === most))
  return { ...only('local', be), ...only('be', be), ...only('ru', ru) }
}

function russia(source: Source, words: string[]): Guess {
  const ru = alike(words.filter(isRussian), source)
  return { ...only('local', ru), ...only('ru', ru) }
}

function ukraine(source: Source, words: string[]): Guess {
  const uk = alike(words.filter(isUkrainian), source, 'y')
  const ru = words.filter(word => word !== uk && isRussian(word) && uk && consonants(word) === consonants(uk))
  return { ...only('local', uk), ...only('uk', uk), ...only('ru', single(ru)) }
}

// Outside the countries of the language only letters that no other language there shares are a proof.
function foreign(source: Source, words: string[]): Guess {
  const be = words.filter(
    word => isBelarusian(word) && (/ў/.test(word) || (/і/.test(word) && /[ыэё]/.test(word))),
  )
  const uk = words.filter(word => isUkrainian(word) && /[іїє]/i.test(word) && /[иїє]/i.test(word))
  const ru = words.filter(word => isRussian(word) && /[ыэё]/.test(word) && /и/.test(word))
  const lt = source.alternates.filter(name => name === `${source.name}as`)
  return {
    ...only('be', single(be)),
    ...only('uk', single(uk)),
    ...only('ru', single(ru)),
    ...only('lt', single(lt)),
  }
}

const withoutSort = (name: string) => name.replace(/^(Горад|Город|Місто) /, '').replaceAll("'", '’')

const sorts =
  /(^| )(Вёска|Востраў|Вобласць|Гміна|Камуна|Пасёлак|Правінцыя|Раён|Гмина|Деревня|Коммуна|Область|Община|Остров|Посёлок|Провинция|Район|Село|Станция|Громада|Комуна|Муніципалітет|Острів|Провінція|Селище)( |$)/

// A small second word is another language's word for a city or a sort of place.
function isCyrillicName(name: string): boolean {
  return (
    !sorts.test(name) &&
    /^[\u0400-\u042f][\u0400-\u04ff’'-]*( [\u0400-\u042f][\u0400-\u04ff’'-]*)*$/.test(name)
  )
}

// и, щ, ъ do not exist; р, д, т, ж, ч, ш stay hard; an unstressed о is written а, so one о at most in a part.
// A soft sign between two soft consonants is the classical orthography.
function isBelarusian(word: string): boolean {
  const text = word.toLowerCase()
  if (!/^[абвгдеёжзійклмнопрстуўфхцчшыьэюя’' -]+$/.test(text)) return false
  if (/[жчшр][еёіюяь]|[дт][еёіюяь]|[зсц]ь[бвзлмнпсц]|ый$|^в[сз]/.test(text)) return false
  return text.split(/[ -]/).every(part => countO(part) < 2)
}

function isRussian(word: string): boolean {
  const text = word.toLowerCase()
  return (
    /^[а-яё -]+$/.test(text) &&
    !/[жчшщ][ыэ]|[бвгдзклмнпрстфцчшж]э|[шж]ч|[сц]ьк$|ъ$|ъ[бвгдзклмнпрст]/.test(text)
  )
}

function isUkrainian(word: string): boolean {
  const text = word.toLowerCase()
  return /^[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’' -]+$/.test(text) && !/[сц]к$/.test(text)
}

const countO = (text: string) => text.toLowerCase().split('о').length - 1

/** The only word, or the only one that reads like the place's Latin name; the more telling letters, the better. */
function alike(words: string[], source: Source, и = 'i'): string | undefined {
  if (words.length < 2) return words[0]
  const exact = words.filter(word => romanise(word.replace(/и/gi, и)) === source.name.toLowerCase())
  if (exact.length === 1) return exact[0]
  const same = words.filter(word => skeleton(romanise(word)) === skeleton(source.name))
  const most = Math.max(...same.map(countTelling))
  return single(same.filter(word => countTelling(word) === most))
}

const countTelling = (word: string) => word.match(/[іїєґўыэёь]/gi)?.length ?? 0

const consonants = (word: string) => romanise(word).replace(/[aeiou’' -]/g, '')

const single = (words: string[]) => (words.length === 1 ? words[0] : undefined)

const only = (key: keyof Guess, name: string | undefined): Guess => (name ? { [key]: name } : {})

const scripts: Record<string, RegExp> = {
  AM: /^[\u0530-\u058f -]+$/,
  BG: /^[а-ъьюя -]+$/i,
  GE: /^[\u10a0-\u10ff -]+$/,
  GR: /^[\u0370-\u03ff -]+$/,
  IL: /^[\u0590-\u05ff -]+$/,
  KR: /^[\uac00-\ud7af]+$/,
  MK: /^[а-шѓѕјљњќџ -]+$/i,
}

function localScript(source: Source): string | undefined {
  const script = scripts[source.country]
  const names = script ? source.alternates.filter(name => script.test(name)) : []
  return script?.test('б') ? alike(names, source) : single(names)
}

const latin: Record<string, string> = Object.fromEntries(
  "а:a б:b в:v г:g ґ:g д:d е:e є:e ё:o ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ў:w ф:f х:h ц:ts ч:ch ш:sh щ:shch ъ: ы:i ь: э:e ю:u я:a ’: ':"
    .split(' ')
    .map(pair => pair.split(':') as [string, string]),
)
const romanise = (word: string) => [...word.toLowerCase()].map(letter => latin[letter] ?? letter).join('')

// Enough of a name's sound to tell which spelling was romanised, whatever the system.
const skeleton = (name: string) =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f’'ʹ]/g, '')
    .replace(/kh/g, 'h')
    .replace(/h(?<![zcs]h)/g, 'g')
    .replace(/[yji]+([aeou])/g, '$1')
    .replace(/[yji]+/g, 'i')
    .replace(/[ -]+/g, ' ')
