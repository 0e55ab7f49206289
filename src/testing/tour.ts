import assert from 'node:assert/strict'
import { before, type TestContext } from 'node:test'
import { findMistakes } from './axe.ts'
import { addEveryState, addNextEdition } from './events.ts'
import { addReports } from './reports.ts'
import { type Site, startSite } from './site.ts'
import { openBrowserOnce, type Visitor } from './visit.ts'

export type Tour = {
  site(): Site
  states(): Awaited<ReturnType<typeof addEveryState>>
  reports(): Awaited<ReturnType<typeof addReports>>
  /** Looks at every page it reaches in every language; a step goes to a page, or fills in the form that is open. */
  look(
    t: TestContext,
    options: {
      cookie?: () => Promise<string>
      steps: (lang: string) => (string | ((visitor: Visitor) => Promise<void>))[]
    },
  ): Promise<void>
}

/** A tour with axe through a site with events of every state; call it within a `describe`. */
export function prepareTour(): Tour {
  const visit = openBrowserOnce()
  let site: Site
  let states: Awaited<ReturnType<typeof addEveryState>>
  let reports: Awaited<ReturnType<typeof addReports>>
  before(async () => {
    site = await startSite({
      prepare: async world => {
        states = await addEveryState(world, await addNextEdition(world))
        reports = await addReports(world)
      },
    })
  })
  return {
    site: () => site,
    states: () => states,
    reports: () => reports,
    look: async (t, { cookie, steps }) => {
      const mistakes: string[] = []
      // Colours and sizes are the same in every language: the dark and wide page is looked at in one.
      for (const locale of site.inside.world.texts.codes)
        for (const dark of locale === 'en' ? [false, true] : [false]) {
          const width = dark ? 1280 : 320
          const signedIn = cookie ? { cookie: await cookie() } : {}
          const visitor = await visit(t, site.origin, { dark, width, locale, ...signedIn })
          for (const step of steps(locale)) {
            await (typeof step === 'string' ? visitor.go(step) : step(visitor))
            const where = `${visitor.page.url().replace(site.origin, '')} ${dark ? 'dark' : 'light'} ${width}`
            const found = await findMistakes(visitor.page, { looks: dark })
            mistakes.push(...found.map(line => `${where}: ${line}`))
          }
        }
      assert.deepEqual(mistakes, [])
    },
  }
}

/** Sends the form that is open by its last button and waits for the answer. */
export async function send({ page }: Visitor): Promise<void> {
  const loaded = page.waitForEvent('load')
  await page.locator('main form .button').last().click()
  await loaded
}
