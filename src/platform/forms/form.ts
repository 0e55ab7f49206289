/** A form as it was sent: each name with its values in order. Broken UTF-8 arrives as U+FFFD. */
export type Form = {
  get(name: string): string
  all(name: string): string[]
  has(name: string): boolean
  /** Every name and value, in order. */
  entries(): [string, string][]
}

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
