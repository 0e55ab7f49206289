import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Decrypter } from 'age-encryption'
import { unpadPicture } from '#platform/pictures/pad.ts'
import { publish, withDay } from '#testing/event.ts'
import { type Field, sendFiles, sendFilesAs } from '#testing/pictures.ts'
import { makeKey } from '#testing/seal.ts'
import { makeFolder } from '#testing/server.ts'
import { CANARY, noExiftool, readTags, type Tagged, taggedPicture } from '#testing/tagged.ts'
import { onBothEngines } from '#testing/world.ts'

/** What a picture says of itself that is the same for all of its size: nothing of it tells who, where, when, or with what. */
const HARMLESS =
  /^(SourceFile|(ExifTool|System|File|Composite):.*|JFIF:(JFIFVersion|ResolutionUnit|[XY]Resolution|Thumbnail(Width|Height))|RIFF:(ImageWidth|ImageHeight|VP8Version|HorizontalScale|VerticalScale|AlphaIsUsed))$/

onBothEngines('what a file tells beside its picture', make => {
  test('is gone from all that is kept, shown or served', { skip: noExiftool }, async () => {
    const inside = await withDay(await make({ env: { VESTKA_DATA: makeFolder() } }))
    const { world, public: site } = inside
    const key = await makeKey(world)
    const { code, member } = await publish(inside)
    const outputs = new Map<string, Buffer>()
    for (const format of ['jpeg', 'png', 'webp', 'avif'] satisfies Tagged[]) {
      const { bytes, tags } = await tagged(format)
      assert.ok(tags > 300, `${format} has only ${tags} tags to lose`)
      assert.ok(bytes.includes(CANARY))
      const answer = await sendFiles(inside, '/en/events/mine/pictures', form(code, bytes))
      const page = await answer.text()
      assert.equal(answer.status, 200, `${format}: ${page.split('class="summary"')[1]?.slice(0, 400)}`)
      assert.doesNotMatch(page, /IMG_20240521_Anna/)
      for (const [index, [, base64]] of [...page.matchAll(/data:image\/webp;base64,([\w+/=]+)/g)].entries())
        outputs.set(`${format} preview ${index}`, Buffer.from(base64!, 'base64'))
    }
    for (const { id } of await world.database.db.selectFrom('pictures').select('id').execute()) {
      const sealed = await member.get(`/desk/pictures/${id}.age`)
      const decrypter = new Decrypter()
      decrypter.addIdentity(key.identity)
      const opened = unpadPicture(await decrypter.decrypt(new Uint8Array(await sealed.arrayBuffer())))
      outputs.set(`${id} sealed`, Buffer.from(opened))
      const approved = await sendFilesAs(inside, member, `/desk/pictures/${id}/approve`, [
        ['version', '1'],
        ['show', 'now'],
        ['picture', opened],
      ])
      assert.equal(approved.status, 303)
      for (const file of [`${id}-480.webp`, `${id}-1200.webp`, `${id}-2400.jpg`]) {
        const served = await site.request(`/pictures/${file}`)
        assert.equal(served.status, 200)
        outputs.set(file, Buffer.from(await served.arrayBuffer()))
      }
    }
    assert.equal(outputs.size, 4 * (1 + 1 + 3))
    for (const [name, bytes] of outputs) assert.ok(!bytes.includes(CANARY), name)
    const read = readTags(outputs)
    assert.equal(read.size, outputs.size)
    for (const [name, tags] of read)
      assert.deepEqual(
        tags.filter(tag => !HARMLESS.test(tag)),
        [],
        name,
      )
  })
})

const made = new Map<Tagged, ReturnType<typeof taggedPicture>>()

/** Made once for both engines: it takes some seconds. */
function tagged(format: Tagged): ReturnType<typeof taggedPicture> {
  const known = made.get(format) ?? taggedPicture(format)
  made.set(format, known)
  return known
}

function form(code: string, bytes: Buffer): Field[] {
  return [
    ['code', code],
    ['do', 'send'],
    ['licence', 'press'],
    ['faces', 'show'],
    ['consent', 'nobody is shown'],
    ['looked', 'yes'],
    ['picture', bytes],
  ]
}
