import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { Encrypter } from 'age-encryption'
import type { Page } from 'playwright-core'
import { write } from '#platform/db/database.ts'
import { bytesOf, type Sealed, sealRecord } from '#platform/seal/sealed.ts'
import { makeFirstKeys, makeOwnKey, press, unlockUntil } from '#testing/keys.ts'
import { signIn } from '#testing/member.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

/** Leaves a contact on an event of the example edition, as an announcement does. */
async function leaveContact({ inside: { world } }: Site, text: string): Promise<string> {
  const { db } = world.database
  const key = await db
    .selectFrom('keys')
    .selectAll()
    .where('purpose', '=', 'organisers')
    .where('ended', 'is', null)
    .executeTakeFirstOrThrow()
  const { id: subject } = await db
    .selectFrom('events')
    .select('id')
    .where('state', '=', 'published')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const sealed: Sealed<unknown> = sealRecord(key.recipient, { text }, 2048)
  await write(world.database, [], async trx => {
    await trx.deleteFrom('sealed').where('subject', '=', subject).execute()
    const row = { id: crypto.randomUUID(), key_id: key.id, kind: 'contact', subject, day: '2024-05-01' }
    await trx
      .insertInto('sealed')
      .values({ ...row, body: bytesOf(sealed) })
      .execute()
  })
  return `/desk/events/${subject}`
}

async function openContact(page: Page, words: string, text: string): Promise<void> {
  await page.locator('open-sealed button').first().click()
  await unlockUntil(page, words, page.locator('.opened').getByText(text))
}

/** A file that another program sealed to one of the keys opens in the browser; the keys can be remembered. */
async function openFile(page: Page, site: Site, words: string): Promise<void> {
  const { recipient } = await site.inside.world.database.db
    .selectFrom('keys')
    .select('recipient')
    .where('purpose', '=', 'organisers')
    .executeTakeFirstOrThrow()
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const byAge = spawnSync('age', ['-r', recipient], { input: 'canary-file' })
  const buffer = byAge.error ? await encrypter.encrypt('canary-file') : byAge.stdout
  await page.goto(`${site.origin}/desk/keys/mine`)
  const choose = (file: Uint8Array) =>
    page
      .getByLabel('Open an age file')
      .setInputFiles({ name: 'a.age', mimeType: 'application/octet-stream', buffer: Buffer.from(file) })
  await choose(buffer)
  await unlockUntil(page, words, page.locator('.opened').getByText('canary-file'))
  const flipped = Uint8Array.from(buffer)
  flipped[flipped.length - 1]! ^= 1
  await choose(flipped)
  await page.getByText('This is damaged').waitFor()
  const tick = page.getByLabel(/Remember these words/)
  assert.equal(await tick.isChecked(), false)
  await tick.check()
  await page.reload()
  await page.locator('remember-keys input:checked').waitFor()
  await tick.uncheck()
}

describe('keys in a real browser', () => {
  const visit = openBrowser()

  test('made, used, given to a second member, renewed, and recovered with two sheets', async t => {
    const site = await startSite()
    const anna = await signIn(site.inside, { name: 'Anna' })
    const { page } = await visit(t, site.origin, { cookie: anna.cookie })
    const { words, sheets } = await makeFirstKeys(page)
    assert.equal((await page.goto(`${site.origin}/desk/keys/set-up`))?.status(), 409)

    const path = await leaveContact(site, 'canary-one')
    await page.goto(site.origin + path)
    await openContact(page, words, 'canary-one')

    await openFile(page, site, words)

    const ben = await signIn(site.inside, { name: 'Ben', role: 'moderator' })
    const second = await visit(t, site.origin, { cookie: ben.cookie })
    const { words: bens, fingerprint } = await makeOwnKey(second.page)

    await page.goto(`${site.origin}/desk/keys`)
    assert.ok(await page.getByText(fingerprint).isVisible())
    await press(page, /Give Ben the keys/)
    await unlockUntil(page, words, page.getByText('The keys are given.'))
    await second.page.goto(site.origin + path)
    await openContact(second.page, bens, 'canary-one')

    const part = page.locator('renew-key', { hasText: 'Make a new key: Contacts' })
    await part.getByText('Put a new key in its place').click()
    await press(page, /Make a new key: Contacts of organisers/)
    await page.getByText('The new key is there.').waitFor()
    const later = await leaveContact(site, 'canary-two')
    await second.page.goto(site.origin + later)
    await openContact(second.page, bens, 'canary-two')

    await site.inside.world.database.db
      .deleteFrom('key_copies')
      .where('member_id', '=', anna.member.id)
      .execute()
    await page.goto(`${site.origin}/desk/keys/recover`)
    await page.getByLabel('Words of one sheet').fill(sheets[0]!)
    await page.getByLabel('Words of another sheet').fill(sheets[0]!)
    await press(page, 'Recover the keys')
    await page.getByText('These are not two sheets').waitFor()
    await page.getByLabel('Words of another sheet').fill(sheets[2]!)
    await press(page, 'Recover the keys')
    await page.getByText('The keys are given.').waitFor()
    const copies = await site.inside.world.database.db
      .selectFrom('key_copies')
      .select('key_id')
      .where('member_id', '=', anna.member.id)
      .execute()
    assert.equal(copies.length, 5)
  })
})
