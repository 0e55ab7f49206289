import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { KINDS } from '#events/kind.ts'
import { vocabularies } from '#intake/grammar/lexicon.ts'
import { readDate } from '#platform/time/local.ts'
import { assertGrowsEvenly } from '#testing/growth.ts'
import { readIntake } from './read.ts'

const words = vocabularies.flatMap(({ months, weekdays, words: groups, kinds }) =>
  [...months, ...weekdays, ...Object.values(groups), ...Object.values(kinds)].flatMap(list =>
    list.replace(/[*~?]/g, '').split(', '),
  ),
)
const pieces = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(
    'Vilnius',
    'у Вільні',
    'Польша',
    'Warsaw, Poland',
    'London',
    'в Вене',
    'U Bruseli',
    'Paris',
    'New York, NY',
  ),
  fc.constantFrom(
    '18:00',
    '7:00–8:30 PM',
    '21.05',
    '21.05.2025',
    '05/21',
    '24:00',
    '2025-05-21',
    '14.30',
    '22–28',
    '7',
    '99:99',
    '31.02',
    '19h30',
    'GMT+3',
  ),
  fc.constantFrom(
    '\n',
    '\n\n',
    '\n• ',
    '\n  - ',
    ': ',
    ', ',
    ' — ',
    '. ',
    '|',
    '\t',
    '"',
    '(',
    ')',
    '📍',
    '🗓',
    '🕒',
    '\r\n',
    '\u00ad',
    '\u202e',
    '# ',
    '**',
    ';',
  ),
  fc.string({ maxLength: 8, unit: 'grapheme' }),
)
const texts = fc.array(pieces, { maxLength: 60 }).map(parts => parts.join(' '))

test('whatever is pasted, drafts are sound', () => {
  fc.assert(
    fc.property(texts, fc.option(fc.integer({ min: 1990, max: 2100 }), { nil: undefined }), (text, year) => {
      for (const draft of readIntake(text, { year, today: '2025-01-15' }).drafts) {
        for (const date of [draft.date, draft.endDate])
          if (date !== undefined) assert.equal(readDate(date), date)
        if (draft.endDate) assert.ok(draft.date && draft.endDate > draft.date)
        for (const time of [draft.start, draft.end])
          if (time !== undefined) assert.match(time, /^([01]\d|2[0-3]):[0-5]\d$/)
        assert.ok((KINDS as readonly string[]).includes(draft.kind), draft.kind)
        assert.ok(draft.from >= 0 && draft.to <= text.length && draft.from <= draft.to)
        assert.ok(text.slice(draft.from, draft.to).includes(draft.source))
        if (draft.country !== undefined) assert.match(draft.country, /^[A-Z]{2}$/)
        assert.equal(draft.city === undefined, draft.cityEn === undefined)
        assert.ok(draft.title.length <= 200)
      }
    }),
    { numRuns: 1500 },
  )
})

test('lines end as they may', () => {
  const text = 'May 21\n• 18:00 — rally in Warsaw\n• 19:00 — concert in Berlin'
  const plain = readIntake(text, { year: 2025 }).drafts.map(({ date, start, cityEn }) => [
    date,
    start,
    cityEn,
  ])
  assert.equal(plain.length, 2)
  for (const end of ['\r\n', '\r', '\u2028']) {
    const { drafts } = readIntake(text.replaceAll('\n', end), { year: 2025 })
    assert.deepEqual(
      drafts.map(({ date, start, cityEn }) => [date, start, cityEn]),
      plain,
    )
  }
})

test('marks that nobody sees change nothing, and the source leads back to the text as it came', () => {
  const text = '21\u00a0May, 18:00 — ral\u00adly in \u202aWar\u200bsaw\u202c, Castle\u00a0Square'
  const [draft] = readIntake(text, { year: 2025 }).drafts
  assert.equal(draft?.cityEn, 'Warsaw')
  assert.equal(draft?.kind, 'rally')
  assert.equal(text.slice(draft!.from, draft!.to), text)
})

const hostile: Record<string, string> = {
  'a line of 5 MB': 'a'.repeat(5e6),
  'towns on a line': 'Warsaw '.repeat(700_000),
  'nested brackets': '('.repeat(2e6) + ')'.repeat(2e6),
  'nested quotes': '[(«"'.repeat(1e6),
  'bidi marks': '\u202e\u2066'.repeat(2e6),
  'a number of 5 million digits': '1'.repeat(5e6),
  'dates on a line': '21.05.'.repeat(800_000),
  'ranges without end': '18–'.repeat(1.5e6),
  'keys on a line': 'When: '.repeat(800_000),
  bars: '|'.repeat(5e6),
  'empty lines': '\n'.repeat(5e6),
  pins: '📍'.repeat(1e6),
  'deeper and deeper': Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}• 18:00 rally`).join(
    '\n',
  ),
  'the same line again': '21 May, 18:00, Warsaw: rally\n'.repeat(20_000),
}

for (const [name, text] of Object.entries(hostile)) {
  test(`hostile: ${name} is read in time that grows with its length`, async () => {
    await assertGrowsEvenly(part => readIntake(part, { year: 2025 }), text)
  })
}
