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
