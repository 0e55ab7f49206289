import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { getEditions } from '#editions/store.ts'
import { eventPaths } from '#events/paths.ts'
import { write } from '#platform/db/database.ts'
import { reportDeskPaths, reportPaths } from '#reports/paths.ts'
import { insertReport, REPORTS_TOPIC } from '#reports/store.ts'
import { addEvent } from '#testing/events.ts'
import { signIn } from '#testing/member.ts'
import { addReports, TOLD } from '#testing/reports.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

describe('from what somebody tells to what everybody reads', () => {
  const visit = openBrowser()
  let site: Site
  let reports: Awaited<ReturnType<typeof addReports>>
  before(async () => {
    site = await startSite({
      prepare: async world => {
        reports = await addReports(world)
        const edition = (await getEditions(world.database)).find(({ year }) => year === 2024)
        assert.ok(edition)
        for (const slug of ['told-late', 'told-never'])
          await addEvent(world, edition, { slug, event: { arrived: '2024-05-01' } })
      },
    })
  })

  for (const javaScript of [false, true])
    test(`the whole way, ${javaScript ? 'with' : 'without'} scripts`, async t => {
      const said = `Said ${javaScript ? 'with' : 'without'} scripts (invented).`
      const organiser = await visit(t, site.origin, { javaScript, width: 360 })
      const form = organiser.page
      await organiser.go(reportPaths.mine('en'))
      await form.getByLabel('Private code').fill(reports.code)
      await form.locator('main form .button').click()
      await form.getByLabel('What happened').fill(said)
      await form.locator('[name=attendance]').fill('больш за дзвесце')
      const suggested = await form.locator('[name=at_least]').getAttribute('placeholder')
      assert.equal(suggested, javaScript ? '200' : null)
      await form.locator('[name=at_least]').fill('')
      await form.getByRole('button', { name: 'Add another quote' }).click()
      await form.locator('[name=quote_2]').fill('A third voice (invented).')
      await form.locator('[name=consent_2][value=unnamed]').check()
      assert.equal(await form.getByLabel('What happened').inputValue(), said)
      await form.getByRole('button', { name: 'Send what you changed' }).click()
      await form.getByRole('status').filter({ hasText: 'has arrived' }).waitFor()

      const { cookie } = await signIn(site.inside)
      const member = await visit(t, site.origin, { javaScript, cookie })
      const desk = member.page
      await member.go(reportDeskPaths.evening)
      // Another one waits too; each is handed out once.
      for (let round = 0; round < 2 && !(await desk.getByText(said).count()); round++) {
        await member.go(reportDeskPaths.evening)
        await desk.getByRole('button', { name: 'Take the next one' }).click()
        await desk.waitForURL(/\/report$/)
      }
      if (!javaScript) await desk.getByRole('button', { name: 'Publish', exact: true }).click()
      else await desk.getByRole('button', { name: 'Accept' }).click()
      await desk.waitForURL(/#done$/)
      const reader = await visit(t, site.origin, { javaScript })
      await reader.go(eventPaths.show('en', reports.waiting.slug!))
      await reader.page.getByText(said).waitFor()
      await reader.page.getByText('A third voice').waitFor()
    })

  test('the evening renews itself: what is new comes in, what is there stays, and so does the focus', async t => {
    const { cookie } = await signIn(site.inside)
    const { page, go } = await visit(t, site.origin, { cookie })
    await page.clock.install()
    await go(reportDeskPaths.evening)
    const unreported = page.locator('[data-group=unreported] li')
    const before = await unreported.count()
    const first = unreported.first()
    const key = await first.getAttribute('data-key')
    const second = unreported.nth(1)
    await second.locator('a').first().focus()
    await second.evaluate(row => Object.assign(row, { isTheSame: true }))
    const { world } = site.inside
    await write(world.database, [REPORTS_TOPIC], trx =>
      insertReport(trx, {
        eventId: key!,
        state: 'pending',
        version: 1,
        content: TOLD,
        proposed: null,
        arrived: '2024-05-22',
        publishedAt: null,
        updatedAt: null,
      }),
    )
    await page.clock.runFor(21_000)
    await page.locator(`[data-group=waiting] [data-key="${key}"]`).waitFor()
    assert.equal(await unreported.count(), before - 1)
    assert.equal(await unreported.first().evaluate(row => 'isTheSame' in row), true)
    assert.equal(
      await page.evaluate(() => document.activeElement?.closest('li')?.matches('[data-key]')),
      true,
    )
    assert.match((await page.locator('[data-part=status]').textContent()) ?? '', /wait/)
  })
})
