import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import sharp from 'sharp'
import { HEIC, pngBomb, resizedAvif, resizedJpeg, resizedWebp, zip } from '#testing/broken-pictures.ts'
import { costOf } from '#testing/growth.ts'
import { drawing } from '#testing/pictures.ts'
import { MAX_BYTES, type PictureError, readPicture } from './read.ts'

const SIZE = { width: 320, height: 240 }
const made = {
  jpeg: await (await drawing(SIZE)).jpeg().toBuffer(),
  png: await (await drawing(SIZE)).png().toBuffer(),
  webp: await (await drawing(SIZE)).webp().toBuffer(),
  lossless: await (await drawing(SIZE)).webp({ lossless: true }).toBuffer(),
  avif: await (await drawing(SIZE)).avif({ effort: 0 }).toBuffer(),
}
const HTML = Buffer.from('<!doctype html><script>alert(1)</script>')

async function refused(bytes: Buffer): Promise<PictureError | 'taken'> {
  const read = await readPicture(bytes)
  return read.ok ? 'taken' : read.error
}

describe('what is read', () => {
  for (const [name, bytes] of Object.entries(made))
    test(`${name}, by its content`, async () => {
      const read = await readPicture(bytes)
      assert.ok(read.ok, JSON.stringify(read))
      const { data, width, height } = read.value
      assert.deepEqual([width, height, data.length], [320, 240, 320 * 240 * 3])
    })

  test('heic', async () => {
    const read = await readPicture(HEIC)
    assert.ok(read.ok)
    const { data, width, height } = read.value
    assert.deepEqual([width, height], [640, 480])
    const colourAt = (x: number, y: number) => [...data.subarray((y * 640 + x) * 3, (y * 640 + x) * 3 + 3)]
    const [blue, red] = [colourAt(50, 50), colourAt(500, 400)]
    assert.ok(blue[2]! > 200 && blue[0]! < 60, String(blue))
    assert.ok(red[0]! > 150 && red[2]! < 70, String(red))
  })

  test('a large picture becomes 2400 pixels long, and upright', async () => {
    const lying = await (await drawing({ width: 3000, height: 2000 }))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const read = await readPicture(lying)
    assert.ok(read.ok)
    assert.deepEqual([read.value.width, read.value.height], [1600, 2400])
    const upright = await readPicture(await sharp(lying).autoOrient().png().toBuffer())
    assert.ok(upright.ok)
    const differ = read.value.data.filter(
      (value, at) => Math.abs(value - upright.value.data[at]!) > 24,
    ).length
    assert.ok(differ < read.value.data.length / 50, 'turned the right way')
  })

  test('wide gamut becomes sRGB: the numbers change, the colour does not', async () => {
    const plain = {
      create: { width: 16, height: 16, channels: 3 as const, background: { r: 200, g: 40, b: 40 } },
    }
    const wide = await sharp(plain).withIccProfile('p3').png().toBuffer()
    const read = await readPicture(wide)
    assert.ok(read.ok)
    const [r, g, b] = read.value.data
    assert.ok(Math.abs(r! - 200) <= 3 && Math.abs(g! - 40) <= 3 && Math.abs(b! - 40) <= 3, `${r} ${g} ${b}`)
  })

  test('grey, transparent, 16 bit and CMYK become red, green and blue', async () => {
    const grey = await (await drawing(SIZE)).greyscale().png().toBuffer()
    const deep = await (await drawing(SIZE)).toColourspace('rgb16').png().toBuffer()
    const cmyk = await (await drawing(SIZE)).toColourspace('cmyk').jpeg().toBuffer()
    const clear = await sharp({ create: { width: 320, height: 240, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer()
    for (const bytes of [grey, deep, cmyk, clear]) {
      const read = await readPicture(bytes)
      assert.ok(read.ok)
      assert.equal(read.value.data.length, 320 * 240 * 3)
      if (bytes === clear)
        assert.ok(
          read.value.data.every(value => value === 255),
          'clear is white',
        )
    }
  })

  test('what cameras put after a picture is cut off', async () => {
    const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(3000, 7)])
    const samsung = Buffer.concat([
      Buffer.from('\0\0\x01\x0aMotionPhoto_Data', 'latin1'),
      Buffer.alloc(500, 3),
      Buffer.from('SEFT'),
    ])
    for (const tail of [made.jpeg, film, samsung, Buffer.alloc(100_000)])
      assert.equal(await refused(Buffer.concat([made.jpeg, tail])), 'taken')
  })
})

describe('what is refused', () => {
  test('nothing, and what is no picture', async () => {
    const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert.equal(await refused(Buffer.alloc(0)), 'empty')
    assert.equal(await refused(Buffer.from(svg)), 'svg')
    assert.equal(await refused(Buffer.from(`\ufeff  <!-- x -->${svg}`)), 'svg')
    const gif = await (await drawing(SIZE)).gif().toBuffer()
    const tiff = await (await drawing(SIZE)).tiff().toBuffer()
    for (const bytes of [
      gif,
      tiff,
      HTML,
      zip('a.txt', 'x'),
      Buffer.from('%PDF-1.7\n'),
      Buffer.from('BM0000'),
      Buffer.alloc(5000),
    ])
      assert.equal(await refused(bytes), 'type')
    assert.equal(await refused(Buffer.alloc(MAX_BYTES + 1)), 'large')
  })

  test('bombs, before anything is decoded', async () => {
    const bombs = {
      png: pngBomb(),
      jpeg: resizedJpeg(made.jpeg, 20_000, 20_000),
      webp: resizedWebp(made.webp, 16_000, 16_000),
      avif: resizedAvif(made.avif, 20_000, 20_000),
      heic: resizedAvif(HEIC, 20_000, 20_000),
      tall: pngBomb(1, 60_000_001),
    }
    const large = await (await drawing({ width: 4000, height: 3000 })).jpeg().toBuffer()
    const usual = await costOf(() => readPicture(large))
    for (const [name, bytes] of Object.entries(bombs)) {
      const cost = await costOf(async () => assert.equal(await refused(bytes), 'large', name))
      assert.ok(cost < usual, `${name} at ${cost} ms, an ordinary picture ${usual} ms`)
    }
  })

  test('a header that says less than there is gets no further', async () => {
    const lying = resizedJpeg(await (await drawing({ width: 2000, height: 1500 })).jpeg().toBuffer(), 8, 8)
    const read = await readPicture(lying)
    if (read.ok) assert.ok(read.value.width <= 8 && read.value.height <= 8)
  })

  test('truncated files, wherever they are cut', async () => {
    for (const [name, bytes] of Object.entries(made))
      for (const part of [0.02, 0.3, 0.7, 0.97]) {
        const error = await refused(bytes.subarray(0, Math.floor(bytes.length * part)))
        assert.ok(error === 'broken' || error === 'type', `${name} at ${part}: ${error}`)
      }
    assert.match(await refused(HEIC.subarray(0, 900)), /broken|heic/)
  })

  test('files whose middle is damaged are refused or read, and never more', async () => {
    for (const bytes of Object.values(made)) {
      const damaged = Buffer.from(bytes)
      for (let at = Math.floor(bytes.length / 2); at < bytes.length / 2 + 40; at++)
        damaged[at] = damaged[at]! ^ 0x5a
      await readPicture(damaged)
    }
  })

  test('polyglots: a picture that is another file as well', async () => {
    const archive = zip('a.html', HTML.toString())
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')
    for (const bytes of Object.values(made)) {
      for (const tail of [archive, HTML, pdf, Buffer.from('#!/bin/sh\n'), Buffer.from('MZ\x90')])
        assert.equal(await refused(Buffer.concat([bytes, tail])), 'polyglot', tail.toString('latin1', 0, 8))
      assert.equal(await refused(Buffer.concat([bytes, Buffer.alloc(50), HTML])), 'polyglot', 'behind zeros')
    }
    const behindFilm = Buffer.concat([made.jpeg, Buffer.from('\0\0\0\x18ftypmp42'), archive])
    assert.equal(await refused(behindFilm), 'polyglot')
    assert.equal(await refused(Buffer.concat([made.jpeg, made.jpeg, archive])), 'polyglot')
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 2 + pdf.length]), pdf])
    assert.equal(
      await refused(Buffer.concat([made.jpeg.subarray(0, 2), comment, made.jpeg.subarray(2)])),
      'polyglot',
      'PDF in a comment',
    )
    const script = Buffer.concat([Buffer.from([0xff, 0xe0, 0x2f, 0x2a]), Buffer.alloc(0x2f2a - 2, 0x20)])
    assert.equal(
      await refused(Buffer.concat([made.jpeg.subarray(0, 2), script, made.jpeg.subarray(2)])),
      'polyglot',
      'JavaScript',
    )
  })

  test('moving pictures', async () => {
    const frames = await Promise.all(
      [1, 2, 3].map(async seed => (await drawing({ ...SIZE, seed })).png().toBuffer()),
    )
    const webp = await sharp(frames, { join: { animated: true } })
      .webp({ delay: 100 })
      .toBuffer()
    assert.equal(await refused(webp), 'moving')
  })
})
