import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { withDay } from '#testing/event.ts'
import { onBothEngines } from '#testing/world.ts'
import { SECTIONS, type Section } from './paths.ts'

const THREATS = readFileSync(new URL('../../docs/threats.md', import.meta.url), 'utf8')

/** Where docs/threats.md says the whole of what a paragraph of the page says. */
const PARAGRAPHS: Record<Section, string> = {
  published: 'fields',
  contact: 'contacts',
  venue: 'enquiries',
  enquiry: 'enquiries',
  pictures: 'fields',
  codes: 'guess',
  visits: 'visits',
  disk: 'disk',
  server: 'server',
  desk: 'volunteer',
  phone: 'phone',
  sharing: 'sharing',
  deleting: 'deleting',
}

/** Sentences that promise something, with the paragraph to which each leads. */
const PROMISES: readonly { view: string; key: string; section: Section }[] = [
  { view: 'corrections/views/wrong.ts', key: 'corrections.hint', section: 'deleting' },
  { view: 'events/views/announce.ts', key: 'events.announce.privacy', section: 'published' },
  { view: 'enquiries/views/ask.ts', key: 'enquiries.ask.then', section: 'enquiry' },
  { view: 'enquiries/views/asked.ts', key: 'enquiries.asked.lost', section: 'codes' },
]

test('every paragraph stands in docs/threats.md, and every link in it leads somewhere', () => {
  const anchors = new Set([...THREATS.matchAll(/^#+ .*\{#([\w-]+)\}$/gm)].map(([, id]) => id))
  for (const section of SECTIONS)
    assert.ok(anchors.has(PARAGRAPHS[section]), `${section}: #${PARAGRAPHS[section]}`)
  for (const [, id] of THREATS.matchAll(/\]\(#([\w-]+)\)/g)) assert.ok(anchors.has(id), `#${id}`)
})

test('a sentence that promises something leads to its paragraph', () => {
  for (const { view, key, section } of PROMISES) {
    const source = readFileSync(new URL(`../${view}`, import.meta.url), 'utf8')
    assert.ok(source.includes(`t('${key}')} \${promiseLink(page, '${section}')}`), `${view}: ${key}`)
  }
})

onBothEngines('links to what is promised', make => {
  test('lead to a paragraph of the page, in every language', async () => {
    const testWorld = await withDay(await make())
    for (const lang of testWorld.world.texts.codes) {
      const page = await (await testWorld.public.request(`/${lang}/safety`)).text()
      for (const section of SECTIONS) assert.ok(page.includes(` id="${section}"`), section)
      for (const path of ['', 'events/new', 'events/asked', 'wrong']) {
        const text = await (await testWorld.public.request(`/${lang}/${path}`)).text()
        const links = [...text.matchAll(/href="[^"]*\/?safety(?:#([^"]*))?"/g)]
        assert.ok(links.length > 0, path)
        for (const [, id] of links) assert.ok(!id || page.includes(` id="${id}"`), `${path}: #${id}`)
        if (path)
          assert.ok(
            links.some(([, id]) => id),
            path,
          )
      }
    }
  })
})
