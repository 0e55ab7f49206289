/** What a person can cause is an answer, not an exception: errors are text keys by field ('' for the whole form). */
export type Answer<T> = { ok: true; value: T } | { ok: false; errors: Errors }
export type Errors = Record<string, string>
