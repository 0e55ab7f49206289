import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { signIn } from '#testing/member.ts'
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

const inStore = (site: Site, id: string) =>
  site.inside.world.database.db
    .selectFrom('member_keys')
    .selectAll()
    .where('member_id', '=', id)
    .executeTakeFirstOrThrow()

describe('a passkey for one’s own key in a real browser', () => {
  const visit = openBrowser()

  test('is added, opens without the words, and is removed again', async t => {
    const site = await startSite()
    const ben = await signIn(site.inside, { name: 'Ben', role: 'moderator' })
    const { page, context } = await visit(t, site.origin, { cookie: ben.cookie })
    await plugIn(context, page, true)
    const words = await makeKey(page, site)
    await press(page, 'Add a passkey')
    await typeWords(page, words)
    await page.getByText('The passkey is kept.').waitFor()
    const kept = await inStore(site, ben.member.id)
    assert.ok(kept.by_passkey && kept.by_words.length > 0)

    // The worker forgets what it holds; from now on only the passkey is asked.
    await page.getByLabel('Open an age file').setInputFiles({
      name: 'a.age',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('no age file'),
    })
    await page.getByText('This is damaged').waitFor()
    const other = await visit(t, site.origin, { cookie: ben.cookie })
    assert.equal(await other.page.getByRole('button', { name: 'Use a passkey' }).count(), 0)

    await press(page, 'Remove the passkey')
    await page.getByText('The passkey no longer opens your key').waitFor()
    const { by_passkey, passkey_id, by_words } = await inStore(site, ben.member.id)
    assert.deepEqual([by_passkey, passkey_id], [null, null])
    assert.deepEqual(by_words, kept.by_words)
  })

  test('is refused where it cannot open keys, and all stays as it was', async t => {
    const site = await startSite()
    const ben = await signIn(site.inside, { name: 'Ben', role: 'moderator' })
    const { page, context } = await visit(t, site.origin, { cookie: ben.cookie })
    await plugIn(context, page, false)
    const words = await makeKey(page, site)
    await press(page, 'Add a passkey')
    await typeWords(page, words)
    await page.getByText(/it cannot open keys|has no passkeys that can open keys/).waitFor()
    assert.equal((await inStore(site, ben.member.id)).by_passkey, null)
  })
})
