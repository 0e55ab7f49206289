/** A form as it was sent: each name with its values in order. Broken UTF-8 arrives as U+FFFD. */
export type Form = {
  get(name: string): string
  all(name: string): string[]
  has(name: string): boolean
  /** Every name and value, in order. */
  entries(): [string, string][]
}

/**
 * The id in a field (a UUID), or '' for what is none: a database keeps what it was asked for in its memory for a while,
 * so that nothing that somebody typed goes into a query as an id.
 */
export function idIn(form: Form, name: string): string {
  return idsIn(form, name)[0] ?? ''
}

/** All ids in fields of one name, without what is none. */
export function idsIn(form: Form, name: string): string[] {
  return form.all(name).filter(id => ID.test(id))
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const EMPTY_FORM: Form = formOf(new URLSearchParams())

/** A form from name and value pairs, as a browser would send them. */
export function formOf(params: URLSearchParams): Form {
  return {
    get: name => params.get(name) ?? '',
    all: name => params.getAll(name),
    has: name => params.has(name),
    entries: () => [...params],
  }
}
