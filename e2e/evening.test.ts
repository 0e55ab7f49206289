import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { getEditions } from '#editions/store.ts'
import { reportDeskPaths, reportPaths } from '#reports/paths.ts'
import { listReports } from '#reports/store.ts'
import { addEvent } from '#testing/events.ts'
import { signIn } from '#testing/member.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser, type Visitor } from '#testing/visit.ts'

const REPORTS = 20
const MEMBERS = ['anna', 'barys', 'volha']

describe('the Day at 19:00', () => {
  const visit = openBrowser()
  let site: Site
  let codes: string[]
  before(async () => {
    site = await startSite({
      prepare: async world => {
        const edition = (await getEditions(world.database)).find(({ year }) => year === 2024)
        assert.ok(edition)
        const made = Array.from({ length: REPORTS }, (_, index) =>
          addEvent(world, edition, { slug: `evening-${index}` }),
        )
        codes = (await Promise.all(made)).map(({ code }) => code)
      },
    })
  })

  test('twenty reports, three members: each is published once, none is lost', async t => {
    const visitors = await Promise.all(
      MEMBERS.map(async (name, index) => {
        const { cookie } = await signIn(site.inside, { name })
        return visit(t, site.origin, { cookie, javaScript: index > 0 })
      }),
    )
    const begun = Date.now()
    let first = Infinity
    const arriving = (async () => {
      for (const [index, code] of codes.entries()) {
        const body = new URLSearchParams({ code, do: 'send', language: 'en', text: textOf(index) })
        const headers = { 'sec-fetch-site': 'same-origin' }
        const sent = await fetch(site.origin + reportPaths.mine('en'), { method: 'POST', body, headers })
        assert.ok(sent.ok, `report ${index}: ${sent.status}`)
      }
    })()
    const work = async (visitor: Visitor) => {
      const published: string[] = []
      for (let empty = 0; empty < 3; ) {
        const id = await takeOne(visitor)
        if (!id) {
          await arriving
          empty += 1
          continue
        }
        empty = 0
        await visitor.page.getByRole('button', { name: 'Publish', exact: true }).click()
        await visitor.page.waitForURL(/#done$/)
        published.push(id)
        first = Math.min(first, Date.now() - begun)
      }
      return published
    }
    const done = (await Promise.all(visitors.map(work))).flat()
    assert.equal(done.length, REPORTS)
    assert.equal(new Set(done).size, REPORTS, 'nothing was treated twice')
    const { db } = site.inside.world.database
    const out = await listReports(db, ['published'])
    const texts = out.map(({ content }) => content.text['en']).sort()
    assert.deepEqual(texts, codes.map((_, index) => textOf(index)).sort())
    const lines = await db.selectFrom('log').selectAll().where('action', '=', 'report-published').execute()
    assert.equal(lines.length, REPORTS)
    t.diagnostic(`${Math.round((Date.now() - begun) / 1000)} s, the first after ${first} ms`)
  })
})

/** Asks for the next one; the id of its event, or null where there is none. */
async function takeOne({ page, go }: Visitor): Promise<string | null> {
  await go(reportDeskPaths.evening)
  const loaded = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Take the next one' }).click()
  await loaded
  return /events\/([0-9a-f-]{36})\/report/.exec(page.url())?.[1] ?? null
}

function textOf(index: number): string {
  return `Report number ${index} (invented).`
}
