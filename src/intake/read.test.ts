import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Draft } from './draft.ts'
import { type IntakeHint, readIntake } from './read.ts'

/** A draft in one line: date, end date, times, town (or online, region, country), kind. */
export function inShort(draft: Draft): string {
  const day = [draft.date ?? '?', draft.endDate].filter(Boolean).join('/')
  const time = [draft.start, draft.end].filter(Boolean).join('–') || '-'
  const place =
    draft.online && !draft.cityEn ? 'online' : (draft.cityEn ?? draft.region ?? draft.country ?? '-')
  return `${day} ${time} ${place} ${draft.kind}${draft.cancelled ? ' cancelled' : ''}`
}

const lists: [string, IntakeHint, string, string[]][] = [
  [
    'English: a card for each event, keys in any order',
    { year: 2025 },
    `Picket for the forgotten
Date: Monday, 19 May
Time: 5.30 pm to 7 pm
Location: outside the consulate, 12 Elm Road, Leeds, UK

Postcards and tea
When: Thursday 22 May at noon
Where: Community Hall, Bristol
Bring a pen. Entry 3.50 GBP, call +44 20 7946 0018.`,
    ['2025-05-19 17:30–19:00 Leeds picket', '2025-05-22 12:00 Bristol letter-writing'],
  ],
  [
    'English: dates over cities, opening hours of many days',
    { year: 2024 },
    `Sunday, May 19
Portland, Oregon, USA. 2 PM: Bike ride along the river, 12 km
Prague. Exhibition of drawings, May 19–31, open daily 10:00–18:00, Gallery on Warsaw Street

Tuesday, May 21
Edinburgh, Scotland. 6–7:30pm: Vigil at the Mound. Last year 200 people came.
CANCELLED: Oslo, 18:00 – concert`,
    [
      '2024-05-19 14:00 Portland bike-ride',
      '2024-05-19/2024-05-31 10:00–18:00 Prague exhibition',
      '2024-05-21 18:00–19:30 Edinburgh vigil',
      '2024-05-21 18:00 Oslo concert cancelled',
    ],
  ],
  [
    'English: cities over dates, the month missing',
    { year: 2026, date: '2026-05-18' },
    `CHICAGO
Tuesday 19
 - 7 PM CT: panel "Two years on" with Paris Novak and Sydney Brown
Thursday, 21st
 - 12:00 minute of silence, Daley Plaza

VANCOUVER, BC
Sunday 24
 - from 3pm: picnic`,
    [
      '2026-05-19 19:00 Chicago panel',
      '2026-05-21 12:00 Chicago minute-of-silence',
      '2026-05-24 15:00 Vancouver meeting',
    ],
  ],
  [
    'English: Minsk time in a Berlin list, and a page stamp',
    { year: 2025 },
    `What is on in Berlin
Updated 15 May 2025, 9:15 PM (Minsk time)

• 20 May, 8 PM Minsk time: online conversation on Zoom
• 21 May, 18:00: rally, Pariser Platz
• 23.05., 19.00: screening of the film "Minsk" at Kino Krokodil`,
    ['2025-05-20 20:00 online webinar', '2025-05-21 18:00 Berlin rally', '2025-05-23 19:00 Berlin screening'],
  ],
  [
    'English: prose with two events, a quote and a credit',
    { year: 2023 },
    `May 21

Tallinn. Around forty people formed a human chain on Freedom Square.

"We will come again next week in Riga," said one of them.

Photo by a participant

Belarusians of Wales unfurled a flag on the beach. After that, in Cardiff, volunteers wrote postcards to prisoners.

The ministry in Madrid published a statement.`,
    [
      '2023-05-21 - Tallinn human-chain',
      '2023-05-21 - Wales photo-action',
      '2023-05-21 - Cardiff letter-writing',
    ],
  ],
  [
    'Russian: cards, gathering and finish, a weekday that is wrong',
    { year: 2025 },
    `Велопробег «Два колеса»
Когда: пятница, 24 мая
Сбор: 10:30 у фонтана
Старт: 11:00
Финиш: 13:00
Где: Рига, Верманский парк

Лекция о праве на переписку
Дата и время: 20.05.2025, 18:30
Место: Гданьск, ул. Виленская, 7
Вход: 10.50 евро`,
    ['2025-05-24 10:30–13:00 Riga bike-ride', '2025-05-20 18:30 Gdańsk panel'],
  ],
  [
    'Russian: inflected towns, an hour in words',
    { year: 2024 },
    `Куда пойти 18–21 мая
— 18 мая в 7 вечера в Кракове: квартирник
— 19 мая в полдень в Белостоке: шествие от ратуши
— 20 мая, с 17 до 19 часов, в Брюсселе у парламента: сбор подписей
— 21 мая в Нью-Йорке, 19h30: вечер со свечами
— выставка «Стена» в Вене открыта с 18 по 30 мая`,
    [
      '2024-05-18 19:00 Kraków concert',
      '2024-05-19 12:00 Białystok march',
      '2024-05-20 17:00–19:00 Brussels petition-signing',
      '2024-05-21 19:30 New York vigil',
      '2024-05-18/2024-05-30 - Vienna exhibition',
    ],
  ],
  [
    'Belarusian: the official orthography, a programme inside an event',
    { year: 2026 },
    `Вялікі канцэрт салідарнасці ў Беластоку
Калі: субота, 23 мая, 14:00–20:00
Дзе: парк Планты
Праграма:
14:00 — адкрыццё
15:00 — чытанне лістоў
17:00 — песні
Уваход вольны

5 чэрвеня, 12:00 — Гданьск, Доўгі рынак
Марш ад ратушы да помніка`,
    ['2026-05-23 14:00–20:00 Białystok concert', '2026-06-05 12:00 Gdańsk march'],
  ],
  [
    'Belarusian: the classical orthography',
    { year: 2025 },
    `Сьпіс імпрэзаў

21 траўня, серада
Лёндан — а 6-й вечара — чытаньне імёнаў, Трафальгарскі пляц
Коўня — апоўдні — хвіліна маўчаньня
з 22 па 28 траўня ў Празе — выстава «Лісты зь няволі»
Мэльбурн: 19.00 — пікет, скасавана праз непагадзь`,
    [
      '2025-05-21 18:00 London reading-of-names',
      '2025-05-21 12:00 Kaunas minute-of-silence',
      '2025-05-22/2025-05-28 - Prague exhibition',
      '2025-05-21 19:00 Melbourne picket cancelled',
    ],
  ],
  [
    'Belarusian: Łacinka',
    { year: 2026 },
    `Dzie i kali

Vilnia, 20 maja, 18:30 — viečar sa śviečkami la pasolstva
U Varšavie 21 travienia a 19-j hadzinie — šeście ad Barbakana
U Biełastoku, 22.05, 17.00–19.00 — piśma palitviaźniam
Kali: 24 maja, apoŭdni
Dzie: Kijeŭ, Safijskaja płošča
Što: žyvy łancuh`,
    [
      '2026-05-20 18:30 Vilnius vigil',
      '2026-05-21 19:00 Warsaw march',
      '2026-05-22 17:00–19:00 Białystok letter-writing',
      '2026-05-24 12:00 Kyiv human-chain',
    ],
  ],
  [
    'Ukrainian: towns under dates, one hour for all',
    { year: 2025 },
    `Пікети в містах
Початок усюди о 13:00, якщо не вказано інше

П’ятниця, 16 травня
• Чернівці — Центральна площа
• у Львові — біля ратуші, 15:00

21/V
• Одеса, Думська площа: читання імен о 18-й
• Відень, Австрія: марафон листів з 12:00 до 20:00`,
    [
      '2025-05-16 13:00 Chernivtsi picket',
      '2025-05-16 15:00 Lviv picket',
      '2025-05-21 18:00 Odesa reading-of-names',
      '2025-05-21 12:00–20:00 Vienna letter-marathon',
    ],
  ],
  [
    'Ukrainian: prose, the day in the lead',
    { year: 2025 },
    `Як минув День солідарності

21 травня у багатьох країнах світу згадували ув’язнених.

У Варшаві активісти пройшли ходою до посольства. Учасники тримали портрети.

«Ми не забудемо», — каже одна з них.

Також 22 травня у Вільнюсі відкрилася виставка плакатів, вона триватиме до 5 червня.

Нагадаємо, торік у Празі було двісті людей.`,
    ['2025-05-21 - Warsaw march', '2025-05-22/2025-06-05 - Vilnius exhibition'],
  ],
  [
    'a table with a heading row, and one with tabs',
    { year: 2025 },
    `| Горад | Дата | Час | Падзея | Месца |
|---|---|---|---|---|
| Вільня | 19.05 | 18:00 | Паказ фільма | Дом кіно |
| Онлайн | 20.05 | 20:00 | Размова з адвакатам | Zoom |

City\tDay\tStart\tWhat
Zürich\t21 May\t17:30\tVigil
Bern\t22 May\t\tPetition signing`,
    [
      '2025-05-19 18:00 Vilnius screening',
      '2025-05-20 20:00 online webinar',
      '2025-05-21 17:30 Zurich vigil',
      '2025-05-22 - Bern petition-signing',
    ],
  ],
  [
    'an emoji list, a country over towns',
    { year: 2024 },
    `Германия 🇩🇪
📍 Мюнхен
🗓 18 мая
🕒 15:00
✊ Митинг на Мариенплац

📍 Кёльн, у собора
🗓 19 мая, 12:00
Живая цепь

Як далучыцца
• Напішыце ліст
• Падпішыце петыцыю ў Берліне`,
    ['2024-05-18 15:00 Munich rally', '2024-05-19 12:00 Cologne human-chain'],
  ],
  [
    'months first with an American town, ISO dates, Roman months',
    {},
    `Boston, MA — 05/21/2026, 6 PM — rally at the State House
2026-05-22 17:00 Montreal: letter writing
23.V.2026, 11.00, Poznań — run for freedom`,
    [
      '2026-05-21 18:00 Boston rally',
      '2026-05-22 17:00 Montreal letter-writing',
      '2026-05-23 11:00 Poznań run',
    ],
  ],
  [
    'a picture of a clock before the time, and the event behind it',
    { year: 2026 },
    `21 мая
📍 Рига, 🕒 19:30. Концерт хора. Место: Дом культуры`,
    ['2026-05-21 19:30 Riga concert'],
  ],
]

for (const [name, hint, text, expected] of lists) {
  test(name, () => assert.deepEqual(readIntake(text, hint).map(inShort), expected))
}
