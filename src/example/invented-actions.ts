import { readFileSync } from 'node:fs'
import type { Edition } from '#editions/edition.ts'
import { type EventContent, type EventTexts, NO_TEXTS, PHOTO_RULES } from '#events/event.ts'
import { KINDS } from '#events/kind.ts'
import type { When } from '#events/when.ts'
import type { Where, WhereForm } from '#events/where.ts'
import { placeName } from '#platform/places/place-name.ts'
import { findPlaces, type Place } from '#platform/places/places.ts'
import { addDays, daysBetween } from '#platform/time/local.ts'
import type { Random } from './random.ts'

type PerLanguage<T> = Record<string, T>

export type Words = {
  cities: string[]
  titles: PerLanguage<string>
  places: PerLanguage<Record<Exclude<WhereForm, 'place'>, string>>
  marks: PerLanguage<string>
  sentences: PerLanguage<string[]>
  venues: PerLanguage<string[]>
  hosts: PerLanguage<string>
  parts: PerLanguage<string[]>
  notices: { moved: string; cancelled: string }
  edition: PerLanguage<{ title: string; notice: string }>
}

export type Inventing = {
  random: Random
  edition: Pick<Edition, 'from' | 'to'>
  places: readonly Place[]
  words: Words
}

const LANGUAGES = ['en', 'be', 'ru']

/** The words from which invented events are made. */
export function readWords(): Words {
  return JSON.parse(readFileSync(new URL('load-words.json', import.meta.url), 'utf8')) as Words
}

/** The real cities in which invented events stand. Throws when the gazetteer does not know one. */
export function inventedPlaces({ cities }: Words): Place[] {
  return cities.map(city => {
    const [, name = '', country = ''] = /^(.+) (\w\w)$/.exec(city) ?? []
    const [place] = findPlaces(name, { country, limit: 1, prefix: false })
    if (!place) throw new Error(`the gazetteer has no ${city}`)
    return place
  })
}

/** An invented event that says so in every title and text; the same for the same chance and number. */
export function inventContent(inventing: Inventing, number: number): EventContent {
  const { random, places, words } = inventing
  const kind = KINDS[number % KINDS.length]!
  const place = random.pick(places)
  const form: WhereForm =
    kind === 'webinar' || random.percent(4) ? 'online' : random.percent(3) ? 'later' : 'place'
  const when = inventWhen(inventing)
  const language = random.percent(50) ? 'en' : random.pick(LANGUAGES)
  const anonymous = kind === 'anonymous-action'
  const host = random.between(1, 200)
  const hostIn = (lang: string) => words.hosts[lang]!.replace('{number}', String(host))
  return {
    kind,
    language,
    texts: inventTexts(inventing, { number, place, form, language }),
    when,
    where: inventWhere(random, place, form),
    parts: when.start && random.percent(10) ? inventParts(words, language) : [],
    hosts: anonymous ? [] : [hostIn(language)],
    ...(anonymous ? {} : { hostNames: Object.fromEntries(LANGUAGES.map(lang => [lang, [hostIn(lang)]])) }),
    anonymous,
    spoken: random.percent(40) ? [language] : [],
    registration: random.percent(10) ? 'https://example.org/invented' : null,
    photos: random.percent(60) ? random.pick(PHOTO_RULES) : null,
  }
}

function inventWhen({ random, edition }: Inventing): When {
  const none: When = {
    from: null,
    to: null,
    gather: null,
    start: null,
    end: null,
    night: false,
    daily: false,
  }
  if (random.percent(2)) return none
  const days = Math.min(daysBetween(edition.from, edition.to), 60)
  const from = addDays(edition.from, random.between(0, days))
  const start = `${String(random.between(9, 20)).padStart(2, '0')}:${random.pick(['00', '00', '30'])}`
  const end = `${String(Math.min(23, Number(start.slice(0, 2)) + random.between(1, 3))).padStart(2, '0')}:45`
  const timed = { ...none, from, to: from, start, end }
  const form = random.between(1, 100)
  if (form <= 50) return timed
  if (form <= 60) return { ...timed, end: null }
  if (form <= 68) return { ...timed, gather: `${String(Number(start.slice(0, 2)) - 1).padStart(2, '0')}:45` }
  if (form <= 75) return { ...timed, start: '21:00', end: '01:30', night: true }
  const to = addDays(from, random.between(1, 4))
  if (form <= 83) return { ...timed, to, daily: true }
  if (form <= 90) return { ...none, from, to }
  if (form <= 93) return { ...none, from }
  return { ...none, from, to: from }
}

function inventWhere(random: Random, place: Place, form: WhereForm): Where {
  const isThere = form === 'place'
  const isExact = isThere && random.percent(30)
  const shift = () => (isExact ? Math.round((random.next() - 0.5) * 500) / 1e4 : 0)
  const isHidden = isThere && random.percent(4)
  return {
    form,
    country: form === 'online' ? null : place.country,
    region: null,
    cityId: isThere ? place.id : null,
    city: isThere ? place.names : null,
    street: isThere && random.percent(40) ? `Invented street ${random.between(1, 99)}` : null,
    point: isThere ? { lat: place.lat + shift(), lon: place.lon + shift(), exact: isExact } : null,
    zone: place.zone,
    link: form === 'online' || random.percent(5) ? 'https://example.org/invented' : null,
    revealHours: isHidden ? random.pick([2, 12, 24]) : null,
    hideCity: isHidden && random.percent(50),
  }
}

function inventTexts(
  { random, words }: Inventing,
  event: { number: number; place: Place; form: WhereForm; language: string },
): Record<string, EventTexts> {
  const { number, place, form, language } = event
  const chosen = Array.from({ length: random.between(1, 5) }, () => random.between(0, 7))
  const venue = form === 'place' && random.percent(80) ? random.between(0, 4) : null
  const hasMore = random.percent(15)
  const told = LANGUAGES.filter(lang => lang === language || random.percent(45))
  return Object.fromEntries(
    told.map(lang => {
      const where = form === 'place' ? placeName({ names: place.names }, lang) : words.places[lang]![form]
      const title = words.titles[lang]!.replace('{number}', String(number)).replace('{place}', where)
      const about = [words.marks[lang]!, ...chosen.map(index => words.sentences[lang]![index]!)].join(' ')
      const more = hasMore ? { bring: words.marks[lang]!, access: words.marks[lang]! } : {}
      return [
        lang,
        { ...NO_TEXTS, title, about, ...more, venue: venue === null ? '' : words.venues[lang]![venue]! },
      ]
    }),
  )
}

function inventParts(words: Words, language: string): EventContent['parts'] {
  return [0, 1, 2].map(index => ({
    start: `1${index}:00`,
    end: `1${index}:45`,
    titles: { [language]: words.parts[language]![index]!, en: words.parts['en']![index]! },
  }))
}
