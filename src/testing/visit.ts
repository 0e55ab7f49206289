import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Browser, BrowserContext, Page, Response } from 'playwright-core'
import { launchChromium } from './chromium.ts'
import { tellWhatWasThere } from './failure.ts'
import { atTheEnd } from './server.ts'
import { PATIENCE_MS } from './until.ts'

export type VisitOptions = {
  javaScript?: boolean
  width?: number
  height?: number
  dark?: boolean
  /** Languages the browser asks for. */
  locale?: string
  /** Where the visitor is, as an IANA zone. */
  zone?: string
  /** A cookie 'name=value' of somebody who is signed in at the desk. */
  cookie?: string
}

export type Visitor = {
  page: Page
  context: BrowserContext
  /** Goes to a path of the site and returns the answer. */
  go(path: string): Promise<Response>
  /** What went wrong so far, one line each; read at the end by itself. */
  problems: string[]
}

type Visit = (t: TestContext, origin: string, options?: VisitOptions) => Promise<Visitor>

/**
 * Starts one browser; call it in a `describe` or at the top of a file. Each visitor has a fresh profile. When the test
 * ends it fails if a page that it saw logged an error, broke its own security policy, missed a file, called another
 * host, set a cookie outside the desk or kept something on the device.
 */
export function openBrowser(): Visit {
  const browser = startOnce()
  return async (t, origin, options = {}) => {
    const visitor = await enter(await browser(), { ...options, origin })
    t.after(async () => {
      const problems = await sumUp(t, visitor)
      await visitor.context.close()
      assert.deepEqual(problems, [])
    })
    return visitor
  }
}

/**
 * The same with visitors who come back: who is asked for with the options of an earlier one, another cookie aside, is
 * that one, on the page that was left. A new page costs ten times as much as a way to another.
 */
export function openBrowserOnce(): Visit {
  const browser = startOnce()
  const known = new Map<string, Promise<Visitor>>()
  return async (t, origin, { cookie, ...options } = {}) => {
    const key = JSON.stringify([origin, options, cookie !== undefined])
    if (!known.has(key)) known.set(key, enter(await browser(), { ...options, origin }))
    const visitor = await known.get(key)!
    await visitor.context.clearCookies()
    await addCookie(visitor.context, { origin, cookie })
    t.after(async () => assert.deepEqual(await sumUp(t, visitor), []))
    return visitor
  }
}

function startOnce(): () => Promise<Browser> {
  let launched: Promise<Browser> | undefined
  atTheEnd(async () => (await launched)?.close())
  return () => (launched ??= launchChromium())
}

async function enter(browser: Browser, options: VisitOptions & { origin: string }): Promise<Visitor> {
  const { origin } = options
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: options.javaScript ?? true,
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.dark ? 'dark' : 'light',
    locale: options.locale ?? 'en',
    timezoneId: options.zone ?? 'Europe/Vilnius',
    serviceWorkers: 'allow',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  await addCookie(context, options)
  const problems: string[] = []
  watch(context, { origin, problems })
  const page = await context.newPage()
  return {
    page,
    context,
    problems,
    go: async path => {
      const response = await page.goto(path)
      assert.ok(response, `no answer for ${path}`)
      return response
    },
  }
}

async function addCookie(
  context: BrowserContext,
  { origin, cookie }: { origin: string; cookie?: string | undefined },
): Promise<void> {
  if (!cookie) return
  const [name, value] = cookie.split('=') as [string, string]
  await context.addCookies([{ name, value, url: `${origin}/desk`, httpOnly: true, sameSite: 'Strict' }])
}

/** All that went wrong since it was last asked, and what the visit kept. */
async function sumUp(t: TestContext, { context, problems }: Visitor): Promise<string[]> {
  await tellWhatWasThere(t, { context, problems })
  const kept = await leftBehind(context)
  return [...problems.splice(0), ...kept]
}

function watch(context: BrowserContext, { origin, problems }: { origin: string; problems: string[] }): void {
  const pathOf = (url: string) => url.replace(origin, '')
  context.on('console', message => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    // Chromium calls a page with status 422 a resource that failed to load; files are looked at below.
    if (/^Failed to load resource: the server responded with a status of \d+/.test(message.text())) return
    // Over plain http on a name, Chromium says that it leaves this one header aside.
    if (origin.startsWith('http://vestka.test') && /Cross-Origin-Opener-Policy header/.test(message.text()))
      return
    problems.push(`console: ${message.text()} (${pathOf(message.location().url)})`)
  })
  context.on('weberror', found => problems.push(`script: ${found.error()}`))
  context.on('request', request => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) problems.push(`another host: ${url}`)
  })
  context.on('requestfailed', request => {
    const why = request.failure()?.errorText
    // Whoever goes on before the icon has come, or to a file, has not missed anything.
    if (why !== 'net::ERR_ABORTED') problems.push(`failed: ${pathOf(request.url())} ${why}`)
  })
  context.on('response', async response => {
    const request = response.request()
    const path = pathOf(response.url())
    if (response.status() >= 500 && response.status() !== 503)
      problems.push(`status ${response.status()}: ${path}`)
    if (response.status() >= 400 && !request.isNavigationRequest()) problems.push(`missing: ${path}`)
    const cookies = await response.headerValue('set-cookie').catch(() => null)
    if (cookies && !/^\/desk(?:[/?]|$)/.test(path)) problems.push(`cookie: ${path}`)
  })
}

/** What a visit kept on the device; the desk's own cookie may be there. */
async function leftBehind(context: BrowserContext): Promise<string[]> {
  const state = await context.storageState({ indexedDB: true })
  return [
    ...state.cookies
      .filter(cookie => !/^(__Host-)?vestka-desk$/.test(cookie.name))
      .map(cookie => `kept a cookie: ${cookie.name}`),
    ...state.origins.map(({ origin }) => `kept something of ${origin}`),
    ...context.serviceWorkers().map(worker => `kept a worker: ${worker.url()}`),
  ]
}
