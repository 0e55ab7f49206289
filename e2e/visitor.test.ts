import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

describe('a visitor', () => {
  const visit = openBrowser()
  let site: Site
  before(async () => {
    site = await startSite()
  })

  for (const javaScript of [true, false])
    test(`reads the first page ${javaScript ? 'with' : 'without'} scripts`, async t => {
      const { page, go } = await visit(t, site.origin, { javaScript })
      assert.equal((await go('/')).status(), 200)
      assert.match(page.url(), /\/en\/$/)
      assert.match((await page.locator('h1').textContent()) ?? '', /Day of Solidarity/)
    })
})
