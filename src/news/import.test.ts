import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { renderMarkdown } from '#platform/markdown/markdown.ts'
import { toText } from '#platform/ui/html.ts'
import { textOf } from '#testing/event.ts'
import { assertGrowsEvenly } from '#testing/growth.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'
import { htmlToLine, htmlToMarkdown } from './html-to-markdown.ts'
import { createImport, type ImportReport } from './import.ts'
import { importArticles } from './import-actions.ts'
import { readWxr } from './wxr.ts'

const HEAD = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- A comment, as the exporter writes one -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:w="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Old site</title><link>https://old.example</link><language>en-US</language><w:wxr_version>1.2</w:wxr_version><w:base_site_url>https://old.example</w:base_site_url>`
const FOOT = '</channel></rss>'

type Fields = Partial<
  Record<
    | 'title'
    | 'link'
    | 'guid'
    | 'html'
    | 'excerpt'
    | 'slug'
    | 'type'
    | 'status'
    | 'date'
    | 'modified'
    | 'more'
    | 'id',
    string
  >
>

function item(fields: Fields): string {
  const {
    title = 'A post',
    link = 'https://old.example/2020/05/21/a-post/',
    guid = 'https://old.example/?p=7',
    html = '<p>Words</p>',
    excerpt = '',
    slug = 'a-post',
    type = 'post',
    status = 'publish',
    date = '2020-05-21 10:00:00',
    modified = date,
    more = '',
    id = '7',
  } = fields
  return `<item><title><![CDATA[${title}]]></title><link>${link}</link><guid isPermaLink="false">${guid}</guid><content:encoded><![CDATA[${html}]]></content:encoded><excerpt:encoded><![CDATA[${excerpt}]]></excerpt:encoded><w:post_id>${id}</w:post_id><w:post_date_gmt><![CDATA[${date}]]></w:post_date_gmt><w:post_modified_gmt>${modified}</w:post_modified_gmt><w:post_name>${slug}</w:post_name><w:status>${status}</w:status><w:post_type>${type}</w:post_type>${more}</item>`
}

async function* inPieces(text: string, size = 100): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function importFile(
  world: TestWorld,
  text: string,
): Promise<{ report: ImportReport; done: Awaited<ReturnType<typeof importArticles>> }> {
  const imported = createImport({ languages: ['en', 'be', 'ru'], ownUrl: () => 'https://old.example' })
  const read = await readWxr(inPieces(text), { onItem: imported.take })
  assert.ok(read.ok, JSON.stringify(read))
  const done = await importArticles(world.world, { name: 'anna' }, imported.articles('en'))
  return { report: imported.report, done }
}

onBothEngines('import of a WordPress export', make => {
  test('posts and pages come with titles, times, tags and older addresses; a second run changes nothing', async () => {
    const world = await make()
    const text = `${HEAD}${item({
      title: 'Tea &amp; cards &#8211; in Gdańsk',
      html: '<!-- wp:paragraph --><p>See <a href="https://old.example/about/">about us</a> and <a href="https://other.example/">them</a>.</p><!-- /wp:paragraph --><figure><img src="https://old.example/wp-content/a.jpg" alt="x"/><figcaption>Photo: nobody</figcaption></figure><p>Second]]]]><![CDATA[> part</p>',
      excerpt: 'In <em>short</em>.',
      modified: '2020-05-22 08:30:00',
      more: '<category domain="post_tag" nicename="letters"><![CDATA[Letters]]></category><category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category><w:postmeta><w:meta_key>_wp_old_slug</w:meta_key><w:meta_value>older-name</w:meta_value></w:postmeta>',
    })}${item({ type: 'page', slug: 'about', guid: 'g2', id: '2', title: 'About', link: 'https://old.example/about/' })}${item({ type: 'attachment', guid: 'g3', id: '3' })}${item({ status: 'draft', guid: 'g4', id: '4', slug: 'unfinished', link: 'https://old.example/?p=4', date: '0000-00-00 00:00:00' })}${FOOT}`
    const { done, report } = await importFile(world, text)
    assert.deepEqual(done, { articles: 3, texts: 3, known: 0 })
    assert.deepEqual(
      [report.drafts, [...report.left], report.pictures],
      [1, [['attachment', 1]], [{ slug: 'a-post', url: 'https://old.example/wp-content/a.jpg' }]],
    )
    const page = await textOf(world, '/en/news/a-post')
    for (const said of [
      /<h1>Tea &amp; cards – in Gdańsk<\/h1>/,
      /21 May 2020, 10:00/,
      /Updated <time[^>]*>22 May 2020, 08:30/,
      /In short\./,
      /<a href="\.\.\/\.\.\/about\/">about us<\/a>/,
      /href="https:\/\/other\.example\/" rel="noreferrer external"/,
      /Second\]\]&gt; part/,
      /rel="tag"[^>]*>Letters/,
    ])
      assert.match(page, said)
    assert.doesNotMatch(page, /Photo: nobody|<img|Uncategorized/)
    assert.match(await textOf(world, '/en/about'), /<h1>About<\/h1>/)
    assert.equal((await world.public.request('/en/news/unfinished')).status, 404)
    for (const old of ['/2020/05/21/a-post/', '/2020/05/21/a-post', '/2020/05/21/older-name/', '/?p=7']) {
      const answer = await world.public.request(old)
      assert.equal(answer.status, 301, old)
      assert.equal(
        new URL(answer.headers.get('location')!, `http://here${old}`).pathname,
        '/en/news/a-post',
        old,
      )
    }
    assert.equal((await world.public.request('/about/')).status, 301)
    assert.equal((await world.public.request('/2020/05/21/other/')).status, 404)
    assert.equal((await world.public.request('//evil.example/2020/05/21/a-post')).status, 404)
    const rows = () =>
      world.world.database.db.selectFrom('article_texts').selectAll().orderBy('title').execute()
    const before = await rows()
    assert.deepEqual((await importFile(world, text)).done, { articles: 0, texts: 0, known: 3 })
    assert.deepEqual(await rows(), before)
  })

  test('what was public is seen here though its time in UTC is missing; what has no time at all is a draft', async () => {
    const world = await make()
    const none = '0000-00-00 00:00:00'
    const { report } = await importFile(
      world,
      `${HEAD}${item({ slug: 'local-time', guid: 'a', date: none, more: '<w:post_date>2021-05-21 10:00:00</w:post_date>' })}${item({ slug: 'no-time', guid: 'b', id: '8', date: none })}${FOOT}`,
    )
    assert.match(await textOf(world, '/en/news/local-time'), /21 May 2021, 10:00/)
    assert.equal((await world.public.request('/en/news/no-time')).status, 404)
    assert.equal(report.drafts, 1)
  })

  test('translations that Polylang ties together are one article', async () => {
    const world = await make()
    const terms = (lang: string) =>
      `<category domain="language" nicename="${lang}"><![CDATA[x]]></category><category domain="post_translations" nicename="pll_1"><![CDATA[pll_1]]></category>`
    const ru = item({
      guid: 'r',
      id: '8',
      title: 'Чай и открытки',
      slug: '%d1%87%d0%b0%d0%b9',
      link: 'https://old.example/ru/%d1%87%d0%b0%d0%b9/',
      date: '2020-05-20 10:00:00',
      more: terms('ru'),
    })
    const en = item({ title: 'Tea and cards', slug: 'tea', more: terms('en') })
    assert.deepEqual((await importFile(world, `${HEAD}${ru}${en}${FOOT}`)).done, {
      articles: 1,
      texts: 2,
      known: 0,
    })
    assert.match(await textOf(world, '/ru/news/tea'), /<h1>Чай и открытки<\/h1>/)
    assert.match(await textOf(world, '/be/news/tea'), /<h1 lang="en">Tea and cards/)
    const old = await world.public.request('/ru/%d1%87%d0%b0%d0%b9/')
    assert.ok([301, 308].includes(old.status))
    const last = old.status === 308 ? await world.public.request('/ru/%d1%87%d0%b0%d0%b9') : old
    assert.equal(new URL(last.headers.get('location')!, 'http://here/ru/x').pathname, '/ru/news/tea')
    const be = item({ guid: 'b', id: '9', title: 'Гарбата і паштоўкі', slug: 'be-tea', more: terms('be') })
    assert.deepEqual((await importFile(world, `${HEAD}${ru}${en}${be}${FOOT}`)).done, {
      articles: 0,
      texts: 1,
      known: 2,
    })
    assert.match(await textOf(world, '/be/news/tea'), /<h1>Гарбата і паштоўкі<\/h1>/)
  })
})

test('broken XML, and what is no export, is told with its line', async () => {
  const read = async (text: string) => {
    const answer = await readWxr(inPieces(text, 7), { onItem: () => {} })
    return answer.ok ? 'ok' : `${answer.error.line}: ${answer.error.text}`
  }
  assert.match(await read(`${HEAD}\n<item><title>a</item>${FOOT}`), /^5: unexpected close tag/)
  assert.match(await read(`${HEAD}\n\n<item>`), /^6: unclosed tag/)
  assert.match(await read(`${HEAD}<item><title>&nope;</title></item>${FOOT}`), /^4: undefined entity/)
  assert.match(await read('<html><body>x</body></html>'), /^1: this is no WordPress export/)
  assert.match(await read('<rss><channel><title>a feed</title></channel></rss>'), /no wxr_version/)
  assert.match(
    await read(
      `<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${HEAD.slice(HEAD.indexOf('<rss'))}<item><title>&b;</title></item>${FOOT}`,
    ),
    /undefined entity/,
  )
  assert.match(await read(`${HEAD}${'<a>'.repeat(500)}`), /nested too deeply/)
  assert.equal(await read(`\ufeff${HEAD}${FOOT}`), 'ok')
})

test('HTML of both editors becomes Markdown', () => {
  const markdown = (html: string) => htmlToMarkdown(html, 'https://old.example')?.markdown
  assert.equal(
    markdown('One\nline\n\nTwo <strong>more</strong>\n\n<ul><li>a</li><li>b</li></ul>'),
    'One\nline\n\nTwo **more**\n\n-   a\n-   b',
  )
  assert.equal(
    markdown('<p>a</p>[gallery ids="1,2"][caption id="x"]<img src="a.jpg"> By nobody[/caption]<p>b</p>'),
    'a\n\nb',
  )
  assert.equal(
    markdown('[embed]https://video.example/1[/embed]'),
    '[https://video.example/1](https://video.example/1)',
  )
  assert.equal(
    markdown('<p>a</p><iframe src="https://video.example/2"></iframe>'),
    'a\n\n[https://video.example/2](https://video.example/2)',
  )
  assert.equal(
    markdown('<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td>2</td></tr></table>'),
    '| a | b\\|c |\n| --- | --- |\n| 1 | 2 |',
  )
  assert.equal(
    markdown(
      '<p><a href="javascript:x()">a</a> <a href="//evil.example">b</a> <a href="https://old.example/x y">c</a></p>',
    ),
    'a b [c](/x%20y)',
  )
  assert.equal(markdown('<p>1. not a list, * not a star</p>'), '1\\. not a list, \\* not a star')
  assert.equal(htmlToLine('A <em>title</em> &#8211; 1. of &amp; more'), 'A title – 1. of & more')
  assert.equal(htmlToMarkdown('<div>'.repeat(50_000)), null)
})

test('whatever the HTML, what is shown of it is safe, and reading ends', async () => {
  const piece = fc.constantFrom(
    '<p>',
    '</p>',
    '<script>x()</script>',
    '<img src=x onerror=x()>',
    '<a href="javascript:x()">',
    '</a>',
    '[caption ',
    ']',
    '[/caption]',
    '<!--',
    '-->',
    '<table>',
    '<tr>',
    '<td>',
    '\n\n',
    'a',
    '<b>',
    '"',
    '<svg onload=x()>',
    '&lt;script&gt;x()&lt;/script&gt;',
    '](javascript:x())',
    '![',
    '`',
    '<figure>',
    '<iframe src="javascript:x()">',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const converted = htmlToMarkdown(pieces.join(''))
      const page = toText(renderMarkdown(converted?.markdown ?? ''))
      assert.doesNotMatch(page, /<(script|img|svg|iframe)|(href|src)="\s*javascript:/i)
      for (const tag of page.match(/<[^>]*>/g) ?? [])
        assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\son\w+/)
    }),
    { numRuns: 300 },
  )
  for (const part of [
    '[caption ',
    '<!--',
    '<a ',
    '<p',
    '[embed]',
    '&',
    '<td>',
    'a\n\n',
    '* ',
    '\\',
    '<b>',
    '<li>',
    '<p><b>',
  ])
    await assertGrowsEvenly(htmlToMarkdown, part.repeat(Math.floor(200_000 / part.length)))
})
