import assert from 'node:assert/strict'
import { test } from 'node:test'
import { announce, announcement, decide, idInQueue, textOf, withDay, withExample } from '../testing/event.ts'
import { signIn } from '../testing/member.ts'
import { onBothEngines, type TestWorld } from '../testing/world.ts'
import { daysUntil, phaseOf } from './edition.ts'

onBothEngines('editions', make => {
  test('a new edition begins with the last one, and is public when it is published', async () => {
    const world = await withExample(await make({ now: Date.parse('2026-11-23T12:00:00Z') }))
    const member = await signIn(world)
    // Two years have passed without one, and this year's day is over.
    assert.match(await (await member.get('/desk/editions')).text(), /name="year"[^>]*value="2027"/)
    assert.match(await (await member.get('/desk')).text(), /First steps: 0 of 5 done/)
    assert.equal((await member.post('/desk/editions/new', { year: '2027' })).status, 303)
    assert.match(
      await (await member.get('/desk')).text(),
      /href="[^"]*editions\/2027">Publish your Day: 2027/,
    )
    assert.equal((await member.post('/desk/editions/new', { year: '2027' })).status, 422)
    assert.equal((await world.public.request('/en/2027/')).status, 404)
    assert.match(await textOf(world, '/en/'), /2024/)
    const form = await formOf(member, 2027)
    assert.equal(form.get('day'), '2027-05-21')
    assert.equal(form.get('from'), '2027-05-19')
    assert.match(form.get('title_en') ?? '', /Day of Solidarity/)
    assert.equal(form.get('theme_en'), '')
    const wrong = await member.post('/desk/editions/2027', {
      ...Object.fromEntries(form),
      from: '2027-05-25',
      theme_en: 'Typed in vain',
    })
    assert.equal(wrong.status, 422)
    assert.match(await wrong.text(), /Typed in vain/)
    const saved = await member.post('/desk/editions/2027', {
      ...Object.fromEntries(form),
      theme_en: 'Letters',
      published: 'yes',
    })
    assert.equal(saved.status, 303)
    assert.match(await (await member.get('/desk')).text(), /First steps: 1 of 5 done/)
    const home = await textOf(world, '/en/')
    assert.match(home, /In 179 days/)
    assert.match(home, /Letters/)
    assert.doesNotMatch(home, /Example edition/)
    assert.match(await textOf(world, '/en/2024/'), /Example edition/)
    const late = await member.post('/desk/editions/2027', {
      ...Object.fromEntries(form),
      theme_en: 'Second',
      published: 'yes',
    })
    assert.equal(late.status, 409)
    assert.match(await late.text(), /Second/)
  })

  test('a figure without a day, without who gave it or with no address as its source is refused', async () => {
    const world = await withExample(await make({ now: Date.parse('2026-11-23T12:00:00Z') }))
    const member = await signIn(world)
    const form: Record<string, string> = {
      ...Object.fromEntries(await formOf(member, 2024)),
      published: 'yes',
    }
    const at = Number(form['figures']) - 1
    const words = { [`f${at}_words_en`]: 'dozens', [`f${at}_label_en`]: 'of towns' }
    const of = { [`f${at}_as_of`]: '2024-05-30', [`f${at}_said_by_en`]: 'Example House' }
    const source = `f${at}_source`
    for (const missing of Object.keys(of)) {
      const wrong = await member.post('/desk/editions/2024', { ...form, ...words, ...of, [missing]: '' })
      assert.equal(wrong.status, 422, missing)
    }
    for (const address of ['javascript:alert(1)', 'https://name:word@example.org/', 'nowhere']) {
      const sent = { ...form, ...words, ...of, [source]: address }
      const wrong = await member.post('/desk/editions/2024', sent)
      assert.equal(wrong.status, 422, address)
      assert.match(await wrong.text(), /not a web address/)
    }
    assert.doesNotMatch(await textOf(world, '/en/'), /dozens/)
    const right = { ...form, ...words, ...of, [source]: 'example.org/figures' }
    assert.equal((await member.post('/desk/editions/2024', right)).status, 303)
    const origin =
      /dozens<\/strong>\s*<span class="hint"><a href="https:\/\/example\.org\/figures"[^>]*>Example House/
    assert.match(await textOf(world, '/en/'), origin)
  })

  test('last year’s events come along as drafts when asked for, and none of them is public', async () => {
    const world = await withExample(await make({ now: Date.parse('2026-11-23T12:00:00Z') }))
    const member = await signIn(world)
    await member.post('/desk/editions/new', { year: '2027', expect: 'yes' })
    const drafts = await (await member.get('/desk?tab=ended')).text()
    assert.match(drafts, /On Cathedral Square[\s\S]*21 May 2027/)
    const id = await idInQueue(member, 'On Cathedral Square', 'ended')
    assert.doesNotMatch(
      await (await member.get(`/desk/events/${id}`)).text(),
      /There were more than 100 of them/,
    )
    const form = await formOf(member, 2027)
    await member.post('/desk/editions/2027', { ...Object.fromEntries(form), published: 'yes' })
    assert.equal(JSON.parse(await textOf(world, '/en/events.json?edition=2027')).total, 0)
    await decide(member, id, { action: 'publish' })
    assert.equal(JSON.parse(await textOf(world, '/en/events.json?edition=2027')).total, 1)
  })

  test('before, during and after the Day the home page says what matters then', async () => {
    const world = await dayOf2027(await make({ now: Date.parse('2027-05-10T12:00:00Z') }))
    assert.match(await textOf(world, '/en/'), /In 11 days/)
    world.setNow(Date.parse('2027-05-18T09:59:00Z'))
    assert.match(await textOf(world, '/en/'), /In 3 days/)
    world.setNow(Date.parse('2027-05-18T10:01:00Z'))
    assert.match(await textOf(world, '/en/'), /programme is running/, 'it is the 19th on the first islands')
    world.setNow(Date.parse('2027-05-21T17:00:00Z'))
    const during = await textOf(world, '/en/')
    assert.match(during, /On now[\s\S]*Evening of letters/)
    assert.match(during, /It is today/)
    world.setNow(Date.parse('2027-05-21T18:00:00Z'))
    assert.doesNotMatch(await textOf(world, '/en/'), /On now/)
    world.setNow(Date.parse('2027-05-26T12:00:00Z'))
    const after = await textOf(world, '/en/')
    assert.match(after, /See the events/)
    assert.doesNotMatch(after, /programme is running|In \d+ days/)
  })

  test('after the Day the home page leads to its round-up first', async () => {
    const now = Date.parse('2024-06-01T12:00:00Z')
    const own = await withDay(await make({ now }))
    const hero = async (world: TestWorld) => (await textOf(world, '/en/')).split('class="counts"')[0]!
    assert.match(
      await hero(own),
      /class="button" href="[^"]*en\/2024\/report">Read the round-up<[\s\S]*See the events<[\s\S]*Announce an event</,
    )
    own.setNow(Date.parse('2024-05-21T12:00:00Z'))
    assert.doesNotMatch(await hero(own), /Read the round-up/)
  })
})

test('phases turn with the first and the last day anywhere in the world', () => {
  const edition = { from: '2027-05-19', to: '2027-05-24', day: '2027-05-21', zone: 'Europe/Minsk' }
  assert.equal(phaseOf(edition, Date.parse('2027-05-18T09:59:59Z')), 'announced')
  assert.equal(phaseOf(edition, Date.parse('2027-05-18T10:00:00Z')), 'on')
  assert.equal(phaseOf(edition, Date.parse('2027-05-25T11:59:59Z')), 'on')
  assert.equal(phaseOf(edition, Date.parse('2027-05-25T12:00:00Z')), 'over')
  assert.equal(daysUntil(edition, Date.parse('2027-05-20T20:59:59Z')), 1)
  assert.equal(daysUntil(edition, Date.parse('2027-05-20T21:00:00Z')), 0)
})

/** A world whose Day is in 2027, with one event in Gdańsk from 18:30 to 20:00. */
async function dayOf2027(test: TestWorld): Promise<TestWorld> {
  const world = await withExample(test)
  const member = await signIn(world)
  await member.post('/desk/editions/new', { year: '2027' })
  await member.post('/desk/editions/2027', {
    ...Object.fromEntries(await formOf(member, 2027)),
    published: 'yes',
  })
  await announce(world, announcement({ from: '2027-05-21' }))
  const id = await idInQueue(member, 'Evening of letters')
  await decide(member, id, { action: 'publish' })
  return world
}

async function formOf(
  member: Awaited<ReturnType<typeof signIn>>,
  year: number,
): Promise<Map<string, string>> {
  const page = await (await member.get(`/desk/editions/${year}`)).text()
  const inputs = [
    ...page.matchAll(/<input(?=[^>]*name="([^"]+)")(?=[^>]*value="([^"]*)")(?![^>]*type="checkbox")[^>]*>/g),
  ]
  const areas = [...page.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>\n?([^<]*)</g)]
  const fields = [...inputs, ...areas].map(match => [match[1]!, match[2]!] as const)
  const country = /<option value="(\w\w)" selected/.exec(page)?.[1] ?? ''
  return new Map([...fields.filter(([name]) => name !== 'token'), ['country', country]])
}
