import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enquiryPaths } from '#enquiries/paths.ts'
import { announcement, publish, send, textOf, withDay } from '#testing/event.ts'
import { makeKey } from '#testing/seal.ts'
import { onBothEngines } from '#testing/world.ts'

onBothEngines('the promise beside a sealed field', make => {
  test('says when what it takes is deleted, as docs/threats.md does', async () => {
    const site = await withDay(await make())
    await makeKey(site.world)
    const { code, slug } = await publish(site, announcement({ venue: '', secret_place: 'Third door' }))
    const announcing = await textOf(site, '/en/events/new')
    assert.equal(announcing.match(/deleted some time after the event/g)?.length, 2)
    const asking = await textOf(site, enquiryPaths.ask('en', slug))
    assert.match(asking, /deleted when the desk has decided, and at the latest a week after the event/)
    assert.doesNotMatch(asking, /some time after/)
    const pictures = await (await send(site, '/en/events/mine/pictures', { code })).text()
    assert.match(pictures, /deleted with the picture/)
    assert.doesNotMatch(pictures, /some time after/)
  })
})
