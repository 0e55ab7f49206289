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

const MINE = '/en/events/mine'
const versionIn = (page: string) => /name="version" value="(\d+)"/.exec(page)?.[1] ?? ''

onBothEngines('looking after an event', make => {
  test('the desk cannot take over a proposal that it has not seen', async () => {
    const world = await withDay(await make())
    const { code, id, slug, member } = await publish(world)
    const propose = (about: string) =>
      send(world, MINE, { ...announcement({ about }), code, do: 'change', version: '' })
    await propose('What the desk looked at.')
    const version = versionIn(await (await member.get(`/desk/events/${id}`)).text())
    await propose('What came a moment later.')
    const late = await member.post(`/desk/events/${id}/accept`, { version })
    assert.equal(late.status, 409)
    assert.doesNotMatch(await textOf(world, `/en/events/${slug}`), /a moment later/)
    assert.equal((await decide(member, id, { action: 'accept' })).status, 303)
    assert.match(await textOf(world, `/en/events/${slug}`), /a moment later/)
  })

  test('the desk is warned of what a change would bring, not only of what is public', async () => {
    const world = await withDay(await make())
    const { code, id, member } = await publish(world)
    const hosts = { hosts: 'Jan Kowalski', host_is_group: 'yes' }
    await send(world, MINE, { ...announcement(hosts), code, do: 'change' })
    const review = await (await member.get(`/desk/events/${id}`)).text()
    assert.match(review, /A host looks like the name of a person/)
  })

  test('an answer, a reason: what is refused comes back filled in', async () => {
    const world = await withDay(await make())
    const { code, id, member } = await publish(world)
    await decide(member, id, { action: 'ask', question: 'Which entrance?' })
    const long = `From the yard. ${'x'.repeat(3000)}`
    const answer = await send(world, MINE, { code, do: 'answer', answer: long })
    assert.equal(answer.status, 422)
    assert.ok((await answer.text()).includes(long))
    const note = `The hall is flooded. ${'x'.repeat(1000)}`
    const leave = await send(world, MINE, { code, do: 'leave', wish: 'withdraw', note })
    assert.equal(leave.status, 422)
    const page = await leave.text()
    assert.ok(page.includes(note))
    assert.match(page, /value="withdraw" checked/)
    // On plain http a browser says nothing of where a form comes from, and the token may be too old.
    for (const fields of ['do=answer&answer=Typed+in+vain%3F', 'do=leave&note=Typed+in+vain%3F']) {
      const old = await world.public.request(MINE, {
        method: 'POST',
        body: new URLSearchParams(`${fields}&code=${code}&token=old`),
      })
      assert.equal(old.status, 422)
      assert.match(await old.text(), /Typed in vain\?/)
    }
  })

  test('the same answer sent twice at once is one answer', async () => {
    const world = await withDay(await make())
    const member = await signIn(world)
    const code = await announce(world)
    const id = await idInQueue(member, 'Evening of letters')
    await decide(member, id, { action: 'ask', question: 'Which entrance?' })
    const sent = await Promise.all(
      Array.from({ length: 4 }, () => send(world, MINE, { code, do: 'answer', answer: 'From the yard.' })),
    )
    assert.deepEqual(
      sent.map(({ status }) => status),
      [200, 200, 200, 200],
    )
    const review = await (await member.get(`/desk/events/${id}`)).text()
    assert.equal(review.split('From the yard.').length - 1, 1)
  })

  test('a change that crosses one of the desk is not lost, and overwrites nothing unseen', async () => {
    const world = await withDay(await make())
    const member = await signIn(world)
    const code = await announce(world)
    const id = await idInQueue(member, 'Evening of letters')
    const version = versionIn(await (await send(world, MINE, { code })).text())
    await member.post(`/desk/events/${id}/edit`, {
      ...announcement({ venue: 'The desk knows' }),
      version: '1',
    })
    const change = { ...announcement({ about: 'Typed meanwhile' }), code, do: 'change' }
    const crossed = await send(world, MINE, { ...change, version })
    assert.equal(crossed.status, 409)
    const page = await crossed.text()
    assert.match(page, /Typed meanwhile/)
    assert.match(await (await member.get(`/desk/events/${id}`)).text(), /The desk knows/)
    assert.equal((await send(world, MINE, { ...change, version: versionIn(page) })).status, 200)
    assert.match(await (await member.get(`/desk/events/${id}`)).text(), /Typed meanwhile/)
  })

  test('what was withdrawn stays for the desk, and its address says so', async () => {
    const world = await withDay(await make())
    const { code, id, slug, member } = await publish(world)
    await decide(member, id, { action: 'withdraw' })
    const answer = await send(world, MINE, { code, do: 'leave' })
    assert.equal(answer.status, 200)
    assert.equal((await world.public.request(`/en/events/${slug}`)).status, 410)
    assert.equal((await member.get(`/desk/events/${id}`)).status, 200)
  })
})
