import type { Zone } from '#platform/time/local.ts'

/** Names of a place: by language where known, `local` as it is written there. */
export type PlaceNames = { local: string } & Partial<Record<string, string>>

/** A point in WGS 84 degrees. `exact` is false for a city's centre. */
export type Point = { lat: number; lon: number; exact: boolean }

export const WHERE_FORMS = ['place', 'online', 'later'] as const
export type WhereForm = (typeof WHERE_FORMS)[number]

/** Where something happens. Venue and street names are texts of the event, per language. */
export type Where = {
  /** At a place, online only, or to be announced. */
  form: WhereForm
  /** ISO 3166-1 alpha-2; null only where nothing is known or it is online only. */
  country: string | null
  region: PlaceNames | null
  /** GeoNames id, where the gazetteer knows the city. */
  cityId: number | null
  city: PlaceNames | null
  street: string | null
  point: Point | null
  zone: Zone
  /** Where to join online. */
  link: string | null
  /** The place is shown only so many hours before the start; null: always. */
  revealHours: number | null
  /** Until then the city is not shown either, only the country. */
  hideCity: boolean
  /** The place (or the link) is told only to those who ask; venue, street, link and exact point are empty. */
  asked?: true
  /** The id of the sealed record with that place; see src/sealed. The public never sees it. */
  sealedPlace?: string
}

/** All names of a place, for searching. */
export function allNames(names: PlaceNames | null): string[] {
  return names ? Object.values(names).filter(name => name !== undefined) : []
}

/** The same where nothing is told only to those who ask any more. */
export function withoutAsking(where: Where): Where {
  const { asked: _, sealedPlace: _id, ...rest } = where
  return rest
}
