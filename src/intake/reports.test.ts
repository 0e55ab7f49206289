import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inShort } from '#testing/intake.ts'
import { type IntakeHint, readIntake } from './read.ts'

const read = (text: string, hint: IntakeHint = { year: 2026 }) => readIntake(text, hint).drafts.map(inShort)

test('yesterday, tonight and weekdays are counted from the day of the page', () => {
  assert.deepEqual(
    read(`Як прайшоў дзень

22 мая 2026, 11:30

Учора беларусы выйшлі на вуліцы ў розных краінах свету.

У Празе прайшоў марш ад ратушы.

Сённяшні дзень таксама багаты.`),
    ['2026-05-21 - Prague march'],
  )
  assert.deepEqual(
    read(`A day of candles

Friday, 22 May 2026

In Ghent two dozen people held a vigil on Thursday. In Turku the diaspora staged a picket.

The concert that was to take place in Leipzig tonight has been called off.`),
    ['2026-05-21 - Ghent vigil', '2026-05-21 - Turku picket', '2026-05-22 - Leipzig concert cancelled'],
  )
})

test('a report on the Day that names no day tells of 21 May', () => {
  assert.deepEqual(
    read(`Підсумки Дня солідарності

23 травня 2026, 10:00

У Кракові відбувся мітинг біля консульства.`),
    ['2026-05-21 - Kraków rally'],
  )
})

test('a paragraph names its town and its day once', () => {
  assert.deepEqual(
    read(`Рим присоединится 21 мая. В 11:00 диаспора выйдет на пикет у министерства. Вечером, в 20:30, зажгут свечи на холме.

В Милане 22 мая в 19:00 пройдёт лекция.`),
    ['2026-05-21 11:00 Rome picket', '2026-05-21 20:30 Rome vigil', '2026-05-22 19:00 Milan panel'],
  )
})

test('weekdays of a week that is announced', () => {
  assert.deepEqual(
    read(`Запрошуємо у Празі:
• у понеділок 18 травня о 19:00 – кінопоказ
• в четвер – мітинг о 18:00 на площі
• у неділю з 11 до 15 – пікнік`),
    [
      '2026-05-18 19:00 Prague screening',
      '2026-05-21 18:00 Prague rally',
      '2026-05-24 11:00–15:00 Prague meeting',
    ],
  )
})

test('a town as the subject, a town named by an adjective', () => {
  assert.deepEqual(
    read(`Also joining is our north: Turku will host a panel on May 20 at 6 p.m. at the library.

Першай пачынае Рыга: у нядзелю, 17 мая, а 13:00 будзем пісаць лісты.

Познанський пробіг 18 травня через зливу не відбувся.`),
    [
      '2026-05-20 18:00 Turku panel',
      '2026-05-17 13:00 Riga letter-writing',
      '2026-05-18 - Poznań run cancelled',
    ],
  )
})

test('a square that is called after a town is not in it', () => {
  assert.deepEqual(read('В Лионе 21 мая в 18:00 на Пражской площади пройдёт митинг.'), [
    '2026-05-21 18:00 Lyon rally',
  ])
})

test('what is told of many towns at once is no event', () => {
  assert.deepEqual(
    read(`On May 21, rallies and exhibitions were held in more than 40 cities.

Vienna: A photo exhibition opened near the town hall.`),
    ['2026-05-21 - Vienna exhibition'],
  )
})

test('last year, accreditation, curfew and the hours of a box office are no events', () => {
  assert.deepEqual(
    read(`Падзеі

• 21 мая, 18:00, Гданьск — пікет
• Летась, 21 мая 2025 года, у Варшаве нас было 600

Акрэдытацыя медыя да 19 мая, 18:00.
Каса: аўт–сб 14:00–20:00`),
    ['2026-05-21 18:00 Gdańsk picket'],
  )
})

test('an agency’s report: the place and day over it, several towns in a sentence', () => {
  assert.deepEqual(
    read(`Neighbours remember their prisoners

VILNIUS, May 22, 2026

Several hundred people rallied in Vilnius on Thursday.

In nearby Kaunas, students built an installation of envelopes.

Marchers in Warsaw carried a flag; Turku held a vigil; in Ghent, runners circled the lake.`),
    [
      '2026-05-21 - Vilnius rally',
      '2026-05-21 - Kaunas installation',
      '2026-05-21 - Warsaw march',
      '2026-05-21 - Turku vigil',
      '2026-05-21 - Ghent run',
    ],
  )
})

test('the town in the sentence before, and a sentence that leaves the hour to the next', () => {
  assert.deepEqual(
    read(`Лондон в этом году собирается дважды. 20 мая в 19:00 в библиотеке пройдёт дискуссия, а 21 мая в 18:00 на площади — митинг.

Главное событие состоится в Гданьске в пятницу, 22 мая. В 17:00 у памятника начнётся концерт.

С уважением,
правление
7 мая 2026 г.`),
    ['2026-05-20 19:00 London panel', '2026-05-21 18:00 London rally', '2026-05-22 17:00 Gdańsk concert'],
  )
})

test('sentences without a verb after a town, and one that was called off', () => {
  assert.deepEqual(
    read(`The week in pictures

25 May 2026

On 21 May the diaspora marked the Day of Solidarity.

Ghent. A picket in front of the embassy, with drums.

Turku. The screening planned by the club did not take place.

The next day, 22 May, students in Leipzig held a poetry reading.`),
    ['2026-05-21 - Ghent picket', '2026-05-21 - Turku screening cancelled', '2026-05-22 - Leipzig reading'],
  )
})
