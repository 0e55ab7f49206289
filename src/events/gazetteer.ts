import { isCountry, zonesOf } from '#platform/places/countries.ts'
import { findPlaces, getPlace } from '#platform/places/places.ts'
import type { Gazetteer } from './where-form.ts'

/** The places of the world, as forms ask for them. */
export const gazetteer: Gazetteer = {
  find: (query, country) => findPlaces(query, { limit: 10, ...(country ? { country } : {}) }),
  get: id => getPlace(id),
  isCountry,
  zonesOf,
}
