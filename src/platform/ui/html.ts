import { html as honoHtml, raw as honoRaw } from 'hono/html'
import { escapeToBuffer, type HtmlEscapedString } from 'hono/utils/html'

/** Text that is HTML already. Everything else is escaped when it is put into a template. */
export type Html = HtmlEscapedString

type Value = Html | string | number | null | undefined | false | readonly Value[]

/** A template whose values are escaped, unless they are Html themselves; null, undefined and false print nothing. */
export const html = honoHtml as unknown as (strings: TemplateStringsArray, ...values: Value[]) => Html

/** Declares that a text is safe HTML: only for what our own code made. */
export const raw = honoRaw as (text: string) => Html

/** Joins pieces without anything between them. */
export function fragment(pieces: readonly (Html | string)[]): Html {
  return html`${pieces}`
}

/** Attributes from a record: true prints the name alone, false, null and undefined print nothing. */
export function attrs(values: Record<string, string | number | boolean | null | undefined>): Html {
  let text = ''
  for (const name in values) {
    const value = values[name]
    if (value === true) text += ` ${name}`
    else if (value !== false && value !== null && value !== undefined)
      text += ` ${name}="${escaped(String(value))}"`
  }
  return raw(text)
}

// Pages have hundreds of attributes: a template for each took a tenth of the time of a page.
function escaped(text: string): string {
  const buffer: [string] = ['']
  escapeToBuffer(text, buffer)
  return buffer[0]
}

/** The bytes of a page. */
export function toText(page: Html): string {
  return String(page)
}
