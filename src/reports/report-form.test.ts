import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { changeSettings } from '#settings/actions.ts'
import { publish, send, withDay } from '#testing/event.ts'
import { fieldsIn, findLost } from '#testing/fields.ts'
import { findBreakouts, formBody, hostilePiece } from '#testing/hostile.ts'
import { signIn } from '#testing/member.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'

const MINE = '/en/events/mine/report'
const AFTER = Date.parse('2024-05-22T20:00:00Z')

/** Every field of the form, none of them empty. */
const FULL: Record<string, string> = {
  do: 'send',
  text: '\nFirst line\n\nSecond "line" & <more>',
  language: 'be',
  attendance: 'больш за «сто»',
  at_least: '120',
  quotes: '2',
  quote_0: 'Said\nin two lines',
  consent_0: 'named',
  speaker_0: 'Ala Invented & friends',
  quote_1: 'Said by another',
  consent_1: 'unnamed',
  incidents: '2',
  incident_0: 'A poster was torn down',
  seen_0: 'told',
  by_0: 'a passer-by',
  incident_1: 'A drum was taken',
  seen_1: 'yes',
}

/** One thing wrong at a time. */
const WRONG: [string, string][] = [
  ['text', ''],
  ['text', 'a'.repeat(10_001)],
  ['language', 'tlh'],
  ['attendance', 'a'.repeat(121)],
  ['at_least', 'many'],
  ['quote_0', 'a'.repeat(601)],
  ['quote_0', ''],
  ['consent_0', ''],
  ['speaker_0', ''],
  ['speaker_0', 'a'.repeat(121)],
  ['incident_1', 'a'.repeat(1001)],
  ['seen_1', ''],
  ['by_0', ''],
]

onBothEngines('the form of a report', make => {
  test('comes back with everything in it, whatever is wrong', async () => {
    const { world, code } = await afterEvent(make)
    for (const [name, value] of WRONG) {
      const form = { code, ...FULL, [name]: value }
      const answer = await send(world, MINE, form)
      assert.equal(answer.status, 422, `${name}: ${value.slice(0, 20)}`)
      const page = await answer.text()
      // A language that is none of the list cannot be chosen again.
      const expected = Object.entries(form).filter(([field, text]) => text && field !== 'language')
      assert.deepEqual(findLost(page, expected), [], name)
      assert.match(page, /class="error"/)
    }
  })

  test('comes back where it cannot be taken now, and is taken then as it is', async () => {
    const { world, code } = await afterEvent(make)
    const member = await signIn(world)
    const form = { code, ...FULL }
    const whole = Object.entries(form)
    await changeSettings(world.world, member.member, { shield: 'paused' })
    const paused = await send(world, MINE, form)
    assert.equal(paused.status, 503)
    assert.deepEqual(findLost(await paused.text(), whole), [])
    await changeSettings(world.world, member.member, { shield: 'harder' })
    const slow = await send(world, MINE, form)
    assert.equal(slow.status, 429)
    const page = await slow.text()
    assert.deepEqual(findLost(page, whole), [])
    const ticket = fieldsIn(page).get('ticket')?.[0] ?? ''
    world.setNow(AFTER + Number(slow.headers.get('retry-after')) * 1000)
    const taken = await send(world, MINE, { ...form, ticket })
    assert.equal(taken.status, 200)
    // What is kept is shown as it was written; of who is not named there is nothing to show.
    const kept = Object.entries(FULL).map(([name, text]) => [name, text.trim()] as const)
    assert.deepEqual(findLost(await taken.text(), kept), [])
  })

  test('takes what anybody writes as text, on every page and in every file', async () => {
    const { world, code, id, slug } = await afterEvent(make)
    const member = await signIn(world)
    let sent = 0
    const names = ['text', 'attendance', 'quote_0', 'speaker_0', 'incident_0', 'by_0'] as const
    await fc.assert(
      fc.asyncProperty(fc.tuple(...names.map(() => hostilePiece)), async pieces => {
        const typed = Object.fromEntries(names.map((name, index) => [name, pieces[index]!]))
        const version = (await findVersion(world, id)) ?? ''
        const fields = { code, version, ...FULL, quotes: '1', incidents: '1', at_least: '20', ...typed }
        const answer = await world.public.request(MINE, {
          method: 'POST',
          body: formBody(Object.entries(fields)),
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'sec-fetch-site': 'same-origin',
            'x-forwarded-for': `10.1.${sent >> 8}.${sent++ & 255}`,
          },
        })
        assert.ok([200, 422].includes(answer.status), `status ${answer.status}`)
        assert.deepEqual(findBreakouts(await answer.text(), 'text/html'), [])
        if (answer.status !== 200) return
        await member.post(`/desk/events/${id}/report/publish`, {
          version: (await findVersion(world, id)) ?? '',
        })
        await member.post(`/desk/events/${id}/report/accept`, {
          version: (await findVersion(world, id)) ?? '',
        })
        for (const path of [`/en/events/${slug}`, '/ru/events.json', '/en/events.rss', '/en/events.atom']) {
          const shown = await world.public.request(path)
          assert.equal(shown.status, 200, path)
          const type = shown.headers.get('content-type') ?? ''
          assert.deepEqual(findBreakouts(await shown.text(), type), [], path)
        }
        const review = await member.get(`/desk/events/${id}/report`)
        assert.deepEqual(findBreakouts(await review.text(), 'text/html'), [])
      }),
      { numRuns: 40, endOnFailure: true },
    )
    assert.deepEqual(world.logged, [])
  })
})

async function afterEvent(make: (options?: { env: Record<string, string> }) => Promise<TestWorld>) {
  const world = await withDay(await make({ env: { TRUST_PROXY: '1' } }))
  const event = await publish(world)
  world.setNow(AFTER)
  return { world, ...event }
}

async function findVersion({ world }: TestWorld, id: string): Promise<string | undefined> {
  const row = await world.database.db
    .selectFrom('reports')
    .select('version')
    .where('event_id', '=', id)
    .executeTakeFirst()
  return row && String(row.version)
}
