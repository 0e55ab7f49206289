import { type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { Batch, Entry } from '../../batch.ts'

/** The text with each place marked that a draft was read from, and leading to it, and the lines that were not understood. */
export function markedSource(page: Page, { source, entries, unread = [] }: Batch): Html {
  const marks = [
    ...entries.map(({ draft: { from, to }, state }, index) => ({ from, to, draw: drawSource(state, index) })),
    ...linesAt(source, unread).map(({ line, from, to }) => ({ from, to, draw: drawUnread(page, line) })),
  ].sort((a, b) => a.from - b.from || b.to - a.to)
  const pieces: Html[] = []
  let at = 0
  for (const { from, to, draw } of marks) {
    if (from < at || to > source.length || to <= from) {
      pieces.push(draw(null))
      continue
    }
    pieces.push(html`${source.slice(at, from)}`, draw(source.slice(from, to)))
    at = to
  }
  return html`${pieces}${source.slice(at)}`
}

/** Draws a marked piece of the text; null is one that lies within another. */
type Draw = (words: string | null) => Html

function drawSource(state: Entry['state'], index: number): Draw {
  return words => {
    if (words === null) return html`<span id="source-${index}"></span>`
    return state === 'open'
      ? html`<mark id="source-${index}"><a href="#draft-${index}">${words}</a></mark>`
      : html`<mark class="intake-done" id="source-${index}">${words}</mark>`
  }
}

function drawUnread({ t }: Page, line: number): Draw {
  return words =>
    words === null
      ? html`<span id="unread-${line}"></span>`
      : html`<mark class="intake-unread" id="unread-${line}"><span class="mark">${t('intake.batch.unread-mark')}</span> ${words}</mark>`
}

/** Where lines, counted from 1, begin and end in a text. */
function linesAt(source: string, wanted: readonly number[]): { line: number; from: number; to: number }[] {
  const lines = [...source.matchAll(/.*(?:\r\n?|\n|$)/g)]
  return wanted.flatMap(line => {
    const found = lines[line - 1]
    return found ? [{ line, from: found.index, to: found.index + found[0].trimEnd().length }] : []
  })
}
