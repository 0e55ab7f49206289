import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inShort } from '#testing/intake.ts'
import { readIntake } from './read.ts'

const read = (text: string) => readIntake(text, { year: 2026 }).drafts.map(inShort)

test('the town that the title has as its subject is the town of all', () => {
  const list = (title: string) =>
    read(`${title}

16 May, 12:00 – march from the town hall

21 May, 19:00 – vigil at the consulate`)
  const titles = {
    'Ghent prepares for the Day of Solidarity': 'Ghent',
    'Gdańsk is getting ready for the Day': 'Gdańsk',
    'Прага рыхтуецца да Дня салідарнасці': 'Prague',
    'Вільня рыхтуецца да Дня салідарнасьці': 'Vilnius',
    'Варшава готовится ко Дню солидарности': 'Warsaw',
    'Вроцлав готується до Дня солідарності': 'Wrocław',
    'Varšava rychtujecca da Dnia salidarnaści': 'Warsaw',
  }
  for (const [title, town] of Object.entries(titles))
    assert.deepEqual(list(title), [`2026-05-16 12:00 ${town} march`, `2026-05-21 19:00 ${town} vigil`], title)
})

test('a short line with days from and to that says what it is stands for an event', () => {
  assert.deepEqual(
    read(`LUBLIN

16 May
The exhibition "Letters" is open from 15 to 23 May in the Old Gallery;
• 17:00 — reading of the names at the theatre
• 19:00 — concert in the park`),
    [
      '2026-05-15/2026-05-23 - Lublin exhibition',
      '2026-05-16 17:00 Lublin reading-of-names',
      '2026-05-16 19:00 Lublin concert',
    ],
  )
  assert.deepEqual(
    read(`Люблін

16 травня
Інсталяція «Порожні стільці» працює з 15 по 23 травня у Старій галереї
• 17:00 — читання імен біля театру`),
    ['2026-05-15/2026-05-23 - Lublin installation', '2026-05-16 17:00 Lublin reading-of-names'],
  )
})

test('a town below ends the region above it', () => {
  assert.deepEqual(
    read(`GERMANY

Bavaria
20 May
- 11:00, car ride through the villages

Leipzig
21 May
- 18:00, picket at the opera
22 May
- 19:00, concert in the church`),
    [
      '2026-05-20 11:00 Bavaria car-ride',
      '2026-05-21 18:00 Leipzig picket',
      '2026-05-22 19:00 Leipzig concert',
    ],
  )
})

test('a day behind a pin heads items without an hour too', () => {
  assert.deepEqual(
    read(`📌 20 мая
• Рига — 18:00, пикет у ратуши

📌 21, четверг
• Осло — пикет у посольства, без времени
• Турку — 19:00, концерт в библиотеке`),
    ['2026-05-20 18:00 Riga picket', '2026-05-21 - Oslo picket', '2026-05-21 19:00 Turku concert'],
  )
})

test('numbers and prepositions are no weekdays', () => {
  for (const [text, town] of [
    ['В Осло митинг прошёл через пять улиц.', 'Oslo rally'],
    ['В Осло прошёл митинг. Среди участников были дети.', 'Oslo rally'],
    ['В Осло среди площади прошёл митинг.', 'Oslo rally'],
    ['В Осло мітинг пройшов через п’ять вулиць.', 'Oslo rally'],
    ['У Осло серед площі відбувся мітинг.', 'Oslo rally'],
  ])
    assert.deepEqual(read(`20 мая 2026\n\n${text}`), [`2026-05-20 - ${town}`], text)
})

test('a bullet under a place and a day is an event, whatever it says', () => {
  assert.deepEqual(
    read(`Ghent
20 May
- 18:00, picket at the station
- white ribbons with names along the canal, from morning on

Scotland
21 May
- flags with names on the beach, all day`),
    ['2026-05-20 18:00 Ghent picket', '2026-05-20 - Ghent other', '2026-05-21 - Scotland installation'],
  )
  assert.deepEqual(
    read(`Ghent
20 May
18:00, picket at the station
- bring a warm coat and tea
- "We are here for them," says Ann
- Photo: the Ghent group
19:00, concert in the club
  - songs of the last century`),
    ['2026-05-20 18:00 Ghent picket', '2026-05-20 19:00 Ghent concert'],
  )
})

test('where a ride ends is not where it begins', () => {
  assert.deepEqual(
    read(`On 19 May in Turku:
• 10:00 – bike ride along the river, 12 km. Start at the castle. Finish in Rauma at about 11:30
• 13:00 – picnic`),
    ['2026-05-19 10:00 Turku bike-ride', '2026-05-19 13:00 Turku meeting'],
  )
})

test('a human chain, a rally that was planned, and two hours in a sentence', () => {
  assert.deepEqual(read('20 May 2026\n\nPorto. A human chain stretched along the quay.'), [
    '2026-05-20 - Porto human-chain',
  ])
  assert.deepEqual(
    read('20 May 2026\n\nThe march that was planned in Turku was cancelled because of rain.'),
    ['2026-05-20 - Turku march cancelled'],
  )
  assert.deepEqual(read('20 мая 2026\n\nМітинг у Турку скасували через дощ.'), [
    '2026-05-20 - Turku rally cancelled',
  ])
  assert.deepEqual(
    read(`Ghent prepares for the Day

The main evening is on Thursday, 21 May. At 18.00 people will gather with candles at the belfry, and at 20.00 a concert will take place in the church.`),
    ['2026-05-21 18:00 Ghent vigil', '2026-05-21 20:00 Ghent concert'],
  )
})

test('the first and last events of a season, and what a table says of itself, are no events', () => {
  assert.deepEqual(
    read(`How it went

The first meetings began on 16 May and the last exhibition will close at the end of the month.

20 May

A picket was held in Oslo.`),
    ['2026-05-20 - Oslo picket'],
  )
  assert.deepEqual(
    read(`Табліца імпрэз (абнаўляецца штовечар а 20-й)

20 мая, 18:00 — Осла, пікет`),
    ['2026-05-20 18:00 Oslo picket'],
  )
})

test('the second of two clauses is called without its conjunction', () => {
  const text =
    '20 May 2026\n\nIn Oslo at 18:00 a picket begins, and at 20:00 a concert will take place there.'
  assert.deepEqual(
    readIntake(text, { year: 2026 }).drafts.map(({ title }) => title),
    ['In Oslo at 18:00 a picket begins', 'At 20:00 a concert will take place there.'],
  )
})

test('what a group did under a day is an event, in whatever words', () => {
  assert.deepEqual(
    read(`How it went

20 May

Belarusians of Scotland planted a thousand paper tulips on a hill, one for each prisoner.

Belarusians of Lyon told us that they wait for spring.

A picket was held in Oslo.`),
    ['2026-05-20 - Scotland installation', '2026-05-20 - Oslo picket'],
  )
  assert.deepEqual(
    read(`Як прайшло

20 мая

Беларусы Шатландыі выклалі на ўзбярэжжы словы камянямі.

У Турку прайшоў пікет.`),
    ['2026-05-20 - Scotland installation', '2026-05-20 - Turku picket'],
  )
})

test('a line straight under a day and its place, and a heading for what is online', () => {
  assert.deepEqual(
    read(`SCOTLAND

21 May
flags with names on the beach

ONLINE

20 May
20:00 — talk with doctors`),
    ['2026-05-21 - Scotland installation', '2026-05-20 20:00 online webinar'],
  )
})

test('a paragraph with the end of an exhibition goes on, and an action that was called off is told', () => {
  assert.deepEqual(
    read(`Як пройшло

21 травня

У Торонто діаспора провела автопробіг.

22 травня

У Ризі відкрили виставку плакатів, вона триватиме до 5 червня. Того ж дня в Тарту показали фільм.

Акцію в Осло скасували через шторм.`),
    [
      '2026-05-21 - Toronto car-ride',
      '2026-05-22/2026-06-05 - Riga exhibition',
      '2026-05-22 - Tartu screening',
      '2026-05-22 - Oslo rally cancelled',
    ],
  )
  assert.deepEqual(read('21 traŭnia\n\nLondan. 18.00: vihilija la ambasady'), [
    '2026-05-21 18:00 London vigil',
  ])
})

test('a day on which nothing is on, towns without an hour, and the clock of what is online', () => {
  assert.deepEqual(
    read(`SUNDAY, MAY 17
Geneva (Switzerland), 12:30 – Place des Nations, human chain
Basel (Switzerland), time TBA – letters evening
MONDAY, MAY 18
no events
THURSDAY, MAY 21
Scotland (UK), all day – flags on the beach
Berlin (Germany), 19:00 – Brandenburg Gate, vigil`),
    [
      '2026-05-17 12:30 Geneva human-chain',
      '2026-05-17 - Basel letter-writing',
      '2026-05-21 - Scotland other',
      '2026-05-21 19:00 Berlin vigil',
    ],
  )
  assert.deepEqual(
    read(`🗓 20 траўня
📍 Люблін, Замкавая плошча
⏰ 12:00
Веласпацыр «Колы свабоды»

🗓 21 траўня
📍 онлайн
⏰ 20:00 (Менск)
Эфір з лекарамі`),
    ['2026-05-20 12:00 Lublin bike-ride', '2026-05-21 20:00 online webinar'],
  )
})

test('the town that owns, and an exhibition below the last hour of a list', () => {
  assert.deepEqual(read("Ghent's Belarusians invite you\n\n17 May, 3 PM: picnic"), [
    '2026-05-17 15:00 Ghent meeting',
  ])
  assert.deepEqual(
    read(`Vilnia — 16 traŭnia, 12:00, mitynh la Ratušy
Anłajn — 21 traŭnia, 20:00, sustreča
Vystava ŭ Hdańsku pracuje da 31 traŭnia`),
    [
      '2026-05-16 12:00 Vilnius rally',
      '2026-05-21 20:00 online webinar',
      '2026-05-21/2026-05-31 - Gdańsk exhibition',
    ],
  )
})

test('a region behind another flag is no part of the line above', () => {
  assert.deepEqual(
    read(`21 травня

🇱🇹 Вільнюс, 19:00 — концерт
🏴 Шотландія — прапори на пагорбі
🇨🇦 Торонто, 18:30 — пікет`),
    ['2026-05-21 19:00 Vilnius concert', '2026-05-21 - Scotland other', '2026-05-21 18:30 Toronto picket'],
  )
})

test('what stands between the town and the hour is the place, and an address holds nothing', () => {
  const { drafts } = readIntake(
    `21 May

Lublin, pl. Litewski 2, 19:00 – evening of letters. Organisers: The Open Door. https://example.org/open
Leipzig, Thomaskirche, 18:00 – vigil
Гродна, Стары мост, 17:00 – чытанне імёнаў
Graz, Wednesday, 18:00 – rally`,
    { year: 2026 },
  )
  assert.deepEqual(
    drafts.map(({ venue }) => venue),
    ['pl. Litewski 2', 'Thomaskirche', 'Стары мост', undefined],
  )
  assert.equal(drafts[0]!.hosts, 'The Open Door')
  assert.equal(drafts[0]!.about, undefined)
})

test('the number of an item before a weekday with its date is no day', () => {
  assert.deepEqual(
    read(`1. Sat 16 May, 11am, Bath - picket
2. Wed 20 May, 6pm, York - vigil
3. Same evening, 8:15pm, Leeds, Old Mill - film screening
4. Чацвер 21 траўня, 19:00, Вільня - канцэрт`),
    [
      '2026-05-16 11:00 Bath picket',
      '2026-05-20 18:00 York vigil',
      '2026-05-20 20:15 Leeds screening',
      '2026-05-21 19:00 Vilnius concert',
    ],
  )
})

test('the day on which a list was changed is no event', () => {
  for (const head of [
    'Last change: 17 May, 9 PM Minsk time',
    'Last edited: 17 May, 9 PM',
    'Апошняя змена: 17 траўня, 21:00',
    'Apošniaja źmiena: 17 traŭnia, 21:00',
    'Последнее изменение: 17 мая, 21:00',
    'Останні зміни: 17 травня, 21:00',
  ])
    assert.deepEqual(read(`${head}\n\n21 May, 12:00, Leeds - rally`), ['2026-05-21 12:00 Leeds rally'], head)
})

test('a town and its country before Belarusians are where they are', () => {
  assert.deepEqual(
    read(`21 мая

Осла, Нарвегія. Беларусы правялі мітынг ля парламента.

Рига, Латвія. Білоруси провели концерт.

Тарту, Эстония. Белорусы вышли на пикет.`),
    ['2026-05-21 - Oslo rally', '2026-05-21 - Riga concert', '2026-05-21 - Tartu picket'],
  )
})

test('names that are read aloud are a reading, and a bike ride is one in the classical spelling', () => {
  assert.deepEqual(
    read(`21 May

In Prague the names of all prisoners were read aloud by the river.

In Oslo the community read the names aloud.`),
    ['2026-05-21 - Prague reading-of-names', '2026-05-21 - Oslo reading-of-names'],
  )
  assert.deepEqual(read('23 traŭnia, 12:00, Vilnia — vełaprabieh pa horadzie'), [
    '2026-05-23 12:00 Vilnius bike-ride',
  ])
})

test('a start and a finish that name places and no hours are neither columns nor moments', () => {
  assert.deepEqual(
    read(`WROCŁAW
16 May
• 11:00 — bike ride, start at the fountain, finish in the old harbour
• 17:30 — film screening, Lwów cinema
21 мая
• 12:00 — велопробег, старт возле реки, финиш на набережной
• 18:00 — концерт`),
    [
      '2026-05-16 11:00 Wrocław bike-ride',
      '2026-05-16 17:30 Wrocław screening',
      '2026-05-21 12:00 Wrocław bike-ride',
      '2026-05-21 18:00 Wrocław concert',
    ],
  )
})

test('a title of two towns gives neither to all where a sentence names the town', () => {
  const titles = {
    'Белорусы Гданьска и Каунаса зовут на дни солидарности': 'В этом году мы собираемся в Каунасе.',
    'Biełarusy Hdańska i Koŭna kličuć na dni salidarnaści': 'Sioleta my źbirajemsia ŭ Koŭnie.',
  }
  for (const [title, lead] of Object.entries(titles))
    assert.deepEqual(
      read(`${title}

${lead} В понедельник, 18 мая, в 16:00 соберёмся в парке на марафон писем.

21 мая с 18:30 до 19:30 пройдёт пикет на проспекте. В Гданьске в тот же день в 19:00 зачитают имена.`),
      [
        '2026-05-18 16:00 Kaunas letter-marathon',
        '2026-05-21 18:30–19:30 Kaunas picket',
        '2026-05-21 19:00 Gdańsk reading-of-names',
      ],
      title,
    )
})

test('in English a town before the word for what happens is where it happens', () => {
  assert.deepEqual(
    read(`16 May, 12:00, Bristol – march from the harbour
1. The Dundee concert on 23 May is called off.
2. Our Leeds rally on 24 May starts at 17:00.
3. The Independence march on 25 May, 12:00, Bristol`),
    [
      '2026-05-16 12:00 Bristol march',
      '2026-05-23 - Dundee concert cancelled',
      '2026-05-24 17:00 Leeds rally',
      '2026-05-25 12:00 Bristol march',
    ],
  )
})
