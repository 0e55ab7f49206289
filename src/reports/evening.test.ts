import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertEvent } from '#events/store.ts'
import { eventSubject, type Picture } from '#pictures/picture.ts'
import { insertPicture } from '#pictures/store.ts'
import { write } from '#platform/db/database.ts'
import { publish, send, textOf, withDay } from '#testing/event.ts'
import { costOf } from '#testing/growth.ts'
import { type SignedIn, signIn, signInAs } from '#testing/member.ts'
import { makeKey } from '#testing/seal.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'
import { LATE_AFTER_MS } from './evening.ts'
import { insertReport } from './store.ts'

const MINE = '/en/events/mine/report'
const EVENING = '/desk/evening'
const AFTER = Date.parse('2024-05-22T20:00:00Z')
const MINUTE = 60_000

/** What stands in a group of the page. */
function groupIn(page: string, name: string): string {
  return page.split(`<section data-group="${name}">`)[1]?.split('</section>')[0] ?? ''
}

async function evening(member: SignedIn, group: string): Promise<string> {
  return groupIn(await (await member.get(EVENING)).text(), group)
}

/** So many events like this one, each with a report that waits. */
async function withReports(testWorld: TestWorld, like: string, count: number): Promise<string[]> {
  const { world } = testWorld
  const { db } = world.database
  const first = await db.selectFrom('events').selectAll().where('id', '=', like).executeTakeFirstOrThrow()
  const ids = Array.from(
    { length: count },
    (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  )
  const text = { en: 'It rained.' }
  const content = { language: 'en', text, attendance: null, quotes: [], incidents: [] }
  await write(world.database, ['events', 'reports'], async trx => {
    for (const [index, id] of ids.entries()) {
      const event = {
        id,
        slug: `made-${index}`,
        edition: 2024,
        state: 'published',
        version: 1,
        sequence: 0,
        hostCheck: 'known',
        content: JSON.parse(first.content),
        moved: null,
        notice: null,
        publishedAt: 1,
        updatedAt: 1,
        arrived: '2024-05-01',
      } as const
      await insertEvent(trx, event, null)
      const face = {
        state: 'pending',
        version: 1,
        proposed: null,
        publishedAt: null,
        updatedAt: null,
      } as const
      await insertReport(trx, { eventId: id, content, arrived: '2024-05-22', ...face })
    }
  })
  return ids
}

function waitingPicture(eventId: string): Picture {
  return {
    id: '00000000-0000-4000-8000-00000000abcd',
    subject: eventSubject(eventId),
    state: 'waiting',
    version: 1,
    width: 1200,
    height: 800,
    credit: '',
    licence: 'press',
    alts: {},
    captions: {},
    covered: 1,
    consent: false,
    showFrom: null,
    position: 0,
    arrived: '2024-05-22',
    publishedAt: null,
  }
}

function idIn(answer: Response): string {
  return /events\/([0-9a-f-]{36})\/report/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
}

onBothEngines('the evening', make => {
  test('shows what is on, what is over and not reported, since when, and what waits', async () => {
    const world = await withDay(await make())
    await makeKey(world.world)
    const { code, member } = await publish(world, { contact: 'signal: @invented' })
    assert.doesNotMatch(await evening(member, 'on'), /Evening of letters/)
    world.setNow(Date.parse('2024-05-22T17:00:00Z'))
    const during = await signIn(world)
    const on = await evening(during, 'on')
    assert.match(on, /Evening of letters/)
    assert.match(on, /until 20:00/)
    world.setNow(AFTER)
    const after = await signIn(world)
    const late = await evening(after, 'unreported')
    assert.match(late, /Evening of letters/)
    assert.match(late, /over since 20:00/)
    assert.match(late, /<open-sealed/)
    assert.doesNotMatch(late.split('Evening of letters')[1]!.split('</li>')[0]!, />late</)
    world.setNow(Date.parse('2024-05-22T18:00:00Z') + LATE_AFTER_MS)
    const later = await signIn(world)
    const row = (await evening(later, 'unreported')).split('Evening of letters')[1]!.split('</li>')[0]!
    assert.match(row, />late</)
    await send(world, MINE, { code, do: 'send', text: 'Done.', language: 'en' })
    assert.match(await evening(later, 'waiting'), /Evening of letters/)
    assert.doesNotMatch(await evening(later, 'unreported'), /Evening of letters/)
  })

  test('hands out each report once: two members at the same moment never get the same', async () => {
    const world = await withDay(await make())
    const { id: like } = await publish(world)
    world.setNow(AFTER)
    const ids = await withReports(world, like, 12)
    const members = await Promise.all(
      [1, 2, 3, 4].map(() => signIn(world, { role: 'moderator', countries: 'all' })),
    )
    const got = new Map<string, string>()
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(members.map(member => member.post(`${EVENING}/next`)))
      for (const [index, answer] of answers.entries()) {
        assert.equal(answer.status, 303)
        const id = idIn(answer)
        assert.ok(!got.has(id), `${id} was handed out twice`)
        got.set(id, members[index]!.member.name)
      }
    }
    assert.deepEqual([...got.keys()].sort(), ids)
    const fifth = await signIn(world)
    const none = await fifth.post(`${EVENING}/next`)
    assert.equal(none.status, 200)
    assert.match(await none.text(), /Somebody is looking at each of them already/)
    assert.match(await evening(fifth, 'waiting'), /has it; it is free again in 10 minutes/)
    // What somebody has and has not decided comes back to them, and frees itself after ten minutes.
    assert.equal(got.get(idIn(await members[0]!.post(`${EVENING}/next`))), members[0]!.member.name)
    world.setNow(AFTER + 11 * MINUTE)
    assert.ok(got.has(idIn(await (await signInAs(world, fifth.member)).post(`${EVENING}/next`))))
  })

  test('two who publish at the same moment do it once, and the other is told', async () => {
    const world = await withDay(await make())
    const { id: like } = await publish(world)
    world.setNow(AFTER)
    const [id] = await withReports(world, like, 1)
    const members = [await signIn(world), await signIn(world)]
    const answers = await Promise.all(
      members.map(member => member.post(`/desk/events/${id}/report/publish`, { version: '1' })),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409])
    const log = await world.world.database.db
      .selectFrom('log')
      .selectAll()
      .where('action', '=', 'report-published')
      .execute()
    assert.equal(log.length, 1)
    assert.match(await evening(members[0]!, 'done'), /Evening of letters/)
  })

  test('lets a text go out while its pictures wait, and shows both', async () => {
    const world = await withDay(await make())
    const { code, id, slug } = await publish(world)
    world.setNow(AFTER)
    const member = await signIn(world)
    await write(world.world.database, [], trx => insertPicture(trx, waitingPicture(id), 'upload'))
    assert.match(await evening(member, 'unreported'), /one picture waits/)
    await send(world, MINE, { code, do: 'send', text: 'Text first.', language: 'en' })
    const review = await (await member.get(`/desk/events/${id}/report`)).text()
    assert.match(review, /The text can go out now/)
    assert.equal((await member.post(`/desk/events/${id}/report/publish`, { version: '1' })).status, 303)
    assert.match(await textOf(world, `/en/events/${slug}`), /Text first\./)
    assert.match(await evening(member, 'pictures'), /one picture waits/)
    assert.doesNotMatch(await evening(member, 'done'), /Evening of letters/)
  })

  test('shows moderators their countries, and editors all, without contacts', async () => {
    const world = await withDay(await make())
    await makeKey(world.world)
    await publish(world, { contact: 'signal: @invented' })
    world.setNow(AFTER)
    const elsewhere = await signIn(world, { role: 'moderator', countries: ['LT'] })
    assert.doesNotMatch(await (await elsewhere.get(EVENING)).text(), /Evening of letters/)
    const editor = await signIn(world, { role: 'editor' })
    const page = await (await editor.get(EVENING)).text()
    assert.match(page, /Evening of letters/)
    assert.doesNotMatch(page, /<open-sealed|desk\/evening\/next/)
    assert.equal((await editor.post(`${EVENING}/next`)).status, 404)
  })

  test('does not keep a session open by renewing itself', async () => {
    const world = await withDay(await make())
    const member = await signIn(world)
    const start = Date.parse('2024-05-21T12:00:00Z')
    for (let minute = 5; minute <= 35; minute += 5) {
      world.setNow(start + minute * MINUTE)
      await member.get(`${EVENING}?quiet`)
    }
    assert.equal((await member.get(EVENING)).status, 303)
  })

  test('costs little more for each event of 200 than of 50', async () => {
    const costWith = async (count: number) => {
      const world = await withDay(await make())
      const { id: like } = await publish(world)
      world.setNow(AFTER)
      await withReports(world, like, count)
      const member = await signIn(world)
      const costs: number[] = []
      for (let time = 0; time < 5; time++) {
        const page = async () => (await member.get(EVENING)).text()
        costs.push(await costOf(async () => assert.ok((await page()).split('data-key=').length > count)))
      }
      return Math.min(...costs)
    }
    const [less, more] = [await costWith(50), await costWith(200)]
    assert.ok(more < 9 * less, `${Math.round(more)} ms, with a quarter ${Math.round(less)} ms`)
  })
})
