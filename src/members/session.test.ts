import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signIn } from '../testing/member.ts'
import { onBothEngines } from '../testing/world.ts'

onBothEngines('desk sessions', make => {
  test('a page of the desk sends to sign in and back; a signed-in member sees it', async () => {
    const testWorld = await make()
    const away = await testWorld.desk.request('/desk?x=1')
    assert.equal(away.status, 303)
    assert.equal(away.headers.get('location'), './desk/sign-in?to=%2Fdesk%3Fx%3D1')
    const anna = await signIn(testWorld, { name: 'anna' })
    const page = await anna.get('/desk')
    assert.equal(page.status, 200)
    assert.match(await page.text(), /anna/)
    assert.equal(page.headers.get('cache-control'), 'no-store')
  })
})
