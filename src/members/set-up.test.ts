import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generate } from 'otplib'
import { browserAt, PASSPHRASE, setUp } from '../testing/browser.ts'
import { onBothEngines } from '../testing/world.ts'
import { ensureFirstInvitation } from './actions.ts'

onBothEngines('setting up the desk', make => {
  test('the first code makes a coordinator who is greeted, and works once', async () => {
    const testWorld = await make()
    const code = (await ensureFirstInvitation(testWorld.world))!
    const browser = browserAt(testWorld)
    const { secret } = await setUp(browser, { code, name: 'Anna' })
    const page = await browser.get('/desk/account')
    assert.equal(page.status, 200)
    assert.match(page.text, /You are Anna, coordinator/)
    assert.equal(await ensureFirstInvitation(testWorld.world), null)
    const again = await browserAt(testWorld).post('/desk/welcome', {
      code,
      name: 'Ben',
      passphrase: PASSPHRASE,
      'passphrase-repeat': PASSPHRASE,
    })
    assert.equal(again.status, 422)
    assert.equal(secret.length, 32)

    const later = browserAt(testWorld)
    testWorld.setNow(testWorld.world.clock() + 60_000)
    const totp = await generate({ secret, epoch: testWorld.world.clock() / 1000 })
    const signedIn = await later.post('/desk/sign-in', { name: 'anna', passphrase: PASSPHRASE, totp })
    assert.equal(signedIn.status, 303)
    assert.match((await later.get('/desk/account')).text, /You are Anna, coordinator/)
  })
})
