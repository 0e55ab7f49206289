import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Decrypter } from 'age-encryption'
import sharp from 'sharp'
import { HEIC, pngBomb, resizedAvif, resizedJpeg, resizedWebp, zip } from '#testing/broken-pictures.ts'
import { announce, publish, withDay } from '#testing/event.ts'
import { findFaults } from '#testing/html.ts'
import { drawing, type Field, sendFiles, spread } from '#testing/pictures.ts'
import { makeKey, openRecord } from '#testing/seal.ts'
import { makeFolder } from '#testing/server.ts'
import { onBothEngines, type TestWorld } from '#testing/world.ts'

const MINE = '/en/events/mine/pictures'
const SENDING = '11111111-1111-4111-8111-111111111111'
const READY: Field[] = [
  ['do', 'send'],
  ['sending', SENDING],
  ['credit', 'Anna of the choir'],
  ['licence', 'press'],
  ['faces', 'cover'],
  ['looked', 'yes'],
]
const FACES = readFileSync(
  join(
    dirname(fileURLToPath(import.meta.resolve('@vladmandic/face-api/dist/face-api.esm.js'))),
    '../demo/sample1.jpg',
  ),
)

onBothEngines('pictures without scripts', make => {
  const makeReady = async () => {
    const inside = await withDay(await make({ env: { VESTKA_DATA: makeFolder() } }))
    const key = await makeKey(inside.world)
    const event = await publish(inside)
    const send = (fields: Field[], code = event.code) => sendFiles(inside, MINE, [['code', code], ...fields])
    const rows = () => inside.world.database.db.selectFrom('pictures').selectAll().execute()
    const open = (id: string) => openBody(inside.world, id, key.identity)
    return { ...inside, key, event, send, rows, open }
  }

  test('a picture is sealed when it is kept, and nothing else of it is', async () => {
    const { send, event, rows, open } = await makeReady()
    const answer = await send([...READY, ['picture', await (await drawing()).jpeg().toBuffer()]])
    const page = await answer.text()
    assert.equal(answer.status, 200, page)
    assert.match(page, /One picture arrived/)
    assert.deepEqual(await findFaults(page), [])
    const [row, ...more] = await rows()
    assert.ok(row && more.length === 0)
    assert.deepEqual(
      [row.subject, row.state, row.credit],
      [`event:${event.id}`, 'waiting', 'Anna of the choir'],
    )
    const body = await open(row.id)
    assert.equal(body.length, 131_072)
    const opened = await sharp(body).metadata()
    assert.deepEqual([opened.format, opened.width, opened.height], ['jpeg', 640, 480])
    for (const [name, value] of Object.entries(row))
      assert.ok(typeof value !== 'number' || value < 1e6, `${name} is no time`)
  })

  test('each file that is refused is named with why, the others are kept, and the site goes on answering', async () => {
    const { public: site, send, rows } = await makeReady()
    const jpeg = await (await drawing()).jpeg().toBuffer()
    const webp = await (await drawing()).webp().toBuffer()
    const avif = await (await drawing({ width: 64, height: 48 })).avif({ effort: 0 }).toBuffer()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const bad: [Buffer, RegExp][] = [
      [pngBomb(), /too large/],
      [resizedJpeg(jpeg, 20_000, 20_000), /too large/],
      [resizedWebp(webp, 16_000, 16_000), /too large/],
      [resizedAvif(avif, 20_000, 20_000), /too large/],
      [jpeg.subarray(0, jpeg.length / 2), /damaged or not whole/],
      [Buffer.concat([jpeg, zip('a.html', 'x')]), /something else besides/],
      [svg, /drawings \(SVG\)/],
      [await (await drawing()).gif().toBuffer(), /no picture that we can read/],
    ]
    let answered = 0
    let isOver = false
    const visiting = (async () => {
      while (!isOver) {
        assert.equal((await site.request('/healthz')).status, 200)
        answered += 1
        await new Promise(setImmediate)
      }
    })()
    const answer = await send([
      ...READY,
      ...bad.map(([bytes]): Field => ['picture', bytes]),
      ['picture', jpeg],
      ['picture', HEIC],
    ])
    isOver = true
    await visiting
    const page = await answer.text()
    assert.equal(answer.status, 422)
    assert.match(page, /2 pictures arrived, 8 were refused/)
    const list = page.slice(page.indexOf('<ul class="summary"'))
    for (const [index, [, why]] of bad.entries())
      assert.match(list.split('<li>')[index + 1]!, new RegExp(`File ${index + 1}: .*${why.source}`))
    assert.equal((await rows()).length, 2)
    assert.ok(answered > 20, `${answered} answers meanwhile`)
  })

  test('faces are covered without being asked, unless everybody agreed; the note about that is sealed', async () => {
    const { world, key, send, rows, open } = await makeReady()
    const covered = await send([...READY, ['picture', FACES]])
    assert.equal(covered.status, 200)
    const [first] = await rows()
    assert.ok(first && first.covered >= 3 && first.consent === 0)
    // The middle of a face that is to be seen in the original.
    const face = { x: 0.18, y: 0.3, width: 0.06, height: 0.06 }
    assert.ok((await spread(FACES, face)) > 40)
    assert.ok((await spread(await open(first.id), face)) <= 6)

    const unsaid = await send(agreed([...READY, ['picture', FACES]]))
    assert.equal(unsaid.status, 422)
    assert.match(await unsaid.text(), /Write who agreed/)
    const note = 'Canary: all three asked me to'
    const shown = await send(agreed([...READY, ['consent', note], ['picture', FACES]]))
    assert.equal(shown.status, 200)
    const second = (await rows()).find(({ consent }) => consent === 1)
    assert.ok(second && second.covered === 0)
    assert.ok((await spread(await open(second.id), face)) > 40)
    const record = await world.database.db
      .selectFrom('sealed')
      .selectAll()
      .where('kind', '=', 'consent')
      .executeTakeFirstOrThrow()
    assert.deepEqual([record.subject, record.body.length > 2048], [second.id, true])
    assert.deepEqual(await openRecord(record.body, key), { text: note })
  })

  test('more is covered by pressing on the picture or by numbers; it can be taken back', async () => {
    const { send, rows, open } = await makeReady()
    const jpeg = await (await drawing({ width: 1200, height: 900 })).jpeg().toBuffer()
    const page = await (await send([...READY, ['picture', jpeg]])).text()
    assert.match(
      page,
      /<input type="image" class="pressed" name="at" src="data:image\/webp;base64,[^"]+" width="280" height="210"/,
    )
    const carried = coverForm(page, 1)
    const [before] = await rows()
    assert.ok((await spread(await open(before!.id), MIDDLE)) > 40)
    const pressed = await send([...carried, ['at.x', '140'], ['at.y', '105'], ['size', 'large']])
    assert.equal(pressed.status, 200)
    const [row, ...others] = await rows()
    assert.equal(others.length, 0)
    assert.deepEqual([row!.covered, row!.version], [1, 2])
    assert.ok((await spread(await open(row!.id), MIDDLE)) <= 6)
    assert.equal((await send([...carried, ...CORNER])).status, 200)
    assert.ok((await spread(await open(row!.id), { x: 0.01, y: 0.01, width: 0.17, height: 0.08 })) <= 6)
    assert.ok((await spread(await open(row!.id), MIDDLE)) <= 6, 'what was covered before stays covered')
    assert.match(
      await (await send([...carried, ['how', 'percent'], ['left', 'x']])).text(),
      /could not be read/,
    )
    const drop: Field[] = carried.map(([name, value]) => [name, name === 'do' ? 'drop' : value])
    const dropped = await send(drop)
    assert.match(await dropped.text(), /The picture was deleted/)
    assert.deepEqual(await rows(), [])
    assert.match(await (await send(drop)).text(), /already/)
  })

  test('each of several is covered further or taken back, one after the other', async () => {
    const { world, send, rows, open } = await makeReady()
    const files = await Promise.all([1, 2, 3].map(async seed => (await drawing({ seed })).png().toBuffer()))
    const sent = agreed([
      ...READY,
      ['consent', 'all agreed'],
      ...files.map((file): Field => ['picture', file]),
    ])
    let page = await (await send(sent)).text()
    assert.deepEqual(shown(page), ['1', '2', '3'])
    assert.doesNotMatch(page, /name="picture_base64"/)
    for (const number of [2, 3, 1]) {
      page = await (await send([...coverForm(page, number), ...CORNER])).text()
      assert.deepEqual(shown(page), ['1', '2', '3'])
      assert.deepEqual(await findFaults(page), [])
    }
    assert.deepEqual(
      (await rows()).map(({ covered }) => covered),
      [1, 1, 1],
    )
    for (const { id } of await rows())
      assert.ok((await spread(await open(id), { x: 0.01, y: 0.01, width: 0.17, height: 0.08 })) <= 6)
    const twice = coverForm(page, 1)
    await Promise.all([
      send([...twice, ['at.x', '140'], ['at.y', '105'], ['size', 'large']]),
      send([...twice, ['how', 'percent'], ['left', '80'], ['top', '80'], ['wide', '20'], ['high', '20']]),
    ])
    const pressed = (await rows()).find(({ version }) => version === 4)
    assert.equal(pressed?.covered, 3, 'two presses at once are two places')
    page = await (
      await send(coverForm(page, 2).map(([name, value]) => [name, name === 'do' ? 'drop' : value]))
    ).text()
    assert.deepEqual(shown(page), ['1', '3'], 'the others stay, under their numbers')
    // More pictures in the same page: those before stay in it.
    const more: Field[] = sent.filter(([name]) => name !== 'picture' && name !== 'sending')
    const other = await (await drawing({ seed: 9 })).png().toBuffer()
    page = await (await send([...more, ...carriedIn(page), ['picture', other]])).text()
    assert.match(page, /One picture arrived/)
    assert.deepEqual(shown(page), ['1', '3', '4'])
    // What the desk has decided about is on the page no more.
    const { db } = world.database
    const [first] = await rows()
    await db.deleteFrom('picture_bodies').where('picture_id', '=', first!.id).execute()
    await db.updateTable('pictures').set({ state: 'published' }).where('id', '=', first!.id).execute()
    assert.equal(shown(await (await send([['do', 'look'], ...carriedIn(page)])).text()).length, 2)
  })

  test('only the page of a sending shows its pictures: not the code, not another sending', async () => {
    const { send, rows } = await makeReady()
    const picture = await (await drawing()).png().toBuffer()
    const page = await (await send([...READY, ['picture', picture]])).text()
    const carried = carriedIn(page)
    assert.deepEqual(shown(await (await send([['do', 'look'], ...carried])).text()), ['1'])
    for (const other of ['', SENDING.replace('1', '3'), 'x']) {
      const fields = carried.map(([name, value]): Field => [name, name === 'sending' ? other : value])
      const answer = await (await send([['do', 'look'], ...fields])).text()
      assert.deepEqual(shown(answer), [], other)
      assert.doesNotMatch(answer, /data:image/)
      const press: Field[] = coverForm(page, 1).map(([name, value]) => [
        name,
        name === 'sending' ? other : value,
      ])
      assert.match(await (await send([...press, ...CORNER])).text(), /dealt with this picture already/)
    }
    assert.deepEqual(
      (await rows()).map(({ version }) => version),
      [1],
    )
    const [row] = await rows()
    assert.ok(!Object.values(row!).includes(SENDING), 'the secret is kept nowhere')
  })

  test('the same picture twice is kept once, and said so', async () => {
    const { send, rows } = await makeReady()
    const [one, two] = await Promise.all([1, 2].map(async seed => (await drawing({ seed })).png().toBuffer()))
    const fields = agreed([...READY, ['consent', 'all agreed']])
    const answer = await send([...fields, ['picture', one!], ['picture', two!], ['picture', one!]])
    const page = await answer.text()
    assert.equal(answer.status, 200)
    assert.match(page, /2 pictures arrived/)
    assert.match(page, /File 3 is the same as picture 1\. It is kept once\./)
    assert.deepEqual(shown(page), ['1', '2'])
    const again = fields.filter(([name]) => name !== 'sending')
    const later = await (await send([...again, ...carriedIn(page), ['picture', two!]])).text()
    assert.match(later, /File 1 is the same as picture 2/)
    assert.equal((await rows()).length, 2)
  })

  test('sent twice, or twice at once, it is there once', async () => {
    const { send, rows } = await makeReady()
    const jpeg = await (await drawing()).jpeg().toBuffer()
    const form = agreed([...READY, ['consent', 'nobody is shown'], ['picture', jpeg]])
    await Promise.all([send(form), send(form), send(form)])
    assert.equal((await send(form)).status, 200)
    assert.equal((await rows()).length, 1)
  })

  test('thirty wait at once; then the desk has to decide', async () => {
    const { send, rows } = await makeReady()
    const files = await Promise.all(
      Array.from({ length: 32 }, async (_, seed) =>
        (await drawing({ width: 32, height: 24, seed: seed + 1 })).png().toBuffer(),
      ),
    )
    for (let from = 0; from < 30; from += 10) {
      const part = files.slice(from, from + 10).map((bytes): Field => ['picture', bytes])
      assert.equal((await send(agreed([...READY, ['consent', 'all agreed'], ...part]))).status, 200)
    }
    const full = await send([...READY, ['picture', files[30]!]])
    assert.equal(full.status, 422)
    assert.match(await full.text(), /30 pictures are waiting already/)
    assert.equal((await rows()).length, 30)
  })

  test('what is missing is said, and what was typed is kept', async () => {
    const { send, rows } = await makeReady()
    const answer = await send([
      ['do', 'send'],
      ['credit', 'A <credit>'],
      ['licence', 'cc0'],
      ['alt_en', 'x'.repeat(501)],
      ['picture', await (await drawing()).png().toBuffer()],
    ])
    const page = await answer.text()
    assert.equal(answer.status, 422)
    assert.match(page, /tick this/)
    assert.match(page, /1 character too long|one character too long/)
    assert.match(page, /Choose the files again/)
    assert.match(page, /value="A &lt;credit&gt;"/)
    assert.deepEqual(await findFaults(page), [])
    assert.deepEqual(await rows(), [])
    assert.match(await (await send([...READY])).text(), /Choose at least one file/)
  })

  test('the code decides: a wrong one, an event that is not public, other sites, no key', async () => {
    const inside = await withDay(await make({ env: { VESTKA_DATA: makeFolder() } }))
    const event = await publish(inside)
    const waiting = await announce(inside, { title: 'Not yet' })
    const form: Field[] = [...READY, ['picture', await (await drawing()).png().toBuffer()]]
    const send = (code: string, headers?: Record<string, string>) =>
      sendFiles(inside, MINE, [['code', code], ...form], headers)
    assert.match(await (await send(event.code)).text(), /no key yet/)
    await makeKey(inside.world)
    const wrong = await send('0000-0000-0000-0000-0000-0000-0000')
    assert.equal(wrong.status, 422)
    assert.match(await wrong.text(), /code/)
    assert.match(await (await send(waiting)).text(), /as soon as the desk has published/)
    assert.equal((await send(event.code, { 'sec-fetch-site': 'cross-site' })).status, 403)
    assert.equal((await send(event.code, {})).status, 422, 'without a token of ours')
    assert.deepEqual(await inside.world.database.db.selectFrom('pictures').selectAll().execute(), [])
    assert.equal((await inside.public.request(MINE)).headers.get('cache-control'), 'no-store')
  })
})

const MIDDLE = { x: 0.45, y: 0.45, width: 0.1, height: 0.1 }
const CORNER: Field[] = [
  ['how', 'percent'],
  ['left', '0'],
  ['top', '0'],
  ['wide', '20'],
  ['high', '12,5'],
]

/** What a page carries of its sending. */
function carriedIn(page: string): Field[] {
  return ['sending', 'sent'].map(name => [
    name,
    new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '',
  ])
}

/** What the form sends in which more of a picture is covered, without the place. */
function coverForm(page: string, number: number): Field[] {
  const article = page.split('<article').find(part => part.includes(`id="came-${number}"`))!
  const form = article.slice(0, article.indexOf('</form>'))
  return ['do', 'upload', 'sending', 'sent'].map(name => [
    name,
    new RegExp(`name="${name}" value="([^"]+)"`).exec(form)![1]!,
  ])
}

/** The numbers of the pictures that a page shows. */
function shown(page: string): string[] {
  return [...page.matchAll(/<article class="came" id="came-(\d+)"/g)].map(([, number]) => number!)
}

/** The same form, in which everybody who is shown agreed, as another upload. */
function agreed(fields: readonly Field[]): Field[] {
  const instead: Record<string, string> = { faces: 'show', sending: SENDING.replace('1', '2') }
  return fields.map(([name, value]) => [name, instead[name] ?? value])
}

async function openBody(world: TestWorld['world'], id: string, identity: string): Promise<Uint8Array> {
  const { body } = await world.database.db
    .selectFrom('picture_bodies')
    .selectAll()
    .where('picture_id', '=', id)
    .executeTakeFirstOrThrow()
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return decrypter.decrypt(new Uint8Array(body))
}
