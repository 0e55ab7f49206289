import { formatShortDate } from '#platform/time/format.ts'
import { localOf, type Zone } from '#platform/time/local.ts'
import { formatZone } from '#platform/time/zone-name.ts'

/** An instant as the day by the clock of a zone: '21 May 2024'. */
export function dayText(instant: number, lang: string, zone: Zone): string {
  return formatShortDate(localOf(instant, zone).date, lang)
}

/** An instant as day and time by the clock of a zone: '21 May 2024, 19:40 (UTC+3)'. */
export function instantText(instant: number, lang: string, zone: Zone): string {
  const { date, time } = localOf(instant, zone)
  return `${formatShortDate(date, lang)}, ${time} (${formatZone(zone, lang, instant).offset})`
}

/** The name of a language in another: 'Belarusian'. */
export function languageName(code: string, lang: string): string {
  try {
    return new Intl.DisplayNames(lang, { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}
