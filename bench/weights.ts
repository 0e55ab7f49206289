import { get } from 'node:http'
import type { Running } from './server.ts'
import type { Row } from './table.ts'

const PAGES = [
  '/en/',
  '/be/events',
  '/en/events',
  '/en/events/map',
  '/en/events/calendar',
  '/ru/events/map/PL',
]

/** Bytes over the wire: each page, and with all that a first visit loads but fonts. */
export async function measureWeights({ origin }: Running): Promise<Row[]> {
  const rows: Row[] = []
  for (const path of PAGES) {
    const page = await load(origin + path)
    const parts = new Set(
      [
        ...page.text.matchAll(
          /<(?:link rel="(?:stylesheet|icon|modulepreload)"|script)[^>]*(?:href|src)="([^"]+)"/g,
        ),
      ].map(([, address]) => new URL(address!, origin + path).href),
    )
    let whole = page.bytes
    for (const part of parts) whole += (await load(part)).bytes
    const isList = path !== '/en/'
    rows.push({
      what: `Weight of ${path}`,
      figure: `${kb(page.bytes)}; first visit ${kb(whole)}`,
      comparison: `uncompressed ${kb(Buffer.byteLength(page.text))}`,
      target: `${isList ? 'page ≤ 30 KB, ' : ''}first visit ≤ 60 KB`,
      reached: (!isList || page.bytes <= 30_000) && whole <= 60_000,
    })
  }
  return rows
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`
}

/** Body and headers as they come over the wire with brotli; the text is that without it. */
async function load(url: string): Promise<{ bytes: number; text: string }> {
  const bytes = await new Promise<number>((resolve, reject) => {
    get(url, { agent: false, headers: { 'accept-encoding': 'br' } }, async response => {
      const body = Buffer.concat(await response.toArray())
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`))
      resolve(body.length + response.rawHeaders.join('  ').length)
    }).on('error', reject)
  })
  return { bytes, text: await (await fetch(url)).text() }
}
