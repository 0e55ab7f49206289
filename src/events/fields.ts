import type { Form } from '#platform/forms/form.ts'
import { type FieldErrors, readField as readTyped } from '#platform/forms/read-field.ts'
import { cleanLine } from '#platform/text/clean.ts'
import { readWebAddress } from '#platform/text/web-address.ts'

/** Longest texts, in characters. */
export const LIMITS = {
  title: 140,
  about: 5000,
  venue: 200,
  street: 200,
  bring: 500,
  access: 500,
  safety: 500,
  hosts: 1000,
  host: 120,
  registration: 500,
  link: 500,
  parts: 3000,
} as const

/** A field without what no text needs, or an error: too long, or sent in broken UTF-8. */
export function readField(
  form: Form,
  name: string,
  errors: FieldErrors,
  clean: (text: string) => string,
  limit: number = LIMITS[name as keyof typeof LIMITS] ?? 200,
): string {
  return readTyped(form, name, { errors, clean, limit })
}

/** A web address (http or https, no password in it), or null for none. */
export function readUrl(form: Form, name: string, errors: FieldErrors): string | null {
  const text = readField(form, name, errors, cleanLine)
  if (!text) return null
  const url = readWebAddress(text)
  if (!url) errors[name] = { key: 'url' }
  return url
}
