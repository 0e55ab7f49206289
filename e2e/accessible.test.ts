import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { before, describe, type TestContext, test } from 'node:test'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { editionDeskPaths } from '#editions/paths.ts'
import { eventDeskPaths, eventPaths } from '#events/paths.ts'
import { write } from '#platform/db/database.ts'
import { readSettings, SETTINGS_TOPIC, saveSettings } from '#settings/store.ts'
import { addEveryState, addNextEdition } from '#testing/events.ts'
import { signIn } from '#testing/member.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser, type Visitor } from '#testing/visit.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What may differ where the page is dark and wide: the rest is the same document. */
const LOOKS = ['color-contrast', 'target-size', 'link-in-text-block']

/** What axe finds on the page that is open, one line for each kind of mistake. */
async function findMistakes(page: Page, runOnly: readonly string[]): Promise<string[]> {
  const options = { runOnly, rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }
  // Our policy lets no page run a text as a script: axe comes in through the browser's own door.
  const violations = await page.evaluate<AxeResults['violations']>(
    `${axe};axe.run(document, ${JSON.stringify(options)}).then(results => results.violations)`,
  )
  return violations.map(
    ({ id, nodes }) =>
      `${id} ${nodes.length} × ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.any[0]?.message ?? ''}`,
  )
}

describe('pages for everybody', () => {
  const visit = openBrowser()
  let site: Site
  let states: Awaited<ReturnType<typeof addEveryState>>
  before(async () => {
    site = await startSite({
      prepare: async world => (states = await addEveryState(world, await addNextEdition(world))),
    })
  })

  /** Looks at pages on a phone in light and on a screen in dark; `reach` goes there, and may fill in a form. */
  async function look(
    t: TestContext,
    {
      lang,
      cookie,
      reach,
    }: { lang: string; cookie?: string; reach: ((visitor: Visitor) => Promise<unknown>)[] },
  ) {
    const mistakes: string[] = []
    for (const [dark, width] of [
      [false, 320],
      [true, 1280],
    ] as const) {
      const visitor = await visit(t, site.origin, {
        dark,
        width,
        locale: lang,
        ...(cookie ? { cookie } : {}),
      })
      const { page } = visitor
      for (const go of reach) {
        await go(visitor)
        const found = await findMistakes(page, dark ? LOOKS : RULES)
        const wide = await page.evaluate<number>('document.scrollingElement.scrollWidth')
        if (wide > width) found.push(`${wide} px wide`)
        const where = page.url().replace(site.origin, '')
        mistakes.push(...found.map(line => `${where} ${dark ? 'dark' : 'light'} ${width}: ${line}`))
      }
    }
    assert.deepEqual(mistakes, [])
  }
  const at = (path: string) => (visitor: Visitor) => visitor.go(path)
  const languages = async (each: (lang: string) => Promise<void>) => {
    for (const lang of site.inside.world.texts.codes) await each(lang)
  }
  const send = async ({ page }: Visitor) => {
    const loaded = page.waitForEvent('load')
    await page.locator('main form .button').last().click()
    await loaded
  }

  test('reading', t =>
    languages(lang =>
      look(t, {
        lang,
        reach: [
          `/${lang}/`,
          `/${lang}/2024/`,
          eventPaths.list(lang),
          eventPaths.list(lang, { q: 'zzzz' }),
          eventPaths.calendar(lang),
          eventPaths.map(lang),
          eventPaths.countryMap(lang, 'LT'),
          ...['full', 'cancelled', 'moved', 'online', 'hidden', 'dateless'].map(slug =>
            eventPaths.show(lang, slug),
          ),
          eventPaths.next(lang),
          eventPaths.embed(lang),
          `/${lang}/nothing`,
        ].map(at),
      }),
    ))

  test('forms, as they come and when they are refused', t =>
    languages(lang =>
      look(t, {
        lang,
        reach: [
          at(eventPaths.announce(lang)),
          async visitor => {
            await visitor.page.locator('[name=hosts]').fill('John Smith')
            await send(visitor)
          },
          at(eventPaths.mine(lang)),
          async visitor => {
            await visitor.page.locator('[name=code]').fill('AAAA')
            await send(visitor)
          },
          async visitor => {
            await visitor.page.locator('[name=code]').fill(states['asked']!.code)
            await send(visitor)
          },
          at(`/${lang}/wrong`),
          async visitor => {
            await visitor.page.locator('[name=text]').fill('x'.repeat(2001))
            await send(visitor)
          },
        ],
      }),
    ))

  test('the desk', t =>
    languages(async lang => {
      const { cookie } = await signIn(site.inside)
      const { full, pending, asked, changing, leaving } = states
      await look(t, {
        lang,
        cookie,
        reach: [
          '/desk',
          ...[full, pending, asked, changing, leaving].map(state => eventDeskPaths.show(state!.event.id)),
          eventDeskPaths.edit(full!.event.id),
          eventDeskPaths.translate(full!.event.id, 'be'),
          eventDeskPaths.create(),
          editionDeskPaths.list(),
          editionDeskPaths.edit(2024),
          '/desk/settings',
          '/desk/log',
          '/desk/account',
          '/desk/members',
          '/desk/nothing',
        ].map(at),
      })
    }))

  test('the way into the desk', t =>
    languages(lang => look(t, { lang, reach: ['/desk/sign-in', '/desk/welcome'].map(at) })))

  test('announcing while forms are paused', async t => {
    const { database } = site.inside.world
    const shield = (to: 'open' | 'paused') =>
      write(database, [SETTINGS_TOPIC], async trx =>
        saveSettings(trx, { ...(await readSettings(trx)), shield: to }),
      )
    await shield('paused')
    await languages(lang => look(t, { lang, reach: [at(eventPaths.announce(lang)), at(`/${lang}/wrong`)] }))
    await shield('open')
  })
})
