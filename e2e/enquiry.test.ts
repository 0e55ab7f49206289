import assert from 'node:assert/strict'
import { before, describe, type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { enquiryDeskPaths, enquiryPaths } from '#enquiries/paths.ts'
import { eventPaths } from '#events/paths.ts'
import { EVENTS_TOPIC } from '#events/store.ts'
import { hashCode } from '#platform/codes/codes.ts'
import { write } from '#platform/db/database.ts'
import { sealRecord } from '#platform/seal/sealed.ts'
import { insertSealed } from '#sealed/store.ts'
import { findMistakes } from '#testing/axe.ts'
import { addEvent, addNextEdition } from '#testing/events.ts'
import { type Holder, setUpHolder } from '#testing/holder.ts'
import { signInAs } from '#testing/member.ts'
import { openRecord } from '#testing/seal.ts'
import { type Site, startSite } from '#testing/site.ts'
import { openBrowserOnce } from '#testing/visit.ts'

const NOTE = 'Canarynote: Ola from the choir'
const PLACE = 'Canarycellar, the third door\nring twice'

for (const host of ['localhost', 'vestka.test'] as const)
  for (const javaScript of [true, false])
    describe(`asking for a place ${javaScript ? 'with' : 'without'} scripts on ${host}`, () => {
      const visit = openBrowserOnce()
      let site: Site
      let holder: Holder
      let eventId: string
      let code = ''
      before(async () => {
        site = await startSite({ host })
        holder = await setUpHolder(site.inside)
        eventId = await addSecretEvent(site, holder)
      })
      const say = (key: string, values?: Record<string, string | number>) =>
        site.inside.world.texts.in('en')(key, values)
      const come = async (t: TestContext) => {
        const visitor = await visit(t, site.origin, { javaScript, width: 320 })
        const sent: string[] = []
        const scripts: string[] = []
        visitor.page.on('request', request => {
          sent.push(`${request.url()} ${request.postData() ?? ''}`)
          if (request.resourceType() === 'script') scripts.push(request.url())
        })
        return { ...visitor, sent, scripts }
      }
      const press = async (page: Page, name: string) => {
        const loaded = page.waitForEvent('load')
        await page.getByRole('button', { name: say(name), exact: true }).click()
        await loaded
      }
      /** Nothing is wrong with the page that is open; axe itself is a script, and needs them. */
      const check = async (page: Page) => {
        if (javaScript) assert.deepEqual(await findMistakes(page), [])
      }
      /** Types the code, and waits for the heading of the answer. */
      const read = async (page: Page, state: string) => {
        await page.locator('[name=code]').fill(code)
        await page.getByRole('button', { name: say('enquiries.asked.open'), exact: true }).click()
        await page.getByRole('heading', { name: say(`enquiries.answer.${state}`), exact: true }).waitFor()
        await check(page)
      }

      test('somebody asks: the page of the event leads there, the note is sealed', async t => {
        const { page, go, sent } = await come(t)
        await go(eventPaths.show('en', 'secret'))
        await page.getByRole('link', { name: say('events.where.ask') }).click()
        await page.waitForLoadState()
        await check(page)
        await page.locator('[name=note]').fill(NOTE)
        await press(page, 'enquiries.ask.send')
        assert.equal(await page.locator('h1').textContent(), say('enquiries.sent.title'))
        await check(page)
        code = (await page.locator('output.code').textContent()) ?? ''
        assert.match(code, /^(\w{4}-){6}\w{4}$/)
        assert.equal(
          sent.some(each => /canary/i.test(each)),
          !javaScript,
          'with scripts no clear text leaves the browser',
        )
        const key = await holder.openKey('organisers')
        const [record] = await recordsOf(site, 'enquiry')
        assert.deepEqual(await openRecord(record!.body, key), { text: NOTE })
      })

      test('the answer waits; a code that is wrong finds nothing', async t => {
        const { page, go, sent, scripts } = await come(t)
        await go(enquiryPaths.asked('en'))
        await check(page)
        assert.equal(
          scripts.some(url => /answer-opener/.test(url)),
          false,
          'not with the page',
        )
        await page.locator('[name=code]').fill('AAAA-BBBB')
        await page.getByRole('button', { name: say('enquiries.asked.open'), exact: true }).click()
        await page.getByText(say('enquiries.asked.wrong')).first().waitFor()
        await check(page)
        await read(page, 'waiting')
        assert.equal(
          sent.some(each => each.includes(code)),
          !javaScript,
        )
        assert.equal(
          sent.some(each => each.includes(hashCode(code))),
          javaScript,
        )
      })

      test('the desk opens the note and tells the place', async t => {
        const { page, context, go } = await visit(t, site.origin, {
          width: 320,
          cookie: (await signInAs(site.inside, holder.member)).cookie,
        })
        const bodies: string[] = []
        context.on('request', request => bodies.push(request.postData() ?? ''))
        await go('/desk')
        await page.getByRole('link', { name: 'Rally secret' }).click()
        await page.getByRole('link', { name: say('enquiries.desk.one', { number: 1 }) }).click()
        await page.getByRole('heading', { name: say('enquiries.desk.police-title') }).waitFor()
        const note = page.locator('open-sealed').first()
        await note.getByRole('button').click()
        await note.locator('input').fill(holder.words)
        await note.locator('input').press('Enter')
        await note.getByText(NOTE).waitFor()
        await check(page)
        const told = page.waitForURL(`**${enquiryDeskPaths.list(eventId)}`)
        await page.getByRole('button', { name: say('enquiries.desk.tell'), exact: true }).click()
        await told
        await check(page)
        assert.match((await page.locator('main').textContent()) ?? '', /Told: 1/)
        assert.doesNotMatch(bodies.join(), /canary/i, 'the place left the browser sealed')
        assert.deepEqual(await recordsOf(site, 'enquiry'), [])
      })

      test('the asker reads it with the code, behind ‘#’ too, and takes all back', async t => {
        const { page, go, sent } = await come(t)
        // From elsewhere: what differs behind ‘#’ alone is not loaded again.
        await go('/en/')
        await go(enquiryPaths.asked('en') + (javaScript ? `#${code}` : ''))
        if (javaScript) assert.equal(await page.locator('[name=code]').inputValue(), code)
        assert.doesNotMatch(page.url(), /#./)
        await read(page, 'told')
        assert.equal(await page.locator('.told').textContent(), PLACE)
        assert.equal(
          sent.some(each => each.includes(code)),
          !javaScript,
          'with scripts the code does not leave the browser',
        )
        await page.locator('summary', { hasText: say('enquiries.leave.title') }).click()
        await press(page, 'enquiries.leave.send')
        assert.equal(await page.locator('h1').textContent(), say('enquiries.gone.title'))
        const rows = await site.inside.world.database.db.selectFrom('enquiries').select('id').execute()
        assert.deepEqual(rows, [])
        for (const trace of [code, 'Canary']) assert.ok(!site.server.output().includes(trace))
      })

      test('what cannot be loaded is said, and the code is not sent in the clear', {
        skip: !javaScript && 'needs scripts',
      }, async t => {
        const { page, context, go, sent, problems } = await come(t)
        await context.route('**/answer-opener-*', route => route.abort())
        await go(enquiryPaths.asked('en'))
        await page.locator('[name=code]').fill(code)
        await page.getByRole('button', { name: say('enquiries.asked.open'), exact: true }).click()
        await page.getByText(say('enquiries.asked.failed')).waitFor()
        assert.ok(!sent.some(each => each.includes(code)))
        for (const problem of problems.splice(0)) assert.match(problem, /answer-opener-|ERR_FAILED/)
      })
    })

describe('the pages of asking in every language', () => {
  const visit = openBrowserOnce()
  let site: Site
  let holder: Holder
  let eventId: string
  before(async () => {
    site = await startSite({})
    holder = await setUpHolder(site.inside)
    eventId = await addSecretEvent(site, holder)
  })

  test('fit into 320 px and pass axe, at the desk too', async t => {
    const mistakes: string[] = []
    for (const locale of site.inside.world.texts.codes) {
      const { db } = site.inside.world.database
      await db.updateTable('members').set({ language: locale }).where('id', '=', holder.member.id).execute()
      const { cookie } = await signInAs(site.inside, holder.member)
      const { page, go } = await visit(t, site.origin, { width: 320, locale, cookie })
      const say = (key: string) => site.inside.world.texts.in(locale)(key)
      const look = async () => {
        const folder = process.env['VESTKA_SHOTS']
        if (folder) {
          const name = `${locale}${new URL(page.url()).pathname.replaceAll('/', '-')}-${await page.title()}`
          await page.screenshot({ path: `${folder}/${name.slice(0, 60)}.png`, fullPage: true })
        }
        for (const mistake of await findMistakes(page)) mistakes.push(`${page.url()}: ${mistake}`)
      }
      const press = async (key: string) => {
        const loaded = page.waitForEvent('load')
        await page.getByRole('button', { name: say(key), exact: true }).click()
        await loaded
      }
      await go(enquiryPaths.ask(locale, 'secret'))
      await look()
      await press('enquiries.ask.send')
      await look()
      const code = (await page.locator('output.code').textContent()) ?? ''
      await go(enquiryPaths.asked(locale))
      await page.locator('[name=code]').fill(code)
      await page.getByRole('button', { name: say('enquiries.asked.open'), exact: true }).click()
      await page.getByRole('heading', { name: say('enquiries.answer.waiting'), exact: true }).waitFor()
      await look()
      await go(enquiryDeskPaths.list(eventId))
      await look()
      const waiting = page.locator('.log a').last()
      await waiting.click()
      await page.getByRole('heading', { name: say('enquiries.desk.police-title') }).waitFor()
      await look()
    }
    assert.deepEqual(mistakes, [])
  })
})

/** A published event whose place is sealed to the desk. */
async function addSecretEvent(site: Site, holder: Holder): Promise<string> {
  const { world } = site.inside
  const { event } = await addEvent(world, await addNextEdition(world), { slug: 'secret' })
  const { id: keyId, recipient } = await holder.openKey('organisers')
  const body = sealRecord(recipient, { text: PLACE }, 2048)
  await write(world.database, [EVENTS_TOPIC], async trx => {
    const venue = { kind: 'venue', subject: event.id, keyId, body, now: world.clock() } as const
    const sealedPlace = await insertSealed(trx, venue)
    const { en } = event.content.texts
    const content = {
      ...event.content,
      texts: { en: { ...en!, venue: '' } },
      where: { ...event.content.where, asked: true, sealedPlace },
    }
    await trx
      .updateTable('events')
      .set({ content: JSON.stringify(content) })
      .where('id', '=', event.id)
      .execute()
  })
  return event.id
}

function recordsOf({ inside }: Site, kind: string) {
  return inside.world.database.db.selectFrom('sealed').selectAll().where('kind', '=', kind).execute()
}
