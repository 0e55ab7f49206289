import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { eventPaths } from '#events/paths.ts'
import { pictureDeskPaths } from '#pictures/paths.ts'
import { reportDeskPaths } from '#reports/paths.ts'
import { textOf } from './senders.ts'
import type { City, Say } from './site.ts'

/** When each was public, or approved (ms, of this process); and how often two stood before the same one. */
export type Treated = {
  reports: Map<string, number>
  pictures: number[]
  twice: number
  inHand: number
}

type Work = {
  origin: string
  cities: readonly City[]
  say: Say
  words: string
  /** How long a person looks at a text and at a picture, in ms. */
  look: { text: number; picture: number }
  treated: Treated
  /** Nothing more comes in. */
  isOver(): boolean
}

/** A member at work: texts first, and pictures where no text is left; ends when there is nothing left, or the time is. */
export async function workOn(page: Page, work: Work, until: number): Promise<void> {
  const { say, isOver } = work
  while (performance.now() < until) {
    await page.goto(reportDeskPaths.evening)
    await page.getByRole('button', { name: say('reports.evening.next') }).click()
    await page.waitForLoadState()
    if (page.url().endsWith('/report')) await publishText(page, work)
    else if (!(await approvePictures(page, work, until))) {
      if (isOver()) return
      await wait(1000)
    }
  }
}

async function publishText(page: Page, { say, look, cities, origin, treated }: Work): Promise<void> {
  const id = /events\/([0-9a-f-]{36})\//.exec(page.url())![1]!
  const city = cities.find(one => one.id === id)!
  await wait(look.text)
  await page.getByRole('button', { name: say('reports.desk.do.publish'), exact: true }).click()
  await page.waitForURL(/#done$/)
  const shown = await (await fetch(origin + eventPaths.show('en', city.slug))).text()
  if (!shown.includes(textOf(city))) throw new Error(`${city.slug} is not public`)
  if (treated.reports.has(id)) treated.twice += 1
  treated.reports.set(id, performance.now())
}

/** Opens a picture that nobody looks at, and those of its event that the desk gives next; false where there is none. */
async function approvePictures(page: Page, work: Work, until: number): Promise<boolean> {
  const { say, words, look, treated } = work
  await page.goto(pictureDeskPaths.list)
  const links = page.locator('main ul.log li:not(:has(.mark)) a')
  const count = await links.count()
  if (count === 0) return false
  await links.nth(Math.floor(Math.random() * count)).click()
  await page.waitForLoadState()
  while (/\/desk\/pictures\/[0-9a-f-]{36}/.test(page.url()) && performance.now() < until) {
    const approve = page.getByRole('button', { name: say('pictures.desk.approve') })
    // Somebody has decided in between, or is looking at it.
    if ((await approve.count()) === 0) return true
    if ((await page.locator('main .summary[role=note]').count()) > 0) {
      treated.inHand += 1
      return true
    }
    await openPicture(page, { say, words })
    await wait(look.picture)
    const left = page.waitForEvent('framenavigated')
    await approve.click()
    await left
    await page.waitForLoadState()
    if ((await page.locator('main .summary[role=alert]').count()) > 0) {
      treated.twice += 1
      return true
    }
    treated.pictures.push(performance.now())
  }
  return true
}

async function openPicture(page: Page, { say, words }: Pick<Work, 'say' | 'words'>): Promise<void> {
  const shown = page.locator('.cover-stage canvas')
  const open = page.getByRole('button', { name: say('pictures.cover.open') })
  // The next one of an event opens by itself.
  if (!page.url().endsWith('#next')) await open.click()
  const ask = page.getByLabel(say('keys.open.words'))
  await ask.or(shown).first().waitFor()
  if (await ask.isVisible()) {
    await ask.fill(words)
    await page.getByRole('button', { name: say('keys.open.unlock') }).click()
  }
  await shown.waitFor()
}
