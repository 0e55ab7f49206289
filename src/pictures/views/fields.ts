import type { Form } from '#platform/forms/form.ts'
import { field, select } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import { LICENCES, type Told } from '../picture.ts'
import { altName, captionName, type ToldErrors } from '../told-form.ts'

type ToldFieldsProps = {
  form: Form
  errors: ToldErrors
  languages: readonly { code: string; name: string }[]
}

/** Credit, licence, and per language an alternative text and a caption. */
export function toldFields(page: Page, { form, errors, languages }: ToldFieldsProps): Html {
  const { t } = page
  const error = (name: string) => errors[name] && errorText(page, errors[name])
  return html`${field({ name: 'credit', label: t('pictures.form.credit'), hint: t('pictures.form.credit-hint'), mark: t('ui.optional'), value: form.get('credit'), error: error('credit') })}
${select({
  name: 'licence',
  label: t('pictures.form.licence'),
  hint: t('pictures.form.licence-hint'),
  value: form.get('licence') || 'press',
  options: LICENCES.map(value => ({ value, text: t(`pictures.licence.${value}`) })),
  error: error('licence'),
})}
${languages.map(({ code, name }) => {
  const inLanguage = (label: string) => (languages.length > 1 ? `${label} (${name})` : label)
  return html`${field({ name: altName(code), label: inLanguage(t('pictures.form.alt')), hint: t('pictures.form.alt-hint'), mark: t('ui.optional'), rows: 2, lang: code, value: form.get(altName(code)), error: error(altName(code)) })}
${field({ name: captionName(code), label: inLanguage(t('pictures.form.caption')), mark: t('ui.optional'), rows: 2, lang: code, value: form.get(captionName(code)), error: error(captionName(code)) })}`
})}`
}

/** The same fields as pairs, to fill a form with what is said of a picture already. */
export function toldPairs({ credit, licence, alts, captions }: Told): [string, string][] {
  return [
    ['credit', credit],
    ['licence', licence],
    ...Object.entries(alts).map(([lang, text]): [string, string] => [altName(lang), text]),
    ...Object.entries(captions).map(([lang, text]): [string, string] => [captionName(lang), text]),
  ]
}

/** What is wrong with a field, for the reader. */
export function errorText({ t }: Pick<Page, 't'>, { key, values }: ToldErrors[string]): string {
  return key === 'unreadable' || key === 'long' ? t(`ui.form.${key}`, values) : t(`pictures.error.${key}`)
}
