import type { Token } from 'markdown-it'
import { parseMarkdown } from './markdown.ts'
import { hrefOf, type Targets } from './target.ts'

/** Markdown as plain text: paragraphs with empty lines between, `–` before what is listed, addresses in brackets after their words. */
export function markdownToText(text: string, targets: Targets = {}): string {
  const lists: (number | null)[] = []
  const blocks: string[] = []
  let lead = ''
  let isTight = false
  let row: string[] | null = null
  for (const token of parseMarkdown(text)) {
    if (token.type === 'bullet_list_open') lists.push(null)
    else if (token.type === 'ordered_list_open') lists.push(Number(token.attrGet('start') ?? 1))
    else if (/_list_close$/.test(token.type)) lists.pop()
    else if (token.type === 'list_item_open') {
      const number = lists.at(-1)
      lead = `${'  '.repeat(lists.length - 1)}${number === null || number === undefined ? '–' : `${number}.`} `
      if (typeof number === 'number') lists[lists.length - 1] = number + 1
    } else if (token.type === 'tr_open') row = []
    else if (token.type === 'tr_close') {
      blocks.push(`${blocks.length > 0 ? '\n' : ''}${row?.join(' | ') ?? ''}`)
      row = null
    } else if (token.type === 'inline' || token.type === 'fence' || token.type === 'code_block') {
      const words = token.type === 'inline' ? wordsOf(token.children ?? [], targets) : token.content.trimEnd()
      if (row) row.push(words)
      else if (words) {
        const before = blocks.length === 0 ? '' : lists.length > 0 && isTight ? '\n' : '\n\n'
        blocks.push(before + lead + words)
        isTight = lists.length > 0
      }
      lead = ''
    } else if (token.type === 'hr') blocks.push('\n\n* * *')
  }
  return blocks.join('').trim()
}

/** The first sentences of a text in at most `limit` characters, whole words, for a list or a description. */
export function beginningOf(text: string, limit = 200): string {
  const plain = markdownToText(text).replace(/\s+/g, ' ')
  if (plain.length <= limit) return plain
  const cut = plain.slice(0, limit)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), limit / 2)).replace(/[\s,;:–-]+$/, '')}…`
}

/** What stands in brackets after a link's words; nothing where they are the address themselves. */
function addressOf(link: Token, targets: Targets): string {
  if (link.info === 'auto') return ''
  return hrefOf(String(link.attrGet('href')), targets) ?? ''
}

function wordsOf(tokens: readonly Token[], targets: Targets): string {
  const links: string[] = []
  let words = ''
  for (const token of tokens) {
    if (token.type === 'softbreak') words += ' '
    else if (token.type === 'hardbreak') words += '\n'
    else if (token.type === 'link_open') links.push(addressOf(token, targets))
    else if (token.type === 'link_close') {
      const href = links.pop()
      if (href && !href.startsWith('#') && !words.endsWith(href))
        words += ` (${href.replace(/^mailto:/i, '')})`
    } else words += token.content
  }
  return words.trim()
}
