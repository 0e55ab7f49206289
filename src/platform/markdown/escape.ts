import { bareLength } from './bare.ts'
import { isTarget } from './target.ts'

/**
 * Plain text as Markdown (CommonMark) that says the same: a star, a bracket or a list mark that somebody typed stays one, and
 * an address with http or https leads where it leads. Spaces around a line are dropped.
 */
export function escapeMarkdown(text: string): string {
  return mapLines(text, line => {
    let escaped = ''
    let at = 0
    for (const { index, length } of addressesIn(line)) {
      escaped += `${escapeSigns(line.slice(at, index))}<${line.slice(index, index + length)}>`
      at = index + length
    }
    return escapeStart(escaped + escapeSigns(line.slice(at)))
  })
}

/** The same for the words of a link, in which no other link may stand. */
export function escapeLabel(text: string): string {
  return mapLines(text, escapeSigns)
}

/** The same as a quote, which several paragraphs do not end. */
export function quoteMarkdown(text: string): string {
  return mapLines(escapeMarkdown(text), line => `> ${line}`.trimEnd())
}

function mapLines(text: string, change: (line: string) => string): string {
  return text
    .split('\n')
    .map(line => change(line.trim()))
    .join('\n')
}

function escapeSigns(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]|&(?=#?\w+;)/g, '\\$&')
}

/** What begins a list, a line across, the underline of a heading or the second line of a table. */
function escapeStart(line: string): string {
  // Before a digit a backslash would stay: the sign after a number is escaped.
  return line
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(?=[-+](?:\s|$)|[-=:\s\\|]+$)(?=[-+=:])/, '\\')
}

/** Where addresses stand that are links by themselves, none within another. */
function addressesIn(line: string): { index: number; length: number }[] {
  const found: { index: number; length: number }[] = []
  let end = 0
  for (const { index, 0: scheme } of line.matchAll(/(?<![\p{L}\p{N}_])https?:/giu)) {
    if (index < end) continue
    const rest = bareLength(line, index + scheme.length)
    const length = scheme.length + rest
    if (rest === 0 || !isTarget(line.slice(index, index + length))) continue
    found.push({ index, length })
    end = index + length
  }
  return found
}
