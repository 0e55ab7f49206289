import { fold } from '#platform/names/fold.ts'
import { countryName, listCountries } from '#platform/places/countries.ts'

/** The code of the country (ISO 3166-1) that is called so (folded) in one of the languages or by a common short name. */
export function countryNamed(folded: string): string | undefined {
  names ??= load()
  return names.get(folded)
}

/** Whether a folded word begins the name of a country, so that the words after it are worth a look. */
export function beginsCountry(folded: string): boolean {
  names ??= load()
  return begins.has(folded)
}

let names: Map<string, string> | undefined
const begins = new Set<string>()

// What people say and no table has.
const spoken: Record<string, string> = {
  US: 'USA, U.S., U.S.A., US, America, Амерыка, Амэрыка, Америка, ЗША, США, Злучаныя Штаты, Соединённые Штаты, Сполучені Штати, ZŠA, Stany Zjednoczone',
  GB: 'UK, U.K., Great Britain, Britain, Вялікабрытанія, Вялікая Брытанія, Брытанія, Великобритания, Британия, Велика Британія, Британія, Англія?',
  CZ: 'Czech Republic, Czechia, Чэхія, Чехия, Чехія, Чэская Рэспубліка, Чешская Республика, Чеська Республіка',
  NL: 'Holland, the Netherlands, Галандыя, Галяндыя, Голландия, Голландія',
  DE: 'Нямеччына, Нямэччына, Німеччина, ФРГ, ФРН',
  LT: 'Летува, Lietuva, Литва, Літва',
  PL: 'Polska, Польшча, Польща, Польша',
  HU: 'Вугоршчына, Венгрыя, Угорщина',
  ES: 'Гішпанія, España, Hispania',
  RU: 'Russia, Расія, Расея, Россия, Росія, РФ',
  BY: 'Беларусь, Белоруссия, Белоруссія, Biełaruś',
  UA: 'Украіна, Украина, Україна',
  GE: 'Сакартвела, Сакартвело',
  KR: 'South Korea, Карэя, Корея',
  MD: 'Молдова, Малдова, Moldova, Молдавия',
  IL: 'Ізраіль, Израиль, Ізраїль',
  BE: 'Бельгія, Бельгия',
  AE: 'UAE, ААЭ, ОАЭ, ОАЕ',
  TR: 'Turkey, Turkiye, Турцыя, Турэччына, Турция, Туреччина',
  SE: 'Швэцыя, Швецыя, Швеция, Швеція',
  NO: 'Нарвегія, Норвегия, Норвегія',
  IE: 'Ірландыя, Ирландия, Ірландія',
  CH: 'Швайцарыя, Швейцарыя, Швейцария, Швейцарія',
  XK: 'Kosovo',
  ZA: 'South Africa, ПАР, ЮАР',
  NZ: 'New Zealand, Новая Зеландыя, Новая Зэляндыя',
  EE: 'Эстонія, Эстония, Естонія',
  IT: 'Італія, Италия',
  FI: 'Фінляндыя, Финляндия, Фінляндія',
}

function load(): Map<string, string> {
  const map = new Map<string, string>()
  const put = (name: string, code: string) => {
    const folded = fold(name)
    if (folded.length < 2) return
    if (!map.has(folded)) map.set(folded, code)
    begins.add(folded.split(' ', 1)[0]!)
  }
  for (const { code } of listCountries('en'))
    for (const language of ['en', 'be', 'ru', 'uk', 'pl']) put(countryName(code, language), code)
  for (const [code, list] of Object.entries(spoken)) for (const name of list.split(',')) put(name, code)
  return map
}

const capitals: Record<string, string> = {
  AM: 'Yerevan',
  AT: 'Vienna',
  AU: 'Canberra',
  AZ: 'Baku',
  BE: 'Brussels',
  BG: 'Sofia',
  BY: 'Minsk',
  CA: 'Ottawa',
  CH: 'Bern',
  CY: 'Nicosia',
  CZ: 'Prague',
  DE: 'Berlin',
  DK: 'Copenhagen',
  EE: 'Tallinn',
  ES: 'Madrid',
  FI: 'Helsinki',
  FR: 'Paris',
  GB: 'London',
  GE: 'Tbilisi',
  GR: 'Athens',
  HR: 'Zagreb',
  HU: 'Budapest',
  IE: 'Dublin',
  IL: 'Jerusalem',
  IS: 'Reykjavík',
  IT: 'Rome',
  JP: 'Tokyo',
  KR: 'Seoul',
  KZ: 'Astana',
  LT: 'Vilnius',
  LU: 'Luxembourg',
  LV: 'Riga',
  MD: 'Chisinau',
  ME: 'Podgorica',
  MK: 'Skopje',
  MT: 'Valletta',
  NL: 'Amsterdam',
  NO: 'Oslo',
  PL: 'Warsaw',
  PT: 'Lisbon',
  RO: 'Bucharest',
  RS: 'Belgrade',
  SE: 'Stockholm',
  SG: 'Singapore',
  SI: 'Ljubljana',
  SK: 'Bratislava',
  TR: 'Ankara',
  UA: 'Kyiv',
  US: 'Washington',
  MC: 'Monaco',
  SM: 'San Marino',
  VA: 'Vatican City',
  KW: 'Kuwait City',
  DJ: 'Djibouti',
}

/** The English name of the capital of a country (ISO 3166-1), of those where people of the diaspora live. */
export function capitalOf(country: string): string | undefined {
  return capitals[country]
}
