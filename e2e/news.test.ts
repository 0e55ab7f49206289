import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { newsDeskPaths, newsPaths } from '#news/paths.ts'
import { signIn } from '#testing/member.ts'
import { addNews } from '#testing/news.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'
import { walk } from '#testing/walk.ts'

describe('the pages of the newsroom', () => {
  const visit = openBrowser()
  let site: Site
  let news: Awaited<ReturnType<typeof addNews>>
  before(async () => {
    site = await startSite()
    news = await addNews(site.inside)
  })

  test('are valid, accessible and fit a phone, in every language and in the dark', async t => {
    for (const lang of site.inside.world.texts.codes)
      for (const dark of lang === 'en' ? [false, true] : [false]) {
        const visitor = await visit(t, site.origin, { width: dark ? 1280 : 320, dark, locale: lang })
        const reader = walk(t, visitor, { say: key => key, closely: true, javaScript: true })
        for (const path of [
          newsPaths.list(lang),
          newsPaths.list(lang, { tag: 'letters' }),
          newsPaths.show(lang, { kind: 'article', slug: 'two-hundred-cards' }),
          newsPaths.show(lang, { kind: 'statement', slug: 'we-ask-every-government' }),
          newsPaths.show(lang, { kind: 'article', slug: 'pisma-doshli' }),
          newsPaths.show(lang, { kind: 'page', slug: 'about' }),
          newsPaths.show(lang, { kind: 'page', slug: 'how-we-work' }),
          `/${lang}/safety`,
          `/${lang}/`,
        ])
          await reader.open(path)
      }
  })

  test('at the desk as well', async t => {
    const { cookie } = await signIn(site.inside)
    for (const locale of site.inside.world.texts.codes) {
      const visitor = await visit(t, site.origin, { width: 320, locale, cookie })
      const editor = walk(t, visitor, { say: key => key, closely: true, javaScript: true })
      for (const path of [
        newsDeskPaths.list(),
        newsDeskPaths.create(),
        newsDeskPaths.show(news.whole),
        newsDeskPaths.show(news.draft),
        newsDeskPaths.text(news.whole, 'en'),
        newsDeskPaths.text(news.whole, 'be'),
        '/desk/texts',
        '/desk/texts?lang=be',
      ])
        await editor.open(path)
    }
  })

  for (const javaScript of [true, false])
    test(`an editor writes, looks, publishes and translates ${javaScript ? 'with' : 'without'} scripts`, async t => {
      const t9n = site.inside.world.texts.in('en')
      const { cookie } = await signIn(site.inside, { role: 'editor' })
      const title = `Cards ${javaScript}`
      const visitor = await visit(t, site.origin, { width: 320, javaScript, cookie })
      const editor = walk(t, visitor, { say: t9n, closely: true, javaScript })
      const { page } = editor
      await editor.open(newsDeskPaths.list())
      await editor.follow(t9n('news.desk.new'))
      await editor.press('news.desk.begin')
      await editor.has(t9n('news.wrong.needed'))
      await page.locator('[name=title]').fill(title)
      await page.locator('[name=original]').selectOption('en')
      await editor.press('news.desk.begin')
      await page.locator('[name=lead]').fill('A lead.')
      await page.locator('[name=body]').fill('One **word**.\n\nAnother.')
      if (javaScript) {
        await page.locator('live-preview strong').waitFor()
        assert.equal(await page.locator('live-preview strong').textContent(), 'word')
      }
      await editor.press('news.desk.preview')
      await editor.has(t9n('news.desk.preview-hint'), 'One word.')
      await page.locator('[name=done]').check()
      await editor.press('news.desk.save')
      await editor.has(t9n('news.desk.not-yet'))
      await editor.follow(t9n('news.desk.back-to-article'))
      await editor.press('news.desk.do.publish')
      await editor.follow(t9n('news.state.missing', { language: 'Belarusian' }))
      await editor.has('One **word**.')
      await page.locator('[name=title]').fill('Паштоўкі')
      await page.locator('[name=body]').fill('Адно слова.')
      await page.locator('[name=done]').check()
      await editor.press('news.desk.save')
      const slug = `cards-${javaScript}`
      await editor.open(newsPaths.show('be', { kind: 'article', slug }))
      await editor.has('Паштоўкі', 'Адно слова.')
      await editor.open(newsPaths.show('ru', { kind: 'article', slug }))
      await editor.has(title)
    })
})
