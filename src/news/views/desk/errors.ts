import type { FieldErrors } from '#platform/forms/read-field.ts'
import type { Page } from '#platform/ui/page.ts'

/** What is wrong with a field, or null. */
export function errorText({ t }: Page, errors: FieldErrors, name: string): string | null {
  const error = errors[name]
  return error ? t(`news.wrong.${error.key}`, error.values) : null
}

/** The same for the top of the form, each with its field. */
export function summaryOf(page: Page, errors: FieldErrors): { field: string; text: string }[] {
  return Object.keys(errors).map(name => ({ field: name, text: errorText(page, errors, name)! }))
}
