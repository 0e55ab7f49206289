import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { findFaces } from './faces.ts'
import { mergeBoxes } from './finding.ts'
import { type Pixels, readPicture } from './read.ts'

// Photographs with faces that the package brings along, and how many faces are to be seen in each.
const PACKAGE = dirname(
  dirname(fileURLToPath(import.meta.resolve('@vladmandic/face-api/dist/face-api.esm.js'))),
)
const FACES = [3, 3, 3, 4, 5, 4]
const sample = (number: number) => readFileSync(join(PACKAGE, 'demo', `sample${number}.jpg`))

test('every face of six photographs is found, and hardly anything else', async () => {
  for (const [index, count] of FACES.entries()) {
    const boxes = await findFaces(await pixelsOf(sample(index + 1)))
    assert.ok(boxes.length >= count && boxes.length <= count + 2, `photo ${index + 1}: ${boxes.length}`)
    for (const { x, y, width, height } of boxes)
      assert.ok(x >= 0 && y >= 0 && x + width <= 1.0001 && y + height <= 1.0001)
  }
})

test('small faces in a wide picture are found as well', async () => {
  const tiles = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(number => sharp(sample(number)).resize(800, 600, { fit: 'contain' }).toBuffer()),
  )
  const wide = sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#777777' } }).composite(
    tiles.map((input, index) => ({ input, left: (index % 3) * 800, top: Math.floor(index / 3) * 600 })),
  )
  const boxes = await findFaces(await pixelsOf(await wide.jpeg().toBuffer()))
  assert.ok(boxes.length >= 20, `${boxes.length} of 22`)
})

test('a picture without faces has none', async () => {
  const plain = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#88aacc' } })
    .jpeg()
    .toBuffer()
  assert.deepEqual(await findFaces(await pixelsOf(plain)), [])
})

test('a place that two networks found is one', () => {
  const one = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 }
  const other = { x: 0.12, y: 0.08, width: 0.18, height: 0.2 }
  const far = { x: 0.6, y: 0.6, width: 0.1, height: 0.1 }
  const merged = mergeBoxes([one, other, far])
  assert.equal(merged.length, 2)
  for (const box of [one, other])
    assert.ok(
      merged.some(
        ({ x, y, width, height }) =>
          x <= box.x && y <= box.y && x + width >= box.x + box.width && y + height >= box.y + box.height,
      ),
    )
})

async function pixelsOf(bytes: Buffer): Promise<Pixels> {
  const read = await readPicture(bytes)
  assert.ok(read.ok)
  return read.value
}
