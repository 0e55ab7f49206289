import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { describe, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { identityFrom } from '#platform/seal/pair.ts'
import { joinShares } from '#platform/seal/shares.ts'
import { findMistakes } from '#testing/axe.ts'
import { press, readSheets, takeWords, typeFromSheets } from '#testing/keys.ts'
import { signIn } from '#testing/member.ts'
import { startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

// Its types say that it is a module, and it is none.
const readQr = createRequire(import.meta.url)('jsqr') as typeof import('jsqr').default

describe('recovery sheets, scanned', () => {
  const visit = openBrowser()

  for (const dark of [false, true])
    test(`any two of three, scanned from ${dark ? 'a dark' : 'a light'} page or from paper, give the recovery key`, async t => {
      const site = await startSite()
      const { cookie } = await signIn(site.inside)
      const { page, context, go } = await visit(t, site.origin, { cookie, dark })
      await go('/desk/keys/set-up')
      await press(page, 'Begin')
      await takeWords(page)
      const sheets = await readSheets(page)
      assert.deepEqual(
        sheets.map(sheet => sheet.split(' ').length),
        [28, 28, 28],
      )
      assert.deepEqual(await scan(page, context), sheets)
      assert.deepEqual(await findMistakes(page), [])

      await page.emulateMedia({ media: 'print' })
      assert.deepEqual(await scan(page, context), sheets)
      assert.deepEqual(await findMistakes(page, { looks: true }), [], 'in print')
      const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)
      assert.equal(pages?.length, 3, 'each sheet on a page of its own, and nothing else')
      await page.emulateMedia({ media: null })

      await press(page, 'They are on paper')
      await page.locator('[data-asked] input').first().fill('wrong')
      await press(page, 'Keep these keys')
      await page.getByText('This word is another one on the sheet.').waitFor()
      await typeFromSheets(page, sheets)
      await press(page, 'Keep these keys')
      await page.getByText('The keys are made.').waitFor()
      const { recipient } = await site.inside.world.database.db
        .selectFrom('keys')
        .select('recipient')
        .where('purpose', '=', 'recovery')
        .executeTakeFirstOrThrow()
      for (const pair of [
        [0, 1],
        [0, 2],
        [1, 2],
      ] as const) {
        const secret = await joinShares(pair.map(at => sheets[at]!))
        assert.equal(identityFrom(secret!).recipient, recipient, `${pair}`)
      }
      for (const sheet of sheets) assert.equal(await joinShares([sheet]), null, 'one alone opens nothing')
    })
})

/** What a phone would read on the sheets that the page shows: pictures of the codes, as they are drawn. */
async function scan(page: Page, context: BrowserContext): Promise<string[]> {
  const codes = await page.locator('.sheet-qr').all()
  // The page of keys lets no picture in; an empty page of the browser does.
  const table = await context.newPage()
  const texts: string[] = []
  for (const code of codes) {
    const png = await code.screenshot()
    const { data, width, height } = await table.evaluate(
      async address => {
        const image = Object.assign(new Image(), { src: address })
        await image.decode()
        const canvas = new OffscreenCanvas(image.width, image.height)
        const context = canvas.getContext('2d')!
        context.drawImage(image, 0, 0)
        const { data, width, height } = context.getImageData(0, 0, image.width, image.height)
        return { data: [...data], width, height }
      },
      `data:image/png;base64,${png.toString('base64')}`,
    )
    texts.push(readQr(Uint8ClampedArray.from(data), width, height)?.data ?? 'unreadable')
  }
  await table.close()
  return texts
}
