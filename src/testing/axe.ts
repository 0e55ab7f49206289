import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What may differ where the same document is dark and wide. */
const LOOKS = ['color-contrast', 'target-size', 'link-in-text-block']

/**
 * What is wrong with the page that is open, by axe's rules for WCAG 2.2 AA and its best practices, one line for
 * each kind of mistake; and whether it is wider than the screen. `looks`: only what style can break.
 */
export async function findMistakes(page: Page, { looks = false } = {}): Promise<string[]> {
  const options = {
    runOnly: looks ? LOOKS : RULES,
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  }
  // Our policy lets no page run a text as a script: axe comes in through the browser's own door.
  const violations = await page.evaluate<AxeResults['violations']>(
    `${axe};axe.run(document, ${JSON.stringify(options)}).then(results => results.violations)`,
  )
  const wide = await page.evaluate<number>('document.scrollingElement.scrollWidth')
  const { width } = page.viewportSize()!
  return [
    ...violations.map(
      ({ id, nodes }) =>
        `${id} ${nodes.length} × ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.any[0]?.message ?? ''}`,
    ),
    ...(wide > width ? [`${wide} px wide`] : []),
  ]
}
