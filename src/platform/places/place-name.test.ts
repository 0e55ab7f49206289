import assert from 'node:assert/strict'
import test from 'node:test'
import { placeName } from './place-name.ts'
import { getPlace } from './places.ts'

// GeoNames id: local, en, be, ru, pl, lt, uk
const names: Record<number, string[]> = {
  598098: ['Klaipėda', 'Klaipėda', 'Клайпеда', 'Клайпеда', 'Kłajpeda', 'Klaipėda', 'Клайпеда'],
  756135: ['Warszawa', 'Warsaw', 'Варшава', 'Варшава', 'Warszawa', 'Varšuva', 'Варшава'],
  593116: ['Vilnius', 'Vilnius', 'Вільня', 'Вильнюс', 'Wilno', 'Vilnius', 'Вільнюс'],
  2657896: ['Zürich', 'Zurich', 'Цюрых', 'Цюрих', 'Zurych', 'Ciurichas', 'Цюрих'],
  776069: ['Białystok', 'Białystok', 'Беласток', 'Белосток', 'Białystok', 'Balstogė', 'Білосток'],
  524901: ['Москва', 'Moscow', 'Масква', 'Москва', 'Moskwa', 'Maskva', 'Москва'],
  2800866: ['Bruxelles', 'Brussels', 'Брусель', 'Брюссель', 'Bruksela', 'Briuselis', 'Брюссель'],
  3165524: ['Torino', 'Turin', 'Турын', 'Турин', 'Turyn', 'Turinas', 'Турин'],
  3169070: ['Roma', 'Rome', 'Рым', 'Рим', 'Rzym', 'Roma', 'Рим'],
  2643743: ['London', 'London', 'Лондан', 'Лондон', 'Londyn', 'Londonas', 'Лондон'],
  625144: ['Мінск', 'Minsk', 'Мінск', 'Минск', 'Mińsk', 'Minskas', 'Мінськ'],
  611717: ['თბილისი', 'Tbilisi', 'Тбілісі', 'Тбилиси', 'Tbilisi', 'Tbilisis', 'Тбілісі'],
}
for (const [id, [local, ...translated]] of Object.entries(names)) {
  test(`${translated[0]} has its name in every language`, () => {
    const place = getPlace(Number(id))!
    assert.equal(place.names.local, local)
    const languages = ['en', 'be', 'ru', 'pl', 'lt', 'uk']
    assert.deepEqual(
      languages.map(lang => placeName(place, lang)),
      translated,
    )
  })
}

test('a language without a name of its own takes the English one, or the local one in its script', () => {
  const tbilisi = getPlace(611717)!
  assert.equal(placeName(tbilisi, 'fr'), 'Tbilisi')
  assert.equal(placeName(tbilisi, 'ka'), 'თბილისი')
  assert.equal(placeName(getPlace(756135)!, 'de'), 'Warsaw')
  assert.equal(placeName(getPlace(625144)!, 'bg'), 'Мінск')
  assert.equal(placeName(getPlace(625144)!, 'be-BY'), 'Мінск')
  assert.equal(placeName({ names: { local: 'Ånäset' } }, 'ru'), 'Ånäset')
})

test('what is no language is read as English', () => {
  for (const lang of ['', '??', 'local', 'constructor', '__proto__']) {
    assert.equal(placeName(getPlace(756135)!, lang), 'Warsaw')
  }
})
