import { dropUnsafe } from '#platform/text/clean.ts'

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as XML 1.0 or HTML shows it, in content and in attributes: escaped, without the characters that XML forbids. */
export function escapeXml(text: string): string {
  return dropUnsafe(text).replace(/[&<>"']/g, char => ENTITIES[char]!)
}

/** An element with text in it, on a line of its own; attributes in the given order. */
export function element(name: string, text: string, attributes: Record<string, string> = {}): string {
  return `<${name}${written(attributes)}>${escapeXml(text)}</${name}>\n`
}

/** An empty element, on a line of its own. */
export function emptyElement(name: string, attributes: Record<string, string>): string {
  return `<${name}${written(attributes)}/>\n`
}

/** Plain text as HTML: escaped, each line end a `<br>`. */
export function htmlOfText(text: string): string {
  return escapeXml(text).replaceAll('\n', '<br>\n')
}

function written(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('')
}
