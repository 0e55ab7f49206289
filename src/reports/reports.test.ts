import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { announce, decide, idInQueue, publish, send, textOf, withDay } from '#testing/event.ts'
import { type SignedIn, signIn } from '#testing/member.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'

const MINE = '/en/events/mine/report'
const AFTER = Date.parse('2024-05-22T20:00:00Z')

/** A report as a browser would send it. */
function report(fields: Record<string, string> = {}): Record<string, string> {
  return {
    do: 'send',
    text: 'We wrote forty letters. It rained, and nobody left.',
    language: 'en',
    attendance: 'more than a hundred',
    at_least: '',
    quotes: '1',
    incidents: '1',
    quote_0: 'I will come again.',
    consent_0: 'unnamed',
    speaker_0: '',
    incident_0: '',
    by_0: '',
    ...fields,
  }
}

async function decideReport(
  member: SignedIn,
  id: string,
  { action, ...fields }: { action: string } & Record<string, string>,
): Promise<Response> {
  const page = await (await member.get(`/desk/events/${id}/report`)).text()
  return member.post(`/desk/events/${id}/report/${action}`, { version: versionIn(page), ...fields })
}

function versionIn(page: string): string {
  return /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
}

/** A world after a published event. */
async function afterEvent(make: () => Promise<TestWorld>, fields: Record<string, string> = {}) {
  const world = await withDay(await make())
  const event = await publish(world, fields)
  world.setNow(AFTER)
  return { world, ...event, member: await signIn(world) }
}

/** The same with a report that waits. */
async function afterReport(make: () => Promise<TestWorld>, fields: Record<string, string> = {}) {
  const event = await afterEvent(make)
  const sent = await send(event.world, MINE, { code: event.code, ...report(fields) })
  assert.equal(sent.status, 200)
  return event
}

/** Everything that the database keeps, as one text. */
async function everything({ world }: TestWorld): Promise<string> {
  const { db } = world.database
  const rows = await Promise.all(
    (['reports', 'events', 'event_messages', 'event_proposals', 'log', 'claims'] as const).map(table =>
      db.selectFrom(table).selectAll().execute(),
    ),
  )
  return JSON.stringify(rows)
}

onBothEngines('a report', make => {
  test('is taken for what it plainly is when another language was said', async () => {
    const { world, code, id } = await afterEvent(make)
    const text = 'Мы чыталі імёны ўголас. Прыйшло больш за сто чалавек, і ўсе падпісалі лісты.'
    await send(world, MINE, { code, do: 'send', text, language: 'en' })
    const member = await signIn(world)
    const review = await (await member.get(`/desk/events/${id}/report`)).text()
    assert.match(review, /lang="be"/)
    assert.match(review, /Belarusian/)
  })

  test('is taken for written in the language of its event, whatever language the page is in', async () => {
    const { world, code } = await afterEvent(make)
    for (const lang of ['be', 'ru']) {
      const form = await (await send(world, `/${lang}/events/mine/report`, { code })).text()
      assert.match(form, /<option value="en" selected/, lang)
    }
  })

  test('is told with the code, published at the desk and shown on the page of the event', async () => {
    const { world, id, slug, member } = await afterReport(make)
    assert.doesNotMatch(await textOf(world, `/en/events/${slug}`), /forty letters/)
    assert.match(await (await member.get('/desk')).text(), /<h2>Reports<\/h2>/)
    assert.match(await (await member.get(`/desk/events/${id}`)).text(), /Report<\/a> <span[^>]*>waiting/)
    assert.equal((await decideReport(member, id, { action: 'publish' })).status, 303)
    const page = await textOf(world, `/en/events/${slug}`)
    assert.match(page, /forty letters/)
    assert.match(page, /more than a hundred/)
    assert.match(page, /I will come again/)
    const russian = await textOf(world, `/ru/events/${slug}`)
    assert.match(russian, /<div class="happened-text" lang="en">/)
    assert.match(russian, /Оригинал написан на языке: английский/)
    assert.match(await textOf(world, '/en/events?day=2024-05-22'), /mark--report/)
    assert.match(await textOf(world, '/en/'), /at least 100, in one reported event/)
    assert.doesNotMatch(await (await member.get('/desk')).text(), /<h2>Reports<\/h2>/)
    assert.match(await (await member.get(`/desk/events/${id}/report`)).text(), /published the report/)
  })

  test('is given as data: in words with its lower bound, and in the feeds', async () => {
    const { world, id, slug, member } = await afterReport(make)
    await decideReport(member, id, { action: 'publish' })
    const { items } = JSON.parse(await textOf(world, '/ru/events.json?day=2024-05-22'))
    const item = items.find((one: { slug: string }) => one.slug === slug)
    assert.deepEqual(item.report.attendance, { words: 'more than a hundred', atLeast: 100 })
    assert.equal(item.report.language, 'en')
    for (const format of ['rss', 'atom', 'feed.json'])
      assert.match(await textOf(world, `/en/events.${format}?day=2024-05-22`), /forty letters/)
  })

  test('fewer than ten are a few, wherever they are shown', async () => {
    const { world, id, slug, member } = await afterReport(make, { attendance: '7 people' })
    await decideReport(member, id, { action: 'publish' })
    const page = await textOf(world, `/en/events/${slug}`)
    assert.match(page, /<span>a few<\/span>/)
    assert.doesNotMatch(page, /7 people/)
    assert.match(await textOf(world, '/en/'), /People who took part: a few, in one reported event/)
    const json = await textOf(world, '/en/events.json?day=2024-05-22')
    assert.match(json, /"attendance":{"words":"a few","atLeast":null}/)
  })

  test('who did not agree to be named is nowhere: not on the page, not at the desk, not in the database', async () => {
    const fields = { consent_0: 'unnamed', speaker_0: 'Canary Nobodysdottir' }
    const { world, code, id, slug, member } = await afterReport(make, fields)
    assert.doesNotMatch(await everything(world), /Canary/)
    await decideReport(member, id, { action: 'publish' })
    const change = report({ ...fields, text: 'Told anew.', quote_0: 'Another thing.' })
    const { version } = await opened(world, code)
    assert.equal((await send(world, MINE, { code, version, ...change })).status, 200)
    assert.doesNotMatch(await everything(world), /Canary/)
    assert.doesNotMatch(await (await member.get(`/desk/events/${id}/report`)).text(), /Canary/)
    assert.match(await textOf(world, `/en/events/${slug}`), /somebody who was there/)
  })

  test('who agreed is named, and only after somebody said so', async () => {
    const { world, code } = await afterEvent(make)
    const named = report({ consent_0: '', speaker_0: 'Ala Invented' })
    const unasked = await send(world, MINE, { code, ...named })
    assert.equal(unasked.status, 422)
    const page = await unasked.text()
    assert.match(page, /Say whether the person may be named/)
    assert.match(page, /value="Ala Invented"/)
    assert.doesNotMatch(await everything(world), /Ala Invented/)
    const nobody = await send(world, MINE, { code, ...named, consent_0: 'named', speaker_0: '' })
    assert.equal(nobody.status, 422)
    assert.equal((await send(world, MINE, { code, ...named, consent_0: 'named' })).status, 200)
    assert.match(await everything(world), /Ala Invented/)
  })

  test('says who reported what the writer did not see', async () => {
    const incident = { incident_0: 'A man was led away.', seen_0: 'told' }
    const { world, code, id, slug, member } = await afterEvent(make)
    const unsaid = await send(world, MINE, { code, ...report(incident) })
    assert.equal(unsaid.status, 422)
    assert.match(await unsaid.text(), /Write who reported it to you/)
    const told = report({ ...incident, by_0: 'two participants' })
    assert.equal((await send(world, MINE, { code, ...told })).status, 200)
    await decideReport(member, id, { action: 'publish' })
    const page = await textOf(world, `/en/events/${slug}`)
    assert.match(page, /A man was led away/)
    assert.match(page, /Reported by: <span>two participants<\/span>/)
  })

  test('grows by another quote without scripts, and keeps nothing meanwhile', async () => {
    const { world, code } = await afterEvent(make)
    const more = await send(world, MINE, { code, ...report(), add: 'quote' })
    assert.equal(more.status, 200)
    const page = await more.text()
    assert.match(page, /name="quote_1"/)
    assert.match(page, /I will come again/)
    assert.match(page, /forty letters/)
    assert.doesNotMatch(await everything(world), /forty letters/)
  })

  test('waits until there is something to tell', async () => {
    const world = await withDay(await make())
    const { code, id, member } = await publish(world)
    for (const fields of [{ code }, { code, ...report() }]) {
      const early = await send(world, MINE, fields)
      assert.equal(early.status, 409)
      assert.match(await early.text(), /has not begun yet/)
    }
    assert.doesNotMatch(await (await send(world, '/en/events/mine', { code })).text(), /Tell what happened/)
    world.setNow(AFTER)
    assert.match(await (await send(world, '/en/events/mine', { code })).text(), /Tell what happened/)
    const late = await signIn(world)
    await decide(late, id, { action: 'cancel', cancel_reason: 'Rain' })
    const cancelled = await send(world, MINE, { code, ...report() })
    assert.equal(cancelled.status, 409)
    assert.match(await cancelled.text(), /was cancelled/)
    assert.doesNotMatch(await everything(world), /forty letters/)
    assert.ok(member)
  })

  test('of an event that nobody announced goes with announcing it afterwards', async () => {
    const world = await withDay(await make({}))
    world.setNow(AFTER)
    const code = await announce(world, { title: 'Nobody knew' })
    assert.equal((await send(world, MINE, { code, ...report() })).status, 200)
    const member = await signIn(world)
    const id = await idInQueue(member, 'Nobody knew')
    // Nothing is told of an event that is not there.
    const early = await member.post(`/desk/events/${id}/report/publish`, { version: '1' })
    assert.equal(early.status, 409)
    await decide(member, id, { action: 'publish', host_check: 'known' })
    assert.equal((await decideReport(member, id, { action: 'publish' })).status, 303)
  })

  test('sent twice is one; a change waits with its difference, and the page stays as it is', async () => {
    const { world, code, id, slug, member } = await afterReport(make)
    assert.equal((await send(world, MINE, { code, ...report() })).status, 200)
    await decideReport(member, id, { action: 'publish' })
    assert.equal((await send(world, MINE, { code, ...report() })).status, 200)
    assert.doesNotMatch(await (await member.get('/desk')).text(), /<h2>Reports<\/h2>/)
    const { version } = await opened(world, code)
    const change = report({ text: 'We wrote sixty letters.', attendance: 'two hundred' })
    assert.equal((await send(world, MINE, { code, version, ...change })).status, 200)
    assert.doesNotMatch(await textOf(world, `/en/events/${slug}`), /sixty/)
    const review = await (await member.get(`/desk/events/${id}/report`)).text()
    assert.match(review, /<ins>We wrote sixty letters\.<\/ins>/)
    assert.match(review, /<del>100<\/del><\/td><td[^>]*><ins>200<\/ins>/)
    assert.equal((await decideReport(member, id, { action: 'accept' })).status, 303)
    assert.match(await textOf(world, `/en/events/${slug}`), /sixty/)
  })

  test('that crosses the desk’s own edit overwrites nothing unseen, and comes back filled in', async () => {
    const { world, code, id, member } = await afterReport(make)
    const { version } = await opened(world, code)
    const page = await (await member.get(`/desk/events/${id}/report/edit`)).text()
    const edit = { ...report({ text: 'The desk wrote this.' }), version: versionIn(page) }
    assert.equal((await member.post(`/desk/events/${id}/report/edit`, edit)).status, 303)
    const change = report({ text: 'Typed meanwhile.' })
    const crossed = await send(world, MINE, { code, version, ...change })
    assert.equal(crossed.status, 409)
    const again = await crossed.text()
    assert.match(again, /Typed meanwhile\./)
    assert.match(await everything(world), /The desk wrote this/)
    const late = await member.post(`/desk/events/${id}/report/edit`, { ...edit, text: 'A late one.' })
    assert.equal(late.status, 409)
    assert.match(await late.text(), /A late one\./)
    assert.equal((await send(world, MINE, { code, version: versionIn(again), ...change })).status, 200)
  })

  test('two copies of one form at the same moment are one report, and none is lost', async () => {
    const { world, code } = await afterEvent(make)
    const sent = await Promise.all(Array.from({ length: 4 }, () => send(world, MINE, { code, ...report() })))
    assert.deepEqual(
      sent.map(({ status }) => status),
      [200, 200, 200, 200],
    )
    const rows = await world.world.database.db.selectFrom('reports').selectAll().execute()
    assert.equal(rows.length, 1)
  })

  test('is asked about, refused and sent again through the messages of its event', async () => {
    const { world, code, id, member } = await afterReport(make)
    const empty = await decideReport(member, id, { action: 'ask', question: ' ' })
    assert.equal(empty.status, 422)
    await decideReport(member, id, { action: 'ask', question: 'Who counted?' })
    const asked = await opened(world, code)
    assert.match(asked.page, /Who counted\?/)
    assert.match(asked.page, /The desk has a question/)
    assert.doesNotMatch(await (await member.get('/desk')).text(), /<h2>Reports<\/h2>/)
    await send(world, '/en/events/mine', { code, do: 'answer', answer: 'The two stewards.' })
    assert.match(await (await member.get('/desk')).text(), /<h2>Reports<\/h2>/)
    await decideReport(member, id, { action: 'refuse', refuse_reason: 'Not about this event.' })
    const refused = await opened(world, code)
    assert.match(refused.page, /Not about this event\./)
    assert.match(refused.page, /forty letters/)
    assert.equal((await send(world, MINE, { code, version: refused.version, ...report() })).status, 200)
    assert.equal((await decideReport(member, id, { action: 'publish' })).status, 303)
  })

  test('taken down is gone from every page at once', async () => {
    const { world, id, slug, member } = await afterReport(make)
    await decideReport(member, id, { action: 'publish' })
    assert.match(await textOf(world, `/en/events/${slug}`), /forty letters/)
    await decideReport(member, id, { action: 'refuse', refuse_reason: 'A name stood in it.' })
    assert.doesNotMatch(await textOf(world, `/en/events/${slug}`), /forty letters/)
    assert.doesNotMatch(await textOf(world, '/en/'), /took part/)
  })

  test('is translated piece by piece; a correction does not leave old figures in other languages', async () => {
    const { world, id, slug, member } = await afterReport(make)
    await decideReport(member, id, { action: 'publish' })
    const translator = await signIn(world, { role: 'translator', languages: ['be'] })
    const path = `/desk/events/${id}/report/texts/be`
    assert.ok((await (await translator.get('/desk')).text()).includes(path))
    const version = versionIn(await (await translator.get(path)).text())
    const texts = { text: 'Напісалі сорак лістоў.', attendance: 'больш за сто', quote_0: 'Прыйду яшчэ.' }
    assert.equal((await translator.post(path, { version, ...texts })).status, 303)
    assert.ok(!(await (await translator.get('/desk')).text()).includes(path))
    const page = await textOf(world, `/be/events/${slug}`)
    for (const said of Object.values(texts)) assert.ok(page.includes(said), said)
    assert.equal((await translator.post(path, { version, ...texts, text: 'Запозна' })).status, 409)
    const edit = await (await member.get(`/desk/events/${id}/report/edit`)).text()
    const corrected = report({ attendance: 'more than fifty' })
    await member.post(`/desk/events/${id}/report/edit`, { version: versionIn(edit), ...corrected })
    const after = await textOf(world, `/be/events/${slug}`)
    assert.match(after, /<span lang="en">more than fifty<\/span>/)
    assert.doesNotMatch(after, /больш за сто/)
    assert.match(after, /Прыйду яшчэ/)
    assert.match(await (await member.get(`/desk/events/${id}/report`)).text(), /to be looked through/)
    const russian = await signIn(world, { role: 'translator', languages: ['ru'] })
    assert.doesNotMatch(await (await russian.get('/desk')).text(), /report\/texts\/be/)
    assert.equal((await russian.get(path)).status, 404)
  })

  test('a translation that is older than a correction says so, with the day, until it is looked through', async () => {
    const { world, id, slug, member } = await afterReport(make)
    await decideReport(member, id, { action: 'publish' })
    const path = `/desk/events/${id}/report/texts/be`
    const translate = async (by: SignedIn, text: string) => {
      const version = versionIn(await (await by.get(path)).text())
      assert.equal((await by.post(path, { version, text, attendance: 'больш за сто' })).status, 303)
    }
    await translate(member, 'Напісалі сорак лістоў.')
    assert.doesNotMatch(await textOf(world, `/be/events/${slug}`), /пераклад старэйшы/)
    world.setNow(Date.parse('2024-05-25T20:00:00Z'))
    const later = await signIn(world)
    const edit = await (await later.get(`/desk/events/${id}/report/edit`)).text()
    const corrected = report({ text: 'We wrote fifty letters.' })
    await later.post(`/desk/events/${id}/report/edit`, { version: versionIn(edit), ...corrected })
    assert.match(
      await textOf(world, `/be/events/${slug}`),
      /Справаздачу выправілі <time datetime="2024-05-25">25 мая 2024[^<]*<\/time>, гэты пераклад старэйшы/,
    )
    assert.doesNotMatch(await textOf(world, `/en/events/${slug}`), /was corrected/)
    assert.doesNotMatch(await textOf(world, `/ru/events/${slug}`), /перевод старше/)
    await translate(later, 'Напісалі пяцьдзясят лістоў.')
    assert.doesNotMatch(await textOf(world, `/be/events/${slug}`), /пераклад старэйшы/)
  })

  test('takes hostile input as text', async () => {
    const hostile = '<script>xss7()</script>"\'&'
    const { world, code, id, slug, member } = await afterEvent(make)
    const fields = {
      text: hostile,
      attendance: hostile,
      at_least: '20',
      quote_0: hostile,
      consent_0: 'named',
      speaker_0: hostile,
      incident_0: hostile,
      seen_0: 'told',
      by_0: hostile,
    }
    assert.equal((await send(world, MINE, { code, ...report(fields) })).status, 200)
    await decideReport(member, id, { action: 'publish' })
    const pages = [
      await textOf(world, `/en/events/${slug}`),
      await (await member.get(`/desk/events/${id}/report`)).text(),
      await (await member.get(`/desk/events/${id}/report/edit`)).text(),
      await (await member.get(`/desk/events/${id}/report/texts/be`)).text(),
      (await opened(world, code)).page,
    ]
    for (const page of pages) {
      assert.doesNotMatch(page, /<script>xss7/)
      assert.match(page, /&lt;script&gt;xss7/)
    }
    const wrong: Record<string, string>[] = [
      { language: 'xx' },
      { at_least: '1e9' },
      { at_least: '-4' },
      { at_least: '99999999999' },
      { text: '' },
      { text: 'x'.repeat(10_001) },
      { text: 'broken \uFFFD' },
    ]
    for (const one of wrong) {
      const { version } = await opened(world, code)
      const answer = await send(world, MINE, { code, version, ...report(one) })
      assert.equal(answer.status, 422, JSON.stringify(one).slice(0, 60))
      assert.match(await answer.text(), /I will come again/)
    }
    const many = await send(world, MINE, {
      code,
      ...report({ quotes: '1e9', incidents: '-5', add: 'quote' }),
    })
    assert.ok((await many.text()).length < 200_000)
  })

  test('keeps what was typed where forms are closed, or the token is too old', async () => {
    const { world, code, member } = await afterEvent(make)
    await member.post('/desk/settings/shield', { shield: 'paused' })
    const paused = await send(world, MINE, { code, ...report() })
    assert.equal(paused.status, 503)
    assert.match(await paused.text(), /forty letters/)
    await member.post('/desk/settings/shield', { shield: 'open' })
    const old = await world.public.request(MINE, {
      method: 'POST',
      body: new URLSearchParams({ code, ...report(), token: 'old' }),
    })
    assert.equal(old.status, 422)
    assert.match(await old.text(), /forty letters/)
    assert.doesNotMatch(await everything(world), /forty letters/)
    const unknown = await send(world, MINE, { code: 'AAAA-AAAA', ...report() })
    assert.equal(unknown.status, 422)
  })
})

async function opened(test: TestWorld, code: string): Promise<{ page: string; version: string }> {
  const page = await (await send(test, MINE, { code })).text()
  return { page, version: versionIn(page) }
}

describe('people who took part', () => {
  test('are added up to a figure that does not look exact', async () => {
    const { roundedDown } = await import('./card.ts')
    assert.deepEqual([10, 99, 101, 1234, 98_765].map(roundedDown), [10, 99, 100, 1200, 98_000])
  })
})
