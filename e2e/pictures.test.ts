import assert from 'node:assert/strict'
import { before, describe, type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { eventSubject } from '#pictures/picture.ts'
import { unpadPicture } from '#platform/pictures/pad.ts'
import { openAge } from '#platform/seal/open.ts'
import { publish } from '#testing/event.ts'
import { addNextEdition } from '#testing/events.ts'
import { drawing, spread } from '#testing/pictures.ts'
import { makeKey, type TestKey } from '#testing/seal.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

/** A photograph as telephones make them: it tells where and by whom it was taken. */
async function photo(seed: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const picture = await drawing({ width: 1600, height: 1200, seed })
  const buffer = await picture
    .jpeg({ quality: 90 })
    .withExif({
      IFD0: { Artist: 'Canary Photographer', Make: 'Canaryphone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 54/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  assert.deepEqual(
    [(await sharp(buffer).metadata()).orientation, buffer.includes('Canary')],
    [6, true],
    'the photo tells',
  )
  return { name: `IMG_2027_canary_${seed}.jpg`, mimeType: 'image/jpeg', buffer }
}

for (const host of ['localhost', 'vestka.test'] as const)
  describe(`pictures with scripts on ${host}`, () => {
    const visit = openBrowser()
    let site: Site
    let key: TestKey
    let event: Awaited<ReturnType<typeof publish>>
    before(async () => {
      site = await startSite({ host, prepare: addNextEdition })
      key = await makeKey(site.inside.world)
      event = await publish(site.inside)
    })
    const say = (name: string, values?: Record<string, string | number>) =>
      site.inside.world.texts.in('en')(`pictures.${name}`, values)
    const come = async (t: TestContext) => {
      const visitor = await visit(t, site.origin, { width: 360 })
      const button = site.inside.world.texts.in('en')('reports.mine.pictures-open')
      await openForm(visitor, { code: event.code, button })
      return visitor
    }
    const bodies = async () => {
      const rows = await site.inside.world.database.db
        .selectFrom('pictures')
        .innerJoin('picture_bodies', 'picture_bodies.picture_id', 'pictures.id')
        .selectAll()
        .where('subject', '=', eventSubject(event.id))
        .execute()
      return Promise.all(
        rows.map(async row => ({
          ...row,
          jpeg: unpadPicture(await openAge([key.identity], new Uint8Array(row.body))),
        })),
      )
    }

    test('a place covered by hand is flat in what the desk gets, and nothing tells of the photographer', async t => {
      const { page } = await come(t)
      await page.locator('input[type=file]').setInputFiles([await photo(1)])
      await page
        .getByRole('button', { name: say('cover.done') })
        .and(page.locator(':enabled'))
        .waitFor({ timeout: 60_000 })
      await page.getByRole('button', { name: say('cover.add') }).click()
      await page.getByRole('button', { name: say('cover.done') }).click()
      await page.locator('[name=looked]').check()
      await page.getByRole('button', { name: say('form.send') }).click()
      await page.getByText(say('cover.all-sent', { count: 1 })).waitFor({ timeout: 30_000 })
      const [picture, ...more] = await bodies()
      assert.ok(picture && more.length === 0)
      assert.deepEqual([picture.width, picture.height, picture.covered], [1200, 1600, 1])
      const { width, height, exif, icc, xmp, iptc, orientation } = await sharp(picture.jpeg).metadata()
      assert.deepEqual([width, height], [1200, 1600])
      assert.deepEqual(
        [exif, icc, xmp, iptc, orientation],
        [undefined, undefined, undefined, undefined, undefined],
      )
      assert.equal(Buffer.from(picture.jpeg).includes('anary'), false)
      assert.ok((await spread(picture.jpeg, { x: 0.45, y: 0.46, width: 0.1, height: 0.08 })) <= 6)
    })
  })

/** Goes to the form for pictures of an event as its organiser does, with the code. */
async function openForm(
  { page, go }: { page: Page; go(path: string): Promise<unknown> },
  { code, button }: { code: string; button: string },
) {
  await go('/en/events/mine/report')
  await page.locator('[name=code]').first().fill(code)
  await page.locator('[name=code]').first().press('Enter')
  await page.getByRole('button', { name: button }).click()
  await page.locator('cover-faces').waitFor()
}
