import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { listCountries } from '#platform/places/countries.ts'
import { languageName } from '#platform/text/language-name.ts'
import { checkbox, checkboxes, errorSummary, field, radios, select } from '#platform/ui/field.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { SealedError, SealKey } from '#sealed/field.ts'
import { keyField, sealedErrorText, sealedField, sealing } from '#sealed/field-card.ts'
import { PHOTO_RULES } from '../event.ts'
import type { LIMITS } from '../fields.ts'
import { KINDS } from '../kind.ts'
import type { WhereChoices } from '../where-form.ts'
import { kindText } from '../words.ts'
import { whichPlace, zoneField } from './place-fields.ts'

export type FormProps = {
  form: Form
  errors: FieldErrors
  choices: WhereChoices
  /** Languages in which a text may be written. */
  languages: readonly string[]
  sealed: SealedProps
}

/** What the form shows of its two sealed fields: their key, the days on which what is kept was sent, what is wrong. */
export type SealedProps = {
  key: SealKey | null
  kept: { contact: string | null; place: string | null }
  errors: Record<string, SealedError>
}

const SPOKEN = [
  'be',
  'ru',
  'en',
  'pl',
  'lt',
  'uk',
  'de',
  'fr',
  'it',
  'es',
  'cs',
  'lv',
  'et',
  'ka',
  'nl',
  'sv',
]
const REVEAL = ['1', '2', '3', '6', '12', '24', '48']
/** What the short form leaves to 'more'; it opens by itself where something in it is filled in or wrong. */
const MORE = [
  'gather',
  'parts',
  'registration',
  'spoken',
  'bring',
  'access',
  'photos',
  'safety',
  'street',
  'reveal',
  'hide_city',
  'link',
  'zone',
  'secret_place',
  'secret_place_sealed',
]

/** What is wrong, at the top of the form, in the order of the fields. */
export function eventErrors(page: Page, errors: FieldErrors, sealed: SealedProps['errors'] = {}): Html {
  const { t } = page
  const open = Object.entries(errors).map(([name, error]) => ({
    field: name === 'place' ? 'place' : name,
    text: `${t(`events.field.${labelKey(name)}`)}: ${t(`events.wrong.${error.key}`, error.values)}`,
  }))
  const closed = Object.entries(sealed).map(([name, error]) => ({
    field: name,
    text: `${t(`events.field.${name}`)}: ${sealedErrorText(t, error)}`,
  }))
  const list = [...open, ...closed]
  return errorSummary(t('ui.form.wrong', { count: list.length }), list)
}

/** Puts the form of an event into what seals two of its fields in the browser. */
export function sealingEvent(page: Page, { sealed }: FormProps, form: Html): Html {
  return sealing(page, { names: ['contact', 'secret_place'], kind: 'contact', key: sealed.key }, form)
}

/** The fields of an event; the caller puts them into a <form>. */
export function eventFields(page: Page, props: FormProps): Html {
  const { t } = page
  const { form, errors } = props
  const get = form.get
  const error = (name: string) => {
    const found = errors[name]
    return found ? t(`events.wrong.${found.key}`, found.values) : null
  }
  const line = (name: keyof typeof LIMITS, more: { required?: boolean; hint?: string; rows?: number } = {}) =>
    field({
      name,
      label: t(`events.field.${name}`),
      value: get(name),
      error: error(name),
      ...(more.required ? {} : { mark: t('ui.optional') }),
      ...more,
    })
  const secret = (name: 'contact' | 'secret_place', kind: 'contact' | 'venue', kept: string | null) =>
    sealedField(page, {
      name,
      kind,
      label: t(`events.field.${name}`),
      hint: t(`events.hint.${name}`),
      form,
      error: props.sealed.errors[name] ?? null,
      key: props.sealed.key,
      kept,
    })
  const openMore =
    MORE.some(name => get(name) !== '' || errors[name] !== undefined) ||
    props.sealed.errors['secret_place'] !== undefined ||
    props.sealed.kept.place !== null

  return html`${keyField(props.sealed.key)}<fieldset class="group"><legend>${t('events.form.what')}</legend>
${line('title', { required: true, hint: t('events.hint.title') })}
${languageField(page, props)}
${select({
  name: 'kind',
  label: t('events.field.kind'),
  value: get('kind'),
  required: true,
  error: error('kind'),
  options: [
    { value: '', text: t('events.form.choose') },
    ...KINDS.map(kind => ({ value: kind, text: kindText(t, kind) })),
  ],
})}
${line('about', { rows: 6, hint: t('events.hint.about') })}
</fieldset>
<fieldset class="group"><legend>${t('events.form.when')}</legend>
<div class="pair">${dateField(page, 'from', props)}${timeField(page, 'start', props)}${timeField(page, 'end', props)}</div>
${checkbox({ name: 'night', label: t('events.field.night'), checked: form.has('night') })}
<details${attrs({ open: ['to', 'open_end', 'hours', 'gather', 'date_later'].some(name => get(name) !== '' || errors[name]) })}><summary>${t('events.form.other-times')}</summary>
<div class="pair">${dateField(page, 'to', props)}${timeField(page, 'gather', props)}</div>
${radios({
  name: 'hours',
  label: t('events.field.hours'),
  value: get('hours') || 'daily',
  options: [
    { value: 'daily', text: t('events.hours.daily') },
    { value: 'through', text: t('events.hours.through') },
  ],
})}
${checkbox({ name: 'open_end', label: t('events.field.open_end'), checked: form.has('open_end') })}
${checkbox({ name: 'date_later', label: t('events.field.date_later'), checked: form.has('date_later') })}
</details>
</fieldset>
<fieldset class="group"><legend>${t('events.form.where')}</legend>
${radios({
  name: 'where',
  label: t('events.field.where'),
  value: get('where') || 'place',
  error: error('where'),
  options: (['place', 'online', 'later'] as const).map(value => ({
    value,
    text: t(`events.where-form.${value}`),
  })),
})}
<div class="pair">${field({ name: 'city', label: t('events.field.city'), value: get('city'), error: error('city'), hint: t('events.hint.city') })}
${select({
  name: 'country',
  label: t('events.field.country'),
  value: get('country').toUpperCase(),
  error: error('country'),
  options: [
    { value: '', text: t('events.form.choose') },
    ...listCountries(page.lang).map(({ code, name }) => ({ value: code, text: name })),
  ],
})}</div>
${whichPlace(page, props)}
${zoneField(page, props)}
${line('venue', { hint: t('events.hint.venue') })}
${field({ name: 'link', label: t('events.field.link'), value: get('link'), error: error('link'), type: 'text', inputmode: 'url', mark: t('ui.optional'), hint: t('events.hint.link') })}
</fieldset>
<fieldset class="group"><legend>${t('events.form.who')}</legend>
${line('hosts', { rows: 2, hint: t('events.hint.hosts') })}
${errors['hosts']?.key === 'host-person' || form.has('host_is_group') ? checkbox({ name: 'host_is_group', label: t('events.field.host_is_group'), checked: form.has('host_is_group') }) : raw('')}
${checkbox({ name: 'anonymous', label: t('events.field.anonymous'), checked: form.has('anonymous') })}
${secret('contact', 'contact', props.sealed.kept.contact)}
</fieldset>
<details class="group"${attrs({ open: openMore })}><summary>${t('events.form.more')}</summary>
${line('street')}
${select({
  name: 'reveal',
  label: t('events.field.reveal'),
  hint: t('events.hint.reveal'),
  value: get('reveal'),
  error: error('reveal'),
  options: [
    { value: '', text: t('events.reveal.always') },
    ...REVEAL.map(hours => ({ value: hours, text: t('events.reveal.hours', { hours: Number(hours) }) })),
  ],
})}
${checkbox({ name: 'hide_city', label: t('events.field.hide_city'), checked: form.has('hide_city') })}
${secret('secret_place', 'venue', props.sealed.kept.place)}
${line('parts', { rows: 4, hint: t('events.hint.parts') })}
${line('registration', { hint: t('events.hint.registration') })}
${checkboxes({ name: 'spoken', label: t('events.field.spoken'), mark: t('ui.optional'), values: form.all('spoken'), options: SPOKEN.map(code => ({ value: code, text: languageName(code, page.lang) })) })}
${line('bring')}
${line('access', { hint: t('events.hint.access') })}
${radios({
  name: 'photos',
  label: t('events.field.photos'),
  hint: t('events.hint.photos'),
  value: get('photos'),
  options: [
    { value: '', text: t('events.photos.unsaid') },
    ...PHOTO_RULES.map(rule => ({ value: rule, text: t(`events.photos.${rule}`) })),
  ],
})}
${line('safety', { hint: t('events.hint.safety') })}
</details>`
}

function languageField(page: Page, { form, languages }: FormProps): Html {
  const { t } = page
  return select({
    name: 'language',
    label: t('events.field.language'),
    value: form.get('language') || page.lang,
    options: languages.map(code => ({ value: code, text: languageName(code, page.lang) })),
  })
}

function dateField(page: Page, name: 'from' | 'to', { form, errors }: FormProps): Html {
  const found = errors[name]
  return field({
    name,
    label: page.t(`events.field.${name}`),
    type: 'date',
    value: form.get(name),
    error: found ? page.t(`events.wrong.${found.key}`, found.values) : null,
    short: true,
  })
}

function timeField(page: Page, name: 'gather' | 'start' | 'end', { form, errors }: FormProps): Html {
  const found = errors[name]
  return field({
    name,
    label: page.t(`events.field.${name}`),
    type: 'time',
    value: form.get(name),
    error: found ? page.t(`events.wrong.${found.key}`, found.values) : null,
    short: true,
  })
}

function labelKey(name: string): string {
  return name.replace(/^part_\d+$/, 'parts')
}
