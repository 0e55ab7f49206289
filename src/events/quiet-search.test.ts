import assert from 'node:assert/strict'
import { test } from 'node:test'
import { send, textOf } from '../testing/event.ts'
import { addEvent, addNextEdition } from '../testing/events.ts'
import { onBothEngines } from '../testing/world.ts'

onBothEngines('searching without words in the address', make => {
  test('no link of what it finds has them, and the next page is asked for in the same way', async () => {
    const world = await make()
    const edition = await addNextEdition(world.world)
    for (let i = 0; i < 41; i++)
      await addEvent(world.world, edition, { slug: `evening-${i}`, texts: { title: `Kryvavy evening ${i}` } })
    const addresses = (page: string) =>
      [...page.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(match => match[1]!)
    const open = await textOf(world, '/en/events?q=kryvavy')
    assert.ok(addresses(open).some(address => address.includes('q=kryvavy') && address.includes('page=2')))

    const quiet = await (
      await send(world, '/en/events', { q: 'kryvavy', city: 'Vilnius', kind: 'rally' })
    ).text()
    assert.match(quiet, /Kryvavy evening/)
    assert.deepEqual(
      addresses(quiet).filter(address => /kryvavy|city=|Vilnius/i.test(address)),
      [],
    )
    assert.doesNotMatch(quiet, /<code>[^<]*kryvavy/)
    assert.match(quiet, /<button[^>]* name="page" value="2"/)
    const second = await (await send(world, '/en/events', { q: 'kryvavy', page: '2' })).text()
    assert.equal(second.split('<li class="event-card">').length - 1, 1)
    assert.match(second, /<button[^>]* name="page" value="1"/)
  })
})
