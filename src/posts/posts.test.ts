import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publish, withDay } from '../testing/event.ts'
import { findFaults } from '../testing/html.ts'
import { act, begin, publishArticle } from '../testing/news.ts'
import { onBothEngines } from '../testing/world.ts'

onBothEngines('posts', make => {
  test('an event, a day and a round-up each have a post and a card image in every language', async () => {
    const test = await withDay(await make())
    const places = ['/events/vilnius-rally', '/2024/05-21', '/2024/report']
    for (const lang of test.world.texts.codes)
      for (const place of places) {
        const page = await test.public.request(`/${lang}${place}/post`)
        assert.equal(page.status, 200, place)
        assert.deepEqual(await findFaults(await page.text()), [])
        const card = await test.public.request(`/${lang}${place}/card.png`)
        assert.equal(card.headers.get('content-type'), 'image/png')
        const bytes = Buffer.from(await card.arrayBuffer())
        assert.equal(bytes.subarray(1, 4).toString(), 'PNG')
        assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1200, 630])
        assert.doesNotMatch(bytes.toString('latin1'), /tEXt|iTXt|zTXt|eXIf|tIME/)
      }
  })

  test('an article has a post and a card, a page of the organisation a card; a draft has neither', async () => {
    const test = await withDay(await make())
    const { editor, id } = await publishArticle(test, { kind: 'statement', title: 'We ask every government' })
    await publishArticle(test, { kind: 'about', title: 'Who we are' })
    await publishArticle(test, { kind: 'page', title: 'How we work' })
    await begin(editor, { title: 'Not finished' })
    for (const path of ['/be/news/we-ask-every-government', '/en/about', '/en/pages/how-we-work']) {
      const page = await (await test.public.request(path)).text()
      assert.match(
        page,
        new RegExp(`<meta property="og:image" content="http://localhost:3000${path}/card.png">`),
      )
      const card = await test.public.request(`${path}/card.png`)
      assert.equal(card.status, 200, path)
      assert.equal(Buffer.from(await card.arrayBuffer()).readUInt32BE(16), 1200)
    }
    const article = '/en/news/we-ask-every-government'
    assert.match(await (await test.public.request(article)).text(), /we-ask-every-government\/post"/)
    const post = await (await test.public.request(`${article}/post`)).text()
    assert.match(
      post,
      /Forty cards came through\.[\s\S]*http:\/\/localhost:3000\/en\/news\/we-ask-every-government/,
    )
    assert.deepEqual(await findFaults(post), [])
    await act(editor, id, 'take-back')
    const gone = [article, '/en/news/not-finished', '/en/pages/about', '/en/contact', '/en/news/about']
    for (const path of gone)
      for (const what of ['post', 'card.png'])
        assert.equal((await test.public.request(`${path}/${what}`)).status, 404, path)
  })

  test('nothing is told of what is not public, nor of a place before its hour', async () => {
    const test = await withDay(await make())
    const missing = ['/en/events/no-such-event', '/en/2024/01-01', '/en/2023/report', '/en/2024/13-45']
    for (const path of missing)
      for (const what of ['post', 'card.png'])
        assert.equal((await test.public.request(`${path}/${what}`)).status, 404, path)
    const late = await publish(test, {
      title: 'Shown late',
      from: '2024-05-23',
      reveal: '2',
      venue: 'Cellar',
    })
    const page = await test.public.request(`/en/events/${late.slug}/post`)
    assert.doesNotMatch(await page.text(), /Cellar/)
  })
})
