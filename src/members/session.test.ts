import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserAt, hiddenFields } from '../testing/browser.ts'
import { signIn } from '../testing/member.ts'
import { onBothEngines } from '../testing/world.ts'

const LANGUAGE = '/desk/account/language'

onBothEngines('the way into the desk', make => {
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

  test('nobody is told which pages there are', async () => {
    const testWorld = await make()
    const answers = await Promise.all(
      ['/desk/members', '/desk/nothing', '/desk/account'].map(path => testWorld.desk.request(path)),
    )
    assert.deepEqual(
      answers.map(answer => answer.status),
      [303, 303, 303],
    )
  })

  test('a forged, an old and an empty cookie are nobody', async () => {
    const testWorld = await make()
    for (const cookie of ['vestka-desk=', `vestka-desk=${'A'.repeat(43)}`, 'vestka-desk=%FF'])
      assert.equal((await testWorld.desk.request('/desk', { headers: { cookie } })).status, 303)
  })

  test('a link from elsewhere goes on by a page of ours, since the cookie does not come along', async () => {
    const testWorld = await make()
    const headers = { 'sec-fetch-site': 'cross-site' }
    const answer = await testWorld.desk.request('/desk/account?x=1', { headers })
    assert.equal(answer.status, 200)
    assert.match(await answer.text(), /http-equiv="refresh" content="0;url=\.\.\/desk\/account\?x=1"/)
  })

  test('with https the prefixed cookie counts, and the plain name does not', async () => {
    const testWorld = await make({ env: { PUBLIC_URL: 'https://day.example' } })
    const anna = await signIn(testWorld)
    assert.match(anna.cookie, /^__Host-vestka-desk=/)
    assert.equal((await anna.get('/desk')).status, 200)
    const plain = { cookie: anna.cookie.replace('__Host-', '') }
    assert.equal((await testWorld.desk.request('/desk', { headers: plain })).status, 303)
  })
})

onBothEngines('forms of the desk', make => {
  test('a form needs the token of its session, or a browser that vouches for it and a second press', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld)
    const ben = await signIn(testWorld)
    const send = (token: string, headers = {}) => anna.post(LANGUAGE, { language: 'en', token }, headers)
    assert.equal((await send(anna.token())).status, 303)
    for (const token of ['', 'x', ben.token()]) assert.equal((await send(token)).status, 403, token)
    const foreign = { 'sec-fetch-site': 'cross-site' }
    assert.equal((await send(anna.token(), foreign)).status, 403, 'a token does not help another site')
    assert.equal((await send(anna.token(), { 'sec-fetch-site': 'same-site' })).status, 403)
    const own = await send(ben.token(), { 'sec-fetch-site': 'same-origin' })
    assert.equal(own.status, 409, 'the form of an earlier session is asked about')
  })

  test('what was typed when the session was over is sent again after signing in', async () => {
    const testWorld = await make()
    const typed = new URLSearchParams([
      ['token', 'of a session that is over'],
      ['text', '<b>"Дзень"</b>\nсалідарнасці'],
      ['kind', 'rally'],
      ['kind', 'march'],
      ['passphrase', 'five horses run'],
    ])
    const late = await testWorld.desk.request('/desk/queue/1?x=1', { method: 'POST', body: typed })
    assert.equal(late.status, 401)
    assert.ok(late.headers.has('www-authenticate'))
    const page = await late.text()
    assert.match(page, /action="[./]*desk\/queue\/1\?x=1"/)
    assert.doesNotMatch(page, /five horses|of a session that is over/)
    const kept = hiddenFields(page)
    assert.deepEqual(
      kept.filter(([name]) => name === 'text' || name === 'kind'),
      [
        ['text', '<b>"Дзень"</b>\nсалідарнасці'],
        ['kind', 'rally'],
        ['kind', 'march'],
      ],
    )

    const anna = await signIn(testWorld)
    const again = (path: string, headers: Record<string, string>, fields = kept) => {
      const body = new URLSearchParams([...fields, ['language', 'en']])
      return testWorld.desk.request(path, {
        method: 'POST',
        body,
        headers: { cookie: anna.cookie, ...headers },
      })
    }
    assert.equal((await again(LANGUAGE, { 'sec-fetch-site': 'same-origin' })).status, 303, 'taken at once')
    const asked = await again(LANGUAGE, {})
    assert.equal(asked.status, 409, 'without the browser’s word it is asked about')
    assert.equal((await again(LANGUAGE, {}, hiddenFields(await asked.text()))).status, 303, 'and then taken')
    assert.equal((await again(LANGUAGE, { 'sec-fetch-site': 'cross-site' })).status, 403)
  })

  test('a locked session keeps what was typed as well', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld)
    testWorld.setNow(testWorld.world.clock() + 31 * 60_000)
    const late = await anna.post(LANGUAGE, { language: 'en' })
    assert.equal(late.status, 401)
    assert.match(await late.text(), /desk\/unlock/)
  })

  test('forms of another kind or size are refused', async () => {
    const testWorld = await make()
    const { cookie } = await signIn(testWorld)
    const send = (init: RequestInit & { headers?: Record<string, string> }) =>
      testWorld.desk.request(LANGUAGE, { method: 'POST', ...init, headers: { cookie, ...init.headers } })
    assert.equal((await send({ body: '{}', headers: { 'content-type': 'application/json' } })).status, 400)
    assert.equal((await send({ body: new URLSearchParams({ a: 'x'.repeat(4_300_000) }) })).status, 413)
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      assert.ok((await send({ method, body: new URLSearchParams() })).status >= 400)
  })

  test('a member’s pages are in their language', async () => {
    const testWorld = await make()
    const { codes } = testWorld.world.texts
    const anna = await signIn(testWorld)
    for (const code of codes) {
      await anna.post(LANGUAGE, { language: code })
      assert.match(await (await anna.get('/desk/account')).text(), new RegExp(`<html lang="${code}"`))
    }
    await anna.post(LANGUAGE, { language: 'xx' })
    assert.match(await (await anna.get('/desk/account')).text(), new RegExp(`<html lang="${codes.at(-1)}"`))
  })

  test('a browser that is signed in goes past the sign-in page', async () => {
    const testWorld = await make()
    const anna = await signIn(testWorld)
    const browser = browserAt(testWorld)
    browser.cookies.set(...(anna.cookie.split('=') as [string, string]))
    assert.match((await browser.get('/desk/sign-in?to=/desk/account')).location!, /desk\/account$/)
    assert.match((await browser.get('/desk/sign-in?to=//evil.example')).location!, /^[./]*desk$/)
  })
})
