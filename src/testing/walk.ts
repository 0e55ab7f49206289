import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Page, Response } from 'playwright-core'
import { findMistakes } from './axe.ts'
import { findFaults } from './html.ts'
import type { Visitor } from './visit.ts'

type Values = Record<string, string | number>

/** A visitor who goes on by what stands on buttons and links; each page that comes is looked at. */
export type Walker = Visitor & {
  /** Goes to a path. */
  open(path: string): Promise<void>
  /** Presses the button with the words of this key; `of` is what the button names besides, for screen readers. */
  press(key: string, which?: { of?: string; values?: Values }): Promise<void>
  /** Follows the link with these words. */
  follow(name: string): Promise<void>
  /** Looks at the page again, after a script has changed it. */
  look(): Promise<void>
  /** Fails unless all of these words are on the page. */
  has(...words: string[]): Promise<void>
}

/**
 * Makes a visitor walk. Each page has to fit the screen; with `closely`, the HTML Standard has nothing to say about it
 * either, nor has axe where scripts run: it is one. The test fails at its end with all that was found.
 */
export function walk(
  t: TestContext,
  visitor: Visitor,
  {
    say,
    closely,
    javaScript,
  }: { say: (key: string, values?: Values) => string; closely: boolean; javaScript: boolean },
): Walker {
  const { page } = visitor
  const faults: string[] = []
  const sources: Promise<void>[] = []
  const read = (response: Response) => sources.push(readSource(response, faults))
  if (closely) page.on('response', read)
  t.after(() => {
    page.off('response', read)
    assert.deepEqual(faults, [])
  })
  const look = async () => {
    await Promise.all(sources.splice(0))
    const found = closely && javaScript ? await findMistakes(page) : await findWide(page)
    faults.push(...found.map(line => `${new URL(page.url()).pathname}: ${line}`))
  }
  const leave = async (work: () => Promise<unknown>) => {
    const loaded = page.waitForEvent('load')
    await work()
    await loaded
    await look()
  }
  return {
    ...visitor,
    look,
    open: path => leave(() => visitor.go(path)),
    press: (key, { of = '', values } = {}) => {
      const button = page.getByRole('button', { name: say(key, values), exact: of === '' })
      return leave(() => button.filter({ hasText: of }).first().click())
    },
    follow: name => leave(() => page.getByRole('link', { name, exact: true }).first().click()),
    has: async (...words) => {
      const text = (await page.locator('main').textContent()) ?? ''
      for (const word of words) assert.ok(text.includes(word), `${word} is not in: ${text}`)
    },
  }
}

async function readSource(response: Response, faults: string[]): Promise<void> {
  const isPage = (await response.headerValue('content-type').catch(() => null))?.startsWith('text/html')
  if (!isPage || !response.request().isNavigationRequest() || response.status() === 303) return
  const found = await findFaults(await response.text())
  faults.push(...found.map(line => `${new URL(response.url()).pathname}: ${line}`))
}

async function findWide(page: Page): Promise<string[]> {
  const width = await page.evaluate<number>('document.scrollingElement.scrollWidth')
  return width <= page.viewportSize()!.width ? [] : [`${width} px wide`]
}
