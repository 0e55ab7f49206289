import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inShort } from '#testing/intake.ts'
import { type IntakeHint, readIntake } from './read.ts'

const read = (text: string, hint: IntakeHint = { year: 2026 }) => readIntake(text, hint).drafts.map(inShort)

test('the head of a letter, its day and its end', () => {
  assert.deepEqual(
    read(`From: Events <events@example.org>
To: everybody
Date: Mon, 11 May 2026 09:14
Subject: next week

Hello,

- Monday 18th, 7pm: letter writing night in Brussels
- Saturday 23rd: bike ride, we leave at 10.15

Sent 11 May 2026, 09:14`),
    ['2026-05-18 19:00 Brussels letter-writing', '2026-05-23 10:15 Brussels bike-ride'],
  )
})

test('the place and day over a press release', () => {
  assert.deepEqual(
    read(`ПРЕСС-РЕЛИЗ
Мюнхен, 11 мая 2026 года

Города поддержат политзаключённых

В Лейпциге 19 мая в 19:00 состоится показ фильма.`),
    ['2026-05-19 19:00 Leipzig screening'],
  )
})

test('a month on a line of its own', () => {
  assert.deepEqual(
    read(`Дом у Лёндане: ТРАВЕНЬ

21, чацьвер
17:30 — мітынг

ЧЭРВЕНЬ

6, субота
16:00 — канцэрт`),
    ['2026-05-21 17:30 London rally', '2026-06-06 16:00 London concert'],
  )
})

test('a printed calendar: the hour over the title and the place', () => {
  assert.deepEqual(
    read(`Shared calendar
Printed 4/28/2026, 9:12 PM

21 MAY, THU
12:00 – 12:15
Minute of silence
Market Square, Erfurt, Germany
18:00 – 19:00
Rally
Old Bridge, 10117 Jena, Germany

22 – 25 MAY, FRI – MON
All day
Exhibition: Names
Forecourt, Dresden, Germany`),
    [
      '2026-05-21 12:00–12:15 Erfurt minute-of-silence',
      '2026-05-21 18:00–19:00 Jena rally',
      '2026-05-22/2026-05-25 - Dresden exhibition',
    ],
  )
})

test('a programme under a card is one event', () => {
  assert.deepEqual(
    read(`Conference "Voices"

When: 21–22 May 2026, from 10:00
Where: Vilnius, Hotel North

Programme

Day 1
09:30 Registration
10:30 Panel 1
Day 2
10:00 Panel 2

Other events

20 May, 19:00. Film screening, cinema Pergale`),
    ['2026-05-21/2026-05-22 10:00 Vilnius panel', '2026-05-20 19:00 Vilnius screening'],
  )
})

test('a card that was moved keeps its new day', () => {
  assert.deepEqual(
    read(`Що: автопробіг
Куди: Щецин, паркінг
Коли: субота 23 травня, 12:00
❗️перенесено з 16 травня`),
    ['2026-05-23 12:00 Szczecin car-ride'],
  )
})

test('online only, and a town called off in a row of towns', () => {
  assert.deepEqual(
    read(`Акции на 21 мая

🇬🇪 Батуми, 20:00 — вечер со свечами
🇹🇷 Анкара — только онлайн, подключение в 21:00
🇰🇿 Астана: отменено по соображениям безопасности`),
    [
      '2026-05-21 20:00 Batumi vigil',
      '2026-05-21 21:00 online webinar',
      '2026-05-21 - Astana rally cancelled',
    ],
  )
})
