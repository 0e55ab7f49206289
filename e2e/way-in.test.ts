import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { PASSPHRASE, totpAt } from '#testing/browser.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on a page with scripts, and whether a page runs over its side. */
async function lookAt(page: Page, scripts: boolean): Promise<void> {
  const { width } = page.viewportSize()!
  if (!scripts) {
    const box = await page.locator('main').boundingBox()
    assert.ok(box && box.x + box.width <= width, `${page.url()} runs over its side`)
    return
  }
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
    ).axe.run()
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth
    return { over, violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`) }
  })
  assert.deepEqual(found, { violations: [], over: 0 }, page.url())
}

describe('the way into the desk', () => {
  const visit = openBrowser()

  for (const scripts of [true, false])
    for (const host of ['localhost', 'vestka.test'] as const)
      describe(`${scripts ? 'with' : 'without'} scripts on ${host}`, () => {
        let site: Site
        before(async () => {
          site = await startSite({ host })
        })

        test('set up by the link, sign out, sign in, lock, unlock, invite, at 320 px', async t => {
          const visitor = await visit(t, site.origin, { javaScript: scripts, width: 320, dark: scripts })
          const { page, problems } = visitor
          const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
          const link = site.setUpLink()
          await page.goto(link)
          const code = link.split('#')[1]!
          const field = page.getByLabel('Code', { exact: true })
          if (scripts) {
            assert.equal(await field.inputValue(), code)
            assert.doesNotMatch(page.url(), /#/)
          } else await field.fill(code.toLowerCase())
          await lookAt(page, scripts)
          await page.getByLabel('Name at the desk').fill('Anna')
          await page.getByLabel('New passphrase', { exact: true }).fill('short')
          await page.getByLabel('New passphrase once more').fill('short')
          await press('Go on')
          await page.getByText('needs at least 12 characters').first().waitFor()
          await lookAt(page, scripts)
          assert.equal(await field.inputValue(), scripts ? code : code.toLowerCase())
          await page.getByLabel('New passphrase', { exact: true }).fill(PASSPHRASE)
          await page.getByLabel('New passphrase once more').fill(PASSPHRASE)
          await press('Go on')
          const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '')
          await lookAt(page, scripts)
          await page.getByLabel('Code from the app').fill(await totpAt(site.inside, secret))
          await press('Finish and sign in')
          await page.waitForURL(/\/desk\/keys\/set-up$/)
          await lookAt(page, scripts)

          await page.goto(`${site.origin}/desk/account`)
          await lookAt(page, scripts)
          await press('Sign out')
          await page.waitForURL(/sign-in$/)
          await lookAt(page, scripts)
          await page.goto(`${site.origin}/desk/members`)
          await page.getByLabel('Name at the desk').fill('anna')
          await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
          // The code of the set-up has been used; the next one is accepted up to 30 seconds early.
          const next = await totpAt(site.inside, secret, 30_000)
          await page.getByLabel('Code from your authenticator app').fill(next)
          await press('Sign in')
          await page.waitForURL(/\/desk\/members$/)
          await lookAt(page, scripts)

          await press('Lock')
          await page.waitForURL(/\/desk\/unlock$/)
          await lookAt(page, scripts)
          await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
          await press('Unlock')
          await page.waitForURL(/\/desk$/)
          await page.goto(`${site.origin}/desk/members`)
          await page.getByLabel('Moderator').check()
          await page.getByLabel('Which countries').fill('Poland, LT')
          await press('Make an invitation')
          await page.getByText('The invitation is ready').waitFor()
          await lookAt(page, scripts)
          // Over plain http on a name, Chromium says that it leaves this one header aside; a click may cut a file short.
          const harmless = /Cross-Origin-Opener-Policy header has been ignored|\/assets\/\S+ net::ERR_ABORTED/
          const rest = problems.filter(line => !harmless.test(line))
          problems.splice(0, problems.length, ...rest)
        })
      })

  test('a passkey in a real browser: made on the account page, used at sign-in', async t => {
    const site = await startSite()
    const { page, context } = await visit(t, site.origin)
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    await page.goto(site.setUpLink())
    await page.getByLabel('Name at the desk').fill('Anna')
    await page.getByLabel('New passphrase', { exact: true }).fill(PASSPHRASE)
    await page.getByLabel('New passphrase once more').fill(PASSPHRASE)
    await press('Go on')
    const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('Code from the app').fill(await totpAt(site.inside, secret))
    await press('Finish and sign in')
    await page.waitForURL(/\/desk\/keys\/set-up$/)

    await page.goto(`${site.origin}/desk/account`)
    await page.getByLabel('Name of the new passkey').fill('blue key')
    await press('Add a passkey')
    await page.getByText('The passkey is added.').waitFor()
    await page.getByText('blue key, added on').waitFor()
    await lookAt(page, true)
    await press('Sign out')
    await page.waitForURL(/sign-in$/)
    await page.getByLabel('Name at the desk').fill('Anna')
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
    await press('Use a passkey instead of the code')
    await page.waitForURL(/\/desk\/keys\/set-up$/)
  })
})
