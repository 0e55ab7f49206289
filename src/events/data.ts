import type { FeedItem } from '#platform/feeds/feed.ts'
import type { CalendarEvent, CalendarWhen } from '#platform/ical/calendar.ts'
import { countryName } from '#platform/places/countries.ts'
import type { Translate } from '#platform/text/texts.ts'
import { hostsIn, textsIn } from './event.ts'
import { eventPaths } from './paths.ts'
import type { VisibleEvent } from './visible-event.ts'
import { endDateOf } from './when.ts'
import { cityText, kindText, placeText, whenText } from './words.ts'

/** In which language, and under which absolute address, data is written. */
export type DataContext = {
  t: Translate
  publicUrl: string
  /** What an example edition says of itself; it goes along wherever its events go. */
  notice: string | null
}

/** An event as JSON; dates YYYY-MM-DD, times HH:MM by the clock of the place, null where unknown. */
export function toJson({ t, publicUrl }: DataContext, event: VisibleEvent) {
  const { content } = event
  const { when, where } = content
  const { texts, lang } = textsIn(content, t.lang)
  return {
    id: event.id,
    slug: event.slug,
    url: publicUrl + eventPaths.show(t.lang, event.slug),
    title: texts.title,
    text: texts.about,
    language: lang,
    kind: content.kind,
    state: event.state,
    edition: event.edition,
    date: when.from,
    endDate: endDateOf(when),
    start: when.start ?? when.gather,
    end: when.end,
    gather: when.gather,
    daily: when.daily,
    zone: where.zone,
    startsAt: iso(event.startsAt),
    endsAt: iso(event.endsAt),
    venue: texts.venue || null,
    street: where.street,
    city: cityText(content, t.lang) && where.city ? cityText(content, t.lang) : null,
    region: where.region && !where.city ? cityText(content, t.lang) : null,
    country: where.country,
    placeOnRequest: askUrl({ t, publicUrl }, event),
    lat: where.point?.lat ?? null,
    lon: where.point?.lon ?? null,
    online: where.form === 'online' || where.link !== null,
    hosts: hostsIn(content, t.lang),
    anonymous: content.anonymous,
    hostCheck: event.hostCheck,
    published: iso(event.publishedAt),
    updated: iso(event.updatedAt),
  }
}

/** An event for a calendar (RFC 5545); null while its date is to be announced. */
export function toCalendar(context: DataContext, event: VisibleEvent): CalendarEvent | null {
  const name = `${context.t.lang} ${context.publicUrl} ${context.notice}`
  const known = entries.get(event) ?? new Map<string, CalendarEvent | null>()
  entries.set(event, known)
  const entry = known.get(name)
  if (entry !== undefined) return entry
  const made = makeEntry(context, event)
  known.set(name, made)
  return made
}

// A calendar of all is asked for every hour by everyone who subscribes; most of its events stay as they are.
const entries = new WeakMap<VisibleEvent, Map<string, CalendarEvent | null>>()

function makeEntry({ t, publicUrl, notice }: DataContext, event: VisibleEvent): CalendarEvent | null {
  const { content } = event
  const when = calendarWhen(event)
  if (!when) return null
  const { texts, lang } = textsIn(content, t.lang)
  const url = publicUrl + eventPaths.show(t.lang, event.slug)
  const { point } = content.where
  const location = placeLine(t, event)
  const ask = askUrl({ t, publicUrl }, event)
  return {
    uid: `urn:uuid:${event.id}`,
    sequence: event.sequence,
    status: event.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
    stamp: event.updatedAt ?? 0,
    when,
    summary: texts.title,
    description: [changeLine(t, event), texts.about, ask && `${t('events.where.ask')}: ${ask}`, notice, url]
      .filter(Boolean)
      .join('\n\n'),
    ...(location ? { location } : {}),
    ...(point ? { geo: { lat: point.lat, lon: point.lon } } : {}),
    url,
    categories: [kindText(t, content.kind)],
    language: lang,
  }
}

/** An event as an item of a feed. */
export function toFeedItem({ t, publicUrl, notice }: DataContext, event: VisibleEvent): FeedItem {
  const { texts, lang } = textsIn(event.content, t.lang)
  const lines = [
    changeLine(t, event),
    `${whenText(t, event.content)}`,
    placeLine(t, event),
    askUrl({ t, publicUrl }, event),
    texts.about,
    notice,
  ]
  return {
    id: `urn:uuid:${event.id}`,
    url: publicUrl + eventPaths.show(t.lang, event.slug),
    title: texts.title,
    text: lines.filter(Boolean).join('\n\n'),
    published: event.publishedAt ?? 0,
    updated: event.updatedAt ?? 0,
    tags: [kindText(t, event.content.kind)],
    language: lang,
  }
}

/** An event as a GeoJSON Feature (RFC 7946); its geometry is null where the point is not known or not shown. */
export function toFeature(context: DataContext, event: VisibleEvent) {
  const { lat, lon, ...properties } = toJson(context, event)
  return {
    type: 'Feature',
    id: event.id,
    geometry: lat === null || lon === null ? null : { type: 'Point', coordinates: [lon, lat] },
    properties,
  }
}

/** An event as schema.org Event, for search engines. */
export function toJsonLd({ t, publicUrl }: DataContext, event: VisibleEvent) {
  const { content } = event
  const { where, when } = content
  const { texts, lang } = textsIn(content, t.lang)
  const url = publicUrl + eventPaths.show(t.lang, event.slug)
  const address = {
    '@type': 'PostalAddress',
    ...(where.street ? { streetAddress: where.street } : {}),
    ...(where.city ? { addressLocality: cityText(content, t.lang) } : {}),
    ...(where.region ? { addressRegion: cityText(content, t.lang) } : {}),
    ...(where.country ? { addressCountry: where.country } : {}),
  }
  const ask = askUrl({ t, publicUrl }, event)
  const place = {
    '@type': 'Place',
    name:
      texts.venue ||
      cityText(content, t.lang) ||
      (where.country ? countryName(where.country, t.lang) : t('events.where.later')),
    address,
    ...(ask ? { description: t('events.where.asked'), url: ask } : {}),
    ...(where.point
      ? { geo: { '@type': 'GeoCoordinates', latitude: where.point.lat, longitude: where.point.lon } }
      : {}),
  }
  const online = { '@type': 'VirtualLocation', url: where.link ?? ask ?? url }
  const mode = where.form === 'online' ? 'Online' : where.link ? 'Mixed' : 'Offline'
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': `urn:uuid:${event.id}`,
    name: texts.title,
    inLanguage: lang,
    ...(texts.about ? { description: texts.about } : {}),
    url,
    ...(when.from ? { startDate: iso(event.startsAt) ?? when.from } : {}),
    ...((iso(event.endsAt) ?? when.to) ? { endDate: iso(event.endsAt) ?? when.to } : {}),
    eventStatus: `https://schema.org/Event${{ cancelled: 'Cancelled', moved: 'Rescheduled' }[event.state as string] ?? 'Scheduled'}`,
    eventAttendanceMode: `https://schema.org/${mode}EventAttendanceMode`,
    location: mode === 'Online' ? online : mode === 'Mixed' ? [place, online] : place,
    ...(content.hosts.length > 0
      ? { organizer: hostsIn(content, t.lang).map(name => ({ '@type': 'Organization', name })) }
      : {}),
  }
}

/** An event as lines of plain text. */
export function toText({ t, publicUrl }: DataContext, event: VisibleEvent): string {
  const { texts } = textsIn(event.content, t.lang)
  return [
    texts.title,
    changeLine(t, event),
    whenText(t, event.content),
    placeLine(t, event),
    askUrl({ t, publicUrl }, event),
    hostsIn(event.content, t.lang).join(', '),
    publicUrl + eventPaths.show(t.lang, event.slug),
  ]
    .filter(Boolean)
    .join('\n')
}

function placeLine(t: Translate, event: VisibleEvent): string {
  const { country, revealHours } = event.content.where
  const line = placeText(t, event.content, country ? countryName(country, t.lang) : '')
  if (event.placeAt === null) return line
  return [line, t('events.where.hidden', { hours: revealHours ?? 0 })].filter(Boolean).join('. ')
}

/** Where to ask for a place that is told only to those who ask; null for others. */
function askUrl({ t, publicUrl }: Pick<DataContext, 't' | 'publicUrl'>, event: VisibleEvent): string | null {
  return event.content.where.asked ? publicUrl + eventPaths.ask(t.lang, event.slug) : null
}

function changeLine(t: Translate, { state, notice }: VisibleEvent): string {
  if (state !== 'moved' && state !== 'cancelled') return ''
  return [t(`events.change.${state}`), notice?.text].filter(Boolean).join(' ')
}

function calendarWhen({ content }: VisibleEvent): CalendarWhen | null {
  const { when, where } = content
  const start = when.start ?? when.gather
  if (!when.from) return null
  if (!start) return { form: 'days', from: when.from, to: when.to ?? when.from }
  if (when.daily && when.to)
    return {
      form: 'daily',
      from: when.from,
      to: when.to,
      start,
      ...(when.end ? { end: when.end } : {}),
      zone: where.zone,
    }
  return {
    form: 'timed',
    date: when.from,
    start,
    zone: where.zone,
    ...(when.end ? { endDate: endDateOf(when) ?? when.from, end: when.end } : {}),
  }
}

function iso(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString()
}
