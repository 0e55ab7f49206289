// Checks that every part's texts are complete and sound in every language, and used. Prints what is wrong, exit 1.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readMessage } from './text-message.ts'
import { keyUses } from './text-uses.ts'

type Texts = Record<string, string>

/** Marks that stand for better ones, in the words of a text. */
const MARKS: readonly [RegExp, string][] = [
  [/["']/, 'has a straight quote or apostrophe: use typographic ones'],
  [/ - /, 'has a hyphen between spaces: use a dash'],
  [/\.\.\./, 'has three full stops: use an ellipsis'],
  [/ {2}/, 'has two spaces in a row'],
]
/** Letters that a language does not have: a sign that another one slipped in. */
const FOREIGN: Record<string, RegExp> = { be: /[ищъ]/i, ru: /[ўі]/i }

if (import.meta.main) {
  const faults = checkTexts(fileURLToPath(new URL('../src/', import.meta.url)))
  for (const fault of faults) process.stdout.write(`${fault}\n`)
  process.exitCode = faults.length > 0 ? 1 : 0
}

/** All faults of the texts under a source folder, a line each. */
export function checkTexts(source: string): string[] {
  const folders = globSync('{*,platform/*}/texts', { cwd: source })
    .filter(folder => globSync('*.json', { cwd: join(source, folder) }).length > 0)
    .sort()
  const languages = globSync('platform/ui/texts/*.json', { cwd: source })
    .map(file => basename(file, '.json'))
    .filter(name => name !== 'context')
  const keys = folders.flatMap(folder =>
    Object.keys(readTexts(source, folder, 'en')).map(key => `${basename(dirname(folder))}.${key}`),
  )
  return [...folders.flatMap(folder => checkFolder(source, folder, languages)), ...checkUses(source, keys)]
}

function checkFolder(source: string, folder: string, languages: readonly string[]): string[] {
  const english = readTexts(source, folder, 'en')
  const context = readTexts(source, folder, 'context')
  const compare = (name: string, texts: Texts) => [
    ...Object.keys(english)
      .filter(key => !texts[key]?.trim())
      .map(key => `${folder}/${name}.json has no ${key}`),
    ...Object.keys(texts)
      .filter(key => !(key in english))
      .map(key => `${folder}/${name}.json has ${key}, which English has not`),
  ]
  return [
    ...compare('context', context),
    ...languages.flatMap(lang => {
      const texts = readTexts(source, folder, lang)
      const faultsOf = ([key, text]: [string, string]) =>
        checkText(text, lang, english[key] ?? text).map(fault => `${folder}/${lang}.json: ${key} ${fault}`)
      return [...compare(lang, texts), ...Object.entries(texts).flatMap(faultsOf)]
    }),
  ]
}

function checkText(text: string, lang: string, english: string): string[] {
  const shape = readMessage(text, lang)
  const reference = readMessage(english, 'en')
  if (!shape) return ['is not ICU MessageFormat']
  const words = shape.words.join('\u{1F}')
  return [
    ...(text === text.trim() ? [] : ['begins or ends with a space']),
    ...MARKS.filter(([mark]) => mark.test(words)).map(([, fault]) => fault),
    ...(FOREIGN[lang]?.test(words) ? ['has a letter that this language does not have'] : []),
    ...(reference && !sameSet(shape.values, reference.values)
      ? [`has the values ${list(shape.values)}, English has ${list(reference.values)}`]
      : []),
    ...shape.plurals.flatMap(plural => checkPlural(plural, lang)),
  ]
}

/** The categories are those of CLDR's plural rules, by Intl.PluralRules; '=0' and the like may come on top. */
function checkPlural(
  { ordinal, categories }: { ordinal: boolean; categories: string[] },
  lang: string,
): string[] {
  const rules = new Intl.PluralRules(lang, { type: ordinal ? 'ordinal' : 'cardinal' })
  const needed: string[] = rules.resolvedOptions().pluralCategories
  const missing = needed.filter(category => !categories.includes(category))
  const extra = categories.filter(category => !category.startsWith('=') && !needed.includes(category))
  return [
    ...(missing.length > 0 ? [`has a plural without ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`has a plural with ${extra.join(', ')}, which this language has not`] : []),
  ]
}

function checkUses(source: string, keys: readonly string[]): string[] {
  const known = new Set(keys)
  const parts = new Set(keys.map(key => key.split('.')[0]!))
  const uses = keyUses(source, parts)
  const unknown = uses.asked
    .filter(({ key, pattern }) =>
      pattern ? !keys.some(candidate => pattern.test(candidate)) : !known.has(key),
    )
    .map(({ file, line, key }) => `${file}:${line} asks for ${key}, which no texts have`)
  const unused = keys
    .filter(key => !uses.literals.has(key) && !uses.patterns.some(pattern => pattern.test(key)))
    .map(key => `${key} is used nowhere`)
  return [...unknown, ...unused]
}

function readTexts(source: string, folder: string, name: string): Texts {
  const file = join(source, folder, `${name}.json`)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Texts) : {}
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every(name => b.has(name))
}

function list(names: ReadonlySet<string>): string {
  return [...names].sort().join(', ') || 'none'
}
