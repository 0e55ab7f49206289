import assert from 'node:assert/strict'
import { before, describe, type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { listEvents } from '#events/store.ts'
import { write } from '#platform/db/database.ts'
import { sealRecord } from '#platform/seal/sealed.ts'
import { insertSealed } from '#sealed/store.ts'
import { findMistakes } from '#testing/axe.ts'
import { type Holder, setUpHolder } from '#testing/holder.ts'
import { startOpen } from '#testing/local.ts'
import { makeFolder } from '#testing/server.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

const CONTACT = 'Canary: @somebody\n+370 600 00000'

describe('opening on one’s own machine', () => {
  const visit = openBrowser()
  let site: Site
  let anna: Holder
  before(async () => {
    site = await startSite()
    anna = await setUpHolder(site.inside)
    const { database } = site.inside.world
    const { id: keyId, recipient } = await anna.openKey('organisers')
    const [event] = await listEvents(database.db, ['published'])
    const body = sealRecord(recipient, { text: CONTACT }, 2048)
    const record = { kind: 'contact', subject: event!.id, keyId, body, now: Date.now() } as const
    await write(database, [], trx => insertSealed(trx, record))
  })

  const look = async (t: TestContext, page: Page, name: string) => {
    const folder = process.env['VESTKA_SHOTS']
    if (folder) await page.screenshot({ path: `${folder}/own-${name}.png`, fullPage: true })
    assert.deepEqual(await findMistakes(page), [], `${t.name}: ${name}`)
  }
  const signIn = async (page: Page, say: (key: string) => string) => {
    await page.getByLabel(say('members.sign-in.name')).fill('Anna')
    await page.getByLabel(say('members.passphrase.label')).fill(anna.passphrase)
    await page.getByLabel(say('members.sign-in.totp')).fill(await anna.totp())
    await page.getByRole('button', { name: say('members.sign-in.send') }).click()
  }

  for (const [lang, width, dark, javaScript] of [
    ['en', 1280, false, true],
    ['be', 320, true, true],
    ['ru', 320, false, false],
  ] as const)
    test(`from signing in to a contact, in ${lang}`, async t => {
      const command = await startOpen(['--remote', site.origin], { home: makeFolder() })
      const { origin } = new URL(command.address)
      const { page } = await visit(t, origin, { locale: lang, width, dark, javaScript })
      const say = (key: string) => site.inside.world.texts.in(lang)(key)
      const seen = (name: string) => (javaScript ? look(t, page, `${lang}-${name}`) : undefined)
      await page.goto(command.address)
      await seen('1-sign-in')
      await signIn(page, say)
      await page.getByText(say('cli.seal.new.title')).waitFor()
      await seen('2-compare')
      await page.getByRole('button', { name: say('cli.seal.remember') }).click()
      await page.getByText(say('cli.list.not-held')).waitFor()
      await seen('3-list')
      await page
        .getByRole('button', { name: say('cli.list.open') })
        .first()
        .click()
      await page.getByLabel(say('cli.words.label'), { exact: true }).fill('five horses')
      await page.getByRole('button', { name: say('cli.words.send') }).click()
      await page.getByLabel(say('cli.words.label'), { exact: true }).waitFor()
      await seen('4-words')
      await page.getByLabel(say('cli.words.label'), { exact: true }).fill(anna.words)
      await page.getByRole('button', { name: say('cli.words.send') }).click()
      await page.getByText('Canary: @somebody').waitFor()
      await seen('5-opened')
      await page.getByRole('link', { name: say('cli.record.back') }).click()
      await page.getByText(say('cli.list.held')).waitFor()
      await page.getByRole('button', { name: say('cli.open.forget') }).click()
      await page.getByText(say('cli.list.not-held')).waitFor()
      await page.getByRole('button', { name: say('cli.open.end') }).click()
      await page.getByText(say('cli.open.ended-text')).waitFor()
      await seen('6-ended')
      assert.equal(await command.ended, 0)
    })

  test('other keys than those remembered stop the member', async t => {
    const command = await startOpen(['--remote', site.origin], { home: makeFolder() })
    const { page } = await visit(t, new URL(command.address).origin, { locale: 'be', width: 320 })
    const say = (key: string) => site.inside.world.texts.in('be')(key)
    await page.goto(command.address)
    await signIn(page, say)
    await page.getByRole('button', { name: say('cli.seal.remember') }).click()
    await page.getByText(say('cli.list.not-held')).waitFor()
    const { db } = site.inside.world.database
    const exchanged = await anna.openKey('letters')
    await db
      .updateTable('keys')
      .set({ recipient: anna.recovery.recipient.replace(/.{6}$/, 'qqqqqq') })
      .where('id', '=', exchanged.id)
      .execute()
    await page.goto(command.address)
    await page.getByText(say('cli.seal.changed.stop')).waitFor()
    await look(t, page, 'be-7-changed')
    await page.getByLabel(say('cli.seal.type')).fill('not these words')
    await page.getByRole('button', { name: say('cli.seal.accept') }).click()
    await page.getByText(say('cli.seal.wrong')).waitFor()
    await page.getByRole('button', { name: say('cli.open.end') }).click()
    await page.getByText(say('cli.open.ended-text')).waitFor()
  })
})
