import { foldName } from './member.ts'

// Codes of CLDR that stand for no country: unions, outlying oceans, pseudo-locales, retired codes.
const NOT_COUNTRIES = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'IC',
  'TA',
])
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** The name of a country (ISO 3166-1 alpha-2) in a language, by CLDR. */
export function countryName(code: string, lang: string): string {
  return new Intl.DisplayNames(lang, { type: 'region' }).of(code) ?? code
}

/**
 * Reads countries as people type them, with commas, semicolons or lines between (or spaces between codes): codes or names in any of
 * the languages given. What is not understood comes back as typed.
 */
export function readCountries(
  text: string,
  langs: readonly string[],
): { codes: string[]; unknown: string[] } {
  const codes = new Set<string>()
  const unknown: string[] = []
  const names = namesOf(langs)
  const pieces = text
    .split(/[,;\n]/)
    .flatMap(piece => (isCodeList(piece) ? piece.trim().split(/\s+/) : [piece]))
  for (const piece of pieces.map(each => each.trim()).filter(Boolean)) {
    const code = names.get(foldName(piece))
    if (code) codes.add(code)
    else unknown.push(piece)
  }
  return { codes: [...codes].sort(), unknown }
}

function isCodeList(piece: string): boolean {
  return /^\s*[a-z]{2}(\s+[a-z]{2})*\s*$/i.test(piece)
}

function namesOf(langs: readonly string[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const lang of langs) {
    const display = new Intl.DisplayNames(lang, { type: 'region', fallback: 'none' })
    for (const code of (codes ??= listCodes())) {
      names.set(foldName(code), code)
      names.set(foldName(display.of(code) ?? code), code)
    }
  }
  return names
}

let codes: readonly string[] | undefined

function listCodes(): string[] {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  // CLDR follows retired codes (BU, SU, DD) to today's name: only a code that stays itself counts.
  const isCountry = (code: string) =>
    !NOT_COUNTRIES.has(code) &&
    Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}` &&
    english.of(code) !== undefined
  return LETTERS.flatMap(first => LETTERS.map(second => first + second)).filter(isCountry)
}
