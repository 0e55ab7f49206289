import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { bytesOf, sealRecord } from '#platform/seal/sealed.ts'
import { LIMIT } from '#sealed/record.ts'
import { announce, announcement, decide, idInQueue, publish, send, textOf, withDay } from '#testing/event.ts'
import { fieldsIn, findLost } from '#testing/fields.ts'
import { findFaults } from '#testing/html.ts'
import { signIn } from '#testing/member.ts'
import { makeKey, openRecord, type TestKey } from '#testing/seal.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'

const CONTACT = 'Canarysignal +370 600 00000, «пошта» canary@example.org'
const PLACE = 'Canarycellar, third door'
const SECRET = { venue: '', secret_place: PLACE }

onBothEngines('a contact that an organiser leaves', make => {
  test('is sealed by the server where there are no scripts, and nothing of it is kept in the clear', async () => {
    const { site, key } = await start(await make())
    await announce(site, { contact: CONTACT })
    const [record, ...more] = await recordsOf(site)
    assert.equal(more.length, 0)
    assert.equal(record!.kind, 'contact')
    assert.equal(record!.day, '2024-05-21')
    assert.deepEqual(await openRecord(record!.body, key), { text: CONTACT })
    await assertNowhere(site, /canary/i)
  })

  test('is taken as the browser sealed it, to the current key or one that ended while the form was open', async () => {
    const { site, key } = await start(await make())
    const contact_sealed = sealedBy(key, 'Canaryscript')
    await announce(site, { contact: '', contact_sealed, seal_key: key.id })
    await makeKey(site.world)
    await announce(site, { title: 'Two', contact_sealed: sealedBy(key, 'Canarytwo'), seal_key: key.id })
    const texts = await Promise.all((await recordsOf(site)).map(({ body }) => openRecord(body, key)))
    assert.deepEqual(
      new Set(texts.map(one => (one as { text: string }).text)),
      new Set(['Canaryscript', 'Canarytwo']),
    )

    site.setNow(site.world.clock() + 3 * 86_400_000)
    const late = await post(site, { contact_sealed: sealedBy(key, 'x'), seal_key: key.id })
    assert.equal(late.status, 422)
    assert.match(late.page, /did not arrive sealed/)
  })

  test('is refused when it is not sealed as it should be', async () => {
    const { site, key } = await start(await make())
    const other = await makeKey(site.world, 'letters')
    const good = Buffer.from(sealedBy(key, 'x'), 'base64')
    const cases: [string, Record<string, string>][] = [
      [
        'another size',
        { contact_sealed: base64(bytesOf(sealRecord(key.recipient, { text: 'x' }, 512))), seal_key: key.id },
      ],
      ['one byte more', { contact_sealed: base64(Buffer.concat([good, randomBytes(1)])), seal_key: key.id }],
      ['no age file', { contact_sealed: base64(randomBytes(good.length)), seal_key: key.id }],
      ['no base64', { contact_sealed: 'Canary in the clear', seal_key: key.id }],
      ['an unknown key', { contact_sealed: base64(good), seal_key: 'x' }],
      ['no key', { contact_sealed: base64(good) }],
      ['a key of another purpose', { contact_sealed: sealedBy(other, 'x'), seal_key: other.id }],
    ]
    for (const [name, fields] of cases) {
      const { status, page } = await post(site, fields)
      assert.equal(status, 422, name)
      assert.match(page, /did not arrive sealed/, name)
      assert.equal(fieldsIn(page).get('contact_sealed'), undefined, name)
    }
    assert.deepEqual(await recordsOf(site), [])
  })

  test('that is too long, or broken, comes back', async () => {
    const { site } = await start(await make())
    const long = 'ж'.repeat(LIMIT.contact + 1)
    const refused = await post(site, { contact: long })
    assert.equal(refused.status, 422)
    assert.match(refused.page, /one character too long/)
    assert.deepEqual(findLost(refused.page, [['contact', long]]), [])
    assert.match((await post(site, { contact: 'a\ufffdb' })).page, /could not be read/)
    assert.equal(
      (await post(site, { contact: '😀'.repeat(LIMIT.contact) })).status,
      201,
      'the longest that fits',
    )
    assert.deepEqual(
      (await recordsOf(site)).map(({ body }) => body.length),
      [2248],
    )
  })

  test('cannot be left while there is no key, and the form says so', async () => {
    const site = await withDay(await make())
    const page = await textOf(site, '/en/events/new')
    assert.match(page, /cannot receive contacts safely yet/)
    assert.equal(fieldsIn(page).has('contact'), false)
    assert.doesNotMatch(page, /seal-fields/)
    const refused = await post(site, { contact: CONTACT })
    assert.equal(refused.status, 422)
    assert.deepEqual(findLost(refused.page, [['contact', CONTACT]]), [])
    await assertNowhere(site, /canary/i)
  })

  test('stays in a form that is refused for something else: sealed as it came, or as it was typed', async () => {
    const { site, key } = await start(await make())
    const contact_sealed = sealedBy(key, 'Canary')
    const carried = await post(site, { start: '99:99', contact_sealed, seal_key: key.id })
    assert.equal(carried.status, 422)
    assert.deepEqual(
      findLost(carried.page, [
        ['contact_sealed', contact_sealed],
        ['seal_key', key.id],
        ['contact', ''],
      ]),
      [],
    )
    assert.match(carried.page, /Sealed already and still in this form/)
    assert.deepEqual(await findFaults(carried.page), [])
    const typed = await post(site, { start: '99:99', contact: CONTACT })
    assert.deepEqual(findLost(typed.page, [['contact', CONTACT]]), [])
    assert.equal(fieldsIn(typed.page).get('contact_sealed'), undefined, 'emptied, it would come back')

    // The key that the form began with goes on with it, so that both fields have the same one.
    const next = await makeKey(site.world)
    const again = await post(site, { start: '99:99', contact_sealed, seal_key: key.id })
    assert.deepEqual(fieldsIn(again.page).get('seal_key'), [key.id])
    assert.match(again.page, new RegExp(`data-recipient="${key.recipient}"`))
    assert.match(await textOf(site, '/en/events/new'), new RegExp(`data-recipient="${next.recipient}"`))
    const dropped = await post(site, { contact_sealed, seal_key: key.id, contact_drop: 'yes' })
    assert.equal(dropped.status, 201)
    assert.deepEqual(await recordsOf(site), [])
  })

  test('can be kept, replaced and removed with the code, and never seen', async () => {
    const { site, key } = await start(await make())
    const { code } = await publish(site, { contact: CONTACT })
    const mine = (fields: Record<string, string> = {}) => mineOf(site, code, fields)
    const change = (fields: Record<string, string>) => mine({ do: 'change', ...announcement(), ...fields })
    const page = await mine()
    assert.match(page, /A contact for the desk was left on 21 May 2024/)
    assert.doesNotMatch(page, /canary/i)
    assert.deepEqual(await findFaults(page), [])

    const [first] = await recordsOf(site)
    await change({ title: 'Another title' })
    assert.deepEqual(await recordsOf(site), [first], 'kept')
    site.setNow(site.world.clock() + 86_400_000)
    await change({ contact: 'Canary two' })
    const [second, ...more] = await recordsOf(site)
    assert.equal(more.length, 0)
    assert.notEqual(second!.id, first!.id)
    assert.deepEqual(await openRecord(second!.body, key), { text: 'Canary two' })
    assert.match(await mine(), /left on 22 May 2024/)
    assert.match(await change({ contact_drop: 'yes' }), /<p class="done"/)
    assert.deepEqual(await recordsOf(site), [])
    assert.doesNotMatch(await mine(), /A contact for the desk was left/)
  })

  test('goes with the event: taken back, refused or withdrawn', async () => {
    const { site } = await start(await make())
    const member = await signIn(site)
    const code = await announce(site, { contact: CONTACT, ...SECRET })
    assert.equal((await recordsOf(site)).length, 2)
    await mineOf(site, code, { do: 'leave' })
    assert.deepEqual(await recordsOf(site), [])

    await announce(site, { title: 'Refused', contact: CONTACT, ...SECRET })
    const refused = await idInQueue(member, 'Refused')
    await decide(member, refused, { action: 'refuse', refuse_reason: 'No' })
    assert.deepEqual(await recordsOf(site), [])

    await announce(site, { title: 'Many', contact: CONTACT })
    const many = await idInQueue(member, 'Many')
    await member.post('/desk/refuse', { reason: 'No', id: many })
    assert.deepEqual(await recordsOf(site), [])

    const gone = await publish(site, { title: 'Withdrawn', contact: CONTACT, ...SECRET })
    await decide(member, gone.id, { action: 'withdraw' })
    assert.deepEqual(await recordsOf(site), [])
    const wished = await publish(site, { title: 'Wished', contact: CONTACT, ...SECRET })
    await mineOf(site, wished.code, { do: 'leave', wish: 'withdraw' })
    assert.equal((await recordsOf(site)).length, 2, 'until the desk accepts')
    await decide(member, wished.id, { action: 'accept' })
    assert.deepEqual(await recordsOf(site), [])

    const cancelled = await publish(site, { title: 'Cancelled', contact: CONTACT })
    await decide(member, cancelled.id, { action: 'cancel', cancel_reason: 'Rain' })
    assert.equal((await recordsOf(site)).length, 1, 'a cancelled event is still to be talked about')
  })
})

onBothEngines('a place that is told only to those who ask', make => {
  test('stands nowhere; city, country and the way to ask do', async () => {
    const { site, key } = await start(await make())
    const { slug, id } = await publish(site, { ...SECRET, access: 'Step-free' })
    const [record] = await recordsOf(site)
    assert.equal(record!.kind, 'venue')
    assert.deepEqual(await openRecord(record!.body, key), { text: PLACE })
    assert.equal((await contentOf(site, id)).where.sealedPlace, record!.id)
    await assertNowhere(site, /canary/i)
    const ask = `/en/events/${slug}/ask`
    for (const path of [
      `/en/events/${slug}`,
      `/en/events/${slug}.ics`,
      '/en/events.json',
      '/en/events.txt',
      '/en/events.atom',
      '/en/events.geojson',
    ]) {
      const text = (await textOf(site, path)).replaceAll('\r\n ', '')
      assert.match(text, /Gdańsk/, path)
      assert.ok(text.includes(path === `/en/events/${slug}` ? `${slug}/ask` : ask), path)
      assert.ok(!text.includes(record!.id), path)
    }
    const page = await textOf(site, `/en/events/${slug}`)
    assert.match(page, /The place is told to those who ask/)
    assert.match(page, /"description":"The place is told to those who ask"/)
    assert.deepEqual(await findFaults(page), [])
    assert.match(await textOf(site, '/en/events'), /The place is told to those who ask/)
  })

  test('leaves venue, street and link empty, or the form says why', async () => {
    const { site } = await start(await make())
    const wrong: [string, Record<string, string>][] = [
      ['venue', { venue: 'Library' }],
      ['street', { street: 'Długa 1' }],
      ['link', { link: 'https://example.org/' }],
      ['reveal', { reveal: '3' }],
      ['reveal', { hide_city: 'yes' }],
      ['where', { where: 'later' }],
    ]
    for (const [name, fields] of wrong) {
      const { status, page } = await post(site, { ...SECRET, ...fields })
      assert.equal(status, 422, name)
      assert.match(page, new RegExp(`id="${name}-error"`), name)
      assert.deepEqual(findLost(page, Object.entries({ ...SECRET, ...fields })), [], name)
      assert.deepEqual(await findFaults(page), [], name)
    }
    assert.equal(
      (await post(site, { ...SECRET, where: 'online', city: '', country: '', zone: 'Europe/Warsaw' })).status,
      201,
    )
  })

  test('another one waits for the desk, and the old one stays until then', async () => {
    const { site } = await start(await make())
    const { code, id, member } = await publish(site, SECRET)
    const place = async () => (await contentOf(site, id)).where.sealedPlace
    const first = await place()
    const change = (fields: Record<string, string>) =>
      mineOf(site, code, { do: 'change', ...announcement(), venue: '', ...fields })
    await change({ secret_place: 'Canaryattic' })
    assert.equal(await place(), first)
    assert.equal((await recordsOf(site)).length, 2)
    const review = await (await member.get(`/desk/events/${id}`)).text()
    assert.match(review, /Sealed, another place/)
    assert.match(review, /Proposed: another place/)
    assert.deepEqual(await findFaults(review), [])
    await decide(member, id, { action: 'decline', decline_reason: 'Which?' })
    assert.deepEqual(
      (await recordsOf(site)).map(record => record.id),
      [first],
    )
    await change({ secret_place: 'Canaryattic' })
    await decide(member, id, { action: 'accept' })
    const second = await place()
    assert.notEqual(second, first)
    assert.deepEqual(
      (await recordsOf(site)).map(record => record.id),
      [second],
    )

    // Open again: the place has to be removed first, and goes when the desk accepts.
    assert.match(await change({ venue: 'Library' }), /id="venue-error"/)
    await change({ venue: 'Library', secret_place_drop: 'yes' })
    assert.equal(await place(), second)
    await decide(member, id, { action: 'accept' })
    assert.equal((await contentOf(site, id)).where.asked, undefined)
    assert.deepEqual(await recordsOf(site), [])
  })

  test('an open place that becomes a sealed one disappears, in every language and from what stood before', async () => {
    const { site } = await start(await make())
    const { code, id, slug, member } = await publish(site, { venue: 'Zebrahall', street: 'Zebralane' })
    const version = async () =>
      String(
        (
          await site.world.database.db
            .selectFrom('events')
            .select('version')
            .where('id', '=', id)
            .executeTakeFirstOrThrow()
        ).version,
      )
    await member.post(`/desk/events/${id}/texts/be`, {
      version: await version(),
      title: 'Вечар',
      venue: 'Zebrahall',
    })
    assert.match(await textOf(site, `/be/events/${slug}`), /Zebrahall/)
    await mineOf(site, code, { do: 'change', ...announcement(), ...SECRET })
    await decide(member, id, { action: 'accept', moved: 'yes' })
    for (const path of [
      `/be/events/${slug}`,
      `/en/events/${slug}`,
      `/en/events/${slug}.ics`,
      '/en/events.json',
      '/en/events.rss',
    ])
      assert.doesNotMatch(await textOf(site, path), /Zebra/, path)
    const texts = await member.post(`/desk/events/${id}/texts/be`, {
      version: await version(),
      title: 'Вечар',
      venue: 'Zebrahall',
    })
    assert.equal(texts.status, 422)
  })

  test('the desk writes one down as well', async () => {
    const { site, key } = await start(await make())
    const member = await signIn(site)
    const made = await member.post('/desk/events/new', { ...announcement(SECRET), contact: CONTACT })
    assert.equal(made.status, 303)
    const texts = await Promise.all((await recordsOf(site)).map(({ body }) => openRecord(body, key)))
    assert.deepEqual(new Set(texts.map(one => (one as { text: string }).text)), new Set([CONTACT, PLACE]))
    await assertNowhere(site, /canary/i)
  })
})

async function start(made: TestWorld): Promise<{ site: TestWorld; key: TestKey }> {
  const site = await withDay(made)
  return { site, key: await makeKey(site.world) }
}

function sealedBy({ recipient }: TestKey, text: string): string {
  return base64(bytesOf(sealRecord(recipient, { text }, 2048)))
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

async function post(
  site: TestWorld,
  fields: Record<string, string>,
): Promise<{ status: number; page: string }> {
  const answer = await send(site, '/en/events/new', announcement(fields))
  return { status: answer.status, page: await answer.text() }
}

async function mineOf(site: TestWorld, code: string, fields: Record<string, string>): Promise<string> {
  return (await send(site, '/en/events/mine', { code, ...fields })).text()
}

function recordsOf({ world }: TestWorld) {
  return world.database.db.selectFrom('sealed').selectAll().orderBy('id').execute()
}

async function contentOf({ world }: TestWorld, id: string) {
  const row = await world.database.db
    .selectFrom('events')
    .select('content')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return JSON.parse(row.content) as { where: { asked?: boolean; sealedPlace?: string } }
}

/** No row of any table that a text of a form could stand in has it, and no line of the log. */
async function assertNowhere({ world, logged }: TestWorld, trace: RegExp): Promise<void> {
  const { db } = world.database
  const rows = [
    await db.selectFrom('events').selectAll().execute(),
    await db.selectFrom('event_proposals').selectAll().execute(),
    await db.selectFrom('event_messages').selectAll().execute(),
    (await db.selectFrom('sealed').selectAll().execute()).map(({ body, ...row }) => ({
      ...row,
      body: Buffer.from(body).toString('latin1'),
    })),
    await db.selectFrom('log').selectAll().execute(),
  ]
  assert.doesNotMatch(JSON.stringify(rows), trace)
  assert.doesNotMatch(logged.join('\n'), trace)
}
