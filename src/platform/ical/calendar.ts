import {
  addDays,
  daysBetween,
  instantOf,
  type LocalDate,
  type LocalTime,
  type Zone,
} from '#platform/time/local.ts'
import { line, textValue, uriValue } from './line.ts'
import { zoneLines } from './zone.ts'

/** When an event is: at an hour (its end may be unknown), on whole days, or at the same local hours on each of several days. */
export type CalendarWhen =
  | { form: 'timed'; date: LocalDate; start: LocalTime; endDate?: LocalDate; end?: LocalTime; zone: Zone }
  | { form: 'days'; from: LocalDate; to: LocalDate }
  | { form: 'daily'; from: LocalDate; to: LocalDate; start: LocalTime; end?: LocalTime; zone: Zone }

/** Must not be changed once it was written: what was written of it is kept as long as it lives. */
export type CalendarEvent = {
  /** `urn:uuid:…`, the same for ever. */
  uid: string
  /** Grows with each change that matters to those who come. */
  sequence: number
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  /** When it was last changed, milliseconds UTC. */
  stamp: number
  when: CalendarWhen
  summary: string
  description?: string
  location?: string
  /** WGS 84 degrees. */
  geo?: { lat: number; lon: number }
  /** Absolute. */
  url?: string
  categories?: readonly string[]
  /** BCP 47, of the texts. */
  language?: string
}

export type Calendar = {
  name: string
  prodId?: string
  /** BCP 47, of the name. */
  language?: string
  events: readonly CalendarEvent[]
  /** The page that shows the same, absolute. */
  url?: string
  /** How often subscribers should ask again. */
  refreshHours?: number
}

/**
 * Writes an iCalendar file (RFC 5545 with the properties of RFC 7986, METHOD:PUBLISH of RFC 5546) of any number of
 * events; text with CRLF, to be sent as `text/calendar; charset=utf-8`. Texts lose control characters and turns of
 * direction; an end that is not after its start is left out. Throws a RangeError for an unknown zone.
 */
export function writeCalendar(calendar: Calendar): string {
  const { name, language, events, url, refreshHours } = calendar
  let text = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
  text += line(`PRODID:${textValue(calendar.prodId ?? '-//Vestka//Vestka//EN')}`)
  text += 'CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n'
  text += line(`NAME${languageOf(language)}:${textValue(name)}`)
  text += line(`X-WR-CALNAME:${textValue(name)}`)
  if (url) text += line(`URL:${uriValue(url)}`)
  if (refreshHours) {
    const hours = Math.max(1, Math.round(refreshHours))
    text += `REFRESH-INTERVAL;VALUE=DURATION:PT${hours}H\r\nX-PUBLISHED-TTL:PT${hours}H\r\n`
  }
  text += zonesOf(events)
  for (const event of events) text += eventLines(event)
  return `${text}END:VCALENDAR\r\n`
}

function zonesOf(events: readonly CalendarEvent[]): string {
  const spans = new Map<Zone, [first: number, last: number]>()
  for (const { when } of events) {
    if (when.form === 'days') continue
    const [from, to] = when.form === 'daily' ? [when.from, when.to] : [when.date, when.endDate ?? when.date]
    const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))]
    const span = spans.get(when.zone)
    spans.set(
      when.zone,
      span ? [Math.min(span[0], first), Math.max(span[1], last)] : [first, Math.max(first, last)],
    )
  }
  // A calendar needs at least one component (§3.6): where nothing is on, a zone that nobody uses.
  if (events.length === 0) return zoneLines('Etc/UTC', 1970, 1970)
  return [...spans].map(([zone, [first, last]]) => zoneLines(zone, first, last)).join('')
}

const written = new WeakMap<CalendarEvent, string>()

function eventLines(event: CalendarEvent): string {
  const known = written.get(event)
  if (known !== undefined) return known
  const lines = writeEvent(event)
  written.set(event, lines)
  return lines
}

function writeEvent(event: CalendarEvent): string {
  const { geo, categories } = event
  const language = languageOf(event.language)
  const stamp = utcStamp(event.stamp)
  let text = 'BEGIN:VEVENT\r\n'
  text += line(`UID:${textValue(event.uid)}`)
  text += `DTSTAMP:${stamp}\r\nLAST-MODIFIED:${stamp}\r\nSEQUENCE:${event.sequence}\r\nSTATUS:${event.status}\r\n`
  text += whenLines(event.when)
  text += line(`SUMMARY${language}:${textValue(event.summary)}`)
  if (event.description) text += line(`DESCRIPTION${language}:${textValue(event.description)}`)
  if (event.location) text += line(`LOCATION${language}:${textValue(event.location)}`)
  if (geo) text += `GEO:${geo.lat.toFixed(6)};${geo.lon.toFixed(6)}\r\n`
  if (event.url) text += line(`URL:${uriValue(event.url)}`)
  if (categories?.length) text += line(`CATEGORIES${language}:${categories.map(textValue).join(',')}`)
  return `${text}END:VEVENT\r\n`
}

function whenLines(when: CalendarWhen): string {
  switch (when.form) {
    case 'days': {
      const to = daysBetween(when.from, when.to) > 0 ? when.to : when.from
      // Whole days take nobody's time; the end is the first day after (§3.6.1).
      return `DTSTART;VALUE=DATE:${basic(when.from)}\r\nDTEND;VALUE=DATE:${basic(addDays(to, 1))}\r\nTRANSP:TRANSPARENT\r\n`
    }
    case 'timed':
      return timedLines(when)
    case 'daily': {
      const days = daysBetween(when.from, when.to) + 1
      // A count, not UNTIL: no instant to convert, so no clock change to get wrong.
      const rule = days > 1 ? `RRULE:FREQ=DAILY;COUNT=${days}\r\n` : ''
      return timedLines({ ...when, form: 'timed', date: when.from }) + rule
    }
  }
}

function timedLines(when: Extract<CalendarWhen, { form: 'timed' }>): string {
  const { date, start, end, zone } = when
  let text = line(`DTSTART;TZID=${zone}:${basic(date)}T${basic(start)}00`)
  if (end === undefined) return text
  // An end by the clock before the start, without a date of its own, is after midnight.
  const endDate = when.endDate ?? (end < start ? addDays(date, 1) : date)
  if (instantOf(endDate, end, zone) > instantOf(date, start, zone)) {
    text += line(`DTEND;TZID=${zone}:${basic(endDate)}T${basic(end)}00`)
  }
  return text
}

function languageOf(tag: string | undefined): string {
  return tag && /^[a-z\d-]+$/i.test(tag) ? `;LANGUAGE=${tag}` : ''
}

function utcStamp(ms: number): string {
  return `${basic(new Date(ms).toISOString().slice(0, 19))}Z`
}

// ISO 8601's basic form of a date or a time.
function basic(text: string): string {
  return text.replace(/[-:]/g, '')
}
