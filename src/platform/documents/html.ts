import { Parser } from 'htmlparser2'

const BLOCKS = new Set(
  'address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
)
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'head', 'svg', 'iframe', 'object'])
const MAX_DEPTH = 2000

/**
 * The words of an HTML page or piece, with a line for each block, tabs between the cells of a row, and bullets before
 * what is listed. Headings have empty lines around them. Scripts, styles and what a page hides in its head are left out.
 */
export function htmlToText(html: string): string {
  const pieces: string[] = []
  const silent: string[] = []
  let depth = 0
  const parser = new Parser(
    {
      onopentagname: name => {
        if (++depth > MAX_DEPTH) return
        if (SILENT.has(name)) silent.push(name)
        else if (silent.length > 0) return
        else if (name === 'li') pieces.push('\n• ')
        else if (name === 'td' || name === 'th') pieces.push('\t')
        else if (/^h[1-6]$/.test(name)) pieces.push('\n\n')
        else if (BLOCKS.has(name)) pieces.push('\n')
      },
      ontext: text => {
        // Line ends in the source are no line ends on the page.
        if (silent.length === 0) pieces.push(text.replace(/[\t\n\r\f ]+/g, ' '))
      },
      onclosetag: name => {
        depth--
        if (silent.at(-1) === name) silent.pop()
        else if (silent.length === 0 && /^(h[1-6]|p|table|ul|ol)$/.test(name)) pieces.push('\n\n')
        else if (silent.length === 0 && BLOCKS.has(name) && name !== 'br' && name !== 'hr') pieces.push('\n')
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  return pieces
    .join('')
    .split('\n')
    .map(line =>
      line
        .replace(/^[ ]*\t/, '')
        .replace(/ *\t */g, '\t')
        .replace(/ {2,}/g, ' ')
        .trim(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
