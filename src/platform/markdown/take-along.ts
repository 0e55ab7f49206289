import MarkdownIt from 'markdown-it'
import { parseMarkdown } from './markdown.ts'
import { hrefOf, isTarget, type Targets } from './target.ts'

/**
 * The same Markdown for use elsewhere, where it is read by less careful programs: absolute addresses in place of `event:`,
 * `edition:`, `article:` and `/…`; what leads nowhere or to what is no address of a page is words, and so are pictures and HTML.
 */
export function withAddresses(text: string, targets: Targets): string {
  const fences = parseMarkdown(text).flatMap(({ type, map }) => (type === 'fence' && map ? [map] : []))
  const lines = text.split('\n')
  const pieces: string[] = []
  let at = 0
  for (const [from, to] of fences) {
    if (from > at) pieces.push(harmless(lines.slice(at, from).join('\n'), targets))
    pieces.push(lines.slice(from, to).join('\n'))
    at = to
  }
  if (at < lines.length) pieces.push(harmless(lines.slice(at).join('\n'), targets))
  const whole = pieces.join('\n')
  return isHarmless(whole) ? whole : whole.replace(SIGN, '\\$&')
}

// A sign behind an odd number of backslashes is none. Words with a pair of brackets in them, or over several lines; not
// endless, so that a hostile text is not read again and again.
const HTML = /(?<!(?<!\\)(?:\\\\)*\\)<(?!https?:\/\/[^\s<>]*>)/gi
const PICTURE = /^!\[[^\]\n]*\]\(picture:[^)\s]*\)[ \t]*\n?/gim
const ELSEWHERE = /(?<!(?<!\\)(?:\\\\)*\\)!(?=\[)/g
const LINK =
  /(?<!(?<!\\)(?:\\\\)*\\)\[((?:\\.|[^[\]\\]|\[[^[\]]{0,200}\]){0,400})\]\(\s{0,9}([^)\s]*)(?:\s{1,9}(?:"[^"\n]{0,400}"|'[^'\n]{0,400}'))?\s{0,9}\)/gi
const SIGN = /(?<!(?<!\\)(?:\\\\)*\\)[[<]/g

function harmless(text: string, targets: Targets): string {
  return text
    .replace(HTML, '\\<')
    .replace(PICTURE, '')
    .replace(ELSEWHERE, '')
    .replace(LINK, (_, words: string, url: string) => {
      const href = hrefOf(url, targets)
      return href === null ? words : `[${words}](${href})`
    })
}

const careless = new MarkdownIt({ html: true })
careless.validateLink = () => true

/** Whether a program that allows everything finds no HTML, no picture and no address that no page may have. */
function isHarmless(text: string): boolean {
  return careless
    .parse(text, {})
    .flatMap(token => [token, ...(token.children ?? [])])
    .every(
      token =>
        !/^html_|^image$/.test(token.type) &&
        (token.type !== 'link_open' || isTarget(String(token.attrGet('href')))),
    )
}
