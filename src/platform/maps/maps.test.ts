import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { drawMap, type MapInput, type Marker } from './map.ts'

const capitals: [string, number, number][] = [
  ['Edinburgh', 55.95, -3.19],
  ['London', 51.51, -0.13],
  ['Brussels', 50.85, 4.35],
  ['Warsaw', 52.23, 21.01],
  ['Vilnius', 54.69, 25.28],
  ['Rome', 41.9, 12.5],
  ['Moscow', 55.75, 37.62],
]
const europe = capitals.map(([label, lat, lon]) => marker({ label, lat, lon }))

function marker(given: Partial<Marker>): Marker {
  const label = given.label ?? 'Somewhere'
  return { lat: 0, lon: 0, label, count: 1, href: `/events/${label}`, title: `${label}: one event`, ...given }
}

function draw(given: Partial<MapInput>): string {
  const usual = { width: 1120, height: 430, markers: [], fit: 'world' as const, highlighted: [] }
  return drawMap({ ...usual, title: 'Map', description: 'Events by place', ...given })
}

function manyMarkers(number: number): Marker[] {
  let seed = 7
  const next = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647
  return Array.from({ length: number }, (_, at) => {
    return marker({
      label: `Town ${at}`,
      lat: next() * 130 - 55,
      lon: next() * 360 - 180,
      count: 1 + Math.floor(next() * 4),
    })
  })
}

function level(svg: string, name: string): string {
  return svg.split('map-level--').find(part => part.startsWith(`${name}"`))!
}

/** What the markers of one class of width say: their counts, 1 where none is written. */
function total(part: string): number {
  const all = part.match(/class="map-dot"/g)!.length
  const counts = [...part.matchAll(/class="map-count"[^>]*>(\d+)</g)].map(([, count]) => Number(count))
  return all - counts.length + counts.reduce((sum, count) => sum + count, 0)
}

test('the world with 500 markers weighs at most 14 KB', () => {
  const size = brotliCompressSync(draw({ markers: manyMarkers(500), highlighted: ['DE', 'PL', 'US'] })).length
  assert.ok(size < 14 * 1024, `${size} bytes`)
  assert.ok(size > 4 * 1024, 'suspiciously little')
})

test('Europe at 1:50m weighs at most 12 KB', () => {
  const svg = draw({ markers: europe, fit: 'markers', highlighted: ['GB', 'RU', 'PL'], cutOut: 'BY' })
  const size = brotliCompressSync(svg).length
  assert.ok(size < 12 * 1024, `${size} bytes`)
  assert.ok(size > 3 * 1024, 'suspiciously little')
})

test('every marker is represented in every class of width', () => {
  const markers = manyMarkers(500)
  const sum = markers.reduce((all, { count }) => all + count, 0)
  for (const fit of ['world', 'markers', { country: 'PL' }] as const) {
    const svg = draw({ markers, fit })
    for (const name of ['s', 'm', 'l']) assert.equal(total(level(svg, name)), sum)
  }
})

test('targets are at least 24 CSS pixels and apart, at the least width of their class', () => {
  const svg = draw({ markers: manyMarkers(500) })
  for (const [name, width] of [
    ['s', 320],
    ['m', 560],
    ['l', 900],
  ] as const) {
    const part = level(svg, name)
    const radius = Number(/map-target" r="(\d+)"/.exec(part)![1])
    assert.ok((2 * radius * width) / 1120 >= 24, name)
    const centres = [...part.matchAll(/translate\((-?\d+) (-?\d+)\)/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    )
    for (const [at, [x, y]] of centres.entries()) {
      for (const [otherX, otherY] of centres.slice(at + 1)) {
        assert.ok(
          (Math.hypot(x - otherX, y - otherY) * width) / 1120 >= 24,
          `${name}: ${x} ${y} and ${otherX} ${otherY}`,
        )
      }
    }
  }
})

test('there is no style, script, nor handler, and hostile texts stay texts', () => {
  const hostile = `"><script>alert(1)</script><a href='x' onclick="x()">&`
  const svg = draw({
    title: hostile,
    description: hostile,
    idPrefix: 'one',
    markers: [
      marker({ label: hostile, title: hostile, href: hostile }),
      marker({ lat: 50, href: 'javascript:alert(1)', title: 'scheme' }),
      marker({ lat: -50, lon: 80, href: '/events?a=1&b="2"', title: 'query' }),
    ],
    highlighted: ['FR'],
    countryHref: () => 'javascript:alert(2)',
    countryTitle: () => hostile,
  })
  assert.doesNotMatch(svg, /<script|<style|style=|<a href='|javascript:/)
  // Outside of quoted values no tag may hold a handler.
  for (const [tag] of svg.matchAll(/<[^>]*>/g)) assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\son\w+=/)
  assert.match(svg, /href="\/events\?a=1&amp;b=&quot;2&quot;"/)
  assert.ok(svg.includes('&lt;script&gt;'))
})

test('a country across the date line is drawn in one piece', () => {
  for (const country of ['RU', 'FJ', 'US', 'NZ']) {
    const svg = draw({ fit: { country }, highlighted: [country] })
    const path = /class="map-land map-land--active" d="([^"]+)"/.exec(svg)![1]!
    const xs = [...path.matchAll(/M(-?\d+)/g)].map(([, x]) => Number(x))
    assert.ok(xs.length > 1, country)
    // No ring may run along the whole frame: a polygon turned over would.
    const corners = ['M-4-4', 'l1128 0', 'l0 438'].filter(corner => path.includes(corner))
    assert.deepEqual(corners, [], country)
  }
  // Chukotka's tip lies beyond 180°; it must stand right of Moscow, inside the frame.
  const svg = draw({
    fit: { country: 'RU' },
    markers: [marker({ lat: 55.75, lon: 37.62 }), marker({ lat: 66.1, lon: -170 })],
  })
  const [moscow, dezhnev] = [...level(svg, 'l').matchAll(/translate\((\d+) (\d+)\)/g)].map(([, x]) =>
    Number(x),
  )
  assert.ok(moscow! < 500 && dezhnev! > 600 && dezhnev! < 1120, `${moscow} ${dezhnev}`)
})

test('far islands do not shrink their country, unless something is marked there', () => {
  const lisbonX = (markers: Marker[]): number => {
    const svg = draw({
      fit: { country: 'PT' },
      markers: [marker({ lat: 38.72, lon: -9.14, count: 9 }), ...markers],
    })
    return Number(/translate\((\d+) /.exec(level(svg, 'l'))![1])
  }
  assert.ok(Math.abs(lisbonX([]) - 520) < 60)
  assert.ok(lisbonX([marker({ lat: 32.66, lon: -16.92 })]) > 640, 'Madeira makes room in the west')
})

test('markers all over the world make it the world', () => {
  const everywhere = [
    marker({ lat: 60, lon: 20 }),
    marker({ lat: -35, lon: 150 }),
    marker({ lat: 40, lon: -120 }),
  ]
  const land = (svg: string): string => /class="map-land" d="([^"]+)"/.exec(svg)![1]!
  assert.equal(land(draw({ markers: everywhere, fit: 'markers' })), land(draw({ fit: 'world' })))
  assert.equal(land(draw({ fit: { country: 'nowhere' } })), land(draw({ fit: 'world' })))
  assert.notEqual(land(draw({ markers: europe, fit: 'markers' })), land(draw({ fit: 'world' })))
})

test('a single marker keeps some land around it', () => {
  const svg = draw({
    markers: [marker({ label: 'Vilnius', lat: 54.69, lon: 25.28 })],
    fit: 'markers',
    highlighted: ['LT', 'LV', 'PL', 'BY'],
  })
  assert.equal(svg.match(/map-land--active/g)!.length, 4)
})

test('broken coordinates and the far side of the globe do no harm', () => {
  const markers = [...europe, marker({ lat: Number.NaN }), marker({ lat: -52, lon: -161 })]
  for (const fit of ['world', 'markers', { country: 'PL' }] as const) {
    const svg = draw({ markers, fit })
    assert.doesNotMatch(svg, /NaN|Infinity|undefined/)
    assert.equal(total(level(svg, 's')), markers.length)
  }
})

test('the country of the day is cut out of the land and dashed', () => {
  const svg = draw({ fit: { country: 'BY' }, cutOut: 'BY', highlighted: ['BY', 'LT'] })
  assert.match(svg, /class="map-cutout" d="M/)
  assert.equal(svg.match(/map-land--active/g)!.length, 1)
})

test('the stylesheet knows every class of the drawing', () => {
  const css = readFileSync(new URL('maps.css', import.meta.url), 'utf8')
  const svg = draw({
    markers: [marker({ red: false }), ...manyMarkers(60)],
    cutOut: 'BY',
    highlighted: ['FR'],
    countryHref: () => '/fr',
  })
  const classes = new Set([...svg.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => names!.split(' ')))
  const plain = new Set(['map-label--start', 'map-marker'])
  for (const name of classes) assert.ok(plain.has(name) || css.includes(`.${name}`), name)
})
