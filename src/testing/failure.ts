import type { TestContext } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'

const LOOK_MS = 10_000
const MOST = 1500

/** Where a test failed, adds to its error what its pages show and what else was wrong, for who sees only the report. */
export async function tellWhatWasThere(
  t: TestContext,
  { context, problems }: { context: BrowserContext; problems: readonly string[] },
): Promise<void> {
  // Node's types do not know it yet; it is null while nothing has failed.
  const { error: failure } = t as TestContext & { error: Error | null }
  const error = failure?.cause ?? failure
  if (!(error instanceof Error)) return
  const pages = await Promise.all(context.pages().map(describePage))
  error.stack = [error.stack, ...pages, ...problems.map(problem => `Problem: ${problem}`)].join('\n')
}

async function describePage(page: Page): Promise<string> {
  const text = await Promise.race([
    page.evaluate<string>('document.body.innerText').catch(error => `cannot be read: ${error.message}`),
    // A page that hangs says nothing, and must not hang the report.
    new Promise<string>(resolve => setTimeout(resolve, LOOK_MS, 'does not answer').unref()),
  ])
  const line = text.replace(/\s+/g, ' ')
  return `Page ${page.url()}: ${line.slice(0, MOST)}${line.length > MOST ? ` … (${line.length})` : ''}`
}
