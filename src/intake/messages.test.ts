import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inShort } from '#testing/intake.ts'
import { type IntakeHint, readIntake } from './read.ts'

const read = (text: string, hint: IntakeHint = { year: 2026 }) => readIntake(text, hint).drafts.map(inShort)

test('towns in small letters at the head of a line, as people type', () => {
  assert.deepEqual(
    read(`hi all, what i know so far

lisbon – thurs 21st may 6pm rossio, picket
porto: fri 22/5 half seven at the library, letters
zurich is doing a run sun 24 may 10am
bern – no news yet`),
    [
      '2026-05-21 18:00 Lisbon picket',
      '2026-05-22 19:30 Porto letter-writing',
      '2026-05-24 10:00 Zurich run',
    ],
  )
  assert.deepEqual(
    read(`вітаньне з батумі! што ў нас:

19.05 аўт 20:00 – паштоўкі
вільнюс – чц 21.05, 17-19, пікет
на плошчу не спазняйцеся`),
    ['2026-05-19 20:00 Batumi letter-writing', '2026-05-21 17:00–19:00 Vilnius picket'],
  )
  // A word that begins a sentence is no town.
  assert.deepEqual(read('мая сястра прыйдзе 21 мая а 18:00 на мітынг'), ['2026-05-21 18:00 - rally'])
})

test('day and weekday, the month in the title, several events in a line', () => {
  assert.deepEqual(
    read(`ДНІ СОЛІДАРНОСТІ В ОДЕСІ, 20–22 ТРАВНЯ

Ср 20: 18:30 відкриття виставки (галерея «Хаб»)
Чт 21: 12:00 хвилина мовчання (Приморський бульвар); 18:00 мітинг (Думська площа); 20:00 концерт (клуб «Порт»)`),
    [
      '2026-05-20 18:30 Odesa exhibition',
      '2026-05-21 12:00 Odesa minute-of-silence',
      '2026-05-21 18:00 Odesa rally',
      '2026-05-21 20:00 Odesa concert',
    ],
  )
  assert.deepEqual(
    read(`КЛУБ В РИГЕ · МАЙ 2026

14 чт   19:00   Лекция о письмах
18 пн           выходной
24 вс   11:00   Велопробег

Касса: вт–сб 14:00–20:00`),
    ['2026-05-14 19:00 Riga panel', '2026-05-24 11:00 Riga bike-ride'],
  )
})

test('the picture of a title is no bullet, and the day of a title is that of all', () => {
  assert.deepEqual(
    read(`📣 Дзе падтрымаць палітвязняў 21 мая

➡️ Гродна-хаб, Сувалкі, 18:00. Чытанне імёнаў
➡️ Рыга, 19:00. Пікет
➡️ Талін, 20 мая (не 21-га!), 17:00. Канцэрт`),
    [
      '2026-05-21 18:00 Suwałki reading-of-names',
      '2026-05-21 19:00 Riga picket',
      '2026-05-20 17:00 Tallinn concert',
    ],
  )
})

test('cards of a row of pictures', () => {
  assert.deepEqual(
    read(`1/4
ТЫДЗЕНЬ САЛІДАРНАСЦІ
Вільня · 17–24.05

2/4
🎸 КАНЦЭРТ
сб 23.05 / 19:00
Лофт

3/4
🏃 ПРАБЕЖКА
нд 17.05 / 10:00
парк Вінгіс

4/4
Коўна, ты з намі?
пн 18.05 / 18:00
вечар паштовак`),
    [
      '2026-05-23 19:00 Vilnius concert',
      '2026-05-17 10:00 Vilnius run',
      '2026-05-18 18:00 Kaunas letter-writing',
    ],
  )
})

test('several towns in one line, each with its own hour where it has one', () => {
  assert.deepEqual(read('Leipzig, Dresden and Jena, 21 May, 18:00 each: reading of names'), [
    '2026-05-21 18:00 Leipzig reading-of-names',
    '2026-05-21 18:00 Dresden reading-of-names',
    '2026-05-21 18:00 Jena reading-of-names',
  ])
  assert.deepEqual(read('23 мая ў Рызе (12:00) і Таліне (14:00): жывы ланцуг'), [
    '2026-05-23 12:00 Riga human-chain',
    '2026-05-23 14:00 Tallinn human-chain',
  ])
  assert.equal(read('21 May, Berlin, 18:00: evening with guests from Warsaw and Riga').length, 1)
})

test('hours as people write them', () => {
  const start = (words: string, place = 'Turku') => read(`21 May 2026\n${place}, ${words}: picket`)[0]
  for (const [words, expected] of [
    ['18-30', '18:30'],
    ['19 h', '19:00'],
    ['в 19 ч 30 мин', '19:30'],
    ['@ 3 o’clock in the afternoon', '15:00'],
    ['five to seven pm', '17:00–19:00'],
    ['с 17 до 19', '17:00–19:00'],
    ['a 19-j', '19:00'],
    ['18 Uhr', '18:00'],
  ] as const)
    assert.equal(start(words), `2026-05-21 ${expected} Turku picket`, words)
  assert.equal(read('21 мая, Турку: пикет далеко за полночь')[0], '2026-05-21 - Turku picket')
})

test('what messengers write before each message is no event', () => {
  assert.deepEqual(
    read(`[12.05.26, 14:33:10] Анна: Прывітанне! 21 мая а 18:00 мітынг у Вільні
[12.05.26, 14:40:02] Павел: А ў Коўне?
[12.05.26, 15:01:44] Анна: Коўна – 22 мая, 17:30, пікет`),
    ['2026-05-21 18:00 Vilnius rally', '2026-05-22 17:30 Kaunas picket'],
  )
  assert.deepEqual(
    read(`Anna, [12 May 2026 at 15:10]:
Tallinn, 22 May, 19:00 — film screening

5/12/26, 2:35 PM - Bob: Ottawa on May 23 at noon, rally on Parliament Hill`),
    ['2026-05-22 19:00 Tallinn screening', '2026-05-23 12:00 Ottawa rally'],
  )
})

test('dates with points beside hours with points', () => {
  assert.deepEqual(
    read(`Paniadziełak, 18.05
Vilnia: lekcyja, 18.30

Čaćvier, 21.05
Varšava, 18.00: šeście`),
    ['2026-05-18 18:30 Vilnius panel', '2026-05-21 18:00 Warsaw march'],
  )
  assert.deepEqual(read('23. 5. 2026, 10.00, Brno — run'), ['2026-05-23 10:00 Brno run'])
})

test('hours and states as Americans shorten them', () => {
  assert.deepEqual(
    read(`5/16 Sat @ 1p Sacramento, Capitol steps, rally
5/19 Tue @ 6:30p Portland OR, at the bookshop, letters
5/23 Sat all day Vancouver BC, Robson Sq, photo exhibit
5/24 Sun @ 10a San Diego, run`),
    [
      '2026-05-16 13:00 Sacramento rally',
      '2026-05-19 18:30 Portland letter-writing',
      '2026-05-23 - Vancouver exhibition',
      '2026-05-24 10:00 San Diego run',
    ],
  )
})

test('a weekday of two letters with its day inside a line', () => {
  assert.deepEqual(
    read(
      `natatki z sazvonu 17.05

- praha: čc 21, 18:00, pasolstva → mitynh
- brno: sr 20, 17:30, biblijateka → paštoŭki`,
    ),
    ['2026-05-21 18:00 Prague rally', '2026-05-20 17:30 Brno letter-writing'],
  )
})

test('a town in small letters after the weekday and the day', () => {
  assert.deepEqual(
    read(`План на неделю мая

пн 18 — осло, библиотека, 17:30, открытки
чт 21 — стокгольм, 17:00, митинг`),
    ['2026-05-18 17:30 Oslo letter-writing', '2026-05-21 17:00 Stockholm rally'],
  )
})
