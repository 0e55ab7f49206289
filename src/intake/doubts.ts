import { formatShortDate, weekdayNames } from '#platform/time/format.ts'
import { type LocalDate, weekday } from '#platform/time/local.ts'
import type { Doubt } from './draft.ts'

/** The values of a doubt for its text in a language (BCP 47): dates and weekdays in words. */
export function doubtValues({ key, values }: Doubt, lang: string): Record<string, string | number> {
  if (key !== 'intake.doubt.weekday') return { ...values }
  const date = values['date'] as LocalDate
  const names = weekdayNames(lang)
  return {
    date: formatShortDate(date, lang),
    day: names[weekday(date) - 1]!,
    told: names[Number(values['weekday']) - 1]!,
  }
}

/** A doubt as an English sentence, for the command line; `messages` are the texts of this part without their prefix. */
export function sayDoubt(doubt: Doubt, messages: Readonly<Record<string, string>>): string {
  const values = doubtValues(doubt, 'en')
  const message = messages[doubt.key.replace(/^intake\./, '')] ?? doubt.code
  return message.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
