import { formatShortDate } from './format.ts'
import { localOf, type Zone } from './local.ts'
import { formatZone } from './zone-name.ts'

/** An instant as the day by the clock of a zone: '21 May 2024'. */
export function dayText(instant: number, lang: string, zone: Zone): string {
  return formatShortDate(localOf(instant, zone).date, lang)
}

/** An instant as day and time by the clock of a zone: '21 May 2024, 19:40 (UTC+3)'. */
export function instantText(instant: number, lang: string, zone: Zone): string {
  const { date, time } = localOf(instant, zone)
  return `${formatShortDate(date, lang)}, ${time} (${formatZone(zone, lang, instant).offset})`
}
