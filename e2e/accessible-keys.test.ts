import assert from 'node:assert/strict'
import { before, describe, type TestContext, test } from 'node:test'
import { enquiryPaths } from '#enquiries/paths.ts'
import { eventPaths } from '#events/paths.ts'
import { saveOwnKey } from '#keys/actions.ts'
import { giveKeys } from '#keys/give-desk.ts'
import { sealIdentity, sealWithWords } from '#keys/pairs.ts'
import { keyPaths } from '#keys/paths.ts'
import { newIdentity } from '#platform/seal/pair.ts'
import { safetyPaths } from '#safety/paths.ts'
import { findMistakes } from '#testing/axe.ts'
import { announce } from '#testing/event.ts'
import { addEveryState, addNextEdition } from '#testing/events.ts'
import { type Holder, setUpHolder } from '#testing/holder.ts'
import { type SignedIn, signIn, signInAs } from '#testing/member.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowserOnce, type Visitor } from '#testing/visit.ts'

type Step = string | ((visitor: Visitor, say: (key: string) => string) => Promise<unknown>)

const LOOKS = [
  { width: 320, dark: false, lang: 'be' },
  { width: 320, dark: false, lang: 'ru' },
  { width: 320, dark: false, lang: 'en' },
  { width: 1280, dark: true, lang: 'en' },
] as const

describe('what is sealed, for everybody', () => {
  const visit = openBrowserOnce()
  let site: Site
  let holder: Holder
  let zoya: SignedIn
  before(async () => {
    site = await startSite({ prepare: addNextEdition })
    holder = await setUpHolder(site.inside)
    // Members who chose no language read the desk in their browser's.
    await site.inside.world.database.db.updateTable('members').set({ language: null }).execute()
    zoya = await signIn(site.inside, { name: 'Zoya' })
    for (const name of ['Ben', 'Olga']) await askForKey(site, holder, { name, asks: name === 'Olga' })
    await signIn(site.inside, { name: 'Franz', role: 'letters' })
    for (const title of ['One', 'Two'])
      await announce(site.inside, { from: '', date_later: 'yes', title, contact: 'Canary: @somebody' })
  })

  /** Takes the steps in every language, and looks with axe after each. */
  const look = async (
    t: TestContext,
    where: Site,
    { steps, cookie }: { steps: Step[]; cookie?: () => Promise<string> },
  ) => {
    const mistakes: string[] = []
    for (const { lang, width, dark } of LOOKS) {
      const signedIn = cookie ? { cookie: await cookie() } : {}
      const visitor = await visit(t, where.origin, { locale: lang, width, dark, ...signedIn })
      for (const [at, step] of steps.entries()) {
        const path = typeof step === 'string' ? step.replace('{lang}', lang) : null
        if (path) assert.equal((await visitor.go(path)).status(), 200, path)
        else await (step as Exclude<Step, string>)(visitor, key => where.inside.world.texts.in(lang)(key))
        const found = await findMistakes(visitor.page, { looks: dark })
        mistakes.push(...found.map(line => `${visitor.page.url()} (${at}) ${lang} ${width}: ${line}`))
      }
    }
    assert.deepEqual(mistakes, [])
  }
  const asAnna = async () => (await signInAs(site.inside, holder.member)).cookie

  test('the keys, of all and one’s own, recovering, contacts and export', t =>
    look(t, site, {
      cookie: asAnna,
      steps: [
        keyPaths.keys,
        `${keyPaths.keys}?done=asked`,
        async ({ page }) => page.locator('renew-key summary').first().click(),
        keyPaths.mine,
        async ({ page }) => page.locator('details summary').last().click(),
        keyPaths.sheets,
        keyPaths.recover,
        async ({ page }, say) => {
          await page.getByRole('button', { name: say('keys.recover.send') }).click()
          await page.getByText(say('keys.say.no-sheets')).waitFor()
        },
        '/desk/contacts',
        async ({ page }) => {
          await page.locator('open-sealed button').first().click()
          await page.locator('.unlock input').waitFor()
        },
        async ({ page }, say) => {
          await page.locator('.unlock input').fill('wrong')
          await page.locator('.unlock .button').first().click()
          await page.getByText(say('keys.open.wrong-words')).waitFor()
        },
        async ({ page }) => {
          await page.locator('.unlock input').fill(holder.words)
          await page.locator('.unlock .button').first().click()
          await page.locator('.opened').waitFor()
        },
        '/desk/contacts/export',
      ],
    }))

  test('consent to a key, and making one’s own', t =>
    look(t, site, {
      cookie: async () => (await signInAs(site.inside, zoya.member)).cookie,
      steps: [
        '/desk/approvals',
        keyPaths.mine,
        async ({ page }, say) => {
          await page.getByRole('button', { name: say('keys.step.begin-mine') }).click()
          await page.locator('[data-words] li').first().waitFor()
        },
        async ({ page }, say) => {
          await page.getByRole('button', { name: say('keys.step.written') }).click()
          await page.locator('#typed-words').fill('wrong')
          await page.locator('[data-check]').click()
          await page.getByText(say('keys.say.words-wrong')).waitFor()
        },
      ],
    }))

  test('the first keys, to the last step', async t => {
    const empty = await startSite()
    const { cookie } = await signIn(empty.inside)
    let words = ''
    await look(t, empty, {
      cookie: async () => cookie,
      steps: [
        keyPaths.setUp,
        async ({ page }, say) => {
          await page.getByRole('button', { name: say('keys.step.begin-set-up') }).click()
          await page.locator('[data-words] li').first().waitFor()
          words = (await page.locator('[data-words] li').allTextContents()).join(' ')
        },
        async ({ page }, say) => {
          await page.getByRole('button', { name: say('keys.step.written') }).click()
          await page.locator('#typed-words').fill(words)
          await page.locator('[data-check]').click()
          await page.locator('.sheet').first().waitFor()
          await page.emulateMedia({ media: 'print' })
          assert.deepEqual(await findMistakes(page, { looks: true }), [], 'sheets on paper')
          await page.emulateMedia({ media: null })
        },
        async ({ page }, say) => {
          await page.getByRole('button', { name: say('keys.step.printed') }).click()
          await page.locator('[data-asked] input').first().waitFor()
        },
        async ({ page }, say) => {
          await page.locator('[data-finish]').click()
          await page.getByText(say('keys.say.sheets-wrong')).waitFor()
        },
      ],
    })
  })

  test('public pages: what is safe, announcing, asking for a place', async t => {
    const open = await startSite({
      prepare: async world => addEveryState(world, await addNextEdition(world)),
    })
    await look(t, open, {
      steps: [
        safetyPaths.show('{lang}'),
        eventPaths.announce('{lang}'),
        async ({ page }) => page.locator('details.group summary').last().click(),
        enquiryPaths.ask('{lang}', 'secret'),
        enquiryPaths.asked('{lang}'),
      ],
    })
  })
})

/** A moderator with a key of their own; `asks`: the coordinator has asked a second one to give them the key. */
async function askForKey(site: Site, holder: Holder, { name, asks }: { name: string; asks: boolean }) {
  const { world } = site.inside
  const { member } = await signIn(site.inside, { name, role: 'moderator' })
  const { identity, recipient } = newIdentity()
  await saveOwnKey(world, member, { recipient, byWords: await sealWithWords(holder.words, identity) })
  if (!asks) return
  const key = await holder.openKey('organisers')
  const body = await sealIdentity(recipient, key.identity)
  await giveKeys(world, holder.member, { memberId: member.id, recipient, copies: [{ keyId: key.id, body }] })
}
