import assert from 'node:assert/strict'
import { before, describe, type TestContext, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { ASK_MS, NEXT_PAGE_MS } from '#keys/closing.ts'
import { type SignedIn, signIn, signInAs } from '#testing/member.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

/** A device with passkeys, with or without the extension that opens keys. */
async function plugIn(context: BrowserContext, page: Page, hasPrf: boolean): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  })
}

async function makeKey(page: Page, site: Site): Promise<string> {
  await page.goto(`${site.origin}/desk/keys/mine`)
  await press(page, 'Make my key')
  const list = page.locator('[data-words] li')
  await list.first().waitFor()
  const words = (await list.allTextContents()).join(' ')
  await press(page, 'I have written them down')
  await page.getByLabel('The seven words from your paper').fill(words)
  await press(page, 'Go on')
  await page.getByText('Your key is kept.').waitFor()
  return words
}

async function typeWords(page: Page, words: string): Promise<void> {
  await page.getByLabel('Your seven words').fill(words)
  await press(page, 'Use these words')
}

/** It is none; but whoever wants to know that needs a key at hand. */
function chooseFile(page: Page): Promise<void> {
  const file = { name: 'a.age', mimeType: 'application/octet-stream', buffer: Buffer.from('no age file') }
  return page.getByLabel('Open an age file').setInputFiles(file)
}

/** Another session in the same browser, so that its worker stays. */
async function comeBack(context: BrowserContext, site: Site, { member }: SignedIn): Promise<void> {
  const [name, value] = (await signInAs(site.inside, member)).cookie.split('=') as [string, string]
  await context.addCookies([{ name, value, url: `${site.origin}/desk`, httpOnly: true, sameSite: 'Strict' }])
}

const inStore = (site: Site, id: string) =>
  site.inside.world.database.db
    .selectFrom('member_keys')
    .selectAll()
    .where('member_id', '=', id)
    .executeTakeFirstOrThrow()

// Side by side: most of it is waiting until a key may be gone.
describe('a passkey for one’s own key in a real browser', { concurrency: true }, () => {
  const visit = openBrowser()
  let site: Site
  before(async () => {
    site = await startSite()
  })

  test('is added, opens without the words, and is removed again', async t => {
    const ben = await signIn(site.inside, { name: 'Ben', role: 'moderator' })
    const { page, context } = await visit(t, site.origin, { cookie: ben.cookie })
    await plugIn(context, page, true)
    const words = await makeKey(page, site)
    await press(page, 'Add a passkey')
    await typeWords(page, words)
    await page.getByText('The passkey is kept.').waitFor()
    const kept = await inStore(site, ben.member.id)
    assert.ok(kept.by_passkey && kept.by_words.length > 0)

    // Locked, the desk forgets the key: the next page asks for it again.
    await chooseFile(page)
    await page.getByText('This is damaged').waitFor()
    await press(page, 'Lock')
    await page.waitForURL(/unlock/)
    await comeBack(context, site, ben)
    await page.goto(`${site.origin}/desk/keys/mine`)
    await chooseFile(page)
    await press(page, 'Use a passkey')
    await page.getByText('This is damaged').waitFor()

    await press(page, 'Remove the passkey')
    await page.getByText('The passkey no longer opens your key').waitFor()
    const { by_passkey, passkey_id, by_words } = await inStore(site, ben.member.id)
    assert.deepEqual([by_passkey, passkey_id], [null, null])
    assert.deepEqual(by_words, kept.by_words)
  })

  test('is refused where it cannot open keys, and all stays as it was', async t => {
    const ben = await signIn(site.inside, { name: 'Barys', role: 'moderator' })
    const { page, context } = await visit(t, site.origin, { cookie: ben.cookie })
    await plugIn(context, page, false)
    const words = await makeKey(page, site)
    await press(page, 'Add a passkey')
    await typeWords(page, words)
    await page.getByText(/it cannot open keys|has no passkeys that can open keys/).waitFor()
    assert.equal((await inStore(site, ben.member.id)).by_passkey, null)
  })

  /** Two tabs of the desk in a browser that holds an open key, which the second one has not used. */
  const openTwo = async (t: TestContext, name: string) => {
    const { cookie } = await signIn(site.inside, { name, role: 'moderator' })
    const { page, context } = await visit(t, site.origin, { cookie })
    const words = await makeKey(page, site)
    await chooseFile(page)
    await typeWords(page, words)
    await page.getByText('This is damaged').waitFor()
    const second = await context.newPage()
    return { page, second }
  }

  test('the key stays while another tab of the desk is open', async t => {
    const { page, second } = await openTwo(t, 'Olga')
    await second.goto('/desk/account')
    await page.close()
    await second.waitForTimeout(NEXT_PAGE_MS + ASK_MS + 1000)
    await second.goto('/desk/keys/mine')
    await chooseFile(second)
    await second.getByText('This is damaged').waitFor()
  })

  test('the key is let go soon after the last tab of the desk is closed', async t => {
    const { page, second } = await openTwo(t, 'Zoya')
    await page.close()
    await second.waitForTimeout(NEXT_PAGE_MS + ASK_MS + 1000)
    await second.goto('/desk/keys/mine')
    await chooseFile(second)
    await second.getByLabel('Your seven words').waitFor()
  })
})
