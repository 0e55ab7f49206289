import type { Browser } from 'playwright-core'
import { launchChromium } from '#testing/chromium.ts'
import type { Running } from './server.ts'
import { median, type Row } from './table.ts'

const PAGES = ['/en/', '/en/events']
const TIMES = 5
const PHONE = { width: 390, height: 844 }

/** Largest contentful paint on a slow line and a slow processor, with nothing kept from before. */
export async function measurePaint({ origin }: Running): Promise<Row[]> {
  const browser = await launchChromium()
  try {
    const rows: Row[] = []
    for (const path of PAGES) {
      const values = []
      for (let turn = 0; turn < TIMES; turn++) values.push(await paintOf(browser, origin + path))
      const ms = median(values)
      rows.push({
        what: `Largest contentful paint of ${path}`,
        figure: `${(ms / 1000).toFixed(2)} s`,
        comparison: `from ${(Math.min(...values) / 1000).toFixed(2)} to ${(Math.max(...values) / 1000).toFixed(2)} s`,
        target: '≤ 1.2 s',
        reached: ms <= 1200,
      })
    }
    return rows
  } finally {
    await browser.close()
  }
}

async function paintOf(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: PHONE })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const bytesPerSecond = 400_000 / 8
    await session.send('Network.enable')
    await session.send('Network.setCacheDisabled', { cacheDisabled: true })
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    })
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.goto(url, { waitUntil: 'load' })
    // Fonts that come late may make something larger.
    await page.waitForTimeout(2500)
    return await page.evaluate(
      () =>
        new Promise<number>(resolve =>
          new PerformanceObserver(list => resolve(list.getEntries().at(-1)!.startTime)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          }),
        ),
    )
  } finally {
    await context.close()
  }
}
