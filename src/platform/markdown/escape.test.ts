import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { escapeLabel, escapeMarkdown, quoteMarkdown } from './escape.ts'
import { renderMarkdown } from './markdown.ts'

const render = (text: string) => String(renderMarkdown(text))

test('an address in a text leads where it leads', () => {
  for (const address of [
    'https://t.me/some_channel',
    'https://example.org/_a_/*b*c',
    'https://example.org/~~a~~?b=1&copy=2#c',
  ]) {
    const link = /<a href="([^"]*)"[^>]*>([^<]*)<\/a>(.*)<\/p>/.exec(
      render(escapeMarkdown(`See ${address}. More`)),
    )
    assert.deepEqual(link?.slice(1).map(plain), [address, address, '. More'], address)
  }
})

test('what makes a heading, code, a line or a sign stays what was typed', () => {
  for (const typed of [
    'Text\n===',
    'Text\n---',
    '---',
    '- - -',
    '~~~\ncode',
    '~~a~~',
    '&copy; &#65;',
    'a | b\n:--',
    '1. a',
    '-',
    '+',
    '    four',
  ])
    assert.equal(wordsIn(escapeMarkdown(typed)), typed.trimStart(), typed)
})

test('the words of a link are words, also where they have an address', () => {
  const typed = 'a] *b* https://example.org/c_d'
  assert.equal(
    render(`[${escapeLabel(typed)}](https://example.org/)`),
    `<p><a href="https://example.org/" rel="noreferrer external">${typed}</a></p>\n`,
  )
})

test('a quote of several paragraphs stays one quote', () => {
  const quoted = render(quoteMarkdown('One.\n\n# Two\nthree. — Somebody'))
  assert.equal(quoted, '<blockquote>\n<p>One.</p>\n<p># Two\nthree. — Somebody</p>\n</blockquote>\n')
})

test('whatever is typed stands there as it was typed', () => {
  const piece = fc.constantFrom(
    ...[
      '*',
      '_',
      '`',
      '~',
      '~~',
      '#',
      '>',
      '<',
      '&',
      '&amp;',
      '|',
      '[',
      ']',
      '(',
      ')',
      '!',
      '\\',
      '-',
      '--',
      '+',
      '=',
      '==',
      ':',
    ],
    ...['1.', '1)', ' ', '\n', '\n\n', 'a', 'b', 'ў', '<b>', 'https://example.org/', '://', '"', '.'],
  )
  const texts = fc.array(piece, { maxLength: 14 }).map(pieces => pieces.join(''))
  fc.assert(
    fc.property(texts, typed => {
      const lines = typed.split('\n').map(line => line.trim())
      const expected = lines
        .join('\n')
        .replace(/\n{2,}/g, '\n\n')
        .trim()
      assert.equal(wordsIn(escapeMarkdown(typed)), expected)
    }),
    { numRuns: 3000 },
  )
})

/** The words of paragraphs and links; whatever else there is stays as its tag. */
function wordsIn(markdown: string): string {
  const shown = render(markdown)
    .replace(/<\/p>\n<p>/g, '\n\n')
    .replace(/<\/?(?:p|a)(?: [^>]*)?>/g, '')
  return plain(shown).trim()
}

function plain(shown: string): string {
  return shown
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
