import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { getEditions } from '#editions/store.ts'
import { eventPaths } from '#events/paths.ts'
import { addEvent } from '#testing/events.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser, type Visitor } from '#testing/visit.ts'

const YEAR = { edition: 2024 } as const
const PAGES = (lang: string) => [
  `/${lang}/`,
  `/${lang}/2024/`,
  eventPaths.list(lang),
  eventPaths.calendar(lang),
  eventPaths.map(lang),
  eventPaths.show(lang, 'vilnius-rally'),
  eventPaths.announce(lang),
]

describe('a visitor', () => {
  const visit = openBrowser()
  let site: Site
  before(async () => {
    site = await startSite()
  })
  const titles = ({ page }: Visitor) => page.locator('.event-what h3').allTextContents()

  for (const javaScript of [true, false]) {
    const how = `${javaScript ? 'with' : 'without'} scripts`

    test(`comes in, in the language of the browser, ${how}`, async t => {
      const { page, go, context } = await visit(t, site.origin, { javaScript, locale: 'be' })
      assert.equal((await go('/')).status(), 200)
      assert.match(page.url(), /\/be\/$/)
      assert.equal(await page.locator('html').getAttribute('lang'), 'be')
      assert.match((await page.locator('h1').textContent()) ?? '', /Дзень салідарнасці/)
      assert.deepEqual(await context.cookies(), [])
    })

    test(`finds events with the form, ${how}`, async t => {
      const visitor = await visit(t, site.origin, { javaScript })
      const { page, go } = visitor
      await go(eventPaths.list('en', YEAR))
      const all = await titles(visitor)
      assert.equal(all.length, 15)
      await page.locator('summary').first().click()
      await page.locator('[name=country]').selectOption('PL')
      await page.locator('form[role=search] .button').first().click()
      await page.waitForURL(/country=PL/)
      const polish = await titles(visitor)
      assert.ok(polish.length > 0 && polish.length < all.length)
      assert.equal(await page.locator('[name=country]').inputValue(), 'PL')
      // The same without leaving the words in the address; another spelling finds as well.
      await go(eventPaths.list('en', YEAR))
      await page.locator('[name=q]').fill('Вильнюс')
      const loaded = page.waitForEvent('load')
      await page.locator('form[role=search] .button--quiet').click()
      await loaded
      assert.doesNotMatch(page.url(), /q=/)
      assert.equal((await titles(visitor)).length, 2)
    })

    test(`goes from the calendar and the map to the events, ${how}`, async t => {
      const visitor = await visit(t, site.origin, { javaScript, width: 390 })
      const { page, go } = visitor
      await go(eventPaths.calendar('en', YEAR))
      await page.getByRole('link', { name: /^Sunday, 19 May 2024/ }).click()
      await page.waitForURL(/day=2024-05-19/)
      assert.equal((await titles(visitor)).length, 3)
      await go(eventPaths.map('en', YEAR))
      const marker = page.locator('a.map-marker:visible', { hasText: 'Rome' }).first()
      await marker.click()
      await page.waitForURL(/rome/)
      assert.match((await page.locator('h1').textContent()) ?? '', /Rome/)
    })

    test(`changes the language and stays where it is, ${how}`, async t => {
      const { page, go } = await visit(t, site.origin, { javaScript })
      await go(eventPaths.show('en', 'klaipeda-ride'))
      await page.locator('a[hreflang=be]').last().click()
      await page.waitForURL(/\/be\/events\/klaipeda-ride$/)
      assert.match((await page.locator('h1').textContent()) ?? '', /Велапрабег/)
    })
  }

  test('goes by keyboard: first past the menu, and always sees where', async t => {
    const { page, go } = await visit(t, site.origin)
    await go('/en/')
    await page.keyboard.press('Tab')
    const skip = page.locator(':focus')
    assert.equal(await skip.getAttribute('href'), '#content')
    assert.ok((await skip.boundingBox())!.y >= 0, 'the link past the menu shows itself')
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press('Tab')
      const seen = await page.locator(':focus').evaluate(element => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element)
        const target = element.querySelector('.map-target')
        const ring = target ? getComputedStyle(target).stroke : ''
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || (ring !== '' && ring !== 'none')
      })
      assert.ok(
        seen,
        `step ${step}: ${await page.locator(':focus').evaluate(element => element.outerHTML.slice(0, 120))}`,
      )
    }
  })

  test('reads on paper: no menus, dark ink, nothing cut off', async t => {
    const { page, go } = await visit(t, site.origin, { dark: true })
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    for (const path of PAGES('en')) {
      await go(path)
      assert.equal(await page.locator('.top-nav').isVisible(), false, path)
      const colors = await page.evaluate(
        'const { color, backgroundColor } = getComputedStyle(document.body); [color, backgroundColor]',
      )
      assert.deepEqual(colors, ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'], path)
      assert.ok((await page.pdf({ format: 'A4' })).length > 10_000, path)
    }
  })

  test('sees no page wider than a small phone, in any language', async t => {
    const { page, go } = await visit(t, site.origin, { width: 320 })
    for (const lang of site.inside.world.texts.codes)
      for (const path of PAGES(lang)) {
        await go(path)
        const width = await page.evaluate<number>('document.scrollingElement.scrollWidth')
        assert.ok(width <= 320, `${path} is ${width} px wide`)
      }
  })

  test('is told the time by the own clock only where it differs', async t => {
    const { world } = site.inside
    const edition = (await getEditions(world.database)).find(({ year }) => year === 2024)
    await addEvent(world, edition!, { slug: 'with-a-time' })
    for (const [zone, differs] of [
      ['Europe/Vilnius', false],
      ['America/New_York', true],
    ] as const) {
      const { page, go } = await visit(t, site.origin, { zone })
      await go(eventPaths.show('en', 'with-a-time'))
      const told = (await page.locator('own-time').textContent()) ?? ''
      assert.match(told, differs ? /11:00–13:00/ : /^$/)
    }
  })
})
