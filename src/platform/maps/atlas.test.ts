import assert from 'node:assert/strict'
import { test } from 'node:test'
import { absolute, isInCountry, type Position, readAtlas, type Scale } from './atlas.ts'

const places: [name: string, code: string, place: Position, not: string[]][] = [
  ['Crimea', 'UA', [34.4, 45.3], ['RU']],
  ['Simferopol', 'UA', [34.1, 44.95], ['RU']],
  ['Sevastopol', 'UA', [33.6, 44.6], ['RU']],
  ['Kerch', 'UA', [36.3, 45.3], ['RU']],
  ['Perekop', 'UA', [33.75, 46.1], ['RU']],
  ['Donetsk', 'UA', [37.8, 48], ['RU']],
  ['Luhansk', 'UA', [39.3, 48.57], ['RU']],
  ['Krasnodar', 'RU', [39, 45.04], ['UA']],
  ['Sukhumi', 'GE', [41.1, 43.05], ['RU']],
  ['Tskhinvali', 'GE', [43.97, 42.23], ['RU']],
  ['Tiraspol', 'MD', [29.55, 46.88], ['UA', 'RU']],
  ['Stepanakert', 'AZ', [46.75, 39.82], ['AM']],
  ['Laayoune', 'EH', [-13, 27.1], ['MA']],
  ['Smara', 'EH', [-11.67, 26.74], ['MA']],
  ['Tarfaya', 'MA', [-12.5, 27.95], ['EH']],
  ['Quneitra, Golan', 'SY', [35.77, 33.05], ['IL']],
  ['Ramallah', 'PS', [35.2, 31.95], ['IL']],
  ['Haifa', 'IL', [35.1, 32.7], ['SY', 'PS']],
  ['Hargeisa', 'SO', [44.06, 9.56], []],
  ['Northern Cyprus', 'CY', [33.4, 35.25], []],
  ['Pristina', 'XK', [21.16, 42.66], ['RS']],
  ['Cayenne', 'GF', [-52.8, 4.4], ['FR']],
  ['Paris', 'FR', [2.35, 48.86], []],
  ['Taiwan', 'TW', [121, 24], ['CN']],
]

for (const scale of ['110m', '50m'] as const) {
  for (const [name, code, place, others] of places) {
    test(`${name} lies in ${code} at 1:${scale}`, () => {
      assert.equal(isInCountry(scale, code, place), true)
      for (const other of others) assert.equal(isInCountry(scale, other, place), false, other)
    })
  }

  test(`no line is drawn between Crimea and the rest of Ukraine at 1:${scale}`, () => {
    const { lines, borders, disputed } = readAtlas(scale)
    const near = [...borders, ...disputed]
      .flatMap(arc => lines[arc]!)
      .filter(([lon, lat]) => {
        return lon > 32 && lon < 37 && lat > 44 && lat < 46.8
      })
    assert.deepEqual(near, [])
  })

  test(`disputed lines are not borders as well at 1:${scale}`, () => {
    const { borders, disputed } = readAtlas(scale)
    assert.ok(disputed.length > 4)
    assert.equal(disputed.filter(arc => borders.includes(arc)).length, 0)
  })

  test(`codes are ISO 3166-1 alpha-2 at 1:${scale}`, () => {
    const codes = new Set(codesOf(scale))
    for (const code of codes) assert.match(code, /^([A-Z]{2})?$/)
    for (const code of ['BY', 'UA', 'PL', 'XK', 'EH', 'PS', 'TW', 'US']) assert.ok(codes.has(code), code)
    assert.ok(codes.size > (scale === '50m' ? 235 : 170), String(codes.size))
  })
}

test('small states are there at 1:50m', () => {
  const codes = codesOf('50m')
  for (const code of ['MT', 'LI', 'AD', 'MC', 'SM', 'VA', 'LU', 'SG', 'HK', 'MO', 'AX', 'SJ', 'GP', 'CC']) {
    assert.ok(codes.includes(code), code)
  }
})

test('a line walked backwards is the same line', () => {
  assert.equal(absolute(~7), 7)
  assert.equal(absolute(7), 7)
})

function codesOf(scale: Scale): string[] {
  return readAtlas(scale).pieces.map(({ code }) => code)
}
