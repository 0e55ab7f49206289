import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

/** Presses a button of a page by what stands on it. */
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).click()

/** Writes down the seven words that the open page shows, and types them back, the first time wrongly. */
export async function takeWords(page: Page): Promise<string> {
  const list = page.locator('[data-words] li')
  await list.first().waitFor()
  const words = (await list.allTextContents()).join(' ')
  assert.equal(words.split(' ').length, 7)
  await press(page, 'I have written them down')
  await page.getByLabel('The seven words from your paper').fill('these are not the words that were')
  await press(page, 'Go on')
  await page.getByText('These are not the seven words').waitFor()
  await page.getByLabel('The seven words from your paper').fill(words)
  await press(page, 'Go on')
  return words
}

/** The words of the three sheets that the open page shows. */
export async function readSheets(page: Page): Promise<string[]> {
  await page.locator('.sheet').first().waitFor()
  const sheets = [0, 1, 2].map(async at =>
    (await page.locator('.sheet').nth(at).locator('.sheet-words li').allTextContents()).join(' '),
  )
  return Promise.all(sheets)
}

/** Types the words of the sheets that the open page asks for. */
export async function typeFromSheets(page: Page, sheets: readonly string[]): Promise<void> {
  const fields = page.locator('[data-asked] .field')
  assert.equal(await fields.count(), 6)
  for (const field of await fields.all()) {
    const [, sheet, number] = /Sheet (\d), word (\d+)/.exec((await field.textContent()) ?? '')!
    await field.locator('input').fill(sheets[Number(sheet) - 1]!.split(' ')[Number(number) - 1]!)
  }
}

/** Makes the first keys of the desk as a coordinator does in the browser; gives what is on paper then. */
export async function makeFirstKeys(page: Page): Promise<{ words: string; sheets: string[] }> {
  await page.goto('/desk/keys/set-up')
  await press(page, 'Begin')
  const words = await takeWords(page)
  const sheets = await readSheets(page)
  await press(page, 'They are on paper')
  await typeFromSheets(page, sheets)
  await press(page, 'Keep these keys')
  await page.getByText('The keys are made.').waitFor()
  return { words, sheets }
}

/** Makes a member's own key; gives the seven words, and the words of its public half. */
export async function makeOwnKey(page: Page): Promise<{ words: string; fingerprint: string }> {
  await page.goto('/desk/keys/mine')
  await press(page, 'Make my key')
  const words = await takeWords(page)
  await page.getByText('Your key is kept.').waitFor()
  return { words, fingerprint: (await page.locator('.fingerprint').first().textContent()) ?? '' }
}

/** Types the seven words where they are asked for before something shows: the worker may still hold the key. */
export async function unlockUntil(page: Page, words: string, shown: Locator): Promise<void> {
  const ask = page.getByLabel('Your seven words')
  await ask.or(shown).first().waitFor()
  if (await ask.isVisible()) {
    await ask.fill(words)
    await press(page, 'Use these words')
  }
  await shown.waitFor()
}
