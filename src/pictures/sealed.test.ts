import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { Encrypter } from 'age-encryption'
import { PICTURE_SIZES, padPicture } from '#platform/pictures/pad.ts'
import { sealAge } from '#platform/seal/age.ts'
import { writeRecord } from '#platform/seal/record.ts'
import { publish, withDay } from '#testing/event.ts'
import { type Field, sendFiles } from '#testing/pictures.ts'
import { makeKey } from '#testing/seal.ts'
import { onBothEngines } from '#testing/world.ts'

const MINE = '/en/events/mine/pictures'

onBothEngines('pictures that a browser sealed', make => {
  const makeReady = async () => {
    const inside = await withDay(await make())
    const key = await makeKey(inside.world)
    const { code } = await publish(inside)
    const body = sealAge([key.recipient], padPicture(randomBytes(90_000))!)
    const upload = randomUUID()
    const fields = (more: Record<string, string | Uint8Array> = {}): Field[] =>
      Object.entries({
        do: 'sealed',
        code,
        upload,
        key: key.id,
        body,
        width: '2400',
        height: '1800',
        covered: '4',
        credit: '',
        licence: 'cc-by-4.0',
        alt_be: 'Людзі са свечкамі',
        looked: 'yes',
        ...more,
      })
    const send = async (more: Record<string, string | Uint8Array> = {}) => {
      const answer = await sendFiles(inside, MINE, fields(more))
      return {
        status: answer.status,
        ...((await answer.json()) as {
          ok: boolean
          error?: string
          already?: boolean
          text?: string
          waiting?: number
        }),
      }
    }
    const rows = () => inside.world.database.db.selectFrom('pictures').selectAll().execute()
    return { ...inside, key, body, upload, send, rows, fields }
  }

  test('one a request; sent again after the line broke, it is the same', async () => {
    const { world, send, rows, body, upload } = await makeReady()
    const first = await send()
    assert.deepEqual([first.status, first.ok, first.already, first.waiting], [200, true, false, 1])
    const again = await send()
    assert.deepEqual([again.status, again.ok, again.already, again.waiting], [200, true, true, 1])
    const other = await send({ upload: randomUUID(), body: Buffer.from(body).toString('base64') })
    assert.deepEqual([other.ok, other.waiting], [true, 2])
    const [row] = (await rows()).filter(each => each.upload === upload)
    assert.deepEqual([row!.width, row!.height, row!.covered, row!.licence], [2400, 1800, 4, 'cc-by-4.0'])
    assert.deepEqual(JSON.parse(row!.alts), { be: 'Людзі са свечкамі' })
    const kept = await world.database.db
      .selectFrom('picture_bodies')
      .selectAll()
      .where('picture_id', '=', row!.id)
      .executeTakeFirstOrThrow()
    assert.ok(Buffer.from(kept.body).equals(body))
  })

  test('what is not sealed to our key in one of the sizes is refused, and said why', async () => {
    const { key, send, rows } = await makeReady()
    const encrypter = new Encrypter()
    encrypter.addRecipient(key.recipient)
    encrypter.addRecipient('age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq')
    const two = await encrypter.encrypt(new Uint8Array(PICTURE_SIZES[0])).catch(() => new Uint8Array(9))
    const wrong: [Record<string, string | Uint8Array>, string][] = [
      [{ body: randomBytes(131_300) }, 'sealed'],
      [{ body: sealAge([key.recipient], new Uint8Array(PICTURE_SIZES[0] - 1)) }, 'sealed'],
      [{ body: two }, 'sealed'],
      [{ body: Buffer.from([0xff, 0xd8, 0xff]) }, 'sealed'],
      [{ key: randomUUID() }, 'old-key'],
      [{ upload: 'x' }, 'fields'],
      [{ width: '99999' }, 'fields'],
      [{ height: '0' }, 'fields'],
      [{ covered: '-1' }, 'fields'],
      [{ licence: 'mine' }, 'fields'],
      [{ faces: 'show' }, 'consent'],
      [{ code: '0000-0000-0000-0000-0000-0000-0000' }, 'code'],
    ]
    for (const [fields, error] of wrong) {
      const answer = await send(fields)
      assert.deepEqual(
        [answer.status, answer.ok, answer.error],
        [422, false, error],
        JSON.stringify(fields).slice(0, 80),
      )
      assert.ok(answer.text && answer.text.length > 10)
    }
    assert.deepEqual(await rows(), [])
  })

  test('a note of consent comes sealed as well, and goes with the picture', async () => {
    const { world, key, send, rows } = await makeReady()
    const note = Buffer.from(sealAge([key.recipient], writeRecord({ text: 'they agreed' }, 2048))).toString(
      'base64',
    )
    assert.equal((await send({ faces: 'show', consent_sealed: note, seal_key: key.id })).ok, true)
    const [row] = await rows()
    assert.equal(row!.consent, 1)
    const [record] = await world.database.db
      .selectFrom('sealed')
      .selectAll()
      .where('kind', '=', 'consent')
      .execute()
    assert.equal(record!.subject, row!.id)
  })

  test('too many at once are asked to wait, not turned away', async () => {
    const { send } = await makeReady()
    let last = await send({ body: 'x' })
    for (let at = 0; at < 100 && last.status !== 429; at++) last = await send({ body: 'x' })
    assert.deepEqual([last.status, last.error], [429, 'slow'])
  })
})
