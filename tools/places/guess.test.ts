import assert from 'node:assert/strict'
import test from 'node:test'
import { guessNames } from './guess.ts'

const guess = (country: string, name: string, alternates: string[]) =>
  guessNames({
    id: 1,
    country,
    region: '',
    lat: 0,
    lon: 0,
    zone: '',
    population: 0,
    kind: 'PPL',
    name,
    alternates,
  })

test('in Belarus the letters and the unstressed vowels tell', () => {
  const hrodna = guess('BY', 'Hrodna', ['Гродна', 'Гродно'])
  assert.deepEqual({ be: hrodna.be, ru: hrodna.ru }, { be: 'Гродна', ru: 'Гродно' })
  assert.equal(guess('BY', 'Brest', ['Берасьце', 'Брест', 'Брэст', 'Берестя']).be, 'Брэст')
  assert.equal(guess('BY', 'Zaslawye', ['Заславль', 'Заслаўе']).local, 'Заслаўе')
})

test('in Ukraine the way that the Latin name sounds tells', () => {
  assert.equal(guess('UA', 'Brovary', ['Бровары', 'Броварі', 'Бровари']).uk, 'Бровари')
  assert.equal(guess('UA', 'Izmail', ['Измаил', 'Тучков', 'Ізмаїл']).uk, 'Ізмаїл')
  assert.equal(guess('UA', 'Kherson', ['Херсон']).uk, 'Херсон')
})

test('elsewhere only proven letters count', () => {
  assert.equal(guess('FR', 'Le Havre', ['Гавр', 'Гаўр']).be, 'Гаўр')
  assert.equal(guess('GB', 'London', ['Лондан', 'Лондон']).be, undefined)
  assert.equal(guess('GB', 'London', ['Londonas', 'Londona']).lt, 'Londonas')
  assert.equal(guess('ES', 'Vigo', ['Виго шаары']).ru, undefined)
  assert.equal(guess('FR', 'Sèvres', ['Камуна Сеўр']).be, undefined)
})

test('between two names none is chosen', () => {
  assert.equal(guess('DE', 'Naumburg', ['Наўмбург', 'Наўмбурґ', 'Наўмбурк']).be, undefined)
  assert.equal(guess('GE', 'Gori', ['გორი', 'გორის']).local, undefined)
})
