import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { enquiryPaths } from '#enquiries/paths.ts'
import { eventPaths } from '#events/paths.ts'
import { loadInvented } from '#example/load-actions.ts'
import { newsPaths } from '#news/paths.ts'
import { postPaths } from '#posts/paths.ts'
import { reportPaths } from '#reports/paths.ts'
import { roundupPaths } from '#roundups/paths.ts'
import { safetyPaths } from '#safety/paths.ts'
import { addEveryState, addNextEdition } from '#testing/events.ts'
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
        newsPaths.list(lang),
        roundupPaths.show(lang, 2024),
        postPaths.roundup(lang, 2024),
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

describe('the script of the seal', () => {
  let site: Site
  before(async () => {
    site = await startSite({
      prepare: async world => addEveryState(world, await addNextEdition(world)),
    })
  })

  /** The scripts that come with a page, and their bytes as files: what a browser reads before anybody does anything. */
  const scriptsOf = async (path: string) => {
    const answer = await fetch(site.origin + path)
    assert.equal(answer.status, 200, path)
    const found = [...(await answer.text()).matchAll(/<script[^>]* src="([^"]+)"/g)]
    const files = found.map(([, src]) => new URL(src!, site.origin + path))
    const sizes = files.map(async file => (await (await fetch(file)).arrayBuffer()).byteLength)
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    return {
      ofTheSeal: files
        .map(({ pathname }) => pathname)
        .filter(name => /seal|answer|open|cover|face/.test(name)),
      bytes,
    }
  }

  test('at most 20 KB before the first input, in forms with sealed fields', async () => {
    for (const path of [
      eventPaths.announce('en'),
      enquiryPaths.ask('en', 'secret'),
      enquiryPaths.asked('en'),
    ]) {
      const { ofTheSeal, bytes } = await scriptsOf(path)
      assert.equal(ofTheSeal.length, 1, path)
      assert.ok(bytes > 0 && bytes <= 20 * KB, `${path} has ${bytes} bytes of script`)
    }
  })

  test('is on no page that does not need it', async () => {
    for (const path of [
      '/en/',
      eventPaths.list('en'),
      eventPaths.map('en'),
      eventPaths.show('en', 'secret'),
      eventPaths.mine('en'),
      reportPaths.mine('en'),
      newsPaths.list('en'),
      roundupPaths.show('en', 2024),
      safetyPaths.show('en'),
      '/en/wrong',
      '/desk/sign-in',
    ])
      assert.deepEqual((await scriptsOf(path)).ofTheSeal, [], path)
  })
})
