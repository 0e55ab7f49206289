import type { Place } from './places.ts'

/**
 * The name of a place for readers of a language (BCP 47). Where that language has no name on record: the local name
 * if the language is written in its script and not in Latin letters, else the English one, which is the best known
 * abroad, else the local name whatever its script.
 */
export function placeName(place: Pick<Place, 'names'>, lang: string): string {
  const { names } = place
  const own = languages.find(language => language === primary(lang))
  if (own && names[own]) return names[own]
  const script = scriptOf(lang)
  if (script && script !== 'Latn' && inScript(names.local, script)) return names.local
  return names.en ?? names.local
}

const languages = ['en', 'be', 'ru', 'pl', 'lt', 'uk'] as const

const primary = (lang: string) => lang.split('-', 1)[0]!.toLowerCase()

const scripts = new Map<string, string | undefined>()

function scriptOf(lang: string): string | undefined {
  if (!scripts.has(lang)) {
    if (scripts.size > 200) scripts.clear()
    scripts.set(lang, likelyScript(lang))
  }
  return scripts.get(lang)
}

function likelyScript(lang: string): string | undefined {
  try {
    return new Intl.Locale(lang).maximize().script
  } catch {
    return undefined
  }
}

const letters: Record<string, RegExp> = {
  Arab: /\p{Script=Arabic}/u,
  Armn: /\p{Script=Armenian}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Geor: /\p{Script=Georgian}/u,
  Grek: /\p{Script=Greek}/u,
  Hebr: /\p{Script=Hebrew}/u,
}
const inScript = (text: string, script: string) => letters[script]?.test(text) ?? false
