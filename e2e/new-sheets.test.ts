import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fingerprintOf } from '#platform/seal/fingerprint.ts'
import { findMistakes } from '#testing/axe.ts'
import { makeFirstKeys, makeOwnKey, press, readSheets, typeFromSheets, unlockUntil } from '#testing/keys.ts'
import { signIn } from '#testing/member.ts'
import { startSite } from '#testing/site.ts'
import { openBrowser } from '#testing/visit.ts'

describe('new recovery sheets in a real browser', () => {
  const visit = openBrowser()

  test('are made by one, agreed to by another, and take the place of the old ones', async t => {
    const site = await startSite()
    const { db } = site.inside.world.database
    const anna = await signIn(site.inside, { name: 'Anna' })
    const { page, go } = await visit(t, site.origin, { cookie: anna.cookie, width: 320 })
    const first = await makeFirstKeys(page)
    const dora = await signIn(site.inside, { name: 'Dora' })
    const second = await visit(t, site.origin, { cookie: dora.cookie, width: 320 })
    await makeOwnKey(second.page)

    await second.go('/desk/keys/sheets')
    await second.page.getByText('give you what you lack: Anna').waitFor()
    assert.equal(await second.page.getByRole('button', { name: 'Make new sheets' }).count(), 0)
    assert.deepEqual(await findMistakes(second.page), [])
    await second.go('/desk/keys/mine')
    assert.deepEqual(await findMistakes(second.page), [])

    await go('/desk/keys')
    await page.getByRole('link', { name: 'New recovery sheets' }).click()
    await page.getByText('Two of them still open what was copied before').waitFor()
    await press(page, 'Make new sheets')
    await unlockUntil(page, first.words, page.getByRole('heading', { name: 'Three recovery sheets' }))
    const sheets = await readSheets(page)
    assert.deepEqual(await findMistakes(page), [])
    assert.equal(new Set([...sheets, ...first.sheets]).size, 6)
    const onSheet = await page.locator('.sheet code').first().textContent()
    const pages = (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g)
    assert.equal(pages?.length, 3, 'each sheet on a page of its own, and nothing else')
    await press(page, 'They are on paper')
    await typeFromSheets(page, sheets)
    await press(page, 'Keep these keys')
    await page.getByText('Keep the old ones until a second coordinator agrees').waitFor()

    await second.go('/desk/approvals')
    await second.page.getByText(onSheet!).waitFor()
    assert.deepEqual(await findMistakes(second.page), [])
    await press(second.page, 'Agree')
    await second.page.getByText('You have agreed.').waitFor()

    await db.deleteFrom('key_copies').where('member_id', '=', anna.member.id).execute()
    await go('/desk/keys/recover')
    const recover = async (from: string[]) => {
      await page.getByLabel('Words of one sheet').fill(from[0]!)
      await page.getByLabel('Words of another sheet').fill(from[2]!)
      await press(page, 'Recover the keys')
    }
    await recover(first.sheets)
    await page.getByText('These sheets belong to other keys').waitFor()
    await recover(sheets)
    await page.getByText('A second coordinator has to agree now').waitFor()
    await second.go('/desk/approvals')
    assert.equal(await second.page.getByRole('button', { name: 'Agree' }).count(), 1, 'one wish for all')
    await press(second.page, 'Agree')
    await second.page.getByText('You have agreed.').waitFor()
    const copies = await db
      .selectFrom('key_copies')
      .select('key_id')
      .where('member_id', '=', anna.member.id)
      .execute()
    assert.equal(copies.length, 4)

    // Before a new key is made, the words of those whom it is sealed to are compared.
    await go('/desk/keys')
    const { recipient } = await db
      .selectFrom('member_keys')
      .select('recipient')
      .where('member_id', '=', anna.member.id)
      .executeTakeFirstOrThrow()
    const listed = page.locator('renew-key [data-holders]').first()
    assert.equal(await listed.textContent(), `Anna: ${fingerprintOf([recipient])}`)
  })
})
