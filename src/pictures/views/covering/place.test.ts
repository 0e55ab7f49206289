import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { coveredOf, moved, type Place, placeAt, resized, showsFaces } from './place.ts'

const part = fc.double({ min: 0, max: 1, noNaN: true })
const change = fc.double({ min: -3, max: 3, noNaN: true })
const sides = fc.record({
  width: fc.integer({ min: 1, max: 2400 }),
  height: fc.integer({ min: 1, max: 2400 }),
})
const isInside = ({ x, y, width, height }: Place) =>
  x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9

test('wherever a place is put, moved and resized to, it lies in the picture', () => {
  fc.assert(
    fc.property(part, part, sides, fc.array(fc.tuple(change, change)), (x, y, picture, changes) => {
      let place = placeAt({ x, y }, picture)
      assert.ok(isInside(place), JSON.stringify(place))
      for (const [one, other] of changes) {
        place = moved(place, one, other)
        assert.ok(isInside(place), JSON.stringify(place))
        place = resized(place, other, one)
        assert.ok(isInside(place), JSON.stringify(place))
      }
    }),
  )
})

test('moving keeps the size', () => {
  const place = placeAt({ x: 0.5, y: 0.5 }, { width: 100, height: 50 })
  const far = moved(place, 5, -5)
  assert.deepEqual([far.width, far.height, far.y], [place.width, place.height, 0])
  assert.equal(far.x + far.width, 1)
})

test('what is shown is not covered; only somebody who agreed needs a note', () => {
  const box = { x: 0, y: 0, width: 0.1, height: 0.1, from: 'found' } as const
  const [hidden, none, agreed]: Place[] = [
    { ...box, shown: null },
    { ...box, shown: 'no-face' },
    { ...box, shown: 'agreed' },
  ]
  assert.deepEqual(coveredOf([hidden!, none!, agreed!]), [hidden])
  assert.equal(showsFaces([hidden!, none!]), false)
  assert.equal(showsFaces([hidden!, agreed!]), true)
})
