import type { Form } from '#platform/forms/form.ts'
import { cleanLine } from '#platform/text/clean.ts'

/** An error of a field: a key under events.wrong, and what its text names. */
export type FieldError = { key: string; values?: Record<string, string | number> }
export type FieldErrors = Record<string, FieldError>

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
  const sent = form.get(name)
  if (sent.includes('\uFFFD')) errors[name] = { key: 'unreadable' }
  const text = clean(sent)
  const over = [...text].length - limit
  if (over > 0) errors[name] = { key: 'long', values: { over, limit } }
  return text
}

/** A web address (http or https, no password in it), or null for none. */
export function readUrl(form: Form, name: string, errors: FieldErrors): string | null {
  const text = readField(form, name, errors, cleanLine)
  if (!text) return null
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username ||
    url.password ||
    !url.hostname.includes('.')
  ) {
    errors[name] = { key: 'url' }
    return null
  }
  return url.href
}
