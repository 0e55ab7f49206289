import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginEdition, saveEdition } from '#editions/actions.ts'
import { listEditions } from '#editions/store.ts'
import { announcement, decide, publish, send, textOf, withDay, withExample } from '../testing/event.ts'
import { signIn } from '../testing/member.ts'
import { onBothEngines, type TestWorld } from '../testing/world.ts'

const BY = { name: 'anna' }

onBothEngines('the edition of an event', make => {
  test('is the example only while there is no other, and its page says that it is no part of it', async () => {
    const world = await withExample(await make({ now: Date.parse('2026-11-23T12:00:00Z') }))
    const before = await titles(world, 2024)
    const beside = /What is announced here is no part of it/
    assert.match(await textOf(world, '/en/events/new'), beside)
    const { slug, member, id } = await publish(world, { from: '2024-05-22' })
    const page = await textOf(world, `/en/events/${slug}`)
    assert.match(page, beside)
    assert.doesNotMatch(page, /Example edition/)
    assert.ok((await titles(world, 2024)).includes('Evening of letters'))
    await addEdition(world, 2027)
    assert.doesNotMatch(await textOf(world, '/en/events/new'), beside)
    await decide(member, id, { action: 'edit', ...announcement({ from: '2027-05-22' }) })
    assert.deepEqual(await titles(world, 2027), ['Evening of letters'])
    assert.deepEqual(await titles(world, 2024), before)
  })

  test('without a day, announced beside the example, is that of the first own Day', async () => {
    const world = await withExample(await make({ now: Date.parse('2026-11-23T12:00:00Z') }))
    const before = await titles(world, 2024)
    await publish(world, { from: '', date_later: 'yes' })
    assert.equal((await titles(world, 2024)).length, before.length + 1)
    await addEdition(world, 2027)
    assert.deepEqual(await titles(world, 2027), ['Evening of letters'])
    assert.deepEqual(await titles(world, 2024), before)
  })

  test('is missing while nothing is published: announcing is closed, and nothing typed is lost', async () => {
    const world = await make()
    const form = await world.public.request('/en/events/new')
    assert.equal(form.status, 200)
    const closed = await form.text()
    assert.match(closed, /The Day is not open here yet/)
    assert.doesNotMatch(closed, /name="title"/)
    const refused = await send(world, '/en/events/new', announcement())
    assert.equal(refused.status, 503)
    assert.match(await refused.text(), /Nothing of what you typed was kept[\s\S]*Evening of letters/)
    const member = await signIn(world)
    const atDesk = await member.post('/desk/events/new', announcement())
    assert.equal(atDesk.status, 422)
    assert.match(await atDesk.text(), /No Day takes events yet[\s\S]*Evening of letters/)
    assert.doesNotMatch(await (await member.get('/desk')).text(), /Evening of letters/)
  })

  test('announced before its year has an edition, it comes into that edition with it', async () => {
    const world = await withDay(await make())
    const { id, member } = await publish(world, { from: '2027-05-21' })
    const review = await (await member.get(`/desk/events/${id}`)).text()
    assert.match(review, /with the Day of 2024/)
    assert.ok((await titles(world, 2024)).includes('Evening of letters'))
    await addEdition(world, 2027)
    assert.ok(!(await titles(world, 2024)).includes('Evening of letters'))
    assert.deepEqual(await titles(world, 2027), ['Evening of letters'])
  })

  test('moved into another year, it goes to the edition of that year', async () => {
    const world = await withDay(await make())
    await addEdition(world, 2027)
    const { code, id, member } = await publish(world, { from: '2024-05-22' })
    await send(world, '/en/events/mine', { ...announcement({ from: '2027-05-22' }), code, do: 'change' })
    assert.equal((await decide(member, id, { action: 'accept' })).status, 303)
    assert.deepEqual(await titles(world, 2027), ['Evening of letters'])
    await decide(member, id, { action: 'edit', ...announcement({ from: '2024-05-22' }) })
    assert.deepEqual(await titles(world, 2027), [])
  })
})

async function addEdition(test: TestWorld, year: number): Promise<void> {
  await beginEdition(test.world, BY, { year })
  const before = (await listEditions(test.world.database.db)).find(edition => edition.year === year)!
  await saveEdition(test.world, BY, { before, after: { ...before, published: true } })
}

async function titles(test: TestWorld, edition: number): Promise<string[]> {
  const { items } = JSON.parse(await textOf(test, `/en/events.json?edition=${edition}`))
  return items.map(({ title }: { title: string }) => title)
}
