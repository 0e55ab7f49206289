import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '#testing/chromium.ts'
import { fillForm, type Wish } from './fill.ts'
import { WITH_SCRIPTS } from './scripts.ts'
import type { Tale } from './tale.ts'
import { createVisitor } from './visitor.ts'

/** Real visitors in Chromium, with scripts and without: they announce an event, ask for a place and read the answer. */
export async function visitAsPeople(tale: Tale, slug: string): Promise<void> {
  const browser = await launchChromium()
  try {
    for (const javaScript of [true, false]) await visit(tale, { browser, javaScript, slug })
  } finally {
    await browser.close()
  }
}

async function visit(
  tale: Tale,
  { browser, javaScript, slug }: { browser: Browser; javaScript: boolean; slug: string },
): Promise<void> {
  const context = await browser.newContext({
    baseURL: tale.house.origin,
    ignoreHTTPSErrors: true,
    javaScriptEnabled: javaScript,
    userAgent: tale.canaries.make('user agents', { from: 'every request: browser', clear: false }),
    locale: 'en',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const send = (path: string, wish: Wish = {}) => fillIn(tale, page, { path, wish, javaScript })
  await send('/en/events/new')
  const ask = `/en/events/${slug}/ask`
  await send(ask)
  const code = await page.locator('output').first().textContent()
  await send('/en/events/asked', { values: { code: code ?? '' } })
  await context.close()
}

/** Fills in the form of a page as the table says, with the keyboard and the mouse, and sends it. */
async function fillIn(
  tale: Tale,
  page: Page,
  { path, wish, javaScript }: { path: string; wish: Wish; javaScript: boolean },
): Promise<void> {
  await page.goto(path)
  await page.locator('details').evaluateAll(all => {
    for (const one of all) one.setAttribute('open', '')
  })
  const seen = await createVisitor(tale).get(path)
  const form = seen.forms.find(({ method, action }) => method === 'POST' && action === path)
  if (!form) throw new Error(`no form at ${path}`)
  // What its script seals is typed as it is; only what it is called in the run differs.
  const names = /data-fields="([^"]*)"/.exec(seen.text)?.[1]?.split(' ') ?? []
  const sealing = javaScript ? { names, seal: (text: string) => text } : undefined
  const { fields } = fillForm(tale.canaries, form, { ...wish, sealing })
  for (const [name, value] of fields) await type(page, name.replace(/_sealed$/, ''), value)
  const answered = page.waitForResponse(
    response => response.request().method() === 'POST' && response.url().endsWith(path),
  )
  await page
    .locator(`form[action$="${path.split('/').at(-1)}"] .actions button`)
    .first()
    .click()
  const status = (await answered).status()
  if (status >= 400) throw new Error(`${status} at ${path} in Chromium${javaScript ? WITH_SCRIPTS : ''}`)
  await page.waitForLoadState()
}

async function type(page: Page, name: string, value: string): Promise<void> {
  const field = page.locator(`[name="${name}"]`)
  if ((await field.count()) === 0) return
  const [tag, kind] = await field.first().evaluate(one => [one.tagName, one.getAttribute('type')])
  if (kind === 'hidden' || tag === 'BUTTON') return
  if (kind === 'radio' || kind === 'checkbox') {
    const choice = page.locator(`[name="${name}"][value="${value}"]`)
    if ((await choice.count()) > 0) await choice.first().check({ force: true })
    return
  }
  if (tag === 'SELECT') await field.first().selectOption(value)
  else if (await field.first().isVisible()) await field.first().fill(value)
  else await field.first().evaluate((one, text) => ((one as HTMLInputElement).value = text), value)
}
