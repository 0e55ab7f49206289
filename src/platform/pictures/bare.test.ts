import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { bareJpeg } from './bare.ts'

test('a JPEG keeps its pixels and nothing that tells of anybody', async () => {
  const made = sharp({ create: { width: 64, height: 48, channels: 3, background: '#336699' } })
  const telling = await made
    .clone()
    .withExif({ IFD0: { Artist: 'Canary' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 54/1 0/1' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Canary</x:xmpmeta>')
    .jpeg()
    .toBuffer()
  const comment = Buffer.from([0xff, 0xfe, 0, 8, ...Buffer.from('Canary')])
  const commented = Buffer.concat([telling.subarray(0, 2), comment, telling.subarray(2)])
  assert.ok(commented.includes('Canary'))
  const bare = bareJpeg(commented)
  assert.equal(Buffer.from(bare).includes('Canary'), false)
  const { exif, xmp, icc, iptc, comments } = await sharp(bare).metadata()
  assert.deepEqual([exif, xmp, icc, iptc, comments], [undefined, undefined, undefined, undefined, undefined])
  const pixels = (jpeg: Uint8Array) => sharp(jpeg).raw().toBuffer()
  assert.deepEqual(await pixels(bare), await pixels(telling))
})

test('what is no whole JPEG is refused', () => {
  for (const bytes of [[], [0xff, 0xd8], [0xff, 0xd8, 0xff, 0xe1, 0, 20, 1], [0x89, 0x50, 0x4e, 0x47]])
    assert.throws(() => bareJpeg(new Uint8Array(bytes)), TypeError)
})
