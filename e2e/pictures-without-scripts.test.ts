import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Decrypter } from 'age-encryption'
import { publish } from '#testing/event.ts'
import { drawing, spread } from '#testing/pictures.ts'
import { makeKey } from '#testing/seal.ts'
import { startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

const visit = openBrowser()
const SEND = 'button:has-text("Send the pictures")'

for (const width of [320, 1100])
  test(`without scripts, ${width} px wide: sent, and covered where it was pressed on`, async t => {
    const site = await startSite()
    const key = await makeKey(site.inside.world)
    const { code } = await publish(site.inside)
    const { page, go } = await visit(t, site.origin, { javaScript: false, width })
    await go('/en/events/mine')
    await page.fill('[name=code]', code)
    await page.click('main button')
    await page.click(`form[action$="/events/mine/pictures"] button`)
    const forms: string[] = []
    page.on('request', request => request.method() === 'POST' && forms.push(request.url()))
    // The browser itself sees what is missing, before anything goes over the line.
    await page.click(SEND)
    const files = await Promise.all(
      [1, 2].map(async seed => ({
        name: `${seed}.jpg`,
        mimeType: 'image/jpeg',
        buffer: await (await drawing({ width: 1200, height: 900, seed })).jpeg().toBuffer(),
      })),
    )
    await page.setInputFiles('[name=picture]', files)
    await page.click(SEND)
    assert.deepEqual(forms, [])
    await page.check('[name=looked]')
    await page.click(SEND)
    assert.match((await page.textContent('h2')) ?? '', /2 pictures arrived/)
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
    // A quarter from the left, three quarters from above.
    await page.click('#came-2 input[type=image]', { position: { x: 70, y: 157 } })
    assert.deepEqual(await page.locator('.came h3').allTextContents(), [
      'Picture 1: nothing is covered',
      'Picture 2: one place is covered',
    ])
    const top = await page.locator('#came-2').evaluate(place => place.getBoundingClientRect().top)
    assert.ok(Math.abs(top) < 200, `the page stands where somebody pressed: ${top}`)
    const { body } = await site.inside.world.database.db
      .selectFrom('picture_bodies')
      .selectAll('picture_bodies')
      .innerJoin('pictures', 'pictures.id', 'picture_bodies.picture_id')
      .where('covered', '=', 1)
      .executeTakeFirstOrThrow()
    const decrypter = new Decrypter()
    decrypter.addIdentity(key.identity)
    const opened = await decrypter.decrypt(new Uint8Array(body))
    assert.ok((await spread(opened, { x: 0.22, y: 0.71, width: 0.06, height: 0.08 })) <= 6, 'there')
    assert.ok((await spread(opened, { x: 0.7, y: 0.2, width: 0.06, height: 0.08 })) > 30, 'and nowhere else')
  })
