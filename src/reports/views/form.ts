import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { languageName } from '#platform/text/language-name.ts'
import type { Translate } from '#platform/text/texts.ts'
import { errorSummary, field, radios, select } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import { REPORT_LIMITS } from '../report.ts'

export type ReportFormProps = {
  form: Form
  errors: FieldErrors
  /** Languages in which it may be written (BCP 47). */
  languages: readonly string[]
  /** The language that is chosen where the form says none. */
  language: string
  /** How many quotes and incidents there is room for. */
  slots: { quotes: number; incidents: number }
  /** Where 'add another' leads, so that the new fields come into sight. */
  action: string
}

/** The island of these fields; they are complete without it. */
export const READING = 'read-at-least'

/** What is wrong, at the top of the form, in the order of the fields. */
export function reportErrors({ t }: Page, errors: FieldErrors): Html {
  const list = Object.entries(errors).map(([name, error]) => {
    const [, field = name, index] = /^(\w+?)_(\d+)$/.exec(name) ?? []
    const label = t(`reports.field.${field}`)
    const which = index === undefined ? label : `${label} (${Number(index) + 1})`
    return { field: name, text: `${which}: ${wrongText(t, error)}` }
  })
  return errorSummary(t('ui.form.wrong', { count: list.length }), list)
}

/** The fields of a report; the caller puts them into a <form>. */
export function reportFields(page: Page, props: ReportFormProps): Html {
  const { t } = page
  const { form, slots, languages } = props
  const error = errorsIn(page, props)
  return html`${field({ name: 'text', label: t('reports.field.text'), value: form.get('text'), error: error('text'), hint: t('reports.hint.text'), rows: 10, required: true })}
${select({ name: 'language', label: t('reports.field.language'), value: form.get('language') || props.language, error: error('language'), options: languages.map(value => ({ value, text: languageName(value, page.lang) })) })}
<read-at-least>${field({ name: 'attendance', label: t('reports.field.attendance'), value: form.get('attendance'), error: error('attendance'), hint: t('reports.hint.attendance'), mark: t('ui.optional') })}
${field({ name: 'at_least', label: t('reports.field.at_least'), value: form.get('at_least'), error: error('at_least'), hint: t('reports.hint.at_least'), mark: t('ui.optional'), inputmode: 'numeric', short: true })}</read-at-least>
<input type="hidden" name="quotes" value="${slots.quotes}"><input type="hidden" name="incidents" value="${slots.incidents}">
<fieldset class="group" id="quotes"><legend>${t('reports.quotes')}</legend><p class="hint">${t('reports.hint.quotes')}</p>
${times(slots.quotes, index => quoteFields(page, props, index))}
${addButton(page, props, 'quote', slots.quotes < REPORT_LIMITS.quotes)}</fieldset>
<fieldset class="group" id="incidents"><legend>${t('reports.incidents')}</legend><p class="hint">${t('reports.hint.incidents')}</p>
${times(slots.incidents, index => incidentFields(page, props, index))}
${addButton(page, props, 'incident', slots.incidents < REPORT_LIMITS.incidents)}</fieldset>`
}

export function wrongText(t: Translate, error: FieldErrors[string]): string {
  const own = `reports.wrong.${error.key}`
  return t.has(own) ? t(own, error.values) : t(`events.wrong.${error.key}`, error.values)
}

function quoteFields(page: Page, props: ReportFormProps, index: number): Html {
  const { t } = page
  const { get } = props.form
  const error = errorsIn(page, props)
  const [text, speaker, consent] = [`quote_${index}`, `speaker_${index}`, `consent_${index}`]
  const label = t('reports.field.quote')
  return html`<div class="happened-slot">${field({ name: text, label: props.slots.quotes > 1 ? `${label} (${index + 1})` : label, value: get(text), error: error(text), rows: 3, mark: t('ui.optional') })}
${radios({
  name: consent,
  label: t('reports.field.consent'),
  value: get(consent),
  error: error(consent),
  options: [
    { value: 'unnamed', text: t('reports.consent.unnamed'), hint: t('reports.consent.unnamed-hint') },
    { value: 'named', text: t('reports.consent.named') },
  ],
})}
${field({ name: speaker, label: t('reports.field.speaker'), value: get(speaker), error: error(speaker), hint: t('reports.hint.speaker') })}</div>`
}

function incidentFields(page: Page, props: ReportFormProps, index: number): Html {
  const { t } = page
  const { get } = props.form
  const error = errorsIn(page, props)
  const [text, seen, by] = [`incident_${index}`, `seen_${index}`, `by_${index}`]
  const label = t('reports.field.incident')
  return html`<div class="happened-slot">${field({ name: text, label: props.slots.incidents > 1 ? `${label} (${index + 1})` : label, value: get(text), error: error(text), rows: 3, mark: t('ui.optional') })}
${radios({
  name: seen,
  label: t('reports.field.seen'),
  value: get(seen),
  error: error(seen),
  options: [
    { value: 'yes', text: t('reports.seen.yes') },
    { value: 'told', text: t('reports.seen.told') },
  ],
})}
${field({ name: by, label: t('reports.field.by'), value: get(by), error: error(by), hint: t('reports.hint.by') })}</div>`
}

/** Sends the form for one more set of fields; nothing is kept then. */
function addButton(
  { t }: Page,
  { action }: ReportFormProps,
  name: 'quote' | 'incident',
  hasRoom: boolean,
): Html {
  if (!hasRoom) return raw('')
  return html`<p><button class="button button--quiet" name="add" value="${name}" formaction="${action}#${name}s" formnovalidate>${t(`reports.add.${name}`)}</button></p>`
}

function errorsIn({ t }: Page, { errors }: ReportFormProps): (name: string) => string | null {
  return name => {
    const found = errors[name]
    return found ? wrongText(t, found) : null
  }
}

function times(count: number, draw: (index: number) => Html): Html[] {
  return Array.from({ length: count }, (_, index) => draw(index))
}
