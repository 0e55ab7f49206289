import { placeName } from '#platform/places/place-name.ts'
import type { Translate } from '#platform/text/texts.ts'
import { formatDate, formatRange, formatTime } from '#platform/time/format.ts'
import { instantOf } from '#platform/time/local.ts'
import { formatZone } from '#platform/time/zone-name.ts'
import type { EventContent } from './event.ts'
import { textsIn } from './event.ts'
import { endDateOf, type When } from './when.ts'

/** The name of a kind: 'Reading of the names'. */
export function kindText(t: Translate, kind: string): string {
  return t(`events.kind.${kind}`)
}

/** The days: 'Tuesday, 21 May 2024', '20–24 May 2024', 'from 19 May 2024', 'Date to be announced'. */
export function dateText(t: Translate, when: When): string {
  const { from, to } = when
  if (!from) return t('events.when.later')
  if (!to) return t('events.when.open', { date: formatDate(from, t.lang) })
  return from === to ? formatDate(from, t.lang) : formatRange(from, to, t.lang)
}

/** The times: '18:00–20:00', 'from 18:00', 'daily 10:00–18:00'; '' when none is known. */
export function timeText(t: Translate, when: When): string {
  const time = (text: string | null) => (text ? formatTime(text, t.lang) : '')
  const start = time(when.start ?? when.gather)
  if (!start) return ''
  const end = time(when.end)
  if (when.daily) return end ? t('events.when.daily', { start, end }) : t('events.when.daily-from', { start })
  if (!end) return t('events.when.at', { start })
  if (when.from && when.to && when.from !== when.to) {
    const last = endDateOf(when) ?? when.to
    return t('events.when.through', { start, end, last: formatDate(last, t.lang) })
  }
  return when.night ? t('events.when.night', { start, end }) : t('events.when.between', { start, end })
}

/** Whose clock the times follow: 'Vilnius time, UTC+3'. */
export function zoneText(t: Translate, content: EventContent): string {
  const { when, where } = content
  const at = when.from ? instantOf(when.from, when.start ?? when.gather ?? '12:00', where.zone) : 0
  const { name, offset } = formatZone(where.zone, t.lang, at)
  // Without a date nobody knows the offset: it changes with the seasons.
  if (!when.from) return name
  return name === offset ? offset : `${name}, ${offset}`
}

/** Days, times and clock in one line of text. */
export function whenText(t: Translate, content: EventContent): string {
  const time = timeText(t, content.when)
  return [dateText(t, content.when), time, time && `(${zoneText(t, content)})`]
    .filter(Boolean)
    .join(', ')
    .replace(', (', ' (')
}

/** The city, or the region where no city is told; '' when neither is. */
export function cityText(content: EventContent, lang: string): string {
  const place = content.where.city ?? content.where.region
  return place ? placeName({ names: place }, lang) : ''
}

/** Venue, street and city in one line of text, the country left to the caller; and that the place is told to who asks. */
export function placeText(t: Translate, content: EventContent, country: string): string {
  const { where } = content
  const { texts } = textsIn(content, t.lang)
  if (where.form === 'later')
    return [t('events.where.later'), cityText(content, t.lang), country].filter(Boolean).join(', ')
  const line = [texts.venue, where.street, cityText(content, t.lang), country].filter(Boolean).join(', ')
  const place = where.form === 'online' ? [t('events.where.online'), line].filter(Boolean).join(', ') : line
  return [place, where.asked && t('events.where.asked')].filter(Boolean).join('. ')
}

/** The beginning of a text, whole words, at most `limit` characters. */
export function beginningOf(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= limit) return line
  return `${line.slice(0, limit).replace(/\s+\S*$/, '')} …`
}
