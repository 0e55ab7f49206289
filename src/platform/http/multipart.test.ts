import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { readMultipart, type UploadLimits } from './multipart.ts'
import { Problem } from './problem.ts'

const KB = 1024

/** Sends a body to a reader and gives what it read, or the code of the problem. */
async function read(
  body: BodyInit,
  limits: Partial<UploadLimits> = {},
  headers: Record<string, string> = {},
) {
  const app = new Hono()
  app.post('/', async c => {
    const { form, files, leftOut, release } = await readMultipart(c, limits)
    release()
    return c.json({
      fields: form.entries(),
      files: files.map(({ field, bytes }) => [field, bytes.toString('latin1')]),
      leftOut,
    })
  })
  let code = ''
  app.onError((error, c) => {
    code = error instanceof Problem ? error.code : String(error)
    return c.text('', 400)
  })
  const answer = await app.request('/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
  return answer.status === 200 ? await answer.json() : code
}

function form(...parts: [string, string | Blob, string?][]): FormData {
  const data = new FormData()
  for (const [name, value, file] of parts)
    if (typeof value === 'string') data.append(name, value)
    else data.append(name, value, file)
  return data
}

test('fields in order, files without their names, NUL as in other forms', async () => {
  const sent = form(
    ['a', 'Žó 😀\r\nx'],
    ['picture', new Blob(['\xff\0b']), 'IMG_0001 Anna.jpg'],
    ['a', 'n\0l'],
  )
  const got = await read(sent)
  assert.deepEqual(got.fields, [
    ['a', 'Žó 😀\r\nx'],
    ['a', 'n\uFFFDl'],
  ])
  assert.deepEqual(got.files, [['picture', Buffer.from('\xff\0b').toString('latin1')]])
  assert.doesNotMatch(JSON.stringify(got), /Anna|IMG/)
})

test('a field in which no file was chosen is none; an empty file is one', async () => {
  const got = await read(form(['picture', new Blob([]), ''], ['picture', new Blob([]), 'empty.jpg']))
  assert.deepEqual(got.files, [['picture', '']])
})

test('a form without files is read as all forms are', async () => {
  const got = await read(new URLSearchParams({ a: '1' }))
  assert.deepEqual(got, { fields: [['a', '1']], files: [], leftOut: 0 })
})

test('what is too large or too many is left out, and the rest is kept', async () => {
  const sent = form(
    ['picture', new Blob(['x'.repeat(5 * KB)]), 'a'],
    ['picture', new Blob(['small']), 'b'],
    ['picture', new Blob(['other']), 'c'],
    ['picture', new Blob(['third']), 'd'],
    ['credit', 'somebody'],
  )
  const got = await read(sent, { fileBytes: 4 * KB, files: 2 })
  assert.deepEqual(got.files, [
    ['picture', 'small'],
    ['picture', 'other'],
  ])
  assert.ok(got.leftOut >= 1)
  assert.deepEqual(got.fields, [['credit', 'somebody']])
})

test('limits for a field and for everything', async () => {
  assert.equal(await read(form(['a', 'x'.repeat(300 * KB)])), 'too-large')
  const parts = (count: number) =>
    Array.from(
      { length: count },
      () => ['picture', new Blob(['x'.repeat(20 * KB)]), 'a'] as [string, Blob, string],
    )
  // What fits is taken, and what was typed is there to be filled in again.
  const some = await read(form(...parts(7), ['credit', 'somebody']), { totalBytes: 100 * KB })
  assert.deepEqual([some.files.length, some.leftOut, some.fields], [5, 2, [['credit', 'somebody']]])
  assert.equal(await read(form(...parts(12)), { totalBytes: 100 * KB }), 'too-large')
})

test('broken bodies are refused, and leave nothing held', async () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=xx' }
  assert.equal(
    await read('--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf', {}, headers),
    'invalid',
  )
  assert.equal(await read('nothing of it', {}, headers), 'invalid')
  assert.equal(await read('a=1', {}, { 'content-type': 'multipart/form-data' }), 'invalid')
  assert.equal(await read('a=1', {}, { 'content-type': 'text/plain' }), 'invalid')
  const cut = new ReadableStream({
    start(controller) {
      controller.enqueue(
        new TextEncoder().encode('--xx\r\nContent-Disposition: form-data; name="p"; filename="a"\r\n\r\nabc'),
      )
      controller.error(new Error('gone'))
    },
  })
  assert.equal(await read(cut, {}, headers), 'invalid')
  // 256 MB are held at most: if breaking off kept anything, this would run into it.
  for (let at = 0; at < 12; at++) {
    const chunk = new Uint8Array(30 * 1024 * KB)
    assert.equal(
      await read(
        Buffer.concat([
          Buffer.from('--xx\r\nContent-Disposition: form-data; name="p"; filename="a"\r\n\r\n'),
          chunk,
        ]),
        {},
        headers,
      ),
      'invalid',
    )
  }
})
