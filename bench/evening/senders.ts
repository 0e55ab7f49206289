import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { picturePaths } from '#pictures/paths.ts'
import { sealPicture } from '#platform/pictures/sealed.ts'
import { bytesOf } from '#platform/seal/sealed.ts'
import { reportPaths } from '#reports/paths.ts'
import type { City, Evening, Say } from './site.ts'

/** As many drawings as differ; each is sent several times, as another upload. */
const DRAWINGS = 8
const [WIDTH, HEIGHT] = [2000, 1500]

/** What was answered with 'taken', with the moment of that answer (ms). */
export type Arrivals = { reports: Map<string, number>; pictures: Map<string, number>; slowed: number }

type Sending = Pick<Evening, 'cities' | 'key'> & {
  origin: string
  pictures: number
  ms: number
  arrivals: Arrivals
}

/** Sends a report from each city and pictures from all of them, evenly over the time. Throws where one is refused. */
export async function sendAll({ cities, key, origin, pictures, ms, arrivals }: Sending): Promise<void> {
  const drawings = await Promise.all(Array.from({ length: DRAWINGS }, (_, seed) => draw(seed)))
  const bodies = drawings.map(jpeg => bytesOf(sealPicture([key.recipient], jpeg)!))
  const began = performance.now()
  const at = async (part: number) => wait(Math.max(0, began + part * ms - performance.now()))
  const reports = cities.map(async (city, index) => {
    await at(index / cities.length)
    await sendReport(origin, city, arrivals)
  })
  const uploads = Array.from({ length: pictures }, async (_, index) => {
    await at(index / pictures)
    const city = cities[Math.floor((index * cities.length) / pictures)]!
    await sendPicture(origin, { city, keyId: key.id, body: bodies[index % DRAWINGS]! }, arrivals)
  })
  await Promise.all([...reports, ...uploads])
}

/** A city sends a picture by the page itself: covered and sealed in the browser. Gives when the page said that it is there (ms). */
export async function sendByPage(page: Page, { city, say }: { city: City; say: Say }): Promise<number> {
  const press = (key: string) => page.getByRole('button', { name: say(key) })
  await page.goto(reportPaths.mine('en'))
  await page.locator('[name=code]').fill(city.code)
  await press('events.mine.open').click()
  await press('reports.mine.pictures-open').click()
  const picture = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await draw(DRAWINGS) }
  await page.locator('#picture').setInputFiles(picture)
  const covered = press('pictures.cover.done').and(page.locator(':enabled'))
  await covered.click()
  await page.locator('[name=looked]').check()
  await press('pictures.form.send').click()
  await page.getByText(say('pictures.cover.all-sent', { count: 1 })).waitFor()
  return performance.now()
}

async function sendReport(origin: string, city: City, arrivals: Arrivals): Promise<void> {
  const answer = await fetch(origin + reportPaths.mine('en'), {
    method: 'POST',
    headers: headersOf(city),
    body: new URLSearchParams({ code: city.code, do: 'send', language: 'en', text: textOf(city) }),
  })
  if (answer.status !== 200) throw new Error(`report of ${city.slug}: ${answer.status}`)
  await answer.arrayBuffer()
  arrivals.reports.set(city.id, performance.now())
}

/** What a city tells. */
export const textOf = ({ slug }: City) => `We wrote letters in ${slug}.`

type Upload = { city: City; keyId: string; body: Uint8Array }

async function sendPicture(origin: string, { city, keyId, body }: Upload, arrivals: Arrivals): Promise<void> {
  const upload = randomUUID()
  const form = new FormData()
  const fields = { do: 'sealed', code: city.code, key: keyId, upload, covered: '1', licence: 'press' }
  const sizes = { width: String(WIDTH), height: String(HEIGHT), looked: 'yes', credit: city.slug }
  for (const [name, value] of Object.entries({ ...fields, ...sizes })) form.set(name, value)
  form.set('body', new Blob([new Uint8Array(body)]), 'picture')
  for (;;) {
    const address = origin + picturePaths.mine('en')
    const answer = await fetch(address, { method: 'POST', headers: headersOf(city), body: form })
    const said = await answer.json()
    if (said.ok) break
    if (said.error !== 'slow') throw new Error(`picture of ${city.slug}: ${said.error}`)
    arrivals.slowed += 1
    form.set('ticket', said.slow.ticket)
    await wait(said.slow.seconds * 1000)
  }
  arrivals.pictures.set(upload, performance.now())
}

/** Each city comes from an address of its own, which the proxy in front tells. */
function headersOf({ address }: City): Record<string, string> {
  return { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': address }
}

/** About as many bytes as a photograph of that size. */
function draw(seed: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 90 + seed * 10, sigma: 12 }
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 80 })
    .toBuffer()
}
