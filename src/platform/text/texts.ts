import { IntlMessageFormat } from 'intl-messageformat'
import type { Html } from '../ui/html.ts'
import { fragment, html } from '../ui/html.ts'
import { innerQuotes } from './quotes.ts'

/** Messages by full key ('events.list.title'), in ICU MessageFormat. */
export type Messages = Record<string, string>
export type Values = Record<string, string | number>
export type RichValues = Record<string, string | number | Html | ((inner: Html) => Html)>

export type Translate = {
  /** The text of a key. Throws on an unknown key: check-texts keeps the keys complete. */
  (key: string, values?: Values): string
  /** The same for texts with markup: `<link>…</link>` is given by a function in `values`. */
  rich(key: string, values: RichValues): Html
  has(key: string): boolean
  lang: string
}

export type Language = { code: string; name: string; dir: 'ltr' | 'rtl' }

export type Texts = {
  /** The languages of the pages, in the order in which they are offered. */
  languages: readonly Language[]
  codes: readonly string[]
  in(lang: string): Translate
}

const RTL = new Set(['ar', 'fa', 'he', 'ur'])

/** Texts from messages per language. A message is compiled when it is first used. */
export function createTexts(messages: ReadonlyMap<string, Messages>): Texts {
  const codes = [...messages.keys()]
  const translators = new Map(codes.map(code => [code, createTranslate(code, messages.get(code)!)]))
  return {
    codes,
    languages: codes.map(code => ({
      code,
      name: translators.get(code)!('ui.language.name'),
      dir: RTL.has(code) ? 'rtl' : 'ltr',
    })),
    in: lang => {
      const translate = translators.get(lang)
      if (!translate) throw new Error(`no texts in ${lang}`)
      return translate
    },
  }
}

// Formatting takes some microseconds, and a list says the same of the same days and numbers again and again.
const MOST_FORMATTED = 2000
const LONGEST_NAME = 120

// With its length before each value, so that no value can look like two others.
function nameOf(key: string, values: Values = {}): string {
  let name = key
  for (const [of, value] of Object.entries(values)) {
    const text = String(value)
    name += ` ${of}${typeof value === 'number' ? '#' : '='}${text.length}:${text}`
  }
  return name
}

// A value that a text puts into quotation marks, «{title}»: marks within it are then those of the second level.
const QUOTED = /([«‘]){(\w+)}(?=[»’])/g
const AS_QUOTED = '_quoted'

type Compiled = { icu: IntlMessageFormat; quoted: readonly string[] }

function compileMessage(message: string, lang: string): string | Compiled {
  if (!/[{<']/.test(message)) return message
  const quoted = [...message.matchAll(QUOTED)].map(([, , name]) => name!)
  const marked = message.replace(QUOTED, `$1{$2${AS_QUOTED}}`)
  return { icu: new IntlMessageFormat(marked, lang === 'en' ? 'en-GB' : lang), quoted }
}

function withQuoted<V>({ quoted }: Compiled, values: Record<string, V> = {}, lang: string) {
  if (quoted.length === 0) return values
  const more = quoted.flatMap(name => {
    const value = values[name]
    // What is missing stays missing, so that it is noticed.
    if (value === undefined) return []
    return [[name + AS_QUOTED, typeof value === 'string' ? innerQuotes(value, lang) : value]]
  })
  return { ...values, ...Object.fromEntries(more) }
}

function createTranslate(lang: string, messages: Messages): Translate {
  const compiled = new Map<string, string | Compiled>()
  const compile = (key: string): string | Compiled => {
    const known = compiled.get(key)
    if (known !== undefined) return known
    const message = messages[key]
    if (message === undefined) throw new Error(`no text ${key} in ${lang}`)
    const made = compileMessage(message, lang)
    compiled.set(key, made)
    return made
  }
  const formatted = new Map<string, string>()
  const translate = (key: string, values?: Values): string => {
    const message = compile(key)
    if (typeof message === 'string') return message
    const name = nameOf(key, values)
    const known = formatted.get(name)
    if (known !== undefined) return known
    const text = String(message.icu.format(withQuoted(message, values, lang)))
    if (formatted.size >= MOST_FORMATTED) formatted.clear()
    if (name.length <= LONGEST_NAME) formatted.set(name, text)
    return text
  }
  return Object.assign(translate, {
    lang,
    has: (key: string) => key in messages,
    rich: (key: string, values: RichValues): Html => {
      const message = compile(key)
      if (typeof message === 'string') return html`${message}`
      const wrapped = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'function' ? (inner: unknown[]) => value(fragment(inner as Html[])) : value,
        ]),
      )
      const formatted = message.icu.format<Html>(withQuoted(message, wrapped, lang) as never)
      return fragment((Array.isArray(formatted) ? formatted : [formatted]) as Html[])
    },
  })
}
