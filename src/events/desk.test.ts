import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  announce,
  announcement,
  decide,
  idInQueue,
  publish,
  send,
  textOf,
  withDay,
} from '../testing/event.ts'
import { signIn } from '../testing/member.ts'
import { onBothEngines } from '../testing/world.ts'

onBothEngines('the way of an event', make => {
  test('announced, it is nowhere; published, it is on page, list, map, calendar and feeds', async () => {
    const world = await withDay(await make())
    await announce(world)
    for (const path of [
      '/en/events',
      '/en/events/map',
      '/en/events/calendar?month=2024-05',
      '/en/events.json',
      '/en/events.ics',
    ])
      assert.doesNotMatch(await textOf(world, path), /Evening of letters|Gda/, path)
    const { slug } = await publish(world, { title: 'Second evening' })
    assert.match(slug, /^gdansk-letter-writing-/)
    for (const path of [
      '/en/events?q=second',
      '/en/events?day=2024-05-22',
      '/en/events/map/pl',
      '/en/events/calendar?month=2024-05',
      '/en/events.json',
      '/en/events.ics',
      '/en/events.rss',
      '/en/events.txt',
      `/en/events/${slug}`,
    ])
      assert.match(await textOf(world, path), /Second evening/, path)
  })

  test('the same form sent again is the same event, and keeps its code', async () => {
    const world = await withDay(await make())
    const page = await textOf(world, '/en/events/new')
    const code = /name="code" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const member = await signIn(world)
    const all = await Promise.all(
      Array.from({ length: 5 }, () => send(world, '/en/events/new', announcement({ code }))),
    )
    for (const answer of all) {
      assert.equal(answer.status, 201)
      assert.ok((await answer.text()).includes(code))
    }
    const queue = await (await member.get('/desk')).text()
    assert.equal(queue.split('>Evening of letters</a>').length - 1, 1)
  })

  test('deciding leads to what waits next, with a word of what was done; from the list back to it', async () => {
    const world = await withDay(await make())
    const member = await signIn(world, { countries: ['PL', 'LV'], role: 'moderator' })
    const days = { First: '2024-05-20', Second: '2024-05-21', Third: '2024-05-22' }
    const inRiga = { city: 'Riga', country: 'LV', about: 'Candles at the river.', hosts: 'A house' }
    for (const [title, from] of Object.entries(days))
      await announce(world, { title, from, ...(title === 'First' ? inRiga : {}) })
    await announce(world, { title: 'Elsewhere', from: '2024-05-20', city: 'Vilnius', country: 'LT' })
    const ids = await Promise.all(Object.keys(days).map(title => idInQueue(member, title)))
    const follow = async (answer: Response) => {
      const path = answer.headers.get('location')!.replace(/^.*\/desk/, '/desk')
      return { path, text: await (await member.get(path)).text() }
    }
    const second = await follow(await decide(member, ids[1]!, { action: 'publish' }))
    assert.ok(second.path.startsWith(`/desk/events/${ids[2]}?`), second.path)
    assert.match(second.text, /Published: <a href="[^"]*">Second<\/a>\. Readers are told[\s\S]*<h1>Third/)
    const third = await follow(await decide(member, ids[2]!, { action: 'refuse', refuse_reason: 'Twice.' }))
    assert.ok(third.path.startsWith(`/desk/events/${ids[0]}?`), 'from the beginning')
    assert.match(third.text, /Refused: <a href="[^"]*">Third<\/a>/)
    const row = /<button[^>]*formaction="([^"]*)"[^>]*value="(\d+)"/.exec(
      await (await member.get('/desk')).text(),
    )
    const path = row![1]!.replace(/^.*?desk/, '/desk').replaceAll('&amp;', '&')
    const list = await follow(await member.post(path, { version: row![2]! }))
    assert.match(list.path, /^\/desk\?/)
    assert.match(list.text, /Published: <a href="[^"]*">First<\/a>/)
    // Somebody who may not see it is told nothing of it.
    const other = await signIn(world, { countries: ['LT'], role: 'moderator' })
    assert.doesNotMatch(await (await other.get(list.path)).text(), /First/)
  })

  test('a text in another language than was said is taken as what it plainly is, and can be corrected later', async () => {
    const world = await withDay(await make())
    const texts = {
      title: 'Вечар лістоў',
      about: 'Мы пішам лісты людзям за кратамі. Прыходзьце ў бібліятэку.',
    }
    const taken = await send(world, '/ru/events/new', { ...announcement(texts), language: 'ru' })
    assert.equal(taken.status, 201)
    const code = /<output class="code"[^>]*>([^<]+)</.exec(await taken.text())![1]!
    const seen = { ...announcement(texts), code }
    const member = await signIn(world)
    const id = await idInQueue(member, texts.title)
    await decide(member, id, { action: 'publish' })
    const { slug } = await world.world.database.db
      .selectFrom('events')
      .select('slug')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    assert.match(await textOf(world, `/en/events/${slug}`), /<h1[^>]*lang="be"/)
    await send(world, '/ru/events/mine', { ...seen, do: 'change', language: 'ru' })
    assert.match(await (await member.get(`/desk/events/${id}`)).text(), /<del>Belarusian[\s\S]*<ins>Russian/)
    await decide(member, id, { action: 'accept' })
    assert.match(await textOf(world, `/en/events/${slug}`), /<h1[^>]*lang="ru"/)
    assert.match(
      await textOf(world, `/be/events/${slug}`),
      /<h1[^>]*lang="ru"/,
      'no copy stays under the other name',
    )
    await decide(member, id, { action: 'edit', ...seen, language: 'uk' })
    assert.match(await textOf(world, `/be/events/${slug}`), /<h1[^>]*lang="uk"/)
  })

  test('a change after publication waits with its difference shown, and the old version stays', async () => {
    const world = await withDay(await make())
    const { code, slug, id, member } = await publish(world)
    const answer = await send(world, '/en/events/mine', {
      ...announcement({ start: '19:15', end: '21:00' }),
      code,
      do: 'change',
    })
    assert.equal(answer.status, 200)
    assert.match(await textOf(world, `/en/events/${slug}`), /18:30/)
    const review = await (await member.get(`/desk/events/${id}`)).text()
    assert.match(review, /<del>[^<]*18:30[^<]*<\/del>[\s\S]*<ins>[^<]*19:15/)
    assert.equal(
      (await decide(member, id, { action: 'accept', moved: 'yes', reason: 'The library closes later.' }))
        .status,
      303,
    )
    const page = await textOf(world, `/en/events/${slug}`)
    assert.match(page, /19:15/)
    assert.match(page, /<s>[^<]*18:30/)
    assert.match(page, /The library closes later/)
    const ics = await textOf(world, `/en/events/${slug}.ics`)
    assert.match(ics, /SEQUENCE:1\r\n/)
    assert.match(ics, /DTSTART;TZID=Europe\/Warsaw:20240522T191500/)
  })

  test('asked back and answered behind the code; a lost code is replaced and the old one is dead', async () => {
    const world = await withDay(await make())
    const member = await signIn(world)
    const code = await announce(world)
    const id = await idInQueue(member, 'Evening of letters')
    assert.equal((await decide(member, id, { action: 'ask', question: '' })).status, 422)
    await decide(member, id, { action: 'ask', question: 'Which entrance?' })
    assert.match(await (await send(world, '/en/events/mine', { code })).text(), /Which entrance\?/)
    await send(world, '/en/events/mine', { code, do: 'answer', answer: 'From the yard.' })
    assert.match(await (await member.get(`/desk/events/${id}`)).text(), /From the yard\./)
    const renewed = await (await member.post(`/desk/events/${id}/code`, {})).text()
    const fresh = /<output[^>]*>([^<]+)</.exec(renewed)?.[1] ?? ''
    assert.equal((await send(world, '/en/events/mine', { code })).status, 422)
    assert.equal((await send(world, '/en/events/mine', { code: fresh })).status, 200)
  })

  test('an answer about a published event waits in the queue until the desk has read it', async () => {
    const world = await withDay(await make())
    const { code, id, member } = await publish(world)
    await decide(member, id, { action: 'ask', question: 'Is there a lift?' })
    assert.doesNotMatch(await (await member.get('/desk')).text(), /Evening of letters/)
    await send(world, '/en/events/mine', { code, do: 'answer', answer: 'Yes, from the yard.' })
    assert.match(await (await member.get('/desk')).text(), /Evening of letters[\s\S]*has answered/)
    assert.equal((await decide(member, id, { action: 'noted' })).status, 303)
    assert.doesNotMatch(await (await member.get('/desk')).text(), /Evening of letters/)
  })

  test('a city that is hidden from now on leaves the address too, and translations stay', async () => {
    const world = await withDay(await make())
    const { code, id, slug, member } = await publish(world, { from: '2024-05-25' })
    await member.post(`/desk/events/${id}/texts/be`, {
      version: await versionOf(member, id),
      title: 'Вечар лістоў',
      hosts: '',
    })
    await send(world, '/en/events/mine', {
      ...announcement({ from: '2024-05-25', reveal: '3', hide_city: 'yes' }),
      code,
      do: 'change',
      version: await versionOf(member, id),
    })
    assert.equal((await decide(member, id, { action: 'accept' })).status, 303)
    assert.equal((await world.public.request(`/en/events/${slug}`)).status, 404)
    const { items } = JSON.parse(await textOf(world, '/be/events.json?from=2024-05-25'))
    assert.equal(items[0].title, 'Вечар лістоў')
    assert.doesNotMatch(items[0].slug, /gdansk/)
  })

  test('a wrong and an unknown code look alike', async () => {
    const world = await withDay(await make())
    const strip = (page: string) => page.replace(/value="[^"]*"/g, '')
    const wrong = await send(world, '/en/events/mine', { code: 'nonsense' })
    const unknown = await send(world, '/en/events/mine', { code: '0000-0000-0000-0000-0000-0000-0000' })
    assert.equal(wrong.status, unknown.status)
    assert.equal(strip(await wrong.text()), strip(await unknown.text()))
  })

  test('two people at one event: the second is told, and nothing is overwritten', async () => {
    const world = await withDay(await make())
    const anna = await signIn(world, { name: 'anna' })
    const ben = await signIn(world, { name: 'ben' })
    await announce(world)
    const id = await idInQueue(anna, 'Evening of letters')
    await anna.get(`/desk/events/${id}`)
    assert.match(await (await ben.get(`/desk/events/${id}`)).text(), /anna opened this/)
    assert.match(await (await ben.get('/desk')).text(), /anna is looking at it/)
    assert.equal((await anna.post(`/desk/events/${id}/publish`, { version: '1' })).status, 303)
    const late = await ben.post(`/desk/events/${id}/refuse`, {
      version: '1',
      refuse_reason: 'A reason typed in vain',
    })
    assert.equal(late.status, 409)
    assert.match(await late.text(), /A reason typed in vain/)
    const edit = await ben.post(`/desk/events/${id}/edit`, {
      ...announcement({ title: 'From Ben' }),
      version: '1',
    })
    assert.equal(edit.status, 409)
    assert.match(await edit.text(), /From Ben/)
  })

  test('a moderator sees the countries that are theirs, and 404 elsewhere', async () => {
    const world = await withDay(await make())
    const coordinator = await signIn(world)
    await announce(world)
    const id = await idInQueue(coordinator, 'Evening of letters')
    const italian = await signIn(world, { role: 'moderator', countries: ['IT'] })
    assert.doesNotMatch(await (await italian.get('/desk')).text(), /Evening of letters/)
    for (const path of [
      `/desk/events/${id}`,
      `/desk/events/${id}/edit`,
      '/desk/log',
      '/desk/settings',
      '/desk/editions',
      '/desk/members',
    ])
      assert.equal((await italian.get(path)).status, 404, path)
    assert.equal((await italian.post(`/desk/events/${id}/publish`, { version: '1' })).status, 404)
    const polish = await signIn(world, { role: 'moderator', countries: ['PL'] })
    assert.equal((await polish.post(`/desk/events/${id}/publish`, { version: '1' })).status, 303)
    assert.equal((await decide(polish, id, { action: 'withdraw' })).status, 303)
    const ended = async (member: typeof polish) =>
      /tab=ended"[^>]*>[^<]*<strong>(\d+)/.exec(await (await member.get('/desk')).text())?.[1]
    assert.deepEqual([await ended(coordinator), await ended(polish), await ended(italian)], ['1', '1', '0'])
  })

  test('a translation can be taken back, its names of the hosts too', async () => {
    const world = await withDay(await make())
    const { id, slug, member } = await publish(world, { parts: '18:30 Names' })
    const translate = async (fields: Record<string, string>) => {
      const page = await (await member.get(`/desk/events/${id}/texts/be`)).text()
      const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
      assert.equal((await member.post(`/desk/events/${id}/texts/be`, { version, ...fields })).status, 303)
    }
    await translate({ title: 'Вечар лістоў', hosts: 'Лісты з Гданьска' })
    assert.match(await textOf(world, `/be/events/${slug}`), /Вечар лістоў[\s\S]*Лісты з Гданьска/)
    await translate({ title: '', hosts: '' })
    const page = await textOf(world, `/be/events/${slug}`)
    assert.doesNotMatch(page, /Вечар лістоў|Лісты з Гданьска/)
    assert.match(page, /Letters from Gdańsk/)
    const version = (await (await member.get(`/desk/events/${id}/texts/be`)).text()).match(
      /name="version" value="(\d+)"/,
    )![1]!
    const long = 'Лісты '.repeat(200)
    for (const name of ['hosts', 'part_0', 'title']) {
      const refused = await member.post(`/desk/events/${id}/texts/be`, { version, [name]: long })
      assert.equal(refused.status, 422, name)
      assert.ok((await refused.text()).includes(long), name)
    }
  })

  test('many alike are refused at once, likely duplicates stand beside each other', async () => {
    const world = await withDay(await make())
    const member = await signIn(world)
    for (let i = 0; i < 6; i++)
      await announce(world, { title: 'Buy cheap watches', start: `1${i}:00`, end: '' })
    await announce(world, { title: 'Evening with letters to prisoners' })
    await announce(world, { title: 'Letters to prisoners' })
    const queue = await (await member.get('/desk')).text()
    assert.match(queue, /5 more with the same words/)
    assert.match(queue, /Like ‘(Evening with letters|Letters) to prisoners’/)
    const id = await idInQueue(member, 'Buy cheap watches')
    const alike = await (await member.get(`/desk?alike=${id}`)).text()
    const ids = [...alike.matchAll(/name="id" value="([^"]+)" checked/g)].map(match => match[1]!)
    assert.equal(ids.length, 6)
    assert.equal((await member.post('/desk/refuse', { id: ids, reason: 'Not about the Day.' })).status, 303)
    const after = await (await member.get('/desk')).text()
    assert.doesNotMatch(after, /Buy cheap watches/)
    assert.match(after, /Letters to prisoners/)
  })

  test('cancelled it stays with the reason, withdrawn it is gone', async () => {
    const world = await withDay(await make())
    const { slug, id, member } = await publish(world)
    await decide(member, id, { action: 'cancel', cancel_reason: 'Storm warning' })
    const page = await textOf(world, `/en/events/${slug}`)
    assert.match(page, /This event is cancelled/)
    assert.match(page, /Storm warning/)
    assert.match(await textOf(world, `/en/events/${slug}.ics`), /STATUS:CANCELLED/)
    await decide(member, id, { action: 'withdraw' })
    assert.equal((await world.public.request(`/en/events/${slug}`)).status, 410)
    assert.doesNotMatch(await textOf(world, '/en/events.json'), /Evening of letters/)
    const log = await (await member.get('/desk/log')).text()
    for (const line of [
      /published ‘Evening of letters’/,
      /cancelled ‘Evening of letters’/,
      /withdrew ‘Evening of letters’/,
    ])
      assert.match(log, line)
  })

  test('in a dangerous country the form refuses, keeps nothing and explains', async () => {
    const world = await withDay(await make())
    const before = await countEvents(world)
    const answer = await send(world, '/en/events/new', announcement({ city: 'Minsk', country: 'BY' }))
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /Do not announce an event in Belarus here/)
    const unfinished = await send(
      world,
      '/en/events/new',
      announcement({ city: 'Minsk', country: 'BY', title: '' }),
    )
    assert.match(
      await unfinished.text(),
      /Do not announce an event in Belarus here/,
      'before asking for more',
    )
    assert.equal(await countEvents(world), before)
  })

  test('the shield: paused keeps what was typed, harder lets through with a ticket after waiting', async () => {
    const world = await withDay(await make())
    const member = await signIn(world)
    await member.post('/desk/settings/shield', { shield: 'paused' })
    const paused = await send(world, '/en/events/new', announcement())
    assert.equal(paused.status, 503)
    assert.match(await paused.text(), /value="Evening of letters"/)
    assert.equal((await world.public.request('/en/events')).status, 200)
    await member.post('/desk/settings/shield', { shield: 'harder' })
    const slow = await send(world, '/en/events/new', announcement())
    assert.equal(slow.status, 429)
    const page = await slow.text()
    assert.match(page, /value="Evening of letters"/)
    const [ticket, code] = ['ticket', 'code'].map(
      name => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? '',
    )
    world.setNow(world.world.clock() + 10_000)
    assert.equal(
      (await send(world, '/en/events/new', announcement({ ticket: ticket!, code: code! }))).status,
      201,
    )
  })
})

async function countEvents(world: Awaited<ReturnType<typeof withDay>>): Promise<number> {
  return (await world.world.database.db.selectFrom('events').select('id').execute()).length
}

async function versionOf(member: Awaited<ReturnType<typeof signIn>>, id: string): Promise<string> {
  return /name="version" value="(\d+)"/.exec(await (await member.get(`/desk/events/${id}`)).text())?.[1] ?? ''
}
