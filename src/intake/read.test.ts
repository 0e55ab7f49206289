import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inShort } from '#testing/intake.ts'
import { type IntakeHint, readIntake } from './read.ts'

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
  [
    'Belarusian: afterwards in the same town, half past',
    { year: 2026 },
    `Падзеі тыдня

Сб 16.05
Беласток, 15:00 — мітынг (пл. Касцюшкі)
Гродна?? не.

Нд 17.05
Торунь, 12:00 — вечарына памяці, Дом Эсперанта
Пасля, а 14-й — пікнік

Чц 21.05
Люблін — 18.00, Літоўская плошча, чытанне імёнаў
Лодзь — а палове сёмай вечара, вул. Пятркоўская, 102. Паказ фільма

Калі ў вашым горадзе нешта рыхтуецца — пішыце нам да 15 мая 23:59!`,
    [
      '2026-05-16 15:00 Białystok rally',
      '2026-05-17 12:00 Toruń meeting',
      '2026-05-17 14:00 Toruń meeting',
      '2026-05-21 18:00 Lublin reading-of-names',
      '2026-05-21 18:30 Łódź screening',
    ],
  ],
  [
    'English: zones beside towns, capitals',
    { year: 2026 },
    `Solidarity events, week of 18 May

MELBOURNE (AEST)
Thu 21, 6.30pm. State Library lawn. Candlelight vigil with reading of names.

SYDNEY (AEST)
Sat 23, 2-5 pm: letter-writing picnic, Hyde Park North

WELLINGTON, NZ
Fri 22 — Postponed until 29 May, 17:30: picket at Parliament

PERTH
TBA`,
    [
      '2026-05-21 18:30 Melbourne vigil',
      '2026-05-23 14:00–17:00 Sydney letter-writing',
      '2026-05-29 17:30 Wellington picket',
    ],
  ],
  [
    'Russian: days of a bullet with hours under it',
    { year: 2026 },
    `Что происходит в Грузии в эти дни

Тбилиси
• 19 мая, вторник, 19:30. Открытая запись подкаста. Кафе «Лампа», ул. Казбеги, 12. Вход по донату (от 10 лари).
• 21 мая, четверг
  17:00 — пикет у бывшего посольства
  19:00 — вечер памяти со свечами, парк Ваке
• 23–25 мая. Выставка «Голоса». Открытие 23 мая в 18:00. Ежедневно с 12:00 до 20:00.

Батуми
• 20.05 20:00 – настольные игры и открытки, бар «Якорь»
• 24.05, воскресенье, 11.00: пробежка 1863 м от колоннад

Если не можете прийти — подпишите петицию онлайн до 31 мая.`,
    [
      '2026-05-19 19:30 Tbilisi open-recording',
      '2026-05-21 17:00 Tbilisi picket',
      '2026-05-21 19:00 Tbilisi vigil',
      '2026-05-23/2026-05-25 18:00 Tbilisi exhibition',
      '2026-05-20 20:00 Batumi letter-writing',
      '2026-05-24 11:00 Batumi run',
    ],
  ],
  [
    'English: towns in capitals over cards',
    { year: 2026 },
    `21 MAY – Day of Solidarity with Political Prisoners of Belarus

WARSAW
Where: Plac Zamkowy
When: 18:00
What: March to the embassy, reading of the names on the way

VILNIUS
Where: Katedros aikštė
When: 18:30 (doors for press 18:00)
What: Rally; speakers: former prisoners

BERLIN
Where: Brandenburg Gate
When: 17:00–19:00
What: Picket and collection of signatures

PRAGUE
Cancelled because of the weather. Was: 19:00, Old Town Square, concert.

LONDON
Where: 6 Kensington Court (Belarusian embassy)
When: Sunday 24 May, 14:00 BST
What: Human chain`,
    [
      '2026-05-21 18:00 Warsaw march',
      '2026-05-21 18:30 Vilnius rally',
      '2026-05-21 17:00–19:00 Berlin picket',
      '2026-05-21 19:00 Prague concert cancelled',
      '2026-05-24 14:00 London human-chain',
    ],
  ],
  [
    'English: American dates and zones',
    { year: 2026 },
    `Cześć! Kalendarz... (English below)

Upcoming:
* 5/20 (Wed) 6:00 PM PT – San Jose, CA – Letter writing night @ Public Library, room 225
* 5/21 (Thu) 7:00 PM ET – Washington, D.C. – Candlelight vigil, Lafayette Square
* 5/23 (Sat) 1–4 PM – Philadelphia, PA – Picnic + photo action
* 5/24 (Sun) noon – Miami – Car rally from Bayfront Park
* 5/31 (Sun) 10:00 AM CDT – Online – "Letters that matter" workshop`,
    [
      '2026-05-20 18:00 San Jose letter-writing',
      '2026-05-21 19:00 Washington vigil',
      '2026-05-23 13:00–16:00 Philadelphia photo-action',
      '2026-05-24 12:00 Miami car-ride',
      '2026-05-31 10:00 online webinar',
    ],
  ],
  [
    'English: continents, countries and towns, bars and indents',
    { year: 2026 },
    `Solidarity Day 2026: where to join

EUROPE

Netherlands
The Hague, 21 May, 17:30–19:00, Plein. Rally "Freedom for all". Organised by: Dutch-Belarusian society.
Utrecht — Saturday 23 May, 13:00 — letter writing at the central library (Neude 11), 2nd floor

Norway
Oslo: 21 May at 6 pm, in front of the Storting: reading of names
Bergen: online broadcast only.

AMERICAS
Seattle, WA | May 20 | 7pm PT | film screening + Q&A | University District library
Buenos Aires — 21 May, 18h — candle vigil at the Obelisco

ASIA-PACIFIC
Tokyo, Japan
  Wed 20 May, 19:30 – open lecture "Letters that arrive"
  Sun 24 May, 10:00 – solidarity run in Yoyogi Park (5 km)

How to help
Write a letter to a political prisoner. Wear white-red-white on 21 May.`,
    [
      '2026-05-21 17:30–19:00 The Hague rally',
      '2026-05-23 13:00 Utrecht letter-writing',
      '2026-05-21 18:00 Oslo reading-of-names',
      '2026-05-20 19:00 Seattle screening',
      '2026-05-21 18:00 Buenos Aires vigil',
      '2026-05-20 19:30 Tokyo panel',
      '2026-05-24 10:00 Tokyo run',
    ],
  ],
  [
    'Russian: flags over towns, an event called off, a page stamp',
    { year: 2026 },
    `🔥 ДЕНЬ СОЛИДАРНОСТИ С ПОЛИТЗАКЛЮЧЁННЫМИ 🔥

🇵🇱 Польша
▫️ Варшава, 21.05 в 18:00, Дворцовая площадь — митинг и шествие
▫️ Вроцлав, 22.05 в 17:30, ул. Свидницкая 8 — марафон писем
▫️ Познань: 24.05 (воскресенье), 12:00. Велопробег от Старого рынка

🇩🇪 Германия
▫️ Берлин — 21 мая, 18:00–20:00 — пикет у посольства РБ (Am Treptower Park 32)
▫️ Франкфурт-на-Майне — время и место уточняются, 23 мая, фотовыставка

🇬🇪 Грузия
▫️ Тбилиси: 21 мая, 20:00 (по местному времени), вечер поэзии в баре «Минск»
▫️ Батуми: отменено ❌ 21 мая, 19:00, концерт

🌍 Онлайн
▫️ 20 мая, 19:00 по Варшаве — дискуссия в Zoom, ссылка после регистрации до 18:00

Обновлено: 18.05.2026, 10:30`,
    [
      '2026-05-21 18:00 Warsaw rally',
      '2026-05-22 17:30 Wrocław letter-marathon',
      '2026-05-24 12:00 Poznań bike-ride',
      '2026-05-21 18:00–20:00 Berlin picket',
      '2026-05-23 - Frankfurt exhibition',
      '2026-05-21 20:00 Tbilisi reading',
      '2026-05-21 19:00 Batumi concert cancelled',
      '2026-05-20 19:00 online webinar',
    ],
  ],
  [
    'Ukrainian: towns with dates as headings',
    { year: 2026 },
    `Заходи до Дня солідарності з політв'язнями Білорусі

Київ, 21 травня (четвер)
12:00 — хвилина мовчання на Софійській площі
18:30 — показ документального фільму, Будинок кіно (вул. Саксаганського, 6)

Львів, 22 травня (п'ятниця)
19:00 — концерт, !FESTrepublic

Варшава, 20 травня, о 18:00
Український дім: обговорення «Солідарність без кордонів». Модераторка — журналістка. Мова: українська.

Одеса. 23–24 травня. Виставка плакатів у Літературному музеї, щодня з 11:00 до 18:00.

Онлайн: 19 травня о 20:00 за київським часом — лекція про листування (Google Meet).`,
    [
      '2026-05-21 12:00 Kyiv minute-of-silence',
      '2026-05-21 18:30 Kyiv screening',
      '2026-05-22 19:00 Lviv concert',
      '2026-05-20 18:00 Warsaw panel',
      '2026-05-23/2026-05-24 11:00–18:00 Odesa exhibition',
      '2026-05-19 20:00 online webinar',
    ],
  ],
  [
    'Russian: a sentence over a numbered list',
    { year: 2026 },
    `В Вильнюсе 21 мая пройдёт День солидарности с политзаключёнными. Программа:

1. 10:00 – открытие выставки «Лица» в Ратуше
2. 13:00 – дискуссия «Как помогать»
   Участвуют: Анна Лондон, Пётр Минский
3. 17:30 – митинг на площади Винцаса Кудирки
4. 19:00 – концерт в клубе «Тамста» (вход 15 €)

Дополнительно 22 мая в Каунасе, в 18.00, — вечер писем.`,
    [
      '2026-05-21 10:00 Vilnius exhibition',
      '2026-05-21 13:00 Vilnius panel',
      '2026-05-21 17:30 Vilnius rally',
      '2026-05-21 19:00 Vilnius concert',
      '2026-05-22 18:00 Kaunas letter-writing',
    ],
  ],
  [
    'English: weekdays and days without a month, a day moved',
    { year: 2026, date: '2026-05-18' },
    `MAY EVENTS

Mon 18
Brussels – 6:30pm – Panel at the European Parliament (registration required by May 15)
Tue 19
Paris – 7pm – concert, Café de la Danse
Wed 20
Rome – 17h – sit-in at Piazza Santi Apostoli
Thu 21
Madrid – 8 p.m. – vigil, Puerta del Sol
Lisbon – 19:00 – moved to May 22, same place: rally at Rossio
Fri 22 – Sun 24
Geneva – photo exhibition at Place des Nations`,
    [
      '2026-05-18 18:30 Brussels panel',
      '2026-05-19 19:00 Paris concert',
      '2026-05-20 17:00 Rome picket',
      '2026-05-21 20:00 Madrid vigil',
      '2026-05-22 19:00 Lisbon rally',
      '2026-05-22/2026-05-24 - Geneva exhibition',
    ],
  ],
]

for (const [name, hint, text, expected] of lists) {
  test(name, () => assert.deepEqual(readIntake(text, hint).drafts.map(inShort), expected))
}

test('how many came is kept in the words of the text', () => {
  const said = (text: string) => readIntake(`21 May\n\n${text}`, { year: 2024 }).drafts[0]?.attendance
  assert.equal(said('A rally was held in Oslo. More than 200 people came.'), 'More than 200 people')
  assert.equal(said('У Празе адбыўся мітынг. Прыйшло каля 80 чалавек.'), 'каля 80 чалавек')
  assert.equal(said('В Риге прошёл пикет.'), undefined)
})

test('titles keep the quotation marks and dashes that stand in the text', () => {
  const [draft] = readIntake(
    '21 мая 2024, Вільня\n18:00 — канцэрт «Вясна прыйдзе» ў клубе «Родны кут»',
  ).drafts
  assert.match(draft!.title, /«Вясна прыйдзе»/)
})

test('a place loses its town together with the word before it', () => {
  const [draft] = readIntake(
    'Пикет\nКогда: 21 мая 2024, 19:00\nГде: у посольства в Риге (ул. Садовая, 3)',
  ).drafts
  assert.equal(draft!.venue, 'у посольства (ул. Садовая, 3)')
})
