import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { html, toText } from '#platform/ui/html.ts'
import { assertGrowsEvenly } from '#testing/growth.ts'
import { findFaults } from '#testing/html.ts'
import { type MarkdownOptions, renderMarkdown } from './markdown.ts'
import { beginningOf, markdownToText } from './plain.ts'
import { withAddresses } from './take-along.ts'

const OPTIONS: MarkdownOptions = {
  path: path => `..${path}`,
  event: slug => (slug === 'vilnius-rally' ? '../en/events/vilnius-rally' : null),
  edition: year => (year === 2024 ? '../en/2024/' : null),
  article: slug => (slug === 'cards' ? '../en/news/cards' : null),
  picture: (id, alt) =>
    id === 'a1' ? html`<figure><img src="../p/${id}.webp" alt="${alt}"></figure>` : null,
}
const render = (text: string) => toText(renderMarkdown(text, OPTIONS))

test('Markdown becomes HTML whose headings begin at h2 and skip no level', () => {
  assert.equal(
    render('#### One\n\nText *and* **more**.\n\n###### Two\n\n# Three'),
    '<h2>One</h2>\n<p>Text <em>and</em> <strong>more</strong>.</p>\n<h3>Two</h3>\n<h2>Three</h2>\n',
  )
})

test('links lead where they may, and nowhere else', () => {
  assert.equal(
    render('[a](https://example.org/x?a=1&b=2)'),
    '<p><a href="https://example.org/x?a=1&amp;b=2" rel="noreferrer external">a</a></p>\n',
  )
  assert.equal(render('[a](mailto:post@example.org)'), '<p><a href="mailto:post@example.org">a</a></p>\n')
  assert.equal(render('[a](/en/news)'), '<p><a href="../en/news">a</a></p>\n')
  assert.equal(
    render('[a](event:vilnius-rally) [b](event:other)'),
    '<p><a href="../en/events/vilnius-rally">a</a> b</p>\n',
  )
  assert.equal(render('[a](edition:2024) [b](edition:1999)'), '<p><a href="../en/2024/">a</a> b</p>\n')
  assert.equal(render('[a](article:cards) [b](article:other)'), '<p><a href="../en/news/cards">a</a> b</p>\n')
  for (const bad of [
    'article:a/../b',
    'article:',
    'article:"x',
    'javascript:x()',
    'JaVaScRiPt:x()',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/\\evil.example',
    'file:///etc',
    'https://u:p@evil.example/',
    '&#106;avascript:x()',
    'java\tscript:x()',
  ])
    assert.doesNotMatch(render(`[a](${bad}) [b](<${bad}>)\n\n[c]\n\n[c]: ${bad}`), /<a\b/, bad)
})

test('a bare address is a link; what is none stays text', () => {
  assert.equal(
    render('See https://example.org/a?b=1&c=2.'),
    '<p>See <a href="https://example.org/a?b=1&amp;c=2" rel="noreferrer external">https://example.org/a?b=1&amp;c=2</a>.</p>\n',
  )
  assert.match(
    render('(http://example.org/x)'),
    /<a href="http:\/\/example\.org\/x" [^>]*>http:\/\/example\.org\/x<\/a>\)/,
  )
  assert.match(render('**https://example.org/**'), /<strong><a href="https:\/\/example\.org\/"/)
  for (const bare of [
    'example.org',
    'www.example.org',
    'post@example.org',
    'mailto:post@example.org',
    'ftp://example.org/x',
    '//example.org/x',
    'javascript:x()',
    'data:text/html,x',
    'https://u:p@evil.example/',
    'https://u@evil.example/',
    '`https://example.org/`',
    'https:// example.org',
  ])
    assert.doesNotMatch(render(`Before ${bare} after`), /<a\b/, bare)
  assert.equal(render('[a https://b.example/ c](https://d.example/)').match(/<a\b/g)?.length, 1)
  assert.doesNotMatch(render('https://a.example/"onclick="x()'), /\sonclick=/)
  assert.equal(
    markdownToText('See https://be.example/Мінск and <https://example.org/>.'),
    'See https://be.example/Мінск and https://example.org/.',
  )
})

test('raw HTML stays text, and pictures from elsewhere only their words', () => {
  assert.equal(render('<b onclick="x()">a</b>'), '<p>&lt;b onclick=&quot;x()&quot;&gt;a&lt;/b&gt;</p>\n')
  assert.equal(render('Seen: ![a square](https://example.org/a.png)'), '<p>Seen: a square</p>\n')
})

test('a table has classes for its columns, and no styles', () => {
  const table = render('| a | b |\n|:-:|--:|\n| 1 | 2 |')
  assert.match(table, /<div class="table-wrap"><table class="table">/)
  assert.match(table, /<th class="cell-center">a<\/th>\s*<th class="cell-end">b<\/th>/)
  assert.doesNotMatch(table, /style/)
})

test('a picture stands between paragraphs', () => {
  const figure = '<figure><img src="../p/a1.webp" alt="A &lt;square&gt;"></figure>\n'
  assert.equal(render('One\n\n![A <square>](picture:a1)\n\nTwo'), `<p>One</p>\n${figure}<p>Two</p>\n`)
  assert.equal(render('One ![A <square>](picture:a1) two'), `<p>One  two</p>\n${figure}`)
  assert.equal(render('![gone](picture:b2)'), '')
})

test('plain text keeps paragraphs, lists and addresses', () => {
  const text =
    '## Head\n\nA *b* [c](https://example.org/).\n\n- one\n- two\n\n1. x\n2. y\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |'
  assert.equal(
    markdownToText(text),
    'Head\n\nA b c (https://example.org/).\n\n– one\n– two\n1. x\n2. y\n\nsaid\na | b\n1 | 2',
  )
  assert.equal(beginningOf('One two three four five', 12), 'One two…')
  assert.equal(
    withAddresses('[a](event:x) [n](edition:1999) [b](/en/news) [c](article:y)\n\n![p](picture:a1)\n\nEnd', {
      event: slug => `https://v.example/${slug}`,
      article: slug => `https://v.example/news/${slug}`,
      path: path => `https://v.example${path}`,
    }),
    '[a](https://v.example/x) n [b](https://v.example/en/news) [c](https://v.example/news/y)\n\n\nEnd',
  )
})

test('links whose words have brackets or a line end get their addresses, too', () => {
  const targets = { event: (slug: string) => (slug === 'x' ? 'https://v.example/x' : null) }
  for (const words of ['the [old] list', 'two\nlines', 'a \\] b', '**a** `b`'])
    assert.equal(
      withAddresses(`[${words}](event:x) [${words}](event:y)`, targets),
      `[${words}](https://v.example/x) ${words}`,
    )
})

test('what is taken along is harmless to programs that allow HTML and any address', () => {
  const careless = new MarkdownIt({ html: true })
  careless.validateLink = () => true
  const shown = (text: string) => careless.render(withAddresses(text, {}))
  assert.equal(
    withAddresses('a <b> ![p](https://evil.example/t.png) \\<c> <https://v.example/>', {}),
    'a \\<b> [p](https://evil.example/t.png) \\<c> <https://v.example/>',
  )
  assert.equal(withAddresses('```\n<kept>\n```', {}), '```\n<kept>\n```')
  const piece = fc.constantFrom(
    ...[
      '[',
      ']',
      '(',
      ')',
      '!',
      '<',
      '>',
      '\\',
      '`',
      '```',
      '~~~',
      '\n```\n',
      '\n ```\n',
      '```a`b\n',
      '\n',
      '\n\n',
      ' ',
      '"',
      'a',
      '[a]:',
      '&lt;',
      '&#106;',
    ],
    ...[
      'javascript:alert(1)',
      '<script>',
      '<img src=x onerror=y>',
      'https://v.example/',
      '[a](',
      '![a](',
      '](',
      '\t',
      '> ',
      '- ',
    ],
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), pieces => {
      const html = shown(pieces.join('')).replace(/<code[^>]*>[\s\S]*?<\/code>/g, '')
      assert.doesNotMatch(
        html,
        /<script|<img|(?:href|src)="\s*(?:javascript|&#106;avascript):/i,
        pieces.join(''),
      )
    }),
    { numRuns: 3000 },
  )
})

test('never a script, an event handler or an address that runs, whatever is typed; and valid HTML', async () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '!',
    '<',
    '>',
    '*',
    '_',
    '`',
    '~~',
    '#',
    '\n',
    '\n\n',
    '    ',
    '> ',
    '- ',
    '1. ',
    '|',
    '|-|-|\n',
    '|:-|-:|\n',
    '\\',
    '&',
    '"',
    "'",
    'javascript:',
    'data:',
    'picture:a1',
    'event:vilnius-rally',
    'article:cards',
    'https://example.org/',
    'ftp://',
    '//',
    '@',
    'https://example.org',
    '<script>',
    '</script>',
    '<img src=x onerror=x()>',
    '<!--',
    '&#x6a;',
    '\0',
    '\u202e',
    'слова',
    'a',
  )
  const texts: string[] = []
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
      const text = pieces.join('')
      const page = render(text)
      const tags = page.match(/<[^>]*>/g) ?? []
      for (const tag of tags) {
        assert.match(
          tag,
          /^<\/?(p|h[2-6]|a|em|strong|s|code|pre|ul|ol|li|blockquote|hr|br|div|table|thead|tbody|tr|th|td|figure|img)\b/,
        )
        assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\son\w+|\sstyle/i)
        assert.doesNotMatch(tag, /(href|src)="\s*(javascript|data|vbscript):/i)
      }
      assert.doesNotMatch(page.replace(/<[^>]*>/g, ''), /[<>]/)
      texts.push(page)
      markdownToText(text)
    }),
    { numRuns: 500 },
  )
  const whole = `<!doctype html><html lang="en"><head><title>t</title></head><body><main><h1>t</h1>${texts.slice(0, 60).join('')}</main></body></html>`
  const faults = await findFaults(whole)
  assert.deepEqual(
    faults.filter(
      fault =>
        !/heading-level|wcag|empty-heading|text-content|tel-non-breaking|unique|input-missing|no-trailing/.test(
          fault,
        ),
    ),
    [],
  )
})

test('hostile nesting is read in time that grows with its length', async () => {
  const hostile = [
    '[',
    '![',
    '*a **a ',
    '> ',
    '- ',
    '`',
    '<',
    '&',
    '[a](',
    '~~a',
    '_a__',
    '|',
    '\\[',
    '\n- ',
    '>- ',
    '[a]: x\n',
    '![a](picture:a1) ',
    '# ',
    '"',
    '(',
    '*',
    'https://a.example/',
    'https://a.example/( ',
    'https://((((',
    'https:',
    '[https://a.example/](',
  ].map(part => part.repeat(Math.floor(200_000 / part.length)))
  for (const text of hostile) for (const read of [render, markdownToText]) await assertGrowsEvenly(read, text)
})

test('what no text may carry cannot be written as an entity either', () => {
  const written = 'A&#x202e;B&#8238;C&#xAD;D&shy;E `&#x202e;` [F&#x2066;](https://g.example "H&#x202e;")'
  const unsafe = /[\u202a-\u202e\u2066-\u2069\u00ad]/
  assert.doesNotMatch(toText(renderMarkdown(written)), unsafe)
  assert.doesNotMatch(markdownToText(written), unsafe)
  assert.match(markdownToText(written), /ABCDE/)
})
