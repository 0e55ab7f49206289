import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Decrypter } from 'age-encryption'
import { publish } from '#testing/event.ts'
import { drawing, spread } from '#testing/pictures.ts'
import { makeKey } from '#testing/seal.ts'
import { startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

const visit = openBrowser()

for (const width of [320, 1100])
  test(`without scripts, ${width} px wide: sent, and covered where it was pressed on`, async t => {
    const site = await startSite()
    const key = await makeKey(site.inside.world)
    const { code } = await publish(site.inside)
    const { page, go } = await visit(t, site.origin, { javaScript: false, width })
    // The networks that find faces are loaded with the first picture.
    page.setDefaultTimeout(60_000)
    await go('/en/events/mine')
    await page.fill('[name=code]', code)
    await page.click('main button')
    await page.click(`form[action$="/events/mine/pictures"] button`)
    const buffer = await (await drawing({ width: 1200, height: 900 })).jpeg().toBuffer()
    await page.setInputFiles('[name=picture]', { name: 'a.jpg', mimeType: 'image/jpeg', buffer })
    await page.check('[name=looked]')
    await page.click('button:has-text("Send the pictures")')
    assert.match((await page.textContent('h2')) ?? '', /One picture arrived/)
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
    // A quarter from the left, three quarters from above.
    await page.click('input[type=image]', { position: { x: 70, y: 157 } })
    assert.match((await page.textContent('h3')) ?? '', /one place is covered/)
    const { body } = await site.inside.world.database.db
      .selectFrom('picture_bodies')
      .selectAll()
      .executeTakeFirstOrThrow()
    const decrypter = new Decrypter()
    decrypter.addIdentity(key.identity)
    const opened = await decrypter.decrypt(new Uint8Array(body))
    assert.ok((await spread(opened, { x: 0.22, y: 0.71, width: 0.06, height: 0.08 })) <= 6, 'there')
    assert.ok((await spread(opened, { x: 0.7, y: 0.2, width: 0.06, height: 0.08 })) > 30, 'and nowhere else')
  })
