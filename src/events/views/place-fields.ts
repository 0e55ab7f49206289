import { countryName } from '#platform/places/countries.ts'
import { placeName } from '#platform/places/place-name.ts'
import { radios, select } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { FormProps } from './form.ts'

/** Several places have that name: which one, or none of them. */
export function whichPlace(page: Page, { form, choices, errors }: FormProps): Html {
  if (choices.places.length === 0)
    return form.get('place') ? html`<input type="hidden" name="place" value="${form.get('place')}">` : raw('')
  const { t } = page
  return radios({
    name: 'place',
    label: t('events.field.place'),
    value: form.get('place'),
    error: errors['place'] ? t(`events.wrong.${errors['place'].key}`, errors['place'].values) : null,
    options: [
      ...choices.places.map(place => ({
        value: String(place.id),
        text: [placeName(place, page.lang), place.region, countryName(place.country, page.lang)]
          .filter(Boolean)
          .join(', '),
      })),
      { value: 'typed', text: t('events.form.place-other') },
    ],
  })
}

/** Asked only where the place does not tell whose clock it is. */
export function zoneField(page: Page, { form, choices, errors }: FormProps): Html {
  if (choices.zones === null && !form.get('zone') && !errors['zone']) return raw('')
  const zones = choices.zones && choices.zones.length > 0 ? choices.zones : Intl.supportedValuesOf('timeZone')
  const { t } = page
  return select({
    name: 'zone',
    label: t('events.field.zone'),
    value: form.get('zone'),
    error: errors['zone'] ? t(`events.wrong.${errors['zone'].key}`, errors['zone'].values) : null,
    options: [
      { value: '', text: t('events.form.choose') },
      ...zones.map(zone => ({ value: zone, text: zone.replaceAll('_', ' ') })),
    ],
  })
}
