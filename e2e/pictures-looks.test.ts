import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { pictureDeskPaths } from '#pictures/paths.ts'
import { articleSubject, eventSubject } from '#pictures/picture.ts'
import { findMistakes } from '#testing/axe.ts'
import { publish } from '#testing/event.ts'
import { addNextEdition } from '#testing/events.ts'
import { type Holder, setUpHolder } from '#testing/holder.ts'
import { findFaults } from '#testing/html.ts'
import { signInAs } from '#testing/member.ts'
import { drawing, sendFiles } from '#testing/pictures.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

const LOOKS = [
  { width: 320, dark: false, lang: 'be' },
  { width: 320, dark: false, lang: 'ru' },
  { width: 320, dark: false, lang: 'en' },
  { width: 1280, dark: true, lang: 'en' },
] as const

// Photographs with faces that the package of the networks brings along.
const PACKAGE = dirname(
  dirname(fileURLToPath(import.meta.resolve('@vladmandic/face-api/dist/face-api.esm.js'))),
)
const people = (number: number) => ({
  name: `${number}.jpg`,
  mimeType: 'image/jpeg',
  buffer: readFileSync(join(PACKAGE, 'demo', `sample${number}.jpg`)),
})

describe('pages that cover and open pictures, for everybody', () => {
  const visit = openBrowser()
  let site: Site
  let holder: Holder
  let event: Awaited<ReturnType<typeof publish>>
  before(async () => {
    site = await startSite({ prepare: addNextEdition })
    holder = await setUpHolder(site.inside)
    await site.inside.world.database.db.updateTable('members').set({ language: null }).execute()
    event = await publish(site.inside)
    const sent = await sendFiles(site.inside, '/en/events/mine/pictures', [
      ['code', event.code],
      ['do', 'send'],
      ['licence', 'press'],
      ['looked', 'yes'],
      ['picture', await (await drawing()).jpeg().toBuffer()],
    ])
    assert.equal(sent.status, 200)
  })
  const say = (lang: string) => (key: string) => site.inside.world.texts.in(lang)(key)
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

  test('faces are found and covered, in every language and by keyboard', async t => {
    for (const { lang, width, dark } of LOOKS) {
      const { page, go } = await visit(t, site.origin, { locale: lang, width, dark })
      const mistakes: string[] = []
      const look = async (at: string) =>
        mistakes.push(...(await findMistakes(page, { looks: dark })).map(line => `${at} ${lang}: ${line}`))
      const words = say(lang)
      await go(`/${lang}/events/mine/report`)
      await page.locator('[name=code]').first().fill(event.code)
      await page.locator('[name=code]').first().press('Enter')
      await button(page, words('reports.mine.pictures-open')).click()
      await page.locator('cover-faces').waitFor()
      await look('form')
      await page.locator('input[type=file]').setInputFiles([people(4)])
      const done = button(page, words('pictures.cover.done'))
      await done.and(page.locator(':enabled')).waitFor()
      const places = page.locator('.cover-place')
      const found = await places.count()
      assert.ok(found >= 4, `${found} places`)
      await page.locator('.cover-each summary').click()
      await page.locator('.cover-own summary').click()
      await look('review')
      // By keyboard alone: one more, moved, made larger, and taken away.
      await button(page, words('pictures.cover.add')).press('Enter')
      assert.equal(await places.count(), found + 1)
      const added = places.nth(found)
      const before = (await added.boundingBox())!
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Shift+ArrowDown')
      const after = (await added.boundingBox())!
      assert.ok(after.x > before.x && after.height > before.height)
      await page.keyboard.press('Delete')
      assert.equal(await places.count(), found)
      // A face stays uncovered only with a note of who agreed.
      await page
        .getByRole('button', { name: words('pictures.cover.agreed') })
        .first()
        .click()
      await done.click()
      await look('list')
      await page.locator('[name=looked]').check()
      await button(page, words('pictures.form.send')).click()
      await page.getByText(words('pictures.cover.consent')).waitFor()
      assert.equal(await page.locator('[name=consent]').and(page.locator(':focus')).count(), 1)
      await look('refused')
      await page.locator('[name=consent]').fill('She asked to be seen.')
      await button(page, words('pictures.form.send')).click()
      await page.locator('[data-state=sent]').waitFor()
      await look('sent')
      assert.deepEqual(mistakes, [])
    }
    const rows = await site.inside.world.database.db
      .selectFrom('pictures')
      .leftJoin('sealed', 'sealed.subject', 'pictures.id')
      .select(['pictures.consent', 'sealed.kind'])
      .where('pictures.subject', '=', eventSubject(event.id))
      .where('covered', '>', 0)
      .execute()
    assert.deepEqual(
      rows.map(({ consent, kind }) => [Number(consent), kind]),
      LOOKS.map(() => [1, 'consent']),
    )
  })

  test('the desk: opened, covered more', async t => {
    const [{ id } = { id: '' }] = await site.inside.world.database.db
      .selectFrom('pictures')
      .select('id')
      .where('covered', '=', 0)
      .execute()
    for (const { lang, width, dark } of LOOKS) {
      const { cookie } = await signInAs(site.inside, holder.member)
      const { page, go } = await visit(t, site.origin, { locale: lang, width, dark, cookie })
      const mistakes: string[] = []
      const look = async (at: string) =>
        mistakes.push(...(await findMistakes(page, { looks: dark })).map(line => `${at} ${lang}: ${line}`))
      const words = say(lang)
      await go(pictureDeskPaths.of(articleSubject('22222222-2222-4222-8222-222222222222')))
      await look('add')
      await go(pictureDeskPaths.show(id))
      await look('closed')
      await button(page, words('pictures.cover.open')).click()
      await page.locator('.unlock input').or(page.locator('.cover-stage canvas')).first().waitFor()
      if (await page.locator('.unlock input').isVisible()) {
        await look('unlock')
        await page.locator('.unlock input').fill(holder.words)
        await page.locator('.unlock .button').first().click()
      }
      await page.locator('.cover-stage canvas').waitFor()
      await button(page, words('pictures.cover.add')).click()
      await page.locator('.cover-each summary').click()
      await button(page, words('pictures.cover.look')).click()
      await page.getByText(words('pictures.cover.found-none')).waitFor()
      await look('opened')
      assert.deepEqual(mistakes, [])
    }
  })

  test('their HTML is sound', async () => {
    const { public: open, world } = site.inside
    const member = await signInAs(site.inside, holder.member)
    const [{ id } = { id: '' }] = await world.database.db
      .selectFrom('pictures')
      .select('id')
      .where('covered', '=', 0)
      .execute()
    const form = await open.request('/en/events/mine/pictures', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ code: event.code }),
    })
    const pages = [
      await form.text(),
      await (await member.get(pictureDeskPaths.show(id))).text(),
      await (
        await member.get(pictureDeskPaths.of(articleSubject('22222222-2222-4222-8222-222222222222')))
      ).text(),
    ]
    for (const [at, page] of pages.entries()) {
      assert.match(page, /<(cover-faces|open-picture) /, String(at))
      assert.deepEqual(await findFaults(page), [], String(at))
    }
  })
})
