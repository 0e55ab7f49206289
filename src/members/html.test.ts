import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAuthenticator } from '../testing/authenticator.ts'
import { browserAt, PASSPHRASE, totpAt } from '../testing/browser.ts'
import { findFaults } from '../testing/html.ts'
import { signIn } from '../testing/member.ts'
import { onBothEngines } from '../testing/world.ts'
import { inviteMember, listMembers, resetMember } from './actions.ts'

onBothEngines('the HTML of the members’ pages', make => {
  test('every page and every refused form is valid, in every language', async () => {
    const testWorld = await make()
    for (const lang of testWorld.world.texts.codes) {
      const headers = { 'accept-language': lang }
      const seen = new Map<string, string>()
      const browser = browserAt(testWorld)
      const get = async (path: string) => {
        const { text } = await browser.get(path, headers)
        seen.set(`GET ${path}`, text)
        return text
      }
      const post = async (path: string, fields: Record<string, string>) => {
        const answer = await browser.post(path, fields, headers)
        if (answer.text) seen.set(`POST ${path} ${Object.keys(fields)}`, answer.text)
        return answer
      }
      const name = `Anna ${lang}`
      const anna = await signIn(testWorld, { name: `first ${lang}` })
      const by = anna.member.name
      const { code } = await inviteMember(testWorld.world, { role: 'coordinator', countries: 'all', by })
      await get('/desk/welcome')
      await post('/desk/welcome', { code: '', name: '<b>' })
      const passphrases = { passphrase: PASSPHRASE, 'passphrase-repeat': PASSPHRASE }
      const step = await post('/desk/welcome', { code, name, ...passphrases })
      await post('/desk/welcome/confirm', { totp: '1' })
      const secret = /<code[^>]*>([A-Z2-7 ]+)</.exec(step.text)![1]!.replaceAll(' ', '')
      await post('/desk/welcome/confirm', { totp: await totpAt(testWorld, secret) })
      await post('/desk/account/language', { language: lang })
      await get('/desk/account')
      await post('/desk/account/passphrase', { passphrase: 'x', 'new-passphrase': 'y' })
      await post('/desk/account/totp', { passphrase: 'x' })
      await post('/desk/account/totp', { passphrase: PASSPHRASE })
      await post('/desk/account/totp/confirm', { totp: '1' })
      await post('/desk/account/passkeys', { passkey: 'x' })
      const options = /data-options="([^"]*)"/.exec(await get('/desk/account'))![1]!.replaceAll('&quot;', '"')
      const passkey = createAuthenticator('http://localhost:3000').create(options)
      await post('/desk/account/passkeys', { passkey, label: '"<&' })
      await get('/desk/account?done=passkey-added')
      await get('/desk/members?done=removed')
      await post('/desk/members/invite', { reach: 'some', countries: '<Narnia>' })
      await get('/desk/members')
      await post('/desk/members/invite', { role: 'moderator', reach: 'all' })
      const member = (await listMembers(testWorld.world)).find(each => each.id === anna.member.id)!
      const path = `/desk/members/${member.id}`
      await get(`${path}?done=role`)
      await post(`${path}/role`, { role: 'moderator' })
      await post(`${path}/reset`, {})
      await resetMember(testWorld.world, { id: member.id, by: 'x' })
      await get('/desk/members')
      await post('/desk/account/language', { token: 'of before' })
      await browser.get('/desk/account')
      await post('/desk/lock', {})
      await get('/desk/unlock?to=/desk/members')
      await post('/desk/account/language', { text: '<"late">' })
      await get('/desk/unlock')
      await post('/desk/unlock', { passphrase: 'x' })
      browser.cookies.clear()
      await get('/desk/sign-in?to=/desk/members')
      await post('/desk/sign-in', { name: '"<', passphrase: 'x' })
      const elsewhere = await testWorld.desk.request('/desk/account', {
        headers: { ...headers, 'sec-fetch-site': 'cross-site' },
      })
      seen.set('come in', await elsewhere.text())
      assert.ok(seen.size > 24, `only ${seen.size} pages`)
      for (const [what, text] of seen) {
        if (!text) continue
        assert.match(text, new RegExp(`<html lang="${lang}"`), what)
        assert.deepEqual(await findFaults(text), [], what)
      }
    }
  })
})
