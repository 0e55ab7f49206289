import { type Filter, filterQuery } from './filter.ts'

/** Slugs that are pages of their own. */
export const RESERVED_SLUGS = ['new', 'map', 'calendar', 'mine', 'embed', 'next', 'asked'] as const

export const FEED_FORMATS = ['ics', 'rss', 'atom', 'feed.json', 'json', 'geojson', 'txt'] as const
export type FeedFormat = (typeof FEED_FORMATS)[number]

/** The addresses of this part; '/en/events' and below. */
export const eventPaths = {
  list: (lang: string, filter: Filter = {}) => `/${lang}/events${filterQuery(filter)}`,
  map: (lang: string, filter: Filter = {}) => `/${lang}/events/map${filterQuery(filter)}`,
  countryMap: (lang: string, country: string, filter: Filter = {}) =>
    `/${lang}/events/map/${country.toLowerCase()}${filterQuery(filter)}`,
  calendar: (lang: string, filter: Filter = {}, month?: string) =>
    `/${lang}/events/calendar${filterQuery(filter, month ? { month } : {})}`,
  show: (lang: string, slug: string) => `/${lang}/events/${slug}`,
  /** Where somebody asks for a place that is told only to those who ask; the page is that of the enquiries. */
  ask: (lang: string, slug: string) => `/${lang}/events/${slug}/ask`,
  ics: (lang: string, slug: string) => `/${lang}/events/${slug}.ics`,
  feed: (lang: string, format: FeedFormat, filter: Filter = {}) =>
    `/${lang}/events.${format}${filterQuery(filter)}`,
  announce: (lang: string) => `/${lang}/events/new`,
  mine: (lang: string) => `/${lang}/events/mine`,
  next: (lang: string) => `/${lang}/events/next`,
  embed: (lang: string, filter: Filter = {}) => `/${lang}/events/embed${filterQuery(filter)}`,
}

export const eventDeskPaths = {
  show: (id: string) => `/desk/events/${id}`,
  edit: (id: string) => `/desk/events/${id}/edit`,
  translate: (id: string, lang: string) => `/desk/events/${id}/texts/${lang}`,
  create: () => '/desk/events/new',
  act: (id: string, action: string) => `/desk/events/${id}/${action}`,
  /** Where the list of the queue publishes, and is shown again. */
  publishInList: (id: string) => `/desk/events/${id}/publish?from=list`,
}
