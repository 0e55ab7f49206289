import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listApprovals } from '#approvals/actions.ts'
import { bytesOf, sealRecord } from '#platform/seal/sealed.ts'
import { announce, announcement, publish, withDay } from '#testing/event.ts'
import { findFaults } from '#testing/html.ts'
import { type SignedIn, signIn } from '#testing/member.ts'
import { makeKey, openRecord } from '#testing/seal.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'
import { BULK } from './desk-actions.ts'
import { writeExport } from './export.ts'

type Listed = { id: string; kind: string; purpose: string; keyId: string; label: string; day: string }

onBothEngines('what members may open', make => {
  test('the contacts of their countries, where their role holds the key; for others there are none', async () => {
    const { site, key } = await start(await make())
    await publish(site, { title: 'In Poland', contact: 'Canary PL' })
    await announce(site, { title: 'In Lithuania', city: 'Vilnius', country: 'LT', contact: 'Canary LT' })
    const roles = {
      all: await signIn(site),
      moderator: await signIn(site, { role: 'moderator' }),
      poland: await signIn(site, { role: 'moderator', countries: ['PL'] }),
      editor: await signIn(site, { role: 'editor' }),
      register: await signIn(site, { role: 'register' }),
      letters: await signIn(site, { role: 'letters' }),
      translator: await signIn(site, { role: 'translator' }),
      petitions: await signIn(site, { role: 'petitions' }),
    }
    const labels = Object.fromEntries(
      await Promise.all(
        Object.entries(roles).map(async ([name, member]) => [
          name,
          (await listOf(member)).map(({ label }) => label).sort(),
        ]),
      ),
    )
    const both = ['In Lithuania', 'In Poland']
    const none = { editor: [], register: [], letters: [], translator: [], petitions: [] }
    assert.deepEqual(labels, { all: both, moderator: both, poland: ['In Poland'], ...none })

    const [lithuania] = (await listOf(roles.all)).filter(({ label }) => label === 'In Lithuania')
    assert.equal(lithuania!.keyId, key.id)
    const path = `/desk/sealed/records/${lithuania!.id}.json`
    const got = await (await roles.all.get(path)).json()
    assert.deepEqual(Object.keys(got).sort(), ['body', 'id', 'keyId', 'kind', 'subject'])
    assert.deepEqual(await openRecord(Buffer.from(got.body, 'base64'), key), { text: 'Canary LT' })
    for (const [name, member] of Object.entries(roles)) {
      const opens = name === 'all' || name === 'moderator'
      const answer = await member.get(path)
      assert.equal(answer.status, opens ? 200 : 404, name)
      assert.equal(answer.headers.get('cache-control'), 'no-store', name)
      const contacts = await member.get('/desk/contacts')
      const page = await contacts.text()
      assert.equal(contacts.status, opens || name === 'poland' ? 200 : 404, name)
      assert.equal(page.includes('In Lithuania'), opens, name)
      assert.doesNotMatch(page, /canary/i)
      const menu = await (await member.get('/desk/account')).text()
      assert.equal(/href="[^"]*desk\/contacts"/.test(menu), opens || name === 'poland', name)
    }
    assert.equal((await site.desk.request(path)).status, 303, 'to the sign-in')
    assert.deepEqual(await findFaults(await (await roles.all.get('/desk/contacts')).text()), [])
  })

  test('openings are counted by day, and many on one day stand in the log', async () => {
    const { site } = await start(await make())
    await announce(site, { contact: 'Canary' })
    const member = await signIn(site, { role: 'moderator', name: 'Nadzeja' })
    const [record] = await listOf(member)
    const open = () => member.get(`/desk/sealed/records/${record!.id}.json`)
    const logged = () =>
      site.world.database.db.selectFrom('log').selectAll().where('action', '=', 'opened-many').execute()
    for (let opened = 1; opened < BULK; opened++) await open()
    assert.deepEqual(await logged(), [])
    await Promise.all([open(), open(), open()])
    const [line, ...more] = await logged()
    assert.equal(more.length, 0)
    assert.deepEqual(
      [line!.member, line!.subject, line!.day],
      ['Nadzeja', 'purpose:organisers', '2024-05-21'],
    )
    const counts = await site.world.database.db.selectFrom('openings').select('count').execute()
    assert.deepEqual(
      counts.map(({ count }) => Number(count)),
      [BULK + 2],
    )
    site.setNow(site.world.clock() + 86_400_000)
    await open()
    assert.equal((await logged()).length, 1)
  })

  test('a record goes to the current key once, and only as it should be', async () => {
    const { site, key: old } = await start(await make())
    await announce(site, { contact: 'Canary' })
    const member = await signIn(site)
    const [record] = await listOf(member)
    const key = await makeKey(site.world)
    const body = (recipient: string, size: 512 | 2048 = 2048) =>
      Buffer.from(bytesOf(sealRecord(recipient, { text: 'Canary' }, size))).toString('base64')
    const send = async (fields: Record<string, string>, by: SignedIn = member) =>
      (await by.post(`/desk/sealed/records/${record!.id}`, { was: old.id, keyId: key.id, ...fields })).status
    assert.equal(await send({ body: body(key.recipient, 512) }), 400)
    assert.equal(await send({ body: body(old.recipient), keyId: old.id }), 400)
    assert.equal(await send({ body: body(key.recipient) }, await signIn(site, { role: 'letters' })), 404)
    assert.equal(await send({ body: body(key.recipient) }), 200)
    assert.equal(await send({ body: body(key.recipient) }), 409)
    const got = await (await member.get(`/desk/sealed/records/${record!.id}.json`)).json()
    assert.equal(got.keyId, key.id)
    assert.deepEqual(await openRecord(Buffer.from(got.body, 'base64'), key), { text: 'Canary' })
    await assert.rejects(openRecord(Buffer.from(got.body, 'base64'), old))
  })

  test('contacts of another edition, or of events that are over for the desk, are not on the page', async () => {
    const { site } = await start(await make())
    const member = await signIn(site)
    await member.post('/desk/events/new', { ...announcement({ title: 'A draft' }), contact: 'x' })
    await announce(site, { title: 'Waiting', contact: 'x' })
    const page = await (await member.get('/desk/contacts')).text()
    assert.match(page, /Waiting/)
    assert.doesNotMatch(page, /A draft/)
  })
})

onBothEngines('taking out all contacts', make => {
  test('needs the consent of a second coordinator, once, and stands in the log with the number', async () => {
    const { site } = await start(await make())
    await announce(site, { title: 'One', contact: 'Canary' })
    const anna = await signIn(site, { name: 'anna' })
    const ben = await signIn(site, { name: 'ben' })
    const page = async (member = anna) => (await member.get('/desk/contacts/export')).text()
    const idOf = async () => (await listApprovals(site.world.database.db, site.world))[0]!.id
    const take = (member: SignedIn, approval: string) =>
      member.post('/desk/contacts/export/take', { approval })
    assert.equal((await take(anna, '')).status, 409)
    assert.equal((await anna.post('/desk/contacts/export')).status, 303)
    await anna.post('/desk/contacts/export')
    assert.equal((await listApprovals(site.world.database.db, site.world)).length, 1)
    assert.match(await page(), /has not decided yet/)
    assert.equal((await take(anna, await idOf())).status, 409)
    assert.equal((await ben.post(`/desk/approvals/${await idOf()}/approve`)).status, 303)
    assert.match(await page(), /<export-sealed/)
    assert.doesNotMatch(await page(ben), /<export-sealed/)
    assert.deepEqual(await findFaults(await page()), [])
    assert.equal((await take(ben, await idOf())).status, 409)
    const taken = await (await take(anna, await idOf())).json()
    assert.deepEqual(
      taken.records.map(({ id: _, ...face }: { id: string }) => face),
      [{ day: '2024-05-21', event: 'One', date: '2024-05-22', country: 'PL' }],
    )
    assert.equal((await take(anna, await idOf())).status, 409)
    const log = await site.world.database.db
      .selectFrom('log')
      .select(['member', 'action', 'note'])
      .where('action', '=', 'contacts-exported')
      .execute()
    assert.deepEqual(log, [{ member: 'anna', action: 'contacts-exported', note: '1' }])
  })

  test('is for coordinators alone', async () => {
    const { site } = await start(await make())
    for (const role of ['moderator', 'editor', 'letters'] as const) {
      const member = await signIn(site, { role })
      assert.equal((await member.get('/desk/contacts/export')).status, 404)
      assert.equal((await member.post('/desk/contacts/export')).status, 404)
      assert.equal((await member.post('/desk/contacts/export/take', { approval: 'x' })).status, 404)
    }
  })

  test('a cell of the table is text, whatever somebody wrote', () => {
    const face = { id: 'a', day: '2024-05-21', event: '=1+1', date: null, country: null }
    const opened = [{ value: { text: '@SUM(A1)\n"x"' } }, { value: { other: 1 } }, { fault: 'no-copy' }]
    assert.equal(
      writeExport([face, face, face], opened, 'csv'),
      [
        'event,date,country,left,contact,fault',
        `"'=1+1",,,2024-05-21,"'@SUM(A1)\n""x""",`,
        `"'=1+1",,,2024-05-21,"{""other"":1}",`,
        `"'=1+1",,,2024-05-21,,no-copy`,
        '',
      ].join('\r\n'),
    )
    const lines = writeExport([face], opened, 'jsonl').split('\n')
    assert.equal(JSON.parse(lines[0]!).contact, '@SUM(A1)\n"x"')
  })
})

async function start(made: TestWorld) {
  const site = await withDay(made)
  return { site, key: await makeKey(site.world) }
}

async function listOf(member: SignedIn): Promise<Listed[]> {
  return (await (await member.get('/desk/sealed/list.json')).json()).records
}
