import assert from 'node:assert/strict'
import { before, describe, type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Edition } from '#editions/edition.ts'
import { eventPaths } from '#events/paths.ts'
import { addNextEdition } from '#testing/events.ts'
import { signIn } from '#testing/member.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowserOnce, type VisitOptions, type Visitor } from '#testing/visit.ts'

const list = eventPaths.list('en')

for (const host of ['localhost', 'vestka.test'] as const)
  for (const javaScript of [true, false])
    describe(`an organiser ${javaScript ? 'with' : 'without'} scripts on ${host}`, () => {
      // Each combination announces and publishes; the whole way is gone once with and once without scripts.
      const skip = javaScript === (host === 'localhost') ? false : 'gone in another combination'
      const visit = openBrowserOnce()
      let site: Site
      let edition: Edition
      let code = ''
      let slug = ''
      before(async () => {
        site = await startSite({ host, prepare: async world => (edition = await addNextEdition(world)) })
      })
      const say = (key: string, values?: Record<string, string | number>) =>
        site.inside.world.texts.in('en')(key, values)
      const press = async (page: Page, key: string) => {
        const loaded = page.waitForEvent('load')
        await page.getByRole('button', { name: say(key), exact: true }).click()
        await loaded
        await assertFits(page)
      }
      const come = (t: TestContext, options: VisitOptions = {}) =>
        visit(t, site.origin, { javaScript, width: 320, ...options })
      const comeAsMember = async (t: TestContext): Promise<Visitor> =>
        come(t, { cookie: (await signIn(site.inside)).cookie })

      /** Opens the event with its code, as somebody who comes back. */
      const openMine = async (visitor: Visitor) => {
        await visitor.go(eventPaths.mine('en'))
        await visitor.page.locator('[name=code]').fill(code)
        await press(visitor.page, 'events.mine.open')
      }
      /** Opens the event at the desk, from the queue. */
      const openAtDesk = async (t: TestContext, title: string) => {
        const visitor = await comeAsMember(t)
        await visitor.go('/desk')
        await assertFits(visitor.page)
        await visitor.page.getByRole('link', { name: title, exact: true }).click()
        await visitor.page.waitForLoadState()
        await assertFits(visitor.page)
        return visitor
      }

      test('a form that is refused comes back as it was filled in', async t => {
        const { page, go } = await come(t)
        await go('/en/')
        await page.getByRole('link', { name: say('editions.home.announce') }).click()
        const typed = {
          title: 'Вечар лістоў <b>& "сустрэча"',
          about: 'First paragraph.\n\n  Second, with spaces at its beginning.\n',
          from: edition.day,
          start: '19:00',
          end: '18:00',
          city: 'Paris',
          venue: 'Under the belfry',
          link: 'https://example.org/a?b=1&c=2',
          hosts: 'Letters Across\nBelarusians of Paris',
        }
        for (const [name, value] of Object.entries(typed)) await page.locator(`[name=${name}]`).fill(value)
        await page.locator('[name=kind]').selectOption('letter-writing')
        await page.locator('details').last().locator('summary').click()
        await page.locator('[name=spoken][value=be]').check()
        await page.locator('[name=spoken][value=fr]').check()
        await page.locator('[name=photos][value=ask]').check()
        await page.locator('[name=parts]').fill('19:00 Names\n19:30 Letters')
        await page.locator('[name=reveal]').selectOption('2')
        await page.locator('[name=hide_city]').check()
        const before = await valuesOf(page)
        await press(page, 'events.announce.send')
        assert.equal(await page.locator('#end-error').count(), 1)
        assert.deepEqual(await valuesOf(page), before)
        // A place that could be meant in several ways is asked back, with nothing lost.
        await page.locator('[name=end]').fill('21:00')
        await page.locator('[name=city]').fill('Brest')
        const again = await valuesOf(page)
        await press(page, 'events.announce.send')
        const { place, ...rest } = await valuesOf(page)
        assert.deepEqual(rest, again)
        assert.equal(place, undefined)
        const choices = await page.locator('[name=place]').count()
        assert.ok(choices >= 3, `${choices} places to choose from`)
      })

      test('announces an event and gets a code', async t => {
        const { page, go } = await come(t)
        await go(eventPaths.announce('en'))
        await fillIn(page, edition)
        await press(page, 'events.announce.send')
        assert.equal(await page.locator('h1').textContent(), say('events.announced.title'))
        code = (await page.locator('output.code').textContent()) ?? ''
        assert.match(code, /^(?:[A-Z0-9]{4}-){6}[A-Z0-9]{4}$/)
        await press(page, 'events.announced.open')
        assert.ok((await textOf(page)).includes(say('events.mine.state.pending')))
        assert.equal((await go(`${list}?q=Marathon`)).status(), 200)
        assert.equal(await page.getByText('Marathon of letters').count(), 0, 'not public before the desk')
      })

      test('a wrong code opens nothing', { skip }, async t => {
        const { page, go } = await come(t)
        await go(eventPaths.mine('en'))
        await page.locator('[name=code]').fill('AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG')
        await press(page, 'events.mine.open')
        assert.equal(await page.locator('#code-error').textContent(), say('events.mine.wrong'))
      })

      test('the desk asks back, the organiser answers', { skip }, async t => {
        const desk = await openAtDesk(t, 'Marathon of letters')
        await desk.page.locator('summary', { hasText: say('events.desk.ask') }).click()
        await desk.page.locator('[name=question]').fill('Which hall is it?')
        await press(desk.page, 'events.desk.do.ask')
        const visitor = await come(t)
        await openMine(visitor)
        assert.ok((await textOf(visitor.page)).includes('Which hall is it?'))
        await visitor.page.locator('[name=answer]').fill('The small one.')
        await press(visitor.page, 'events.mine.answer-send')
        assert.ok((await textOf(visitor.page)).includes('The small one.'))
        const again = await openAtDesk(t, 'Marathon of letters')
        assert.ok((await textOf(again.page)).includes('The small one.'))
      })

      test('the desk publishes it, and it stands everywhere', async t => {
        const desk = await openAtDesk(t, 'Marathon of letters')
        await desk.page.locator('[name=host_check][value=confirmed]').check()
        await press(desk.page, 'events.desk.do.publish')
        const { page, go } = await come(t)
        await go(list)
        await page.getByRole('link', { name: 'Marathon of letters', exact: true }).click()
        await page.waitForLoadState()
        await assertFits(page)
        slug = new URL(page.url()).pathname.split('/').at(-1)!
        const text = await textOf(page)
        for (const said of [
          'Marathon of letters',
          '19:00',
          'Vilnius',
          'Lithuania',
          'Cathedral Square',
          'Letters Across',
          say('events.host-check.confirmed'),
        ])
          assert.ok(text.includes(said), `${said} is not on the page`)
        await go(eventPaths.map('en'))
        assert.ok((await page.locator(`a.map-marker[href$="${slug}"]`).count()) > 0, 'a marker on the map')
        const read = async (path: string) =>
          (await fetch(`http://127.0.0.1:${site.server.port}${path}`)).text()
        const ics = await read(eventPaths.ics('en', slug))
        assert.match(ics, /SUMMARY;LANGUAGE=en:Marathon of letters/)
        assert.match(ics, new RegExp(`DTSTART;TZID=Europe/Vilnius:${edition.day.replaceAll('-', '')}T190000`))
        assert.match(await read(eventPaths.feed('en', 'rss')), /Marathon of letters/)
      })

      test('a change waits: the page stays until the desk accepts', { skip }, async t => {
        const visitor = await come(t)
        if (javaScript) {
          // A link may carry the code behind '#'; it is taken into the field and out of the address.
          await visitor.go(`${eventPaths.mine('en')}#${code}`)
          assert.equal(await visitor.page.locator('[name=code]').inputValue(), code)
          assert.doesNotMatch(visitor.page.url(), /#/)
          await press(visitor.page, 'events.mine.open')
        } else await openMine(visitor)
        await visitor.page.locator('summary', { hasText: say('events.mine.change') }).click()
        await visitor.page.locator('[name=start]').fill('20:00')
        await visitor.page.locator('[name=end]').fill('22:00')
        await press(visitor.page, 'events.mine.change-send')
        assert.ok((await textOf(visitor.page)).includes(say('events.mine.proposal.change')))
        const reader = await come(t)
        await reader.go(eventPaths.show('en', slug))
        assert.ok((await textOf(reader.page)).includes('19:00'))
        const desk = await openAtDesk(t, 'Marathon of letters')
        assert.match((await desk.page.locator('del').first().textContent()) ?? '', /19:00/)
        assert.match((await desk.page.locator('ins').first().textContent()) ?? '', /20:00/)
        await press(desk.page, 'events.desk.do.accept')
        await reader.page.reload()
        assert.match(await textOf(reader.page), /20:00–22:00/)
      })

      test('a cancelled event keeps its page, with the reason', { skip }, async t => {
        const visitor = await come(t)
        await openMine(visitor)
        await visitor.page.locator('summary', { hasText: say('events.mine.leave-public') }).click()
        await visitor.page.locator('[name=note]').fill('The hall was flooded.')
        await press(visitor.page, 'events.mine.leave-send')
        const desk = await openAtDesk(t, 'Marathon of letters')
        await press(desk.page, 'events.desk.do.accept')
        const reader = await come(t)
        assert.equal((await reader.go(eventPaths.show('en', slug))).status(), 200)
        const change = (await reader.page.locator('.change').textContent()) ?? ''
        assert.ok(change.includes(say('events.change.cancelled')))
        assert.ok(change.includes('The hall was flooded.'))
      })

      test('an event that is not public can be taken back at once', async t => {
        const { page, go } = await come(t)
        await go(eventPaths.announce('en'))
        await fillIn(page, edition)
        await press(page, 'events.announce.send')
        await press(page, 'events.announced.open')
        await page.locator('summary', { hasText: say('events.mine.leave') }).click()
        await press(page, 'events.mine.leave-send')
        assert.equal(await page.locator('h1').textContent(), say('events.mine.gone-title'))
      })
    })

async function fillIn(page: Page, edition: Edition): Promise<void> {
  const typed = {
    title: 'Marathon of letters',
    about: 'We write until midnight.',
    from: edition.day,
    start: '19:00',
    end: '21:00',
    city: 'Вільня',
    venue: 'Cathedral Square',
    hosts: 'Letters Across',
  }
  for (const [name, value] of Object.entries(typed)) await page.locator(`[name=${name}]`).fill(value)
  await page.locator('[name=kind]').selectOption('letter-marathon')
  await page.locator('[name=country]').selectOption('LT')
}

/** What a person has filled in, by field; not what the form carries unseen. */
async function valuesOf(page: Page): Promise<Record<string, string[]>> {
  const fields = page.locator('main form').first().locator('input:not([type=hidden]), select, textarea')
  const filled = await fields.evaluateAll(elements =>
    (elements as HTMLInputElement[])
      .filter(({ type, checked }) => checked || (type !== 'checkbox' && type !== 'radio'))
      .map(({ name, value }): [string, string] => [name, value]),
  )
  const values: Record<string, string[]> = {}
  for (const [name, value] of filled) (values[name] ??= []).push(value)
  return values
}

async function textOf(page: Page): Promise<string> {
  return (await page.locator('main').textContent()) ?? ''
}

/** No page is wider than the screen. */
async function assertFits(page: Page): Promise<void> {
  const width = await page.evaluate<number>('document.scrollingElement.scrollWidth')
  assert.ok(width <= page.viewportSize()!.width, `${page.url()} is ${width} px wide`)
}
