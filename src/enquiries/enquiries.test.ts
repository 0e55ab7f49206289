import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findEvent } from '#events/store.ts'
import { endKey, KEYS_TOPIC } from '#keys/store.ts'
import { hashCode, newCode } from '#platform/codes/codes.ts'
import { identityOf } from '#platform/codes/identity.ts'
import { write } from '#platform/db/database.ts'
import { bytesOf, sealRecord } from '#platform/seal/sealed.ts'
import { DAY_MS } from '#platform/time/local.ts'
import { LIMIT } from '#sealed/record.ts'
import { readSettings, SETTINGS_TOPIC, saveSettings } from '#settings/store.ts'
import { announcement, decide, publish, send, textOf, withDay } from '#testing/event.ts'
import { fieldsIn, findLost } from '#testing/fields.ts'
import { findFaults } from '#testing/html.ts'
import { type SignedIn, signIn } from '#testing/member.ts'
import { makeKey, openRecord, type TestKey } from '#testing/seal.ts'
import { rowsOf } from '#testing/shape.ts'
import { until } from '#testing/until.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'
import { cleanUp } from './actions.ts'
import { startEnquiryJobs } from './jobs.ts'

const NOTE = 'Canarynote: Ola from the choir, we met at the lake'
const PLACE = 'Canarycellar, third door\nring twice'
const ASKED = '/en/events/asked'

onBothEngines('asking for a place', make => {
  test('is sealed by the server where there are no scripts; neither note nor code is kept anywhere', async () => {
    const { site, key, ask } = await start(await make())
    const form = await textOf(site, ask)
    assert.deepEqual(await findFaults(form), [])
    assert.match(form, /Not your legal name/)
    const { code, page } = await asked(site, ask, { note: NOTE })
    assert.deepEqual(await findFaults(page), [])
    assert.match(page, /kept|keep no copy/)
    assert.deepEqual(await notesOf(site, key), [{ text: NOTE }])
    const [row] = await site.world.database.db.selectFrom('enquiries').selectAll().execute()
    assert.equal(row!.code_hash, hashCode(code))
    assert.equal(row!.recipient, identityOf(code).recipient)
    assert.deepEqual([row!.state, row!.arrived, row!.answer], ['waiting', '2024-05-21', null])
    await assertNowhere(site, [/canary/i, new RegExp(code), new RegExp(code.replaceAll('-', ''))])
    const secret = identityOf(code).identity
    await assertNowhere(site, [new RegExp(secret, 'i')])
  })

  test('is taken as the browser sealed it; without a note it looks the same', async () => {
    const { site, key, ask } = await start(await make())
    const note_sealed = base64(bytesOf(sealRecord(key.recipient, { text: 'Canaryscript' }, 8192)))
    await asked(site, ask, { note: '', note_sealed, seal_key: key.id })
    await asked(site, ask, {})
    const records = await recordsOf(site, 'enquiry')
    assert.equal(new Set(records.map(({ body }) => body.length)).size, 1)
    const texts = (await notesOf(site, key)).map(note => (note as { text: string }).text)
    assert.deepEqual(new Set(texts), new Set(['Canaryscript', '']))
    const small = base64(bytesOf(sealRecord(key.recipient, { text: 'x' }, 2048)))
    const wrong = await send(site, ask, { note: '', note_sealed: small, seal_key: key.id })
    assert.equal(wrong.status, 422)
  })

  test('sent twice is one enquiry, with what was sent last; also at the same moment', async () => {
    const { site, key, ask } = await start(await make())
    const code = newCode()
    const both = await Promise.all(['one', 'two'].map(note => asked(site, ask, { note, code })))
    assert.deepEqual(
      both.map(each => each.code),
      [code, code],
    )
    assert.equal((await notesOf(site, key)).length, 1)
    await asked(site, ask, { note: 'three', code })
    assert.deepEqual(await notesOf(site, key), [{ text: 'three' }])
  })

  test('comes back filled in where it is refused: too long, too many at once, forms paused', async () => {
    const { site, ask } = await start(await make())
    const long = 'ж'.repeat(LIMIT.enquiry + 1)
    const refused = await send(site, ask, { note: long })
    assert.equal(refused.status, 422)
    const page = await refused.text()
    assert.deepEqual(findLost(page, [['note', long]]), [])
    assert.deepEqual(await findFaults(page), [])
    assert.equal((await send(site, ask, { note: '😀'.repeat(LIMIT.enquiry) })).status, 201, 'the longest')

    for (let i = 1; i < 10; i++) await asked(site, ask, {})
    const slow = await send(site, ask, { note: NOTE })
    assert.equal(slow.status, 429)
    const waiting = await slow.text()
    const fields = fieldsIn(waiting)
    assert.deepEqual(fields.get('note'), [NOTE])
    site.setNow(site.world.clock() + 4000)
    const [ticket, code] = [fields.get('ticket')![0]!, fields.get('code')![0]!]
    assert.equal((await send(site, ask, { note: NOTE, ticket, code })).status, 201, 'slower, never closed')

    await write(site.world.database, [SETTINGS_TOPIC], async trx =>
      saveSettings(trx, { ...(await readSettings(trx)), shield: 'paused' }),
    )
    const paused = await send(site, ask, { note: NOTE })
    assert.equal(paused.status, 503)
    assert.deepEqual(findLost(await paused.text(), [['note', NOTE]]), [])
  })

  test('is possible only where a place is to be asked for, until the event is over', async () => {
    const site = await withDay(await make())
    const open = await publish(site, { title: 'Open' })
    assert.equal((await site.public.request(`/en/events/${open.slug}/ask`)).status, 404)
    assert.equal((await send(site, '/en/events/no-such-event/ask', { note: NOTE })).status, 404)
    await makeKey(site.world)
    const { slug, id, member } = await publish(site, { title: 'Hidden', venue: '', secret_place: PLACE })
    const ask = `/en/events/${slug}/ask`
    assert.equal((await site.public.request(ask)).status, 200)
    await endKeys(site)
    const closed = await send(site, ask, { note: NOTE })
    assert.equal(closed.status, 503)
    const page = await closed.text()
    assert.match(page, /Asking is not possible yet/)
    assert.deepEqual(await findFaults(page), [])
    await assertNowhere(site, [/canarynote/i])

    await makeKey(site.world)
    site.setNow(Date.parse('2024-05-23T13:00:00Z'))
    assert.equal((await site.public.request(ask)).status, 410)
    assert.equal((await send(site, ask, { note: NOTE })).status, 410)
    site.setNow(Date.parse('2024-05-21T12:00:00Z'))
    await decide(member, id, { action: 'cancel', cancel_reason: 'Rain' })
    assert.equal((await site.public.request(ask)).status, 410)
  })

  test('comes from our own form only', async () => {
    const { site, ask } = await start(await make())
    const foreign = { 'sec-fetch-site': 'cross-site' }
    assert.equal((await send(site, ask, { note: NOTE }, foreign)).status, 403)
    assert.equal((await send(site, ASKED, { code: newCode() }, foreign)).status, 403)
  })
})

onBothEngines('the answer to an enquiry', make => {
  test('is the same for a wrong and an unknown code', async () => {
    const { site, ask } = await start(await make())
    await asked(site, ask, {})
    const answers = await Promise.all(
      ['AAAA', newCode()].map(async code => {
        const answer = await send(site, ASKED, { code })
        const page = (await answer.text()).replaceAll(code, '').replace(/name="token" value="[^"]*"/g, '')
        assert.equal(answer.headers.get('cache-control'), 'no-store')
        return { status: answer.status, page }
      }),
    )
    assert.equal(answers[0]!.status, 422)
    assert.deepEqual(answers[0], answers[1])
    assert.deepEqual(await findFaults(answers[0]!.page), [])
    const found = [hashCode(newCode()), 'no hash']
    for (const finder of found) assert.deepEqual(Object.keys(await finding(site, finder)), ['token'])
  })

  test('waits, and is told: with the code alone, by the server in memory or from what is sealed', async () => {
    const { site, key, ask, event, member } = await start(await make())
    const { code } = await asked(site, ask, { note: NOTE })
    const waiting = await answerTo(site, code)
    assert.match(waiting, /The desk has not decided yet/)
    assert.deepEqual(await findFaults(waiting), [])
    assert.equal((await finding(site, hashCode(code))).known!.state, 'waiting')

    const id = await idOf(member, event)
    const desk = await (await member.get(`/desk/enquiries/${id}`)).text()
    assert.match(desk, /may be telling the police/)
    assert.match(desk, new RegExp(`data-recipient="${identityOf(code).recipient}"`))
    assert.deepEqual(await recordsOf(site, 'venue').then(([record]) => openRecord(record!.body, key)), {
      text: PLACE,
    })
    assert.equal((await tell(member, id, { to: code })).status, 303)

    const told = await answerTo(site, code)
    assert.match(told, /Canarycellar, third door\nring twice/)
    assert.deepEqual(await findFaults(told), [])
    const { known } = await finding(site, hashCode(code))
    assert.equal(known!.state, 'told')
    const opened = await openRecord(Buffer.from(known!.answer!, 'base64'), identityOf(code))
    assert.deepEqual(opened, { text: PLACE })
    await assert.rejects(openRecord(Buffer.from(known!.answer!, 'base64'), key), 'the desk has no way back')
    await assert.rejects(openRecord(Buffer.from(known!.answer!, 'base64'), identityOf(newCode())))
    assert.deepEqual(await recordsOf(site, 'enquiry'), [], 'the note goes with the decision')
    await assertNowhere(site, [/canary/i, new RegExp(code)])

    // What comes after the decision changes nothing.
    await asked(site, ask, { note: NOTE, code })
    assert.deepEqual(await recordsOf(site, 'enquiry'), [])
    assert.match(await answerTo(site, code), /Canarycellar/)
  })

  test('is told no more when the place changes, and waits to be told anew', async () => {
    const { site, ask, event, member, code: own } = await start(await make())
    const { code } = await asked(site, ask, {})
    const id = await idOf(member, event)
    const before = fieldsIn(await (await member.get(`/desk/enquiries/${id}`)).text()).get('place')![0]!
    await tell(member, id, { to: code })
    const change = { do: 'change', ...announcement(), venue: '', secret_place: 'Canaryattic' }
    await send(site, '/en/events/mine', { code: own, ...change })
    assert.match(await answerTo(site, code), /Canarycellar/, 'until the desk accepts')
    await decide(member, event, { action: 'accept' })

    const page = await answerTo(site, code)
    assert.match(page, /The place has changed since/)
    assert.doesNotMatch(page, /Canary/)
    const { known } = await finding(site, hashCode(code))
    assert.deepEqual([known!.state, known!.answer], ['waiting', null])
    assert.match(await (await member.get('/desk')).text(), /One enquiry waits/)
    assert.equal(await idOf(member, event), id)
    const answer = base64(bytesOf(sealRecord(identityOf(code).recipient, { text: PLACE }, 2048)))
    const late = await member.post(`/desk/enquiries/${id}/tell`, { answer, place: before })
    assert.equal(late.status, 422, 'a place that was opened before it changed')
    assert.equal((await tell(member, id, { to: code })).status, 303)
    assert.match(await answerTo(site, code), /Canarycellar/)
  })

  test('that does not open says so', async () => {
    const { site, ask, event, member } = await start(await make())
    const { code } = await asked(site, ask, {})
    await tell(member, await idOf(member, event), { to: newCode() })
    const page = await answerTo(site, code)
    assert.match(page, /The answer does not open/)
    assert.doesNotMatch(page, /Canary/)
  })

  test('can be a refusal, with one of a few reasons', async () => {
    const { site, ask, event, member } = await start(await make())
    const { code } = await asked(site, ask, { note: NOTE })
    const id = await idOf(member, event)
    await member.post(`/desk/enquiries/${id}/refuse`, { reason: 'Canary free text' })
    assert.doesNotMatch(await answerTo(site, code), /Canary/)
    await assertNowhere(site, [/canary/i])
    await member.post(`/desk/enquiries/${id}/refuse`, { reason: 'host' })
    const refused = await answerTo(site, code)
    assert.match(refused, /Ask one of the hosts whom you know/)
    assert.deepEqual(await findFaults(refused), [])
    assert.equal((await finding(site, hashCode(code))).known!.answer, null)
    await tell(member, id, { to: code })
    assert.match(await answerTo(site, code), /Canarycellar/, 'the desk may think better of it')
  })

  test('can be taken back with the code, or with what finds it', async () => {
    const { site, ask } = await start(await make())
    const one = await asked(site, ask, { note: NOTE })
    const two = await asked(site, ask, { note: NOTE })
    await send(site, ASKED, { do: 'leave', code: one.code })
    const gone = await (await send(site, ASKED, { do: 'leave', finder: hashCode(two.code) })).text()
    assert.match(gone, /The enquiry is deleted/)
    assert.deepEqual(await findFaults(gone), [])
    for (const table of ['enquiries', 'sealed'] as const)
      assert.equal(
        (await rowsOf(site.world.database, `SELECT * FROM ${table}`)).length,
        table === 'sealed' ? 1 : 0,
      )
    assert.equal((await send(site, ASKED, { code: one.code })).status, 422)
  })
})

onBothEngines('enquiries at the desk', make => {
  test('wait in the queue of those who decide about the country, and are nobody else’s', async () => {
    const { site, ask, event, member } = await start(await make())
    await asked(site, ask, {})
    await asked(site, ask, {})
    const id = await idOf(member, event)
    const mine = await signIn(site, { role: 'moderator', countries: ['PL'] })
    const queue = await (await mine.get('/desk')).text()
    assert.match(queue, /Asking for a place/)
    assert.match(queue, /2 enquiries wait, the oldest since 21 May/)
    assert.deepEqual(await findFaults(queue), [])
    const paths = [`/desk/enquiries?event=${event}`, `/desk/enquiries/${id}`]
    for (const path of paths) {
      const answer = await mine.get(path)
      assert.equal(answer.status, 200)
      assert.deepEqual(await findFaults(await answer.text()), [], path)
    }
    const policy = (await mine.get(paths[1]!)).headers.get('content-security-policy')!
    assert.match(policy, /trusted-types vestka;/)

    const others = [
      await signIn(site, { role: 'moderator', countries: ['LT'] }),
      await signIn(site, { role: 'editor' }),
      await signIn(site, { role: 'register' }),
    ]
    for (const other of others) {
      assert.doesNotMatch(await (await other.get('/desk')).text(), /Asking for a place/)
      for (const path of paths) assert.equal((await other.get(path)).status, 404, other.member.role)
      assert.equal((await other.post(`/desk/enquiries/${id}/refuse`)).status, 404)
      assert.equal((await tell(other, id, { to: newCode() })).status, 404)
      assert.equal((await other.post('/desk/enquiries/refuse', { event })).status, 404)
    }
    assert.equal((await recordsOf(site, 'enquiry')).length, 2)
  })

  test('are told only with a sealed answer of the one size', async () => {
    const { site, ask, event, member } = await start(await make())
    const { code } = await asked(site, ask, { note: NOTE })
    const id = await idOf(member, event)
    const { recipient } = identityOf(code)
    const small = base64(bytesOf(sealRecord(recipient, { text: 'x' }, 512)))
    for (const answer of ['', 'Canarycellar in the clear', small]) {
      const refused = await member.post(`/desk/enquiries/${id}/tell`, { answer })
      assert.equal(refused.status, 422)
      assert.match(await refused.text(), /Nothing was told/)
    }
    assert.match(await answerTo(site, code), /has not decided yet/)
    assert.equal((await recordsOf(site, 'enquiry')).length, 1)
    await assertNowhere(site, [/canary/i])
  })

  test('stand in the log as a number: who told, of which event, and nothing of who asked', async () => {
    const { site, ask, event, member } = await start(await make())
    await asked(site, ask, {})
    const id = await idOf(member, event)
    await tell(member, id, { to: newCode() })
    const entries = await site.world.database.db.selectFrom('log').selectAll().orderBy('number').execute()
    const last = entries.at(-1)!
    assert.deepEqual(
      [last.action, last.subject, last.note],
      ['place-told', `event:${event}`, 'Evening of letters'],
    )
    assert.ok(!JSON.stringify(entries).includes(id))
    assert.match(await (await member.get('/desk/log')).text(), /told somebody the place of/)
  })

  test('can be refused together after a flood, unread', async () => {
    const { site, ask, event, member } = await start(await make())
    const codes = []
    for (let i = 0; i < 4; i++) codes.push((await asked(site, ask, {})).code)
    await tell(member, await idOf(member, event), { to: newCode() })
    await member.post('/desk/enquiries/refuse', { event, reason: 'unknown' })
    const list = await (await member.get(`/desk/enquiries?event=${event}`)).text()
    assert.match(list, /Waiting: 0. Told: 1. Refused: 3./)
    assert.deepEqual(await recordsOf(site, 'enquiry'), [])
    const pages = await Promise.all(codes.map(code => answerTo(site, code)))
    assert.equal(pages.filter(page => /whom nobody there knows/.test(page)).length, 3)
    assert.doesNotMatch(await (await member.get('/desk')).text(), /Asking for a place/)
  })
})

onBothEngines('what is kept of enquiries', make => {
  test('goes a week after the event, and not before', async () => {
    const { site, ask } = await start(await make())
    const { code } = await asked(site, ask, { note: NOTE })
    // 22 May ends everywhere on Earth at noon (UTC) of the 23rd.
    const end = Date.parse('2024-05-23T12:00:00Z') + 7 * DAY_MS
    site.setNow(end - 1)
    await cleanUp(site.world)
    assert.match(await answerTo(site, code), /has not decided/)
    site.setNow(end)
    assert.equal((await send(site, ASKED, { code })).status, 422, 'gone for the asker at once')
    await cleanUp(site.world)
    await assertEmpty(site)
  })

  test('is deleted as soon as the server starts', async () => {
    const { site, ask } = await start(await make())
    await asked(site, ask, { note: NOTE })
    site.setNow(Date.parse('2024-07-01T12:00:00Z'))
    const end = startEnquiryJobs(site.world)
    const isGone = async () => (await recordsOf(site, 'enquiry')).length === 0
    await until(isGone, () => 'the enquiry is still there')
    end()
    await assertEmpty(site)
  })

  test('goes when the event is withdrawn, and ninety days after asking where it has no day', async () => {
    const { site, ask, member, event } = await start(await make())
    const { code } = await asked(site, ask, { note: NOTE })
    await decide(member, event, { action: 'withdraw' })
    assert.equal((await findEvent(site.world.database.db, event))!.state, 'withdrawn')
    assert.equal((await send(site, ASKED, { code })).status, 422)
    await cleanUp(site.world)
    await assertEmpty(site)

    const day = { from: '', start: '', end: '', date_later: 'yes' }
    const dateless = { title: 'Some day', ...day, venue: '', secret_place: PLACE }
    const { slug } = await publish(site, dateless)
    await asked(site, `/en/events/${slug}/ask`, { note: NOTE })
    site.setNow(site.world.clock() + 80 * DAY_MS)
    const late = await asked(site, `/en/events/${slug}/ask`, { note: NOTE })
    site.setNow(site.world.clock() + 15 * DAY_MS)
    await cleanUp(site.world)
    const left = await site.world.database.db.selectFrom('enquiries').select('code_hash').execute()
    assert.deepEqual(left, [{ code_hash: hashCode(late.code) }])
    assert.equal((await recordsOf(site, 'enquiry')).length, 1)
  })
})

type Started = {
  site: TestWorld
  key: TestKey
  ask: string
  event: string
  /** Of the organiser. */
  code: string
  member: SignedIn
}

async function start(made: TestWorld): Promise<Started> {
  const site = await withDay(made)
  const key = await makeKey(site.world)
  const { slug, id, member, code } = await publish(site, { venue: '', secret_place: PLACE })
  return { site, key, code, ask: `/en/events/${slug}/ask`, event: id, member }
}

/** Asks, and gives the code that the page shows. */
async function asked(
  site: TestWorld,
  ask: string,
  fields: Record<string, string>,
): Promise<{ code: string; page: string }> {
  const form = fieldsIn(await textOf(site, ask))
  const answer = await send(site, ask, { code: form.get('code')![0]!, ...fields })
  const page = await answer.text()
  assert.equal(answer.status, 201, page)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  return { code: /<output[^>]*>([^<]+)<\/output>/.exec(page)![1]!, page }
}

async function answerTo(site: TestWorld, code: string): Promise<string> {
  const answer = await send(site, ASKED, { code })
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  return answer.text()
}

type Found = { token: string; known?: { state: string; answer: string | null } }

async function finding(site: TestWorld, finder: string): Promise<Found> {
  return (await (await send(site, ASKED, { finder })).json()) as Found
}

/** The first enquiry that waits about an event. */
async function idOf(member: SignedIn, event: string): Promise<string> {
  const list = await (await member.get(`/desk/enquiries?event=${event}`)).text()
  return /desk\/enquiries\/([0-9a-f-]{36})">[^<]*<\/a> <span class="quiet">waits/.exec(list)![1]!
}

/** Seals the place to a code, as the browser of a member does. */
async function tell(member: SignedIn, id: string, { to }: { to: string }): Promise<Response> {
  const page = await (await member.get(`/desk/enquiries/${id}`)).text()
  const place = fieldsIn(page).get('place')?.[0] ?? ''
  const answer = base64(bytesOf(sealRecord(identityOf(to).recipient, { text: PLACE }, 2048)))
  return member.post(`/desk/enquiries/${id}/tell`, { answer, place })
}

function recordsOf({ world }: TestWorld, kind: string) {
  return world.database.db.selectFrom('sealed').selectAll().where('kind', '=', kind).orderBy('id').execute()
}

async function notesOf(site: TestWorld, key: TestKey): Promise<unknown[]> {
  return Promise.all((await recordsOf(site, 'enquiry')).map(({ body }) => openRecord(body, key)))
}

async function assertEmpty(site: TestWorld): Promise<void> {
  assert.deepEqual(await rowsOf(site.world.database, 'SELECT * FROM enquiries'), [])
  assert.deepEqual(await recordsOf(site, 'enquiry'), [])
}

async function endKeys({ world }: TestWorld): Promise<void> {
  await write(world.database, [KEYS_TOPIC], async trx => {
    await endKey(trx, { purpose: 'organisers', day: '2024-05-01' })
  })
}

/** No row of any table has it, in text or bytes, and no line of the log. */
async function assertNowhere({ world, logged }: TestWorld, traces: readonly RegExp[]): Promise<void> {
  const tables = await world.database.engine.listTables(query => rowsOf(world.database, query))
  assert.ok(tables.length > 10)
  for (const { name } of tables) {
    const rows = await rowsOf(world.database, `SELECT * FROM ${name}`)
    const text = JSON.stringify(rows, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    )
    for (const trace of traces) assert.doesNotMatch(text, trace, name)
  }
  for (const trace of traces) assert.doesNotMatch(logged.join('\n'), trace)
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
