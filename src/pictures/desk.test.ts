import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Decrypter } from 'age-encryption'
import { write } from '#platform/db/database.ts'
import { unpadPicture } from '#platform/pictures/pad.ts'
import { decide, publish, withDay } from '#testing/event.ts'
import { findFaults } from '#testing/html.ts'
import { type SignedIn, signIn } from '#testing/member.ts'
import { drawing, type Field, sendFiles, sendFilesAs, spread } from '#testing/pictures.ts'
import { makeKey } from '#testing/seal.ts'
import { makeFolder } from '#testing/server.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'
import { newPicture } from './actions.ts'
import { cleanUpPictures, publishPictures } from './desk-actions.ts'
import { shownPictures } from './reads.ts'
import { insertPicture } from './store.ts'

const NEXT = '/desk/pictures/next'
const AFTER = Date.parse('2024-05-22T18:00:01Z')

onBothEngines('pictures at the desk', make => {
  const makeWaiting = async () => {
    const folder = makeFolder()
    const inside = await withDay(await make({ env: { VESTKA_DATA: folder } }))
    const key = await makeKey(inside.world)
    // It ends at 20:00 in Gdańsk.
    const event = await publish(inside)
    const jpeg = await (await drawing()).jpeg().toBuffer()
    const sent = await sendFiles(inside, '/en/events/mine/pictures', [
      ['code', event.code],
      ['do', 'send'],
      ['credit', 'Anna'],
      ['licence', 'press'],
      ['looked', 'yes'],
      ['picture', jpeg],
    ])
    assert.equal(sent.status, 200, await sent.text())
    const { id } = await inside.world.database.db
      .selectFrom('pictures')
      .select('id')
      .executeTakeFirstOrThrow()
    const { member } = event
    const open = async () => {
      const answer = await member.get(`/desk/pictures/${id}.age`)
      assert.equal(answer.status, 200)
      assert.equal(answer.headers.get('vestka-key'), key.id)
      const decrypter = new Decrypter()
      decrypter.addIdentity(key.identity)
      return unpadPicture(await decrypter.decrypt(new Uint8Array(await answer.arrayBuffer())))
    }
    const approve = (as: typeof member, fields: Field[]) =>
      sendFilesAs(inside, as, `/desk/pictures/${id}/approve`, fields)
    return { ...inside, folder, event, member, id, open, approve }
  }

  test('opened, approved, shown after its event, taken down', async () => {
    const {
      world,
      desk,
      public: site,
      setNow,
      folder,
      member,
      id,
      open,
      approve,
      event,
    } = await makeWaiting()
    const addresses = [`${id}-480.webp`, `${id}-1200.webp`, `${id}-2400.jpg`].map(name => `/pictures/${name}`)
    const statuses = () => Promise.all(addresses.map(async path => (await site.request(path)).status))
    assert.deepEqual(await statuses(), [404, 404, 404])
    assert.match(await (await member.get('/desk/pictures')).text(), new RegExp(id))
    const page = await (await member.get(`/desk/pictures/${id}`)).text()
    assert.deepEqual(await findFaults(page), [])
    assert.match(page, /<open-picture data-sealed="\.\.\/\.\.\/desk\/pictures\/[0-9a-f-]+\.age"/)

    const approved = await approve(member, [
      ['version', '1'],
      ['credit', 'Anna K.'],
      ['licence', 'cc0'],
      ['alt_en', 'A pattern'],
      ['picture', await open()],
    ])
    assert.equal(approved.status, 303, await approved.text())
    assert.deepEqual(await world.database.db.selectFrom('picture_bodies').selectAll().execute(), [])
    assert.equal(filesIn(folder).length, 3)
    assert.deepEqual(await statuses(), [404, 404, 404], 'the event is not over')
    for (const path of ['/desk/pictures', `/desk/pictures/${id}`, `/desk/pictures?subject=event:${event.id}`])
      assert.deepEqual(await findFaults(await (await member.get(path)).text()), [], path)
    setNow(AFTER)
    assert.deepEqual(await statuses(), [200, 200, 200])
    const answer = await site.request(addresses[0]!)
    assert.equal(answer.headers.get('content-type'), 'image/webp')
    assert.match(answer.headers.get('cache-control')!, /^public, max-age=3600$/)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(answer.headers.get('set-cookie'), null)
    const etag = answer.headers.get('etag')!
    assert.equal((await site.request(addresses[0]!, { headers: { 'if-none-match': etag } })).status, 304)
    const head = await site.request(addresses[0]!, { method: 'HEAD' })
    assert.deepEqual([head.status, (await head.arrayBuffer()).byteLength], [200, 0])

    const mine = await signIn({ world, desk })
    const version = /name="version" value="(\d+)"/.exec(
      await (await mine.get(`/desk/pictures/${id}`)).text(),
    )![1]!
    assert.equal((await mine.post(`/desk/pictures/${id}/hide`, { version })).status, 303)
    assert.deepEqual(await statuses(), [404, 404, 404])
    const now = String(Number(version) + 1)
    assert.equal((await mine.post(`/desk/pictures/${id}/remove`, { version: now })).status, 303)
    assert.deepEqual(filesIn(folder), [])
  })

  test('two who decide at once: the second is told, and changes nothing', async () => {
    const { world, desk, member, id, open, folder, approve } = await makeWaiting()
    const other = await signIn({ world, desk })
    const bytes = await open()
    const fields: Field[] = [
      ['version', '1'],
      ['credit', 'First'],
      ['picture', bytes],
    ]
    assert.equal((await approve(member, fields)).status, 303)
    const before = filesIn(folder).map(file => readFileSync(file).toString('base64'))
    const second = await approve(other, [...fields, ['credit', 'Second']])
    assert.equal(second.status, 409)
    assert.match(await second.text(), /another one by now/)
    assert.deepEqual(
      filesIn(folder).map(file => readFileSync(file).toString('base64')),
      before,
    )
    const late = await other.post(`/desk/pictures/${id}/refuse`, { version: '1' })
    assert.equal(late.status, 409)
  })

  test('the list says which picture somebody else looks at', async () => {
    const { world, desk, member, id } = await makeWaiting()
    const other = await signIn({ world, desk }, { name: 'Volha' })
    const said = async (by: SignedIn) =>
      /Volha is looking/.test(await (await by.get('/desk/pictures')).text())
    assert.equal(await said(member), false)
    await other.get(`/desk/pictures/${id}`)
    assert.deepEqual([await said(member), await said(other)], [true, false])
  })

  test('who is free takes the next one, of whatever event, that nobody else has', async () => {
    const inside = await makeWaiting()
    const { world, desk, event } = inside
    const other = await publish(inside, { title: 'Another evening' })
    for (const { id } of [event, other, other]) await addWaiting(inside, id)
    const members = await Promise.all(
      ['Volha', 'Maryja', 'Kanstancin', 'Ales', 'Nasta'].map(name => signIn({ world, desk }, { name })),
    )
    const take = async (by: SignedIn) => idIn(await by.post(NEXT))
    const taken = await Promise.all(members.slice(0, 4).map(take))
    assert.equal(new Set(taken).size, 4, 'at the same moment each gets another one')
    const none = await members[4]!.post(NEXT)
    assert.equal(none.status, 200)
    const page = await none.text()
    assert.match(page, /Somebody is looking at each of them already/)
    assert.deepEqual(await findFaults(page), [])
    assert.equal(await take(members[1]!), taken[1], 'what somebody has in hand is theirs')
    const elsewhere = await signIn({ world, desk }, { role: 'moderator', countries: ['LT'] })
    const theirs = await elsewhere.post(NEXT)
    assert.deepEqual([theirs.status, /Take the next/.test(await theirs.text())], [200, false])
    const editor = await signIn({ world, desk }, { role: 'editor' })
    assert.equal((await editor.post(NEXT)).status, 404)
    // Once somebody has decided about it nobody gets it.
    const refused = await members[0]!.post(`/desk/pictures/${taken[0]}/refuse`, { version: '1' })
    assert.equal(refused.status, 303)
    assert.doesNotMatch(await (await members[4]!.post(NEXT)).text(), new RegExp(taken[0]!))
  })

  test('after a decision the next of the same event is in hand before it is opened', async () => {
    const inside = await makeWaiting()
    const { world, desk, event, id } = inside
    const more = await Promise.all([1, 2, 3].map(() => addWaiting(inside, event.id)))
    const [one, two] = await Promise.all(['Volha', 'Maryja'].map(name => signIn({ world, desk }, { name })))
    // Each has one in hand; otherwise the first could be led to the second's.
    await one!.get(`/desk/pictures/${id}`)
    await two!.get(`/desk/pictures/${more[0]}`)
    const refuse = async (by: SignedIn, picture: string) =>
      idIn(await by.post(`/desk/pictures/${picture}/refuse`, { version: '1' }))
    const led = await Promise.all([refuse(one!, id), refuse(two!, more[0]!)])
    assert.notEqual(led[0], led[1])
    assert.ok(led.every(next => more.slice(1).includes(next!)))
  })

  test('refused: nothing is left', async () => {
    const { world, member, id, folder } = await makeWaiting()
    assert.equal((await member.post(`/desk/pictures/${id}/refuse`, { version: '1' })).status, 303)
    assert.deepEqual(await world.database.db.selectFrom('pictures').selectAll().execute(), [])
    assert.deepEqual(await world.database.db.selectFrom('picture_bodies').selectAll().execute(), [])
    assert.deepEqual(filesIn(folder), [])
  })

  test('an editor may decide that it is shown at once; boxes are covered here as well', async () => {
    const { public: site, member, id, open, approve } = await makeWaiting()
    const boxes = JSON.stringify([{ x: 0.25, y: 0.25, width: 0.5, height: 0.5 }])
    const approved = await approve(member, [
      ['version', '1'],
      ['show', 'now'],
      ['boxes', boxes],
      ['picture', await open()],
    ])
    assert.equal(approved.status, 303)
    for (const name of [`${id}-480.webp`, `${id}-1200.webp`, `${id}-2400.jpg`]) {
      const bytes = Buffer.from(await (await site.request(`/pictures/${name}`)).arrayBuffer())
      assert.ok((await spread(bytes, { x: 0.3, y: 0.3, width: 0.4, height: 0.4 })) <= 6, `${name} is flat`)
    }
  })

  test('pages hear until when their pictures stay as they are', async () => {
    const { world, desk, setNow, member, open, approve, event } = await makeWaiting()
    const subject = `event:${event.id}`
    const shown = async () => {
      const { bySubject, until } = await shownPictures(world, [subject], world.clock())
      return [bySubject.get(subject)?.length ?? 0, until]
    }
    assert.deepEqual(await shown(), [0, Infinity])
    assert.equal(
      (
        await approve(member, [
          ['version', '1'],
          ['picture', await open()],
        ])
      ).status,
      303,
    )
    assert.deepEqual(await shown(), [0, Date.parse('2024-05-22T18:00:00Z')])
    setNow(AFTER)
    assert.deepEqual(await shown(), [1, Infinity])
    // Sessions do not last that long.
    const later = await signIn({ world, desk })
    assert.equal((await decide(later, event.id, { action: 'withdraw' })).status, 303)
    assert.deepEqual(await shown(), [0, Infinity], 'not of an event that was taken back')
  })

  test('what belongs to nothing is deleted: of events taken back, and files of no picture', async () => {
    const { world, member, folder, event } = await makeWaiting()
    const orphans = ['ab/ab111111-1111-4111-8111-111111111111-480.webp', 'ab/.part-0011-x'].map(name =>
      join(folder, 'pictures', name),
    )
    mkdirSync(join(folder, 'pictures', 'ab'), { recursive: true })
    const fresh = join(folder, 'pictures', 'ab', '.part-0022-x')
    const old = new Date(world.clock() - 2 * 3_600_000)
    for (const path of [...orphans, fresh]) writeFileSync(path, 'x')
    for (const path of orphans) utimesSync(path, old, old)
    const soon = new Date(world.clock())
    utimesSync(fresh, soon, soon)
    await cleanUpPictures(world)
    assert.deepEqual(filesIn(folder), [fresh])
    const count = async () => (await world.database.db.selectFrom('pictures').select('id').execute()).length
    assert.equal(await count(), 1)
    await decide(member, event.id, { action: 'withdraw' })
    await cleanUpPictures(world)
    assert.equal(await count(), 0)
    assert.deepEqual(await world.database.db.selectFrom('picture_bodies').selectAll().execute(), [])
  })

  test('members bring their own: covered here, kept at once, published with what shows them', async () => {
    const { world, public: site, desk, folder } = await makeWaiting()
    const editor = await signIn({ world, desk }, { role: 'editor' })
    const subject = 'article:22222222-2222-4222-8222-222222222222'
    const fields: Field[] = [
      ['subject', subject],
      ['upload', '33333333-3333-4333-8333-333333333333'],
      ['licence', 'cc0'],
      ['picture', await (await drawing({ seed: 5 })).png().toBuffer()],
    ]
    const add = () => sendFilesAs({ desk }, editor, '/desk/pictures', fields)
    const first = await add()
    assert.equal(first.status, 303, await first.text())
    assert.equal((await add()).headers.get('location'), first.headers.get('location'), 'sent twice it is one')
    const id = /pictures\/([0-9a-f-]{36})/.exec(first.headers.get('location')!)![1]!
    assert.equal(filesIn(folder).length, 3)
    const path = `/pictures/${id}-480.webp`
    assert.equal((await site.request(path)).status, 404)
    assert.equal((await editor.get(`/desk${path}`)).status, 200)
    await write(world.database, ['pictures'], trx => publishPictures(trx, world, subject))
    assert.equal((await site.request(path)).status, 200)
  })
})

/** Puts a picture into the queue as if it had been sent, without a body. */
async function addWaiting({ world }: Pick<TestWorld, 'world'>, eventId: string): Promise<string> {
  const told = { credit: '', licence: 'press', alts: {}, captions: {} } as const
  const arrival = { subject: `event:${eventId}`, told, width: 8, height: 6, covered: 0, consent: null }
  const picture = newPicture(world, arrival)
  await write(world.database, [], trx => insertPicture(trx, picture, randomUUID()))
  return picture.id
}

/** The picture that an answer leads to. */
function idIn(answer: Response): string | undefined {
  return /pictures\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1]
}

function filesIn(folder: string): string[] {
  const pictures = join(folder, 'pictures')
  if (!existsSync(pictures)) return []
  const entries = readdirSync(pictures, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}
