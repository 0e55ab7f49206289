import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clusterPlaces } from './cluster.ts'

const place = fc.record({
  item: fc.string(),
  x: fc.double({ min: 0, max: 1120, noNaN: true }),
  y: fc.double({ min: 0, max: 430, noNaN: true }),
  weight: fc.integer({ min: 1, max: 50 }),
})

test('nothing is lost, weights add up, clusters keep their distance and the heaviest its place', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 120 }), fc.integer({ min: 5, max: 200 }), (places, apart) => {
      const clusters = clusterPlaces(places, apart)
      const items = clusters.flatMap(cluster => cluster.items)
      assert.deepEqual(items.toSorted(), places.map(({ item }) => item).toSorted())
      assert.equal(sum(clusters), sum(places))
      for (const [at, one] of clusters.entries()) {
        assert.ok(places.some(({ x, y }) => x === one.x && y === one.y))
        for (const other of clusters.slice(at + 1))
          assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= apart)
      }
    }),
  )
})

function sum(places: { weight: number }[]): number {
  return places.reduce((all, { weight }) => all + weight, 0)
}
