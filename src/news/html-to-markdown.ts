import Turndown from 'turndown'
import { markdownToText } from '#platform/markdown/plain.ts'
import { isTarget } from '#platform/markdown/target.ts'
import { cleanLine, cleanText } from '#platform/text/clean.ts'

export type Converted = {
  markdown: string
  /** Addresses of pictures that were in it; they are not fetched. */
  pictures: string[]
}

/** The longest HTML that is read, in characters. */
const LONGEST = 2_000_000
const DEEPEST = 200

/**
 * The HTML of a WordPress post as Markdown: block or classic editor, shortcodes for captions, galleries and embedded
 * pages. Links to `ownUrl` become paths of the site; pictures are left out with their captions and named. Null for what
 * is too long or nested too deeply.
 */
export function htmlToMarkdown(html: string, ownUrl: string | null = null): Converted | null {
  if (html.length > LONGEST || isTooDeep(html)) return null
  const pictures: string[] = []
  try {
    const service = makeService(pictures, hostOf(ownUrl))
    return {
      markdown: cleanText(service.turndown(withParagraphs(withoutShortcodes(html)))),
      pictures: [...new Set(pictures)],
    }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** A title or excerpt that holds entities and elements, as a line of plain words. */
export function htmlToLine(html: string): string {
  if (!/[<&]/.test(html)) return cleanLine(html)
  const converted = htmlToMarkdown(html.replace(/<\/?a\b[^>]{0,2000}>/gi, ''))
  return cleanLine(markdownToText(converted?.markdown ?? ''))
}

/** Each level costs those below it once more: a thousand of them would take minutes. */
function isTooDeep(html: string): boolean {
  let depth = 0
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,20})/gi)) {
    if (ENDS_BY_ITSELF.test(name)) continue
    depth = Math.max(0, depth + (end ? -1 : 1))
    if (depth > DEEPEST) return true
  }
  return false
}

const ENDS_BY_ITSELF =
  /^(?:area|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|path|source|tbody|td|th|thead|tr|track|wbr)$/i

function makeService(pictures: string[], ownHost: string | null): Turndown {
  const service = new Turndown({
    headingStyle: 'atx',
    bulletListMarker: '-',
    emDelimiter: '*',
    codeBlockStyle: 'fenced',
    hr: '* * *',
  })
  service.remove([
    'script',
    'style',
    'noscript',
    'form',
    'button',
    'input',
    'select',
    'textarea',
    'object',
    'canvas',
    'title',
  ])
  const note = (node: Element) => {
    for (const image of node.nodeName === 'IMG' ? [node] : Array.from(node.querySelectorAll('img')))
      pictures.push(cleanLine(image.getAttribute('data-src') ?? image.getAttribute('src') ?? ''))
    return ''
  }
  // A caption without its picture says nothing, or credits somebody for nothing.
  service.addRule('figure', {
    filter: node => node.nodeName === 'FIGURE' && node.querySelector('img') !== null,
    replacement: (_, node) => note(node as unknown as Element),
  })
  service.addRule('image', { filter: 'img', replacement: (_, node) => note(node as unknown as Element) })
  service.addRule('embedded', {
    filter: ['iframe', 'video', 'audio', 'embed'],
    replacement: (_, node) => {
      const element = node as unknown as Element
      const src = element.getAttribute('src') ?? element.querySelector('source')?.getAttribute('src') ?? ''
      return linkTo(src.startsWith('//') ? `https:${src}` : src, null, ownHost)
    },
  })
  service.addRule('link', {
    filter: 'a',
    replacement: (content, node) =>
      linkTo((node as unknown as Element).getAttribute('href') ?? '', content, ownHost),
  })
  service.addRule('table', {
    filter: 'table',
    replacement: (_, node) => `\n\n${tableOf(node as unknown as Element)}\n\n`,
  })
  return service
}

/** A link where it may lead somewhere, else its words; `words` null stands for the address itself. */
function linkTo(address: string, words: string | null, ownHost: string | null): string {
  const text = words?.replace(/\s+/g, ' ').trim()
  if (text === '') return ''
  const url = ownPath(address.trim(), ownHost)
  if (!isTarget(url)) return text ?? ''
  const target = /[\s()<>]/.test(url)
    ? encodeURI(decodeSafely(url)).replace(/[()<>]/g, sign => `%${sign.charCodeAt(0).toString(16)}`)
    : url
  return `[${text ?? url.replace(/[[\]]/g, '')}](${target})`
}

function ownPath(address: string, ownHost: string | null): string {
  const url = /^https?:/i.test(address) ? URL.parse(address) : null
  if (!url || ownHost === null || url.hostname.replace(/^www\./, '') !== ownHost) return address
  return `${url.pathname}${url.search}${url.hash}`
}

function hostOf(url: string | null): string | null {
  return (url && URL.parse(url)?.hostname.replace(/^www\./, '')) || null
}

function decodeSafely(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}

function tableOf(table: Element): string {
  const rows = Array.from(table.querySelectorAll('tr')).map(row =>
    Array.from(row.children).map(cell => cleanLine(cell.textContent ?? '').replaceAll('|', '\\|')),
  )
  const width = Math.max(0, ...rows.map(row => row.length))
  if (width === 0) return ''
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, index) => cells[index] ?? '').join(' | ')} |`
  const [head = [], ...rest] = rows
  return [line(head), `|${' --- |'.repeat(width)}`, ...rest.map(line)].join('\n')
}

// Every expression has a bound: the file may be anybody's.
function withoutShortcodes(html: string): string {
  return html
    .replace(/\[(?:wp_)?caption\b[^\]\n]{0,1000}\]/gi, '<figure>')
    .replace(/\[\/(?:wp_)?caption\]/gi, '</figure>')
    .replace(/\[gallery\b[^\]\n]{0,1000}\]/gi, '')
    .replace(
      /\[embed\b[^\]\n]{0,200}\](https?:\/\/[^\s[\]<>"]{1,1000})\[\/embed\]/gi,
      '<p><a href="$1">$1</a></p>',
    )
}

/** The classic editor keeps an empty line for a paragraph, and a line end for a break. */
function withParagraphs(html: string): string {
  if (html.includes('<!-- wp:') || /<p[\s>]/i.test(html)) return html
  return html
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map(part => (BLOCK.test(part) ? part : `<p>${part.trim().replaceAll('\n', '<br>\n')}</p>`))
    .join('\n\n')
}

const BLOCK = /^\s*<\/?(?:address|article|blockquote|div|dl|figure|h[1-6]|hr|ol|pre|section|table|ul)\b/i
