import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { write } from '#platform/db/database.ts'
import { publish, textOf, withDay } from '#testing/event.ts'
import { findLost } from '#testing/fields.ts'
import { signIn } from '#testing/member.ts'
import { act, begin, publishArticle, writeText } from '#testing/news.ts'
import { onBothEngines } from '#testing/world.ts'
import { insertArticle } from './store.ts'
import { NO_TEXT } from './writing.ts'

onBothEngines('news', make => {
  test('an article is written at the desk, published, shown and in the feeds', async () => {
    const world = await withDay(await make())
    assert.doesNotMatch(await textOf(world, '/en/'), /en\/news"/)
    const { id, editor } = await publishArticle(world)
    const page = await textOf(world, '/en/news/letters-reach-a-prison')
    assert.match(page, /<h1>Letters reach a prison<\/h1>/)
    assert.match(page, /<p>They were <em>read<\/em> aloud\.<\/p>/)
    assert.match(page, /21 May 2024, 15:00 \(UTC\+3\)/)
    assert.match(page, /"@type":"NewsArticle"/)
    assert.match(await textOf(world, '/en/news'), /Forty cards came through/)
    for (const feed of ['rss', 'atom', 'feed.json']) {
      const text = await textOf(world, `/en/news.${feed}`)
      assert.match(text, /Letters reach a prison/, feed)
      assert.match(text, new RegExp(`urn:uuid:${id}`), feed)
    }
    assert.match(await textOf(world, '/en/'), /Latest news[\s\S]*Letters reach a prison/)
    assert.match(await textOf(world, '/en/events'), /<a href="\.\.\/en\/news">News<\/a>/)
    assert.equal(
      await textOf(world, '/en/news/letters-reach-a-prison.txt'),
      'Letters reach a prison\n\nForty cards came through.\n\n2024-05-21\n\nThey were read aloud.\n\nhttp://localhost:3000/en/news/letters-reach-a-prison\n',
    )
    assert.match(await textOf(world, '/en/news/letters-reach-a-prison.md'), /^# Letters reach a prison\n/)
    await act(editor, id, 'take-back')
    assert.equal((await world.public.request('/en/news/letters-reach-a-prison')).status, 404)
    assert.doesNotMatch(await textOf(world, '/en/news'), /Forty cards/)
    assert.doesNotMatch(await textOf(world, '/en/'), /en\/news"/)
  })

  test('who has no translation reads the original, and who has an older one is told so', async () => {
    const world = await withDay(await make())
    const { id, editor } = await publishArticle(world)
    const before = await textOf(world, '/be/news/letters-reach-a-prison')
    assert.match(before, /<h1 lang="en">Letters reach a prison/)
    assert.match(before, /яшчэ не перакладзены/)
    assert.match(
      before,
      /<link rel="canonical" href="http:\/\/localhost:3000\/en\/news\/letters-reach-a-prison">/,
    )
    assert.doesNotMatch(before, /<link rel="alternate" hreflang="be"/)
    assert.match(await textOf(world, '/be/news.atom'), /<entry xml:lang="en">/)

    const translator = await signIn(world, { role: 'translator', languages: ['be'] })
    assert.match(await (await translator.get('/desk')).text(), /Letters reach a prison<\/a>[\s\S]*missing/)
    await writeText(translator, id, 'be', { title: 'Лісты дайшлі', body: 'Іх *чыталі*.', done: 'yes' })
    const translated = await textOf(world, '/be/news/letters-reach-a-prison')
    assert.match(translated, /<h1>Лісты дайшлі<\/h1>/)
    assert.match(translated, /<link rel="alternate" hreflang="be"/)
    assert.doesNotMatch(translated, /арыгінал/)
    assert.doesNotMatch(await (await translator.get('/desk')).text(), /Letters reach a prison|Лісты дайшлі/)

    const english = { title: 'Letters reach a prison', lead: 'Forty cards came through.', done: 'yes' }
    await writeText(editor, id, 'en', { ...english, body: 'They were *read* aloud, twice.', small: 'yes' })
    assert.doesNotMatch(await textOf(world, '/be/news/letters-reach-a-prison'), /арыгінал/)
    world.setNow(Date.parse('2024-05-21T12:10:00Z'))
    await writeText(editor, id, 'en', { ...english, body: 'They were read aloud, three times.' })
    assert.match(
      await textOf(world, '/be/news/letters-reach-a-prison'),
      /Пасля гэтага перакладу арыгінал змяніўся/,
    )
    assert.match(
      await textOf(world, '/en/news/letters-reach-a-prison'),
      /Updated <time[^>]*>21 May 2024, 15:10/,
    )
    assert.match(
      await (await translator.get('/desk')).text(),
      /Лісты дайшлі|Letters reach a prison<\/a>[\s\S]*outdated/,
    )
    await writeText(translator, id, 'be', { title: 'Лісты дайшлі', body: 'Іх чыталі тройчы.', done: 'yes' })
    assert.doesNotMatch(await textOf(world, '/be/news/letters-reach-a-prison'), /арыгінал змяніўся/)
  })

  test('translators write their languages, when the original is ready, and nothing else', async () => {
    const world = await withDay(await make())
    const editor = await signIn(world, { role: 'editor' })
    const id = await begin(editor)
    const translator = await signIn(world, { role: 'translator', languages: ['be'] })
    assert.equal((await translator.get(`/desk/news/${id}/texts/be`)).status, 404)
    assert.doesNotMatch(await (await translator.get('/desk/news')).text(), /Letters reach/)
    await writeText(editor, id, 'en', { title: 'Letters reach a prison', body: 'x', done: 'yes' })
    assert.equal((await translator.get(`/desk/news/${id}/texts/be`)).status, 200)
    for (const path of [
      `/desk/news/${id}/texts/en`,
      `/desk/news/${id}/texts/ru`,
      `/desk/news/${id}`,
      '/desk/news/new',
    ])
      assert.equal((await translator.get(path)).status, 404, path)
    for (const path of [`/desk/news/${id}/texts/en`, `/desk/news/${id}/texts/ru`, `/desk/news/${id}/publish`])
      assert.equal(
        (await translator.post(path, { title: 'x', body: 'x', done: 'yes', version: '1' })).status,
        404,
        path,
      )
    // Times are for editors.
    await writeText(translator, id, 'be', {
      title: 'Лісты',
      body: 'x',
      done: 'yes',
      published_date: '2001-01-01',
      published_time: '10:00',
    })
    await act(editor, id, 'publish')
    assert.match(await textOf(world, '/be/news/letters-reach-a-prison'), /21 мая 2024/)
  })

  test('an edit that collides says so, shows both, and loses nothing', async () => {
    const world = await withDay(await make())
    const { id, editor } = await publishArticle(world)
    const sent = {
      version: '2',
      follows: '0',
      zone: 'UTC',
      do: 'save',
      title: 'Mine',
      lead: 'My lead',
      body: 'My words\n\nand more',
    }
    await writeText(editor, id, 'en', { title: 'Theirs', body: 'Their words', done: 'yes' })
    const answer = await editor.post(`/desk/news/${id}/texts/en`, sent)
    assert.equal(answer.status, 409)
    const page = await answer.text()
    assert.match(page, /Somebody else changed this in the meantime/)
    assert.match(page, /Their words/)
    const { version: _, do: __, ...words } = sent
    assert.deepEqual(findLost(page, Object.entries(words)), [])
    const version = /name="version" value="(\d+)"/.exec(page)![1]!
    assert.equal(
      (await editor.post(`/desk/news/${id}/texts/en`, { ...sent, version, done: 'yes' })).status,
      303,
    )
    assert.match(await textOf(world, '/en/news/letters-reach-a-prison'), /<h1>Mine<\/h1>/)
    const settings = {
      version: '1',
      kind: 'article',
      slug: 'other',
      original: 'en',
      tags: 'a',
      events: '',
      editions: '',
    }
    const stale = await editor.post(`/desk/news/${id}`, settings)
    assert.equal(stale.status, 409)
    assert.match(await stale.text(), /name="slug"[^>]*value="other"/)
  })

  test('what is refused comes back filled in, and a preview saves nothing', async () => {
    const world = await withDay(await make())
    const editor = await signIn(world, { role: 'editor' })
    const id = await begin(editor)
    const sent = {
      title: 'T'.repeat(201),
      lead: 'L',
      body: 'B',
      zone: 'Nowhere/Town',
      published_date: '2024-02-30',
      published_time: '25:00',
      modified_date: '',
      modified_time: '',
    }
    const answer = await writeText(editor, id, 'en', { ...sent, done: 'yes' })
    assert.equal(answer.status, 422)
    const page = await answer.text()
    for (const said of [/1 character|one character/i, /time zone/]) assert.match(page, said)
    assert.deepEqual(findLost(page, Object.entries(sent)), [])
    const preview = await writeText(editor, id, 'en', {
      title: 'Seen',
      body: 'A **bold** word and <b>none</b>',
      do: 'preview',
    })
    assert.equal(preview.status, 200)
    const seen = await preview.text()
    assert.match(seen, /A <strong>bold<\/strong> word and &lt;b&gt;none/)
    assert.match(seen, />\nA \*\*bold\*\* word/)
    assert.doesNotMatch(await (await editor.get(`/desk/news/${id}/texts/en`)).text(), /bold/)
    assert.equal((await act(editor, id, 'publish')).status, 422)
    const wrong = await act(editor, id, '', {
      kind: 'article',
      slug: 'safety',
      original: 'be',
      tags: '',
      events: 'no-such-event',
      editions: 'last',
    })
    assert.equal(wrong.status, 422)
    assert.deepEqual(
      findLost(
        await wrong.text(),
        Object.entries({ slug: 'safety', events: 'no-such-event', editions: 'last' }),
      ),
      [],
    )
    const fresh = await editor.post('/desk/news/new', { kind: 'article', original: 'en', title: '' })
    assert.equal(fresh.status, 422)
  })

  test('an editor sets the times, also one in the future, at which it appears by itself', async () => {
    const world = await withDay(await make())
    const { id, editor } = await publishArticle(
      world,
      {},
      { published_date: '2024-05-21', published_time: '18:30', zone: 'Europe/Minsk' },
    )
    assert.equal((await world.public.request('/en/news/letters-reach-a-prison')).status, 404)
    assert.match(await (await editor.get(`/desk/news/${id}`)).text(), /Appears 21 May 2024, 18:30/)
    assert.doesNotMatch(await textOf(world, '/en/'), /Latest news/)
    world.setNow(Date.parse('2024-05-21T15:30:00Z'))
    assert.match(await textOf(world, '/en/news/letters-reach-a-prison'), /21 May 2024, 18:30 \(UTC\+3\)/)
    assert.match(await textOf(world, '/en/'), /Latest news/)
  })

  test('another address keeps the earlier one, within the site only', async () => {
    const world = await withDay(await make())
    const { id, editor } = await publishArticle(world)
    await act(editor, id, '', {
      kind: 'article',
      slug: 'Forty Cards',
      original: 'en',
      tags: 'letters, Letters , Vilnius',
      events: '',
      editions: '2024',
    })
    assert.equal((await world.public.request('/en/news/forty-cards')).status, 200)
    for (const [from, to] of [
      ['/en/news/letters-reach-a-prison', '/en/news/forty-cards'],
      ['/be/news/letters-reach-a-prison', '/be/news/forty-cards'],
      ['/news/letters-reach-a-prison', '/en/news/forty-cards'],
    ] as const) {
      const answer = await world.public.request(from)
      assert.equal(answer.status, 301, from)
      const location = answer.headers.get('location')!
      assert.match(location, /^(\.\.\/)+[a-z]/)
      assert.equal(new URL(location, `http://here${from}`).pathname, to)
      assert.ok(answer.headers.get('content-security-policy'))
    }
    assert.equal(
      (await world.public.request('/en/news/letters-reach-a-prison', { method: 'POST' })).status,
      404,
    )
    const tagged = await textOf(world, '/en/news?tag=letters')
    assert.match(tagged, /News: letters/)
    assert.equal((await world.public.request('/en/news?tag=nothing')).status, 404)
    assert.match(await textOf(world, '/en/news.rss?tag=letters'), /Letters reach a prison/)
    assert.match(await textOf(world, '/en/2024/'), /Latest news/)
    const settings = {
      kind: 'article',
      slug: 'forty-cards',
      original: 'en',
      tags: 'letters',
      events: '',
      editions: '2024',
    }
    const older = {
      ...settings,
      earlier: 'https://old.example/2019/cards.html?x=1\n/блог/карткі/ /news/letters-reach-a-prison /',
    }
    assert.equal((await act(editor, id, '', older)).status, 303)
    for (const path of [
      '/2019/cards.html',
      '/%D0%B1%D0%BB%D0%BE%D0%B3/%D0%BA%D0%B0%D1%80%D1%82%D0%BA%D1%96',
      '/en/news/letters-reach-a-prison',
    ])
      assert.equal((await world.public.request(path)).status, 301, path)
    const other = await begin(editor, { title: 'Another' })
    assert.equal(
      (await act(editor, other, '', { ...settings, slug: 'another', earlier: '/2019/cards.html' })).status,
      422,
    )
    await act(editor, id, '', { ...settings, earlier: '/2019/cards.html' })
    assert.equal((await world.public.request('/en/news/letters-reach-a-prison')).status, 404)
    await act(editor, id, '', { ...settings, earlier: '/news/letters-reach-a-prison' })
    // Taken back, neither address says anything of it.
    await act(editor, id, 'take-back')
    assert.equal((await world.public.request('/en/news/letters-reach-a-prison')).status, 404)
    await act(editor, id, 'delete', { sure: 'yes' })
    assert.equal((await editor.get(`/desk/news/${id}`)).status, 404)
  })

  test('events and editions are linked while they are public', async () => {
    const world = await withDay(await make())
    const { slug, member, id: eventId } = await publish(world, { title: 'Evening in Gdańsk' })
    const { id, editor } = await publishArticle(
      world,
      {},
      { body: `[there](event:${slug}) [gone](event:none) [then](edition:2024)` },
    )
    const saved = await act(editor, id, '', {
      kind: 'article',
      slug: 'letters-reach-a-prison',
      original: 'en',
      tags: '',
      events: `http://localhost:3000/en/events/${slug}`,
      editions: '2024',
    })
    assert.equal(saved.status, 303)
    const page = await textOf(world, '/en/news/letters-reach-a-prison')
    assert.match(
      page,
      new RegExp(`<p><a href="../../en/events/${slug}">there</a> gone <a href="../../en/2024/">then</a></p>`),
    )
    assert.match(page, /<h2>The events<\/h2>[\s\S]*Evening in Gdańsk/)
    assert.match(
      await textOf(world, `/en/events/${slug}`),
      /<h2>In the news<\/h2>[\s\S]*news\/letters-reach-a-prison/,
    )
    const shown = await (await member.get(`/desk/events/${eventId}`)).text()
    await member.post(`/desk/events/${eventId}/withdraw`, {
      version: /name="version" value="(\d+)"/.exec(shown)![1]!,
    })
    assert.doesNotMatch(
      await textOf(world, '/en/news/letters-reach-a-prison'),
      /Evening in Gdańsk|events\/evening/,
    )
  })

  test('the organisation writes its own pages; safety stands above the words of the software', async () => {
    const world = await withDay(await make())
    assert.equal((await world.public.request('/en/about')).status, 404)
    const { editor } = await publishArticle(world, { kind: 'about', title: 'Who we are' }, { lead: '' })
    assert.match(await textOf(world, '/en/about'), /<h1>Who we are<\/h1>/)
    assert.match(await textOf(world, '/be/events'), /<a href="\.\.\/be\/about">Пра нас<\/a>/)
    assert.doesNotMatch(await textOf(world, '/en/about'), /NewsArticle|<p class="dateline"/)
    assert.doesNotMatch(await textOf(world, '/en/news'), /Who we are/)
    const again = await editor.post('/desk/news/new', { kind: 'about', original: 'en', title: 'Twice' })
    assert.equal(again.status, 422)
    await publishArticle(world, { kind: 'safety', title: 'Whom to call' }, { body: '# At night\n\nCall us.' })
    assert.match(
      await textOf(world, '/en/safety'),
      /<h2>Whom to call<\/h2>[\s\S]*<h3>At night<\/h3>[\s\S]*<section id="published">/,
    )
    await publishArticle(world, { kind: 'page', title: 'How we work' })
    assert.match(await textOf(world, '/en/pages/how-we-work'), /<h1>How we work<\/h1>/)
    assert.equal((await world.public.request('/en/news/how-we-work')).status, 404)
  })

  test('the list has pages, and a wrong number none', async () => {
    const world = await withDay(await make())
    const { editor } = await publishArticle(world)
    for (let number = 0; number < 21; number++) {
      const id = await begin(editor, { title: `Article ${number}` })
      await writeText(editor, id, 'en', {
        title: `Article ${number}`,
        body: 'x',
        done: 'yes',
        published_date: '2024-05-01',
        published_time: '10:00',
      })
      await act(editor, id, 'publish')
    }
    assert.match(await textOf(world, '/en/news'), /<a rel="next" href="\.\.\/en\/news\?page=2">/)
    assert.match(await textOf(world, '/en/news?page=2'), /Page 2 of 2/)
    for (const wrong of ['3', '0', '-1', 'x', '2.5'])
      assert.equal((await world.public.request(`/en/news?page=${wrong}`)).status, 404, wrong)
  })

  test('the list at the desk has pages as well', async () => {
    const world = await make()
    const about = { events: [], editions: [] }
    await write(world.world.database, [], async trx => {
      for (let number = 1; number <= 101; number++) {
        const slug = `draft-${String(number).padStart(3, '0')}`
        const texts = { en: { ...NO_TEXT, title: slug } }
        const article = { id: randomUUID(), kind: 'article' as const, slug, version: 1, published: false }
        await insertArticle(trx, { ...article, tags: [], original: 'en', about, texts })
      }
    })
    const editor = await signIn(world, { role: 'editor' })
    const first = await (await editor.get('/desk/news')).text()
    assert.match(first, /draft-100/)
    assert.doesNotMatch(first, /draft-101/)
    assert.match(first, /<a rel="next" href="\.\.\/desk\/news\?page=2">/)
    assert.match(await (await editor.get('/desk/news?page=2')).text(), /draft-101/)
  })
})
