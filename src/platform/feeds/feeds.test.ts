import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { dropUnsafe } from '#platform/text/clean.ts'
import { writeAtom } from './atom.ts'
import type { Feed } from './feed.ts'
import { writeJsonFeed } from './json-feed.ts'
import { writeRss } from './rss.ts'

const FEED: Feed = {
  title: 'Дзень салідарнасці & «падзеі»',
  description: 'Events <of> 2024',
  language: 'be',
  selfUrl: 'https://example.org/be/events.xml?a=1&b=2',
  siteUrl: 'https://example.org/be/events',
  id: 'urn:uuid:f0',
  updated: Date.UTC(2024, 4, 21, 16, 0, 5),
  items: [
    {
      id: 'urn:uuid:a1',
      url: 'https://example.org/be/events/a1',
      title: 'Vilnius: 1 < 2 & "3"',
      html: '<p lang="be">Мітынг &amp; песні</p>',
      text: 'Мітынг & песні\n<18:00>',
      published: Date.UTC(2024, 4, 1),
      updated: Date.UTC(2024, 4, 2, 3, 4, 5, 6),
      tags: ['мітынг', 'R&D'],
      language: 'lt',
    },
    {
      id: 'urn:uuid:a2',
      url: 'https://example.org/be/events/a2',
      title: 'b',
      text: 'c',
      published: 0,
      updated: 0,
    },
  ],
}

type Node = { path: string; attributes: Record<string, string>; text: string }

// Every element with its path, attributes and text, by a parser that stops at whatever is not well-formed.
function parse(xml: string): Node[] {
  const nodes: Node[] = []
  const open: Node[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', tag => {
    const attributes = Object.fromEntries(Object.values(tag.attributes).map(one => [one.name, one.value]))
    const node = { path: `${open.at(-1)?.path ?? ''}/${tag.name}`, attributes, text: '' }
    open.push(node)
    nodes.push(node)
  })
  parser.on('text', text => {
    const node = open.at(-1)
    if (node) node.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  return nodes
}

const textsAt = (nodes: Node[], path: string) =>
  nodes.filter(node => node.path === path).map(node => node.text)
const attributesAt = (nodes: Node[], path: string) =>
  nodes.filter(node => node.path === path).map(node => node.attributes)

test('RSS 2.0', () => {
  const nodes = parse(writeRss(FEED))
  const channel = (name: string) => textsAt(nodes, `/rss/channel/${name}`)
  const item = (name: string) => textsAt(nodes, `/rss/channel/item/${name}`)
  assert.equal(nodes[0]?.attributes.version, '2.0')
  assert.deepEqual(channel('title'), [FEED.title])
  assert.deepEqual(channel('link'), [FEED.siteUrl])
  assert.deepEqual(channel('language'), ['be'])
  assert.deepEqual(channel('lastBuildDate'), ['Tue, 21 May 2024 16:00:05 GMT'])
  assert.deepEqual(attributesAt(nodes, '/rss/channel/atom:link'), [
    { href: FEED.selfUrl, rel: 'self', type: 'application/rss+xml' },
  ])
  assert.deepEqual(item('title'), ['Vilnius: 1 < 2 & "3"', 'b'])
  assert.deepEqual(item('guid'), ['urn:uuid:a1', 'urn:uuid:a2'])
  assert.deepEqual(attributesAt(nodes, '/rss/channel/item/guid'), [
    { isPermaLink: 'false' },
    { isPermaLink: 'false' },
  ])
  assert.deepEqual(item('pubDate'), ['Wed, 01 May 2024 00:00:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT'])
  assert.deepEqual(item('description'), ['Мітынг &amp; песні<br>\n&lt;18:00&gt;', 'c'])
  assert.deepEqual(item('content:encoded'), ['<p lang="be">Мітынг &amp; песні</p>'])
  assert.deepEqual(item('category'), ['мітынг', 'R&D'])
  assert.deepEqual(item('dc:language'), ['lt'])
})

test('Atom', () => {
  const nodes = parse(writeAtom(FEED))
  const feed = (name: string) => textsAt(nodes, `/feed/${name}`)
  const entry = (name: string) => textsAt(nodes, `/feed/entry/${name}`)
  assert.deepEqual(nodes[0]?.attributes, { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'be' })
  assert.deepEqual(feed('id'), ['urn:uuid:f0'])
  assert.deepEqual(feed('updated'), ['2024-05-21T16:00:05.000Z'])
  assert.deepEqual(feed('author/name'), [FEED.title])
  assert.deepEqual(
    attributesAt(nodes, '/feed/link').map(({ rel, href }) => [rel, href]),
    [
      ['self', FEED.selfUrl],
      ['alternate', FEED.siteUrl],
    ],
  )
  assert.deepEqual(entry('id'), ['urn:uuid:a1', 'urn:uuid:a2'])
  assert.deepEqual(entry('updated'), ['2024-05-02T03:04:05.006Z', '1970-01-01T00:00:00.000Z'])
  assert.deepEqual(entry('summary'), ['Мітынг & песні\n<18:00>', 'c'])
  assert.deepEqual(entry('content'), ['<p lang="be">Мітынг &amp; песні</p>'])
  assert.deepEqual(attributesAt(nodes, '/feed/entry/content'), [{ type: 'html' }])
  assert.deepEqual(attributesAt(nodes, '/feed/entry/category'), [{ term: 'мітынг' }, { term: 'R&D' }])
  assert.deepEqual(attributesAt(nodes, '/feed/entry'), [{ 'xml:lang': 'lt' }, {}])
})

test('JSON Feed 1.1', () => {
  const feed = JSON.parse(writeJsonFeed(FEED))
  assert.equal(feed.version, 'https://jsonfeed.org/version/1.1')
  assert.equal(feed.feed_url, FEED.selfUrl)
  assert.equal(feed.home_page_url, FEED.siteUrl)
  assert.deepEqual(feed.items[0], {
    id: 'urn:uuid:a1',
    url: 'https://example.org/be/events/a1',
    title: 'Vilnius: 1 < 2 & "3"',
    content_html: '<p lang="be">Мітынг &amp; песні</p>',
    content_text: 'Мітынг & песні\n<18:00>',
    date_published: '2024-05-01T00:00:00.000Z',
    date_modified: '2024-05-02T03:04:05.006Z',
    tags: ['мітынг', 'R&D'],
    language: 'lt',
  })
  assert.deepEqual(Object.keys(feed.items[1]), [
    'id',
    'url',
    'title',
    'content_text',
    'date_published',
    'date_modified',
  ])
})

test('a feed without items is valid', () => {
  const empty = { ...FEED, items: [] }
  assert.deepEqual(textsAt(parse(writeRss(empty)), '/rss/channel/item'), [])
  assert.deepEqual(textsAt(parse(writeAtom(empty)), '/feed/entry'), [])
  assert.deepEqual(JSON.parse(writeJsonFeed(empty)).items, [])
})

test('any string whatever stays well-formed and comes back', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          '&',
          '<',
          '>',
          ']]>',
          '<![CDATA[',
          '"',
          "'",
          '\0',
          '\ud800',
          '\ufffe',
          '\x85',
          '\t',
          '\n',
          '\r',
          '&amp;',
          'ў',
        ),
      )
      .map(list => list.join('')),
  )
  fc.assert(
    fc.property(any, any, (a, b) => {
      const item = {
        id: a,
        url: b,
        title: a,
        html: b,
        text: a,
        published: 0,
        updated: 0,
        tags: [b],
        language: a || 'x',
      }
      const feed = { ...FEED, title: a, description: b, language: a, selfUrl: b, siteUrl: a, items: [item] }
      const [one, two] = [dropUnsafe(a), dropUnsafe(b)]
      const rss = parse(writeRss(feed))
      assert.deepEqual(textsAt(rss, '/rss/channel/item/title'), [one])
      assert.deepEqual(textsAt(rss, '/rss/channel/item/content:encoded'), [two])
      const atom = parse(writeAtom(feed))
      assert.deepEqual(textsAt(atom, '/feed/entry/summary'), [one])
      // White space in an attribute reads as spaces (XML 1.0 §3.3.3).
      assert.equal(attributesAt(atom, '/feed/entry/category')[0]?.term, two.replace(/[\t\n]/g, ' '))
      const json = JSON.parse(writeJsonFeed(feed))
      assert.equal(json.items[0].content_html, two)
    }),
    { numRuns: 1000 },
  )
})
