import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { eventPaths } from '#events/paths.ts'
import { loadInvented } from '#example/load-actions.ts'
import { type Site, startSite } from '#testing/site.ts'

const KB = 1024
const EVENTS = 1000

/** What comes over the wire, in bytes, as a browser asks for it. */
async function weigh(url: string): Promise<number> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'br' } })
  assert.equal(response.status, 200, url)
  return Number(response.headers.get('content-length'))
}

describe('what pages weigh over the wire', () => {
  let site: Site
  before(async () => {
    site = await startSite({
      prepare: ({ database }) => loadInvented(database, { events: EVENTS, seed: 1, now: Date.now() }),
    })
  })

  test('there are that many', async () => {
    const list = await (await fetch(site.origin + eventPaths.list('en'))).text()
    assert.match(list, /role="status">1,0\d\d events/)
  })

  test('list pages: at most 30 KB, also with a thousand events', async () => {
    for (const lang of site.inside.world.texts.codes)
      for (const path of [
        `/${lang}/`,
        eventPaths.list(lang),
        eventPaths.list(lang, { page: 2 }),
        eventPaths.list(lang, { q: 'e' }),
        eventPaths.calendar(lang),
      ]) {
        const bytes = await weigh(site.origin + path)
        assert.ok(bytes > 2 * KB && bytes <= 30 * KB, `${path} weighs ${(bytes / KB).toFixed(1)} KB`)
      }
  })

  test('the map: at most 60 KB', async () => {
    const bytes = await weigh(site.origin + eventPaths.map('en'))
    assert.ok(bytes <= 60 * KB, `the map weighs ${(bytes / KB).toFixed(1)} KB`)
  })

  test('a first visit: at most 60 KB without fonts', async () => {
    const page = await (await fetch(`${site.origin}/en/`)).text()
    const files = [
      ...page.matchAll(/<(?:link rel="(?:stylesheet|icon)"|script type="module") (?:href|src)="([^"]+)"/g),
    ]
    assert.ok(files.length >= 2, 'styles and scripts')
    const sizes = await Promise.all([
      weigh(`${site.origin}/en/`),
      ...files.map(([, href]) => weigh(new URL(href!, `${site.origin}/en/`).href)),
    ])
    const bytes = sizes.reduce((sum, size) => sum + size, 0)
    assert.ok(bytes <= 60 * KB, `${(bytes / KB).toFixed(1)} KB`)
  })
})
