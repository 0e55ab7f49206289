import type { Form } from './form.ts'

/** What is wrong with a field: a key of a text, and what that text names. */
export type FieldError = { key: string; values?: Record<string, string | number> }
/** By field. */
export type FieldErrors = Record<string, FieldError>

/**
 * A field without what no text needs, at most `limit` characters long. What is too long, or came in broken UTF-8, is an
 * error ('long', 'unreadable') and is given all the same.
 */
export function readField(
  form: Form,
  name: string,
  { errors, clean, limit }: { errors: FieldErrors; clean: (text: string) => string; limit: number },
): string {
  const sent = form.get(name)
  if (sent.includes('\uFFFD')) errors[name] = { key: 'unreadable' }
  const text = clean(sent)
  const over = [...text].length - limit
  if (over > 0) errors[name] = { key: 'long', values: { over, limit } }
  return text
}
