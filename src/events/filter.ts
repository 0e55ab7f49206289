import { fold } from '#platform/names/fold.ts'
import { type LocalDate, readDate } from '#platform/time/local.ts'
import { isKind, type Kind } from './kind.ts'

/** What a reader looks for. Empty: everything of the edition that matters now. */
export type Filter = {
  edition?: number
  day?: LocalDate
  from?: LocalDate
  to?: LocalDate
  country?: string
  city?: string
  kind?: Kind
  q?: string
  page?: number
}

export const FILTER_NAMES = ['edition', 'day', 'from', 'to', 'country', 'city', 'kind', 'q', 'page'] as const
const MAX_TEXT = 200

/** Reads a filter from an address. What cannot be read is named in `wrong` and left out. */
export function readFilter(query: (name: string) => string | undefined): { filter: Filter; wrong: string[] } {
  const filter: Filter = {}
  const wrong: string[] = []
  const take = <K extends keyof Filter>(name: K, read: (text: string) => Filter[K] | null) => {
    const text = query(name)?.trim()
    if (!text) return
    const value = read(text)
    if (value === null || value === undefined) wrong.push(name)
    else filter[name] = value
  }
  take('edition', text => (/^\d{4}$/.test(text) ? Number(text) : null))
  take('day', readDate)
  take('from', readDate)
  take('to', readDate)
  take('country', text => (/^[a-z]{2}$/i.test(text) ? text.toUpperCase() : null))
  take('city', text => text.slice(0, MAX_TEXT))
  take('kind', text => (isKind(text) ? text : null))
  take('q', text => text.slice(0, MAX_TEXT))
  take('page', text => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : null))
  return { filter, wrong }
}

/** A filter as the end of an address, '?kind=rally&page=2'; the first page is not named. */
export function filterQuery(filter: Filter, more: Record<string, string> = {}): string {
  const params = new URLSearchParams()
  for (const name of FILTER_NAMES) {
    const value = filter[name]
    if (value !== undefined && !(name === 'page' && value === 1)) params.set(name, String(value))
  }
  for (const [name, value] of Object.entries(more)) params.set(name, value)
  const text = params.toString()
  return text ? `?${text}` : ''
}

/** What the filter asks of an event, prepared for many. */
export type Findable = {
  edition: number
  kind: Kind
  country: string | null
  days: readonly LocalDate[]
  /** Folded names of the city (or region), and all its words, folded. */
  cities: readonly string[]
  words: readonly string[]
}

/** A test for events; `edition`, `page` and words are not looked at here. */
export function matcherOf(filter: Filter): (event: Findable) => boolean {
  const city = filter.city ? fold(filter.city) : null
  const { day, from, to, country, kind } = filter
  return event =>
    (kind === undefined || event.kind === kind) &&
    (country === undefined || event.country === country) &&
    (city === null || event.cities.includes(city)) &&
    (day === undefined || event.days.includes(day)) &&
    ((from === undefined && to === undefined) ||
      event.days.some(date => (from === undefined || date >= from) && (to === undefined || date <= to)))
}
