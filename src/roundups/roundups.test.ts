import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idInQueue, publish, textOf, withDay, withExample } from '../testing/event.ts'
import { fieldsIn } from '../testing/fields.ts'
import { type SignedIn, signIn } from '../testing/member.ts'
import { act, publishArticle } from '../testing/news.ts'
import { addReports, tellOf } from '../testing/reports.ts'
import { onBothEngines } from '../testing/world.ts'

const DESK = '/desk/roundups/2024'

onBothEngines('round-ups', make => {
  test('that of the example is published in every language, and can be taken along', async () => {
    const test = await withExample(await make())
    for (const lang of test.world.texts.codes) {
      const page = await textOf(test, `/${lang}/2024/report`)
      assert.equal(page.match(/class="report-event"/g)?.length, 15)
      assert.match(page, /"@type":"(NewsArticle|LiveBlogPosting)"/)
      for (const as of ['html', 'md', 'txt']) {
        const taken = await test.public.request(`/${lang}/2024/report.${as}`)
        assert.equal(taken.status, 200)
        assert.match(await taken.text(), /spring96\.org|«Вясна»|«Весна»|Viasna/)
      }
    }
    assert.equal((await test.public.request('/en/2023/report')).status, 404)
  })

  test('days and towns lead to where they are told, each town once a day', async () => {
    const test = await withExample(await make())
    for (const lang of test.world.texts.codes) {
      const page = await textOf(test, `/${lang}/2024/report`)
      const [list = ''] = /<nav class="report-contents"[\s\S]*?<\/nav>/.exec(page) ?? []
      const ways = [...list.matchAll(/href="#([^"]+)">([^<]+)</g)]
      assert.equal(ways.filter(([, id]) => id!.startsWith('day-')).length, 3)
      for (const [, id, name] of ways) assert.equal(page.split(` id="${id}"`).length, 2, name)
      for (const [day] of list.matchAll(/<ul class="report-places">[\s\S]*?<\/ul>/g)) {
        const names = [...day.matchAll(/>([^<>]+)<\/a>/g)].map(([, name]) => name)
        assert.equal(new Set(names).size, names.length)
      }
    }
  })

  test('a correction of an event shows, and marks the other languages as outdated', async () => {
    const test = await withExample(await make())
    const editor = await signIn(test)
    assert.doesNotMatch(await (await editor.get('/desk/roundups')).text(), /outdated/)
    const id = await idInQueue(editor, 'On Cathedral Square', 'published')
    const path = `/desk/events/${id}/edit`
    const form = await formAt(editor, path)
    const about = `${form['about']} A choir sang as well.`
    assert.equal((await editor.post(path, { ...form, about })).status, 303)
    assert.match(await textOf(test, '/en/2024/report'), /A choir sang as well/)
    const list = await (await editor.get('/desk/roundups')).text()
    assert.match(list, /Belarusian: outdated/)
    assert.match(list, /English: done/)
    assert.match(await textOf(test, '/be/2024/report'), /Пасля гэтага перакладу/)
    assert.match(await (await editor.get(`${DESK}/be`)).text(), /Changed since this was done/)
    const translator = await signIn(test, { role: 'translator', languages: ['be'] })
    assert.match(await (await translator.get('/desk')).text(), /desk\/roundups\/2024\/be/)
    const be = await formAt(editor, `${DESK}/be`)
    assert.equal((await editor.post(`${DESK}/be`, be)).status, 303)
    assert.match(await (await editor.get('/desk/roundups')).text(), /Belarusian: done/)
  })

  test('a correction of a report marks its older translation at the event, on the page and in what is taken along', async () => {
    const test = await withExample(await make())
    const { shown } = await addReports(test.world)
    const editor = await signIn(test)
    const older = /пераклад старэйшы/g
    assert.doesNotMatch(await textOf(test, '/be/2024/report'), older)
    const path = `/desk/events/${shown.id}/report/edit`
    const form = await formAt(editor, path)
    assert.equal((await editor.post(path, { ...form, text: 'It snowed, in fact.' })).status, 303)
    const page = await textOf(test, '/be/2024/report')
    const [, ...places] = page.split('<section class="report-event"')
    const place = places.find(part => part.includes('Ішоў дождж'))
    assert.match(
      place!,
      /Справаздачу выправілі <time datetime="[\d-]+">[^<]+<\/time>, гэты пераклад старэйшы/,
    )
    assert.equal(page.match(older)?.length, 1)
    assert.equal((await textOf(test, '/be/2024/report.txt')).match(older)?.length, 1)
    assert.doesNotMatch(await textOf(test, '/en/2024/report'), /was corrected/)
  })

  test('blocks are moved, cut and written between by buttons of one form', async () => {
    const test = await withExample(await make())
    const editor = await signIn(test, { role: 'editor' })
    const before = await order(editor)
    await press(editor, `down:${before[1]}`)
    assert.deepEqual((await order(editor)).slice(1, 3), [before[2], before[1]])
    await press(editor, `cut:${before[1]}`)
    assert.ok(!(await order(editor)).includes(before[1]!))
    await press(editor, 'order', { [`place_${before.at(-1)}`]: '1' })
    assert.equal((await order(editor))[0], before.at(-1))
    await press(editor, 'text:')
    const [text] = await order(editor)
    assert.match(text!, /^text-/)
    const path = `${DESK}/en`
    const form = await formAt(editor, path)
    await editor.post(path, { ...form, [`between_${text}`]: 'A word **before**.' })
    assert.match(await textOf(test, '/en/2024/report'), /A word <strong>before<\/strong>/)
    assert.match(await textOf(test, '/ru/2024/report'), /lang="en"[^>]*><p>A word/)
  })

  test('what came later is added when somebody has told of it; the rest is announced until then', async () => {
    const test = await withDay(await make())
    const told = await publish(test, { title: 'Told', city: 'Gdańsk', from: '2024-05-20' })
    const later = await publish(test, { title: 'To come', city: 'Sopot', from: '2024-06-20' })
    await tellOf(test.world, told.id)
    const editor = await signIn(test)
    assert.match(
      await (await editor.get(DESK)).text(),
      /One event that has been told of is not in the round-up yet/,
    )
    await press(editor, 'add:all')
    const desk = await (await editor.get(DESK)).text()
    assert.ok((await order(editor)).includes(`event-${told.id}`))
    assert.ok(!(await order(editor)).includes(`event-${later.id}`))
    assert.doesNotMatch(desk, /is not in the round-up yet/)
    assert.match(desk, /announced[\s\S]*To come/)
    await press(editor, 'unreported')
    assert.equal((await order(editor)).at(-1), 'unreported')
    assert.match(await textOf(test, '/en/2024/report'), /report-unreported[\s\S]*To come/)
    await press(editor, `add:${later.id}`)
    assert.ok((await order(editor)).includes(`event-${later.id}`))
    const page = await textOf(test, '/en/2024/report')
    assert.doesNotMatch(page, /id="day-2024-06-20"/)
    assert.match(page, /report-unreported[\s\S]*To come/)
    await press(editor, `cut:event-${later.id}`)
    assert.doesNotMatch(await textOf(test, '/en/2024/report'), /To come/)
  })

  test('an editor’s own words lead to events, editions and articles, on the page and in what is taken along', async () => {
    const test = await withExample(await make())
    const editor = await signIn(test)
    await publishArticle(test, { title: 'Two hundred cards' })
    const path = `${DESK}/en`
    const form = await formAt(editor, path)
    const between = Object.keys(form).find(name => name.startsWith('between_'))!
    const words =
      '[rally](event:vilnius-rally) [Day](edition:2024) [cards](article:two-hundred-cards) [no](event:none)'
    assert.equal((await editor.post(path, { ...form, [between]: words })).status, 303)
    const page = await textOf(test, '/en/2024/report')
    for (const to of ['en/events/vilnius-rally">rally', 'en/2024/">Day', 'en/news/two-hundred-cards">cards'])
      assert.ok(page.includes(`../${to}</a>`), to)
    assert.match(page, / no<\/p>/)
    for (const as of ['html', 'md', 'txt']) {
      const taken = await textOf(test, `/en/2024/report.${as}`)
      assert.match(taken, /http:\/\/localhost:3000\/en\/news\/two-hundred-cards/, as)
      assert.doesNotMatch(taken, /event:vilnius/, as)
    }
  })

  test('what was announced beside an example is no part of its round-up, told or not', async () => {
    const test = await withExample(await make({ now: Date.parse('2026-11-23T12:00:00Z') }))
    const event = await publish(test, { title: 'Of today', city: 'Sopot', from: '2026-11-24' })
    const editor = await signIn(test)
    for (const isReported of [false, true]) {
      if (isReported) await tellOf(test.world, event.id)
      const desk = await (await editor.get(DESK)).text()
      assert.doesNotMatch(desk, /Of today|add:all/)
      await press(editor, `add:${event.id}`)
      await press(editor, 'unreported')
      assert.doesNotMatch(await textOf(test, '/en/2024/report'), /Of today/)
    }
  })

  test('is an item of the news feeds, in the language of the feed; that of an example is not', async () => {
    const feeds = ['rss', 'atom', 'feed.json']
    const example = await withExample(await make())
    for (const as of feeds)
      assert.doesNotMatch(await textOf(example, `/en/news.${as}`), /From Scotland to Moscow/)
    const test = await withDay(await make())
    await publishArticle(test, { title: 'Two hundred cards' }, { body: 'Words.' })
    for (const as of feeds) {
      const feed = await textOf(test, `/en/news.${as}`)
      assert.match(feed, /From Scotland to Moscow/)
      assert.match(feed, /http:\/\/localhost:3000\/en\/2024\/report/)
      assert.match(await textOf(test, `/be/news.${as}`), /Ад Шатландыі да Масквы/)
    }
    const { items } = JSON.parse(await textOf(test, '/en/news.feed.json'))
    const times = items.map((item: { date_published: string }) => Date.parse(item.date_published))
    assert.deepEqual(
      times,
      times.toSorted((a: number, b: number) => b - a),
    )
    assert.equal(items.length, 2)
    const editor = await signIn(test)
    const { published: _, ...hidden } = await formAt(editor, `${DESK}/be`)
    await editor.post(`${DESK}/be`, hidden)
    assert.doesNotMatch(await textOf(test, '/be/news.rss'), /Ад Шатландыі да Масквы/)
  })

  test('a statement about the edition can be told, and leads to its page', async () => {
    const test = await withExample(await make())
    const { id, editor } = await publishArticle(test)
    const saved = await act(editor, id, '', {
      kind: 'article',
      original: 'en',
      slug: 'letters-reach-a-prison',
      editions: '2024',
    })
    assert.equal(saved.status, 303)
    assert.match(await (await editor.get(DESK)).text(), /Letters reach a prison/)
    const fields = await formAt(editor, DESK)
    assert.ok(fields['article_'])
    await editor.post(DESK, { ...fields, do: 'article:' })
    assert.match((await order(editor))[0]!, /^article-/)
    assert.match(await textOf(test, '/en/2024/report'), /report-statement[\s\S]*Letters reach a prison/)
    assert.match(await textOf(test, '/en/2024/report.md'), /Letters reach a prison/)
  })

  test('two who change the order at once do not lose each other’s work', async () => {
    const test = await withExample(await make())
    const [one, other] = [await signIn(test), await signIn(test, { role: 'editor' })]
    const form = await formAt(one, DESK)
    const [, second] = await order(one)
    await press(other, `down:${second}`)
    const late = await one.post(DESK, { ...form, do: `cut:${second}` })
    assert.equal(late.status, 409)
    assert.match(await late.text(), /Somebody else changed this in the meantime/)
    assert.ok((await order(one)).includes(second!))
  })

  test('two who write one language at once see each other’s words before either is lost', async () => {
    const test = await withExample(await make())
    const [one, other] = [await signIn(test), await signIn(test, { role: 'editor' })]
    const path = `${DESK}/en`
    const form = await formAt(one, path)
    const between = Object.keys(form).find(name => name.startsWith('between_'))!
    await other.post(path, { ...form, lead: 'The lead of the other.', [between]: 'Words of the other.' })
    const late = await one.post(path, { ...form, lead: 'My lead.', [between]: 'My words.' })
    assert.equal(late.status, 409)
    const page = await late.text()
    for (const said of [/My lead\./, /The lead of the other\./, /My words\./, /Words of the other\./])
      assert.match(page, said)
    assert.equal(page.match(/Saved now:/g)?.length, 2)
  })

  test('a refused text comes back filled in; times are those that an editor sets', async () => {
    const test = await withExample(await make())
    const editor = await signIn(test)
    const path = `${DESK}/en`
    const form = await formAt(editor, path)
    const refused = await editor.post(path, { ...form, title: '', lead: 'Typed in vain' })
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /Typed in vain/)
    await editor.post(path, { ...form, published_date: '2024-05-22', published_time: '06:30' })
    assert.match(await textOf(test, '/en/2024/report'), /datetime="2024-05-22T03:30:00\.000Z"/)
    const now = await formAt(editor, path)
    const { published: _, ...hidden } = now
    await editor.post(path, hidden)
    const left = await test.public.request('/en/2024/report')
    assert.match(await left.text(), /<h1 lang="be">|<h1 lang="ru">/)
  })

  test('translators write their language and nothing else', async () => {
    const test = await withExample(await make())
    const translator = await signIn(test, { role: 'translator', languages: ['be'] })
    assert.equal((await translator.get(`${DESK}/be`)).status, 200)
    assert.equal((await translator.get(`${DESK}/ru`)).status, 404)
    assert.equal((await translator.get(DESK)).status, 404)
    const moderator = await signIn(test, { role: 'moderator' })
    assert.equal((await moderator.get('/desk/roundups')).status, 404)
  })
})

async function order(member: SignedIn): Promise<string[]> {
  const page = await (await member.get(DESK)).text()
  return [...page.matchAll(/<li class="block [^"]*" id="([^"]+)"/g)].map(([, id]) => id!)
}

async function press(member: SignedIn, wish: string, fields: Record<string, string> = {}): Promise<void> {
  const form = await formAt(member, DESK)
  const answer = await member.post(DESK, { ...form, ...fields, do: wish })
  assert.equal(answer.status, 303, await answer.text())
}

/** What a browser would send of the form at a path. */
async function formAt(member: SignedIn, path: string): Promise<Record<string, string>> {
  const fields = fieldsIn(await (await member.get(path)).text())
  fields.delete('token')
  return Object.fromEntries([...fields].map(([name, [value]]) => [name, value!]))
}
