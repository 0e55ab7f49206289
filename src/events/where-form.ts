import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { fold } from '#platform/names/fold.ts'
import { cleanLine } from '#platform/text/clean.ts'
import { isZone } from '#platform/time/local.ts'
import { readField, readUrl } from './fields.ts'
import type { When } from './when.ts'
import { allNames, type PlaceNames, type Point, WHERE_FORMS, type Where } from './where.ts'

/** A city or region that the gazetteer knows. */
export type KnownPlace = {
  id: number
  country: string
  region: string | null
  lat: number
  lon: number
  zone: string
  names: PlaceNames
}

/** What this part asks about places; see platform/places. */
export type Gazetteer = {
  find(query: string, country: string | null): KnownPlace[]
  get(id: number): KnownPlace | undefined
  isCountry(code: string): boolean
  /** The zones of a country, the one where most people live first. */
  zonesOf(country: string): string[]
}

/** What the form asks when it is shown again: which of several places, which of several clocks. */
export type WhereChoices = { places: KnownPlace[]; zones: string[] | null }

const REVEAL_HOURS = [1, 2, 3, 6, 12, 24, 48]
const MAX_CHOICES = 8

type Input = {
  gazetteer: Gazetteer
  when: When
  errors: FieldErrors
  before: Where | undefined
  place: SecretPlace
}

/** Whether the form tells a place only to those who ask: not, one that is kept from before, or a new one. */
export type SecretPlace = 'none' | 'kept' | 'new'

/** Reads where it happens; a place that the gazetteer does not know is taken as typed, with a zone that is asked for. */
export function readWhere(
  form: Form,
  { gazetteer, when, errors, before, place: secret }: Input,
): { where: Where; choices: WhereChoices } {
  const choices: WhereChoices = { places: [], zones: null }
  const kind = WHERE_FORMS.find(name => name === form.get('where')) ?? 'place'
  const country = readCountry(form, gazetteer, errors)
  const typed = readField(form, 'city', errors, cleanLine, 120)
  const link = readUrl(form, 'link', errors)
  const asked = secret !== 'none'
  if (asked) refuseOpenPlace(form, kind, errors)
  if (kind === 'online' && !link && !errors['link'] && !form.has('link_later') && !asked)
    errors['link'] = { key: 'link-needed' }
  if (kind === 'place' && !typed && !country) errors['city'] ??= { key: 'city-needed' }

  const place = findPlace(form, { typed, country, gazetteer, before, choices, errors })
  const code = country ?? place?.country ?? null
  if (kind === 'place' && typed && !code && choices.places.length === 0)
    errors['country'] ??= { key: 'country-needed' }
  const isRegion = place !== null && place.id < 0
  const zone = place?.zone ?? findZone(form, { code, gazetteer, choices, errors, when })
  const reveal = Number(form.get('reveal'))
  const isHidden = kind === 'place' && REVEAL_HOURS.includes(reveal)
  // Nobody who asks for a city to be hidden may find it shown because the hours were left out.
  if (kind === 'place' && form.has('hide_city') && !isHidden) errors['reveal'] = { key: 'reveal-needed' }
  return {
    choices,
    where: {
      form: kind,
      country: code,
      region: isRegion ? place.names : null,
      cityId: place && !isRegion ? place.id : null,
      city: isRegion ? null : place ? place.names : typed ? { local: typed } : null,
      street: readField(form, 'street', errors, cleanLine) || null,
      point: place && kind === 'place' ? pointOf(place, asked ? undefined : before) : null,
      zone,
      link,
      revealHours: isHidden ? reveal : null,
      hideCity: form.has('hide_city'),
      ...(asked ? { asked: true as const } : {}),
      ...(secret === 'kept' && before?.sealedPlace ? { sealedPlace: before.sealedPlace } : {}),
    },
  }
}

/** What is told only to those who ask must not stand in the open as well. */
function refuseOpenPlace(form: Form, kind: Where['form'], errors: FieldErrors): void {
  for (const name of ['venue', 'street', 'link'])
    if (cleanLine(form.get(name))) errors[name] = { key: 'asked-open' }
  if (form.get('reveal') || form.has('hide_city')) errors['reveal'] = { key: 'asked-reveal' }
  if (kind === 'later') errors['where'] = { key: 'asked-later' }
}

function readCountry(form: Form, gazetteer: Gazetteer, errors: FieldErrors): string | null {
  const code = form.get('country').trim().toUpperCase()
  if (!code) return null
  if (gazetteer.isCountry(code)) return code
  errors['country'] = { key: 'country' }
  return null
}

type Search = {
  typed: string
  country: string | null
  gazetteer: Gazetteer
  before: Where | undefined
  choices: WhereChoices
  errors: FieldErrors
}

function findPlace(form: Form, search: Search): KnownPlace | null {
  const { typed, country, gazetteer, before, choices, errors } = search
  if (!typed) return null
  const chosen = gazetteer.get(Number(form.get('place')) || 0)
  if (chosen && (!country || chosen.country === country) && isNamed(chosen, typed, gazetteer)) return chosen
  if (form.get('place') === 'typed') return null
  const kept =
    before?.cityId && allNames(before.city).includes(typed) ? gazetteer.get(before.cityId) : undefined
  if (kept && (!country || kept.country === country)) return kept
  const found = gazetteer.find(typed, country)
  const best = found[0]
  if (!best) return null
  const rivals = found.filter(place => place.country !== best.country || place.region !== best.region)
  if (rivals.length === 0 || (country && isFarAhead(found))) return best
  if (!country && isFarAhead(found)) return best
  choices.places = found.slice(0, MAX_CHOICES)
  errors['place'] = { key: 'place-which', values: { city: typed } }
  return null
}

function isNamed(place: KnownPlace, typed: string, gazetteer: Gazetteer): boolean {
  return (
    allNames(place.names).some(name => fold(name) === fold(typed)) ||
    gazetteer.find(typed, place.country).some(other => other.id === place.id)
  )
}

/** The gazetteer lists the most populous first; one with ten times the people of the next is meant. */
function isFarAhead(found: readonly (KnownPlace & { population?: number })[]): boolean {
  const [first, second] = found
  return (first?.population ?? 0) >= 10 * (second?.population ?? 1)
}

type ZoneSearch = {
  code: string | null
  gazetteer: Gazetteer
  choices: WhereChoices
  errors: FieldErrors
  when: When
}

function findZone(form: Form, { code, gazetteer, choices, errors, when }: ZoneSearch): string {
  const chosen = form.get('zone').trim()
  if (chosen && isZone(chosen)) return chosen
  if (chosen) errors['zone'] = { key: 'zone' }
  const zones = code ? gazetteer.zonesOf(code) : []
  if (zones.length === 1) return zones[0]!
  const hasClock = when.gather !== null || when.start !== null || when.end !== null
  if (!hasClock) return zones[0] ?? 'UTC'
  if (errors['city'] || errors['country'] || errors['place']) return zones[0] ?? 'UTC'
  choices.zones = zones
  errors['zone'] ??= { key: 'zone-needed' }
  return zones[0] ?? 'UTC'
}

function pointOf(place: KnownPlace, before: Where | undefined): Point {
  if (before?.point?.exact && before.cityId === place.id) return before.point
  return { lat: place.lat, lon: place.lon, exact: false }
}
