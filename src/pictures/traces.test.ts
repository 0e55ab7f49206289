import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { identityOfSending } from '#platform/codes/identity.ts'
import { unpadPicture } from '#platform/pictures/pad.ts'
import { openAge } from '#platform/seal/open.ts'
import { publish } from '#testing/event.ts'
import { formData } from '#testing/pictures.ts'
import { makeKey } from '#testing/seal.ts'
import { type Site, startSite } from '#testing/site.ts'

test('neither the original nor the covered picture is ever on the disk, only what is sealed', async () => {
  const { site, code, send } = await makeSite()
  const original = await noise()
  const answer = await send([['picture', original]])
  const page = await answer.text()
  assert.equal(answer.status, 200, page.slice(0, 2000))
  const { db } = site.inside.world.database
  const { body } = await db.selectFrom('picture_bodies').selectAll().executeTakeFirstOrThrow()
  const secret = /name="sending" value="([^"]+)"/.exec(page)![1]!
  const opened = await openAge([identityOfSending(secret).identity], new Uint8Array(body))
  const covered = Buffer.from(unpadPicture(opened))
  assert.deepEqual(filesWith([site.server.dataFolder, tmpdir()], Buffer.from(secret)), [], 'the secret')
  const places = [site.server.dataFolder, tmpdir()]
  for (const [name, bytes] of [
    ['original', original],
    ['covered', covered],
  ] as const)
    for (const piece of piecesOf(bytes)) assert.deepEqual(filesWith(places, piece), [], name)
  // What has to be there is found, so this looks at the right places.
  const sealed = piecesOf(Buffer.from(body)).map(piece => filesWith([site.server.dataFolder], piece).length)
  assert.ok(sealed.some(count => count > 0))
  assert.ok(!site.server.output().includes(code))
})

test('an upload that breaks off in the middle leaves nothing, and the next one is taken', async () => {
  const { site, code, send } = await makeSite()
  const before = filesIn(site.server.dataFolder)
  const original = await noise()
  for (const part of [0.1, 0.6, 0.99]) await breakOff(site, { code, picture: original, part })
  const { db } = site.inside.world.database
  const count = async () => (await db.selectFrom('pictures').select('id').execute()).length
  assert.equal(await count(), 0)
  assert.deepEqual(filesIn(site.server.dataFolder), before)
  for (const piece of piecesOf(original))
    assert.deepEqual(filesWith([site.server.dataFolder, tmpdir()], piece), [])
  assert.equal((await send([['picture', original]])).status, 200)
  assert.equal(await count(), 1)
})

async function makeSite() {
  const site = await startSite()
  const { world } = site.inside
  await makeKey(world)
  const { code } = await publish(site.inside)
  const send = (fields: [string, string | Uint8Array][]) =>
    fetch(`${site.origin}/en/events/mine/pictures`, {
      method: 'POST',
      body: formData([...formOf(code), ...fields]),
      headers: { 'sec-fetch-site': 'same-origin' },
    })
  return { site, code, send }
}

function formOf(code: string): [string, string][] {
  return [
    ['code', code],
    ['do', 'send'],
    ['licence', 'press'],
    ['looked', 'yes'],
  ]
}

/** A picture of which no piece is like any other. */
function noise(): Promise<Buffer> {
  const channels = 3
  return sharp({
    create: {
      width: 1000,
      height: 800,
      channels,
      background: '#777777',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** Sends a part of a form with a picture, then cuts the line. */
async function breakOff(
  site: Site,
  { code, picture, part }: { code: string; picture: Buffer; part: number },
) {
  const request = new Request('http://x/', {
    method: 'POST',
    body: formData([...formOf(code), ['picture', picture]]),
  })
  const body = Buffer.from(await request.arrayBuffer())
  const head = [
    'POST /en/events/mine/pictures HTTP/1.1',
    'Host: localhost',
    'Sec-Fetch-Site: same-origin',
    `Content-Type: ${request.headers.get('content-type')}`,
    `Content-Length: ${body.length}`,
  ]
  const socket = connect(site.server.port, '127.0.0.1')
  await new Promise<void>(resolve => {
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    socket.write(body.subarray(0, Math.floor(body.length * part)), () => setTimeout(resolve, 300))
  })
  socket.destroy()
  await new Promise(resolve => setTimeout(resolve, 300))
}

/** Some pieces out of the middle of a file, long enough to be in no other. */
function piecesOf(bytes: Buffer): Buffer[] {
  return [0.3, 0.5, 0.7].map(part => {
    const at = Math.floor(bytes.length * part)
    return bytes.subarray(at, at + 48)
  })
}

function filesWith(folders: readonly string[], piece: Buffer): string[] {
  const all = folders.flatMap(folder =>
    folder === tmpdir() ? readdirSync(folder).map(name => join(folder, name)) : filesIn(folder),
  )
  return all.filter(file => {
    try {
      return readFileSync(file).includes(piece)
    } catch {
      // A folder, or gone by now.
      return false
    }
  })
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}
