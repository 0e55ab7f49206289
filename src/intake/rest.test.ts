import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Draft } from './draft.ts'
import { type IntakeHint, readIntake } from './read.ts'

const one = (text: string, hint: IntakeHint = { year: 2026 }): Draft => {
  const { drafts } = readIntake(text, hint)
  assert.equal(drafts.length, 1)
  return drafts[0]!
}

test('what no field took is kept: sentences, points of a programme, a card’s other keys', () => {
  const item = one(`21 мая
• Лодзь, 18:00 — мітынг «Голас» на плошчы Свабоды. Бярыце белыя кветкі! Уваход вольны.
  - 18:40 хвіліна маўчання
  - 19:00 агульнае фота`)
  assert.equal(item.about, 'Бярыце белыя кветкі! Уваход вольны.\n18:40 хвіліна маўчання\n19:00 агульнае фота')
  const card = one(`Вечер открыток
Когда: 22 мая, 19:00
Где: Батуми, кафе «Маяк», ул. Чавчавадзе, 7
Ведёт: Анна Иванова
Вход свободный, марки есть.`)
  assert.equal(card.about, 'Ведёт: Анна Иванова\nВход свободный, марки есть.')
  assert.equal(one('May 21, 18:00, Oslo: picket').about, undefined)
})

test('hours that are not the start are told together', () => {
  const draft = one('Ghent, 23 May, 17:30 gathering at the cathedral, 18:00 march to the canal')
  assert.match(draft.about ?? '', /17:30.*18:00/)
})

test('the first web address is the link, and the words around it stay', () => {
  const draft = one(
    'May 21, 19:00, Turku: vigil (register until 18 May: https://forms.gle/abc-2105), Market Square. More: www.example.org/x.',
  )
  assert.equal(draft.link, 'https://forms.gle/abc-2105')
  assert.match(draft.about ?? '', /register until 18 May/)
  assert.match(draft.about ?? '', /More: www\.example\.org\/x/)
  assert.equal(draft.title, 'Vigil')
  const below = one('Webinar\nWhen: May 20, 20:00\nWhere: online\nhttps://zoom.us/j/2105')
  assert.equal(below.link, 'https://zoom.us/j/2105')
  assert.equal(below.about, undefined)
})

test('numbers and words in an address are no dates, places or kinds', () => {
  const draft = one('May 22, 18:00, Turku: picket https://example.org/2026/05/24/concert-19-00')
  assert.deepEqual([draft.date, draft.start, draft.kind], ['2026-05-22', '18:00', 'picket'])
  assert.equal(one('20:00, May 22: discussion https://meet.google.com/abc').online, true)
})

test('a line that tells a day or an hour and is no event is named', () => {
  const unread = (text: string) => readIntake(text, { year: 2026 }).unread
  assert.deepEqual(unread('Events\n\n21 May\nOslo, 18:00: picket\n\nКракаў 22.05'), [
    { line: 6, text: 'Кракаў 22.05' },
  ])
  assert.deepEqual(unread('Updated 15 May 2026, 9:15 PM\n\n21 May\n\nOslo\n18:00: picket'), [])
  assert.deepEqual(unread('Wochenplan für 18:00'), [{ line: 1, text: 'Wochenplan für 18:00' }])
})

test('an address does not end at the point of an abbreviation', () => {
  const venue = (text: string) => one(`21 мая\n${text}`).venue
  assert.equal(venue('Люблін, вул. Зялёная 12, 18:00: пікет'), 'вул. Зялёная 12')
  assert.equal(venue('Шауляй, ул. Вильняус, 5, 18:00 — вечер писем'), 'ул. Вильняус, 5')
  assert.equal(venue('Люблин, 18:00, площадь у памятника: митинг'), 'площадь у памятника')
})

test('a title begins with a capital and says nothing of being cancelled', () => {
  const title = (text: string) => one(`21 мая\n${text}`).title
  assert.equal(title('Люблін, 18:00 — мітынг «за волю» на плошчы'), 'Мітынг «за волю» на плошчы')
  assert.equal(title('Oslo, 18:00 – concert (cancelled)'), 'Concert')
  assert.equal(title('Люблін: канцэрт скасаваны — 19:00'), 'Канцэрт')
  assert.equal(title('Рига — ОТМЕНЕНО (было 21 мая 17:00, площадь у памятника): митинг'), 'Митинг')
})

test('the name of winter time in summer is a doubt', () => {
  const codes = (text: string) => one(text).doubts.map(({ key }) => key)
  assert.deepEqual(codes('21 May, online, 20:00 CET: webinar'), ['intake.doubt.season'])
  assert.deepEqual(codes('21 May, Warsaw, 20:00 CET: picket'), ['intake.doubt.season'])
  assert.deepEqual(codes('21 May, Warsaw, 20:00 CEST: picket'), [])
  assert.deepEqual(codes('21 January, Warsaw, 20:00 CET: picket'), [])
  assert.deepEqual(codes('21 May, Chicago, 20:00 CT: picket'), [])
})
