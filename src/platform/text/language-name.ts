/** The name of a language (BCP 47) in another: 'Belarusian', «беларуская»; the code itself where CLDR has none. */
export function languageName(code: string, lang: string): string {
  try {
    return namesIn(lang).of(code) ?? code
  } catch {
    return code
  }
}

const kept = new Map<string, Intl.DisplayNames>()

function namesIn(lang: string): Intl.DisplayNames {
  const names = kept.get(lang) ?? new Intl.DisplayNames(lang, { type: 'language' })
  kept.set(lang, names)
  return names
}
