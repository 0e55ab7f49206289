import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import Sqlite from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { openIdentity } from '#keys/pairs.ts'
import { ensureFirstInvitation } from '#members/actions.ts'
import { findMemberByName } from '#members/store.ts'
import { emptyLog } from '#platform/db/sqlite-tidy.ts'
import { browserAt, PASSPHRASE, setUp, totpAt } from '#testing/browser.ts'
import { announce, idInQueue } from '#testing/event.ts'
import { addNextEdition } from '#testing/events.ts'
import { makeFirstKeys, makeOwnKey, press, unlockUntil } from '#testing/keys.ts'
import { startOpen } from '#testing/local.ts'
import { type SignedIn, signIn, signInAs } from '#testing/member.ts'
import { openRecord } from '#testing/seal.ts'
import { makeFolder } from '#testing/server.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

const FIRST = 'Canary one: @somebody'
const NEXT = 'Canary two: @somebody-else'

describe('the life of a key, from its making to a member who leaves', () => {
  const visit = openBrowser()
  let site: Site
  let secret: string
  let anna: SignedIn
  before(async () => {
    site = await startSite({ prepare: addNextEdition })
    const code = (await ensureFirstInvitation(site.inside.world))!
    ;({ secret } = await setUp(browserAt(site.inside), { code, name: 'Anna' }))
    const { db } = site.inside.world.database
    anna = await signInAs(site.inside, (await findMemberByName(db, 'Anna'))!)
  })

  test('two give a key to a third; who leaves opens nothing newer; the rest opens on its own machine', async t => {
    const { db } = site.inside.world.database
    const currentKey = () =>
      db
        .selectFrom('keys')
        .selectAll()
        .where('purpose', '=', 'organisers')
        .where('ended', 'is', null)
        .executeTakeFirstOrThrow()
    const copiesOf = (member: string) =>
      db.selectFrom('key_copies').selectAll().where('member_id', '=', member).execute()
    const come = async (name: string, role: 'coordinator' | 'moderator') => {
      const { member, cookie } = await signIn(site.inside, { name, role })
      return { ...(await visit(t, site.origin, { cookie, width: 390 })), id: member.id }
    }
    const first = await visit(t, site.origin, { cookie: anna.cookie })
    const { words } = await makeFirstKeys(first.page)
    const contact = await leaveContact('One', FIRST)
    const old = await currentKey()

    // A moderator holds one key, and gets it by the hands of two coordinators.
    const second = await come('Zoya', 'coordinator')
    await makeOwnKey(second.page)
    const third = await come('Ben', 'moderator')
    const ben = await makeOwnKey(third.page)
    await first.go('/desk/keys')
    const part = first.page.locator('article', { has: first.page.getByRole('heading', { name: /^Ben/ }) })
    assert.ok((await part.textContent())?.includes(ben.fingerprint))
    const [give, ...more] = await part.getByRole('button').all()
    assert.equal(
      await give?.textContent(),
      'Give Ben the keys: Contacts of organisers and places told to those who ask',
    )
    assert.deepEqual(more, [])
    await give!.click()
    await unlockUntil(first.page, words, first.page.getByText('A second coordinator has to agree now'))
    await part.getByText('Waits for the consent of a second coordinator').waitFor()
    assert.deepEqual(await copiesOf(third.id), [])
    await third.go(contact)
    await third.page.locator('open-sealed button').first().click()
    await unlockUntil(third.page, ben.words, third.page.getByText('You do not hold the key'))

    await second.go('/desk')
    await second.page.getByRole('link', { name: 'Joint decisions (1)' }).click()
    await second.page.getByText(ben.fingerprint).waitFor()
    await press(second.page, 'Agree')
    await second.page.getByText('You have agreed.').waitFor()
    await third.go(contact)
    await open(third.page, ben.words, FIRST)
    // What Ben can take away with him: his own secret half, and by it the one of the key.
    const [copy, ...others] = await copiesOf(third.id)
    assert.deepEqual([copy?.key_id, others.length], [old.id, 0])
    const own = await db
      .selectFrom('member_keys')
      .select(['by_words', 'recipient'])
      .where('member_id', '=', third.id)
      .executeTakeFirstOrThrow()
    assert.ok(occurrences(site, copy!.body) > 0, 'the search finds what is there')
    const taken = await openIdentity(
      await openIdentity(ben.words, own.by_words, own.recipient),
      copy!.body,
      old.recipient,
    )

    await first.go('/desk/members')
    await first.page.getByRole('link', { name: 'Ben', exact: true }).click()
    await first.page.getByLabel('Yes, remove Ben').check()
    await press(first.page, 'Remove')
    await first.page.getByText('The member is removed.').waitFor()
    assert.deepEqual(await copiesOf(third.id), [])
    assert.deepEqual(
      await db.selectFrom('member_keys').where('member_id', '=', third.id).select('made').execute(),
      [],
    )
    assert.equal(occurrences(site, copy!.body), 0, 'the copy is in no file of the database')
    assert.match((await third.go(contact)).url(), /sign-in/)

    await first.go('/desk')
    await first.page.getByRole('link', { name: 'See the keys' }).click()
    await first.page.getByText('Somebody who held this key has left').waitFor()
    await press(first.page, /Make a new key: Contacts of organisers/)
    await first.page.getByText('The new key is there.').waitFor()
    assert.equal(await first.page.getByText('Somebody who held this key has left').count(), 0)
    const renewed = await currentKey()
    assert.notEqual(renewed.id, old.id)

    await leaveContact('Two', NEXT)
    const records = await db
      .selectFrom('sealed')
      .select(['body', 'key_id'])
      .where('kind', '=', 'contact')
      .execute()
    const before = records.find(({ key_id }) => key_id === old.id)!
    const after = records.find(({ key_id }) => key_id === renewed.id)!
    assert.deepEqual(await openRecord(before.body, { identity: taken }), { text: FIRST })
    await assert.rejects(openRecord(after.body, { identity: taken }), /no identity matched/)

    const command = await startOpen(['--remote', site.origin], { home: makeFolder() })
    const local = await visit(t, new URL(command.address).origin)
    await local.page.goto(command.address)
    await local.page.getByLabel(say('members.sign-in.name')).fill('Anna')
    await local.page.getByLabel(say('members.passphrase.label')).fill(PASSPHRASE)
    await db.updateTable('members').set({ totp_step: 0 }).where('id', '=', anna.member.id).execute()
    await local.page.getByLabel(say('members.sign-in.totp')).fill(await totpAt(site.inside, secret))
    await press(local.page, say('members.sign-in.send'))
    await press(local.page, say('cli.seal.remember'))
    for (const text of [FIRST, NEXT]) {
      await local.page
        .getByRole('listitem')
        .filter({ hasText: text === FIRST ? 'One' : 'Two' })
        .getByRole('button', { name: say('cli.list.open') })
        .click()
      const field = local.page.getByLabel(say('cli.words.label'), { exact: true })
      if (text === FIRST) {
        await field.fill(words)
        await press(local.page, say('cli.words.send'))
      }
      await local.page.getByText(text).waitFor()
      await local.page.getByRole('link', { name: say('cli.record.back') }).click()
    }
    await press(local.page, say('cli.open.end'))
    assert.equal(await command.ended, 0)
  })

  const say = (key: string) => site.inside.world.texts.in('en')(key)
  /** Leaves a contact with an event, as a visitor without scripts does; gives the page of the event at the desk. */
  const leaveContact = async (title: string, contact: string) => {
    await announce(site.inside, { from: '', date_later: 'yes', title, contact })
    return `/desk/events/${await idInQueue(anna, title)}`
  }
})

async function open(page: Page, words: string, text: string): Promise<void> {
  await page.locator('open-sealed button').first().click()
  await unlockUntil(page, words, page.locator('.opened').getByText(text))
}

/** In how many files of the database these bytes are, once its write-ahead log was emptied, as it is every ten minutes. */
function occurrences({ inside }: Site, bytes: Uint8Array): number {
  const { dataFolder } = inside.world.config
  const sqlite = new Sqlite(join(dataFolder, 'vestka.sqlite'))
  const emptied = emptyLog(sqlite)
  sqlite.close()
  assert.ok(emptied)
  const files = readdirSync(dataFolder).filter(name => /sqlite/.test(name))
  return files.filter(name => readFileSync(join(dataFolder, name)).includes(Buffer.from(bytes))).length
}
