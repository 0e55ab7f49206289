import type { VisibleEvent } from '#events/visible-event.ts'
import { cityText } from '#events/words.ts'
import { countryName } from '#platform/places/countries.ts'
import type { Page } from '#platform/ui/page.ts'

/** Where an event was, in a word: its town or region, 'online', or else its country. */
export function placeOf({ t, lang }: Pick<Page, 't' | 'lang'>, { content }: VisibleEvent): string {
  const { form, country } = content.where
  return (
    cityText(content, lang) ||
    (form === 'online' ? t('events.where.online') : country ? countryName(country, lang) : '')
  )
}
