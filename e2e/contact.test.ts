import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Edition } from '#editions/edition.ts'
import { eventPaths } from '#events/paths.ts'
import { setUpKeys } from '#keys/actions.ts'
import { sealIdentity, sealWithWords } from '#keys/pairs.ts'
import { PURPOSES } from '#keys/purpose.ts'
import type { Member } from '#members/member.ts'
import { openAge } from '#platform/seal/open.ts'
import { newIdentity, type Pair } from '#platform/seal/pair.ts'
import { newPhrase } from '#platform/seal/words.ts'
import type { World } from '#platform/world.ts'
import { announce } from '#testing/event.ts'
import { addNextEdition } from '#testing/events.ts'
import { signIn } from '#testing/member.ts'
import { makeKey, openRecord, type TestKey } from '#testing/seal.ts'
import { makeFolder } from '#testing/server.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

const KB = 1024
const hasAge = !spawnSync('age', ['--version']).error
const CONTACT = 'Canarycontact: @somebody, +370 600 00000'
const PLACE = 'Canaryplace, the third door'

for (const host of ['localhost', 'vestka.test'] as const)
  for (const javaScript of [true, false])
    describe(`a contact ${javaScript ? 'with' : 'without'} scripts on ${host}`, () => {
      const visit = openBrowser()
      let site: Site
      let edition: Edition
      let key: TestKey
      before(async () => {
        site = await startSite({
          host,
          prepare: async world => {
            edition = await addNextEdition(world)
            key = await makeKey(world)
          },
        })
      })
      const say = (key: string, values?: Record<string, string | number>) =>
        site.inside.world.texts.in('en')(key, values)
      const come = async (t: TestContext) => {
        const visitor = await visit(t, site.origin, { javaScript, width: 320 })
        const bodies: string[] = []
        const scripts: string[] = []
        visitor.page.on('request', request => {
          if (request.method() === 'POST') bodies.push(request.postData() ?? '')
          if (request.resourceType() === 'script') scripts.push(request.url())
        })
        return { ...visitor, bodies, scripts }
      }
      const press = async (page: Page, name: string) => {
        const loaded = page.waitForEvent('load')
        await page.getByRole('button', { name: say(name), exact: true }).click()
        await loaded
      }
      const textsKept = async () => {
        const { db } = site.inside.world.database
        const rows = await db.selectFrom('sealed').select(['kind', 'body']).orderBy('kind').execute()
        return Promise.all(
          rows.map(async ({ kind, body }) => [
            kind,
            ((await openRecord(body, key)) as { text: string }).text,
          ]),
        )
      }

      test('is left with an event, replaced and removed; what is sent has it sealed', async t => {
        const { page, go, bodies, scripts } = await come(t)
        await go(eventPaths.announce('en'))
        await fillIn(page, edition)
        assert.equal(
          scripts.some(url => /\/sealing-/.test(url)),
          false,
          'not before the first input',
        )
        await page.locator('[name=contact]').fill(CONTACT)
        await page.locator('details.group summary').last().click()
        await page.locator('[name=secret_place]').fill(PLACE)
        // Refused for something else: what is sealed comes along, what was typed without scripts comes back.
        await page.locator('[name=start]').fill('19:00')
        await page.locator('[name=end]').fill('18:00')
        await press(page, 'events.announce.send')
        assert.equal(await page.locator('#end-error').count(), 1)
        assert.equal(await page.locator('[name=contact]').inputValue(), javaScript ? '' : CONTACT)
        assert.equal(await page.locator('[name=contact_sealed]').count(), javaScript ? 1 : 0)
        await page.locator('[name=end]').fill('21:00')
        await press(page, 'events.announce.send')
        assert.equal(await page.locator('h1').textContent(), say('events.announced.title'))
        assert.deepEqual(await textsKept(), [
          ['contact', CONTACT],
          ['venue', PLACE],
        ])
        const code = (await page.locator('output.code').textContent()) ?? ''
        assert.equal(scripts.filter(url => /\/sealing-/.test(url)).length, javaScript ? 1 : 0)

        await press(page, 'events.announced.open')
        const text = (await page.locator('main').textContent()) ?? ''
        assert.match(text, /A contact for the desk was left on/)
        assert.doesNotMatch(text, /canary/i)
        const change = async (work: () => Promise<unknown>) => {
          await page.locator('summary', { hasText: say('events.mine.change') }).click()
          await work()
          await press(page, 'events.mine.change-send')
          assert.equal(await page.locator('.done').count(), 1)
        }
        await change(() => page.locator('[name=contact]').fill('Canary, again'))
        assert.deepEqual(await textsKept(), [
          ['contact', 'Canary, again'],
          ['venue', PLACE],
        ])
        await change(() => page.locator('[name=contact_drop]').check())
        assert.deepEqual(await textsKept(), [['venue', PLACE]])
        assert.ok(code.length > 20 && bodies.length >= 4, `${bodies.length} forms were sent`)
        assert.equal(
          bodies.some(body => /canary/i.test(body)),
          !javaScript,
          'the clear text is sent where there are no scripts, and only there',
        )
      })

      test('where the code that seals cannot be loaded, the visitor decides', {
        skip: !javaScript && 'needs scripts',
      }, async t => {
        const { page, context, go, bodies, problems } = await come(t)
        await context.route('**/sealing-*', route => route.abort())
        await go(eventPaths.announce('en'))
        await fillIn(page, edition)
        await page.locator('[name=contact]').fill('Canarysecond')
        const send = page.getByRole('button', { name: say('events.announce.send'), exact: true })
        await send.click()
        await page.getByRole('alert').getByText(say('sealed.failed')).waitFor()
        await send.click()
        await page.getByRole('alert').getByText(say('sealed.failed')).waitFor()
        assert.deepEqual(bodies, [])
        // The line is back: trying again is enough.
        await context.unroute('**/sealing-*')
        await press(page, 'events.announce.send')
        assert.equal(await page.locator('h1').textContent(), say('events.announced.title'))
        assert.doesNotMatch(bodies.join(), /canary/i)

        await context.route('**/sealing-*', route => route.abort())
        await go(eventPaths.announce('en'))
        await fillIn(page, edition)
        await page.locator('[name=contact]').fill('Canarythird')
        await send.click()
        await press(page, 'sealed.anyway')
        assert.equal(await page.locator('h1').textContent(), say('events.announced.title'))
        assert.match(bodies.at(-1) ?? '', /Canarythird/)
        assert.ok((await textsKept()).some(([, text]) => text === 'Canarythird'))
        // What the test itself took away is no fault of the page.
        for (const problem of problems.splice(0)) assert.match(problem, /sealing-|ERR_FAILED/)
      })

      test('a text that is too long is not sent', {
        skip: !javaScript && 'the server says so; see contact.test.ts',
      }, async t => {
        const { page, go, bodies } = await come(t)
        await go(eventPaths.announce('en'))
        await fillIn(page, edition)
        await page.locator('[name=contact]').fill('a'.repeat(401))
        await page.getByRole('button', { name: say('events.announce.send'), exact: true }).click()
        await page.getByText(say('sealed.too-long', { limit: 400 })).waitFor()
        assert.deepEqual(bodies, [])
      })

      test('before the first input at most 20 KB of script, and none where nothing is sealed', async () => {
        const weigh = async (path: string) => {
          const page = await (await fetch(`http://127.0.0.1:${site.server.port}${path}`)).text()
          const files = [...page.matchAll(/<script type="module" src="([^"]+)"/g)].map(([, src]) => src!)
          const sizes = files.map(async src => {
            const url = new URL(src, `http://127.0.0.1:${site.server.port}${path}`)
            return (await (await fetch(url)).arrayBuffer()).byteLength
          })
          return { files, bytes: (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) }
        }
        const { files, bytes } = await weigh(eventPaths.announce('en'))
        assert.ok(files.length > 0 && bytes > 0 && bytes <= 20 * KB, `${bytes} bytes`)
        for (const path of ['/en/', eventPaths.list('en'), eventPaths.mine('en'), '/en/safety'])
          assert.equal(
            (await weigh(path)).files.some(file => /seal/.test(file)),
            false,
            path,
          )
      })
    })

describe('a contact at the desk', () => {
  const visit = openBrowser()
  let site: Site
  let cookie: string
  let words: string
  let own: Pair
  before(async () => {
    site = await startSite({ prepare: addNextEdition })
    const signedIn = await signIn(site.inside)
    ;({ words, own } = await holdKeys(site.inside.world, signedIn.member))
    cookie = signedIn.cookie
    for (const [name, contact] of [
      ['One', 'Canary one'],
      ['Two', 'Canary "two", =1+1'],
    ] as const)
      await announce(site.inside, { from: '', date_later: 'yes', title: name, contact })
  })
  const say = (key: string) => site.inside.world.texts.in('en')(key)

  test('is opened by a member who holds the key, with the event and on the page of contacts', async t => {
    const { page, go } = await visit(t, site.origin, { cookie, width: 320 })
    await go('/desk/contacts')
    assert.doesNotMatch((await page.locator('main').textContent()) ?? '', /Canary/)
    await page
      .getByRole('button', { name: new RegExp(say('keys.open.open')) })
      .first()
      .click()
    await page.getByLabel(say('keys.open.words'), { exact: true }).fill(words)
    await page.getByRole('button', { name: say('keys.open.unlock'), exact: true }).click()
    await page.getByText(/^Canary/).waitFor()
    await page.getByRole('link', { name: 'One', exact: true }).click()
    await page.waitForLoadState()
    await page
      .getByRole('button', { name: new RegExp(say('keys.open.open')) })
      .first()
      .click()
    await page.getByText('Canary one', { exact: true }).waitFor()
  })

  test('goes out with all others in one file that is sealed again, once for each consent', async t => {
    const { page, go } = await visit(t, site.origin, { cookie, width: 320 })
    await go('/desk/contacts')
    await page.getByRole('link', { name: say('sealed.export.title') }).click()
    await page.getByRole('button', { name: say('sealed.export.ask') }).click()
    await page.locator('[name=recipient]').fill('age1nobody')
    const make = page.getByRole('button', { name: say('sealed.export.make') })
    await make.click()
    await page.getByText(say('sealed.export.no-recipient')).waitFor()
    await page.locator('[name=recipient]').fill('')
    const saved = page.waitForEvent('download')
    await make.click()
    const unlock = page.getByLabel(say('keys.open.words'), { exact: true })
    await unlock
      .or(page.getByText(say('sealed.export.done')))
      .first()
      .waitFor()
    if (await unlock.isVisible()) {
      await unlock.fill(words)
      await page.getByRole('button', { name: say('keys.open.unlock'), exact: true }).click()
    }
    const file = await saved
    assert.equal(file.suggestedFilename(), 'contacts.age')
    await page.getByText(say('sealed.export.done')).waitFor()
    const sealed = readFileSync(await file.path())
    const text = new TextDecoder().decode(await openAge([own.identity], sealed))
    assert.match(text, /^event,date,country,left,contact,fault\r\n/)
    assert.match(text, /One,,PL,[\d-]+,Canary one,\r\n/)
    assert.match(text, /Two,,PL,[\d-]+,"Canary ""two"", =1\+1",\r\n/)
    if (hasAge) {
      const identity = join(makeFolder(), 'identity')
      writeFileSync(identity, `${own.identity}\n`, { mode: 0o600 })
      assert.equal(execFileSync('age', ['-d', '-i', identity], { input: sealed, encoding: 'utf8' }), text)
    } else t.diagnostic('the command age is not installed')
    await page.reload()
    assert.equal(await page.getByRole('button', { name: say('sealed.export.ask') }).count(), 1)
    await go('/desk/log')
    assert.match((await page.locator('main').textContent()) ?? '', /took out 2 contacts/)
  })
})

/** Makes the first keys of the desk as a member's browser does. */
async function holdKeys(world: World, member: Member): Promise<{ words: string; own: Pair }> {
  const [own, recovery, words] = [newIdentity(), newIdentity(), newPhrase()]
  const newKey = async (purpose: string) => {
    const { identity, recipient } = newIdentity()
    const copy = await sealIdentity(own.recipient, identity)
    return { purpose, recipient, recovery: await sealIdentity(recovery.recipient, identity), copy }
  }
  await setUpKeys(world, member, {
    member: { recipient: own.recipient, byWords: await sealWithWords(words, own.identity) },
    recovery: { recipient: recovery.recipient },
    keys: await Promise.all(PURPOSES.map(newKey)),
  })
  return { words, own }
}

async function fillIn(page: Page, edition: Edition): Promise<void> {
  const typed = { title: 'Evening of letters', from: edition.day, city: 'Вільня', hosts: 'Letters Across' }
  for (const [name, value] of Object.entries(typed)) await page.locator(`[name=${name}]`).fill(value)
  await page.locator('[name=kind]').selectOption('letter-writing')
  await page.locator('[name=country]').selectOption('LT')
}
