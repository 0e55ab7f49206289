import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { eventPaths } from '#events/paths.ts'
import { intakeDeskPaths } from '#intake/paths.ts'
import { newsDeskPaths, newsPaths } from '#news/paths.ts'
import { pictureDeskPaths } from '#pictures/paths.ts'
import { postPaths } from '#posts/paths.ts'
import { reportDeskPaths, reportPaths } from '#reports/paths.ts'
import { roundupDeskPaths, roundupPaths } from '#roundups/paths.ts'
import { addEveryState, addNextEdition } from '#testing/events.ts'
import { findFaults } from '#testing/html.ts'
import { type SignedIn, signIn } from '#testing/member.ts'
import { addReports } from '#testing/reports.ts'
import { openSite, type Site } from '#testing/site.ts'

/** Follows every link within the site from a page on, at most `limit` pages, and reads each. */
async function crawl(
  get: (path: string) => Promise<Response>,
  { start, limit, within }: { start: string; limit: number; within: RegExp },
): Promise<{ pages: Map<string, string>; faults: string[] }> {
  const queue = [start]
  const seen = new Set(queue)
  const pages = new Map<string, string>()
  const faults: string[] = []
  for (let path = queue.shift(); path && pages.size < limit; path = queue.shift()) {
    const response = await get(path)
    if (response.status !== 200) {
      faults.push(`${path}: status ${response.status}`)
      continue
    }
    const text = await response.text()
    if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) continue
    pages.set(path, text)
    for (const [, href] of text.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)) {
      const url = new URL(href!.replaceAll('&amp;', '&'), `http://here${path}`)
      const next = url.pathname + url.search
      if (url.host !== 'here' || seen.has(next) || !within.test(next)) continue
      seen.add(next)
      queue.push(next)
    }
  }
  return { pages, faults }
}

async function readPage(answer: Response | Promise<Response>, path: string): Promise<string> {
  const response = await answer
  assert.equal(response.status, 200, path)
  return response.text()
}

/** Each fault once, with the first page that has it. */
async function faultsOf(pages: ReadonlyMap<string, string>): Promise<string[]> {
  const faults = new Map<string, string>()
  for (const [path, text] of pages)
    for (const fault of await findFaults(text)) {
      const kind = fault.replace(/^\d+:\d+ /, '')
      // The form of passkeys is sent by its script, and hidden where there is none.
      if (path === '/desk/account' && kind.startsWith('wcag/h32')) continue
      if (!faults.has(kind)) faults.set(kind, `${path} ${fault}`)
    }
  return [...faults.values()]
}

describe('the HTML of all pages', () => {
  let site: Site['inside']
  let member: SignedIn
  let reports: Awaited<ReturnType<typeof addReports>>
  before(async () => {
    site = await openSite()
    await addEveryState(site.world, await addNextEdition(site.world))
    reports = await addReports(site.world)
    member = await signIn(site)
  })

  test('every link of the public site leads somewhere, and every page is valid', async () => {
    for (const lang of site.world.texts.codes) {
      const within = new RegExp(`^/${lang}/`)
      const found = await crawl(async path => site.public.request(path), {
        start: `/${lang}/`,
        limit: 90,
        within,
      })
      assert.deepEqual(found.faults, [])
      assert.ok(found.pages.size > 30, `only ${found.pages.size} pages in ${lang}`)
      for (const path of [
        roundupPaths.show(lang, 2024),
        roundupPaths.take(lang, 2024, 'html'),
        newsPaths.list(lang),
        postPaths.event(lang, 'full'),
        postPaths.roundup(lang, 2024),
        postPaths.day(lang, '2024-05-21'),
        reportPaths.mine(lang),
      ])
        found.pages.set(path, await readPage(site.public.request(path), path))
      assert.deepEqual(await faultsOf(found.pages), [])
    }
  })

  test('every link of the desk leads somewhere, and every page is valid', async () => {
    for (const lang of site.world.texts.codes) {
      const get = (path: string) => member.get(path, { 'accept-language': lang })
      const found = await crawl(get, { start: '/desk', limit: 60, within: /^\/desk/ })
      const { shown, waiting } = reports
      const pasted = await member.post(intakeDeskPaths.list(), { text: LIST })
      for (const path of [
        intakeDeskPaths.list(),
        new URL(pasted.headers.get('location') ?? '', 'http://here/desk/').pathname,
        roundupDeskPaths.list(),
        roundupDeskPaths.edit(2024),
        roundupDeskPaths.text(2024, 'en'),
        roundupDeskPaths.text(2024, 'be'),
        newsDeskPaths.list(),
        newsDeskPaths.create(),
        pictureDeskPaths.list,
        reportDeskPaths.evening,
        reportDeskPaths.show(shown.id),
        reportDeskPaths.edit(waiting.id),
        reportDeskPaths.translate(shown.id, 'be'),
      ])
        found.pages.set(path, await readPage(get(path), path))
      assert.deepEqual(found.faults, [])
      assert.deepEqual(await faultsOf(found.pages), [])
    }
  })

  test('forms that are refused, and problems', async () => {
    for (const lang of site.world.texts.codes) {
      const pages = new Map<string, string>()
      const post = async (path: string, fields: Record<string, string>, status = 422) => {
        const response = await site.public.request(path, {
          method: 'POST',
          body: new URLSearchParams(fields),
        })
        assert.equal(response.status, status, path)
        pages.set(`POST ${path} ${pages.size}`, await response.text())
      }
      await post(eventPaths.announce(lang), {})
      await post(eventPaths.announce(lang), {
        ...FILLED,
        city: 'Paris',
        from: 'no date',
        hosts: 'John Smith',
      })
      await post(eventPaths.mine(lang), { code: 'wrong' })
      await post(`/${lang}/wrong`, { text: '' })
      const { code } = reports
      await post(reportPaths.mine(lang), { code: 'wrong' })
      await post(reportPaths.mine(lang), { code }, 200)
      await post(reportPaths.mine(lang), { code, do: 'send', add: 'quote', quotes: '2' }, 200)
      await post(reportPaths.mine(lang), { code, do: 'send', quote_0: 'Said', incident_0: 'Seen' })
      for (const path of [`/${lang}/nothing`, eventPaths.list(lang, { q: 'zzzz' })])
        pages.set(path, await (await site.public.request(path)).text())
      assert.deepEqual(await faultsOf(pages), [])
    }
  })
})

const LIST = '21 May 2024, Monday\nGdańsk, Poland. 18:00: Evening of letters. Location: Library'

const FILLED = {
  title: 'Evening of letters',
  kind: 'letter-writing',
  from: '2027-05-21',
  start: '19:00',
  end: '18:00',
}
