import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeLabels, textWidth } from './labels.ts'

const room = { width: 400, height: 200, size: 10 }

test('a label stands right of its marker, else left, above, below', () => {
  const at = (x: number, y: number): string | undefined =>
    placeLabels([{ x, y, radius: 5, text: 'Some town' }], room)[0]?.anchor
  assert.equal(at(100, 100), 'start')
  assert.equal(at(390, 100), 'end')
  const crowded = [
    { x: 200, y: 100, radius: 5, text: 'Some town' },
    { x: 225, y: 100, radius: 5, text: '' },
    { x: 175, y: 100, radius: 5, text: '' },
  ]
  assert.equal(placeLabels(crowded, room)[0]?.anchor, 'middle')
  assert.ok(placeLabels(crowded, room)[0]!.y < 100)
})

test('a label without room is left out', () => {
  const wall = Array.from({ length: 9 }, (_, at) => {
    return {
      x: 160 + (at % 3) * 20,
      y: 80 + Math.floor(at / 3) * 15,
      radius: 7,
      text: at === 4 ? 'Some town' : '',
    }
  })
  assert.equal(placeLabels(wall, room)[4], undefined)
})

test('labels do not cover one another', () => {
  const two = [
    { x: 100, y: 100, radius: 5, text: 'First' },
    { x: 100, y: 112, radius: 5, text: 'Second' },
    { x: 150, y: 106, radius: 5, text: 'Third' },
  ]
  const places = placeLabels(two, room)
  const shapes = places.flatMap((place, at) => {
    if (!place) return []
    const long = textWidth(two[at]!.text) * room.size
    const left =
      place.anchor === 'start' ? place.x : place.anchor === 'end' ? place.x - long : place.x - long / 2
    return [{ left, right: left + long, top: place.y - 8, bottom: place.y + 2 }]
  })
  assert.ok(shapes.length > 1)
  for (const [at, one] of shapes.entries()) {
    for (const other of shapes.slice(at + 1)) {
      const apart =
        one.right <= other.left ||
        other.right <= one.left ||
        one.bottom <= other.top ||
        other.bottom <= one.top
      assert.ok(apart)
    }
  }
})
