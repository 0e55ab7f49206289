import { isAdvice } from '#platform/log/advice.ts'
import type { Translate } from '#platform/text/texts.ts'

/**
 * What can go wrong between this machine and a desk. Each has a text `cli.fault.<code>`, as have the faults of
 * keys/opener.ts, which come from opening.
 */
export type RemoteCode =
  | 'address'
  | 'plain'
  | 'away'
  | 'certificate'
  | 'elsewhere'
  | 'odd'
  | 'wrong'
  | 'wait'
  | 'ended'
  | 'not-found'
  | 'refused'
  | 'not-words'

type Values = Record<string, string | number>

/** An error with a text for people; `values` are what the text names, such as the seconds of 'wait'. */
export function remoteFault(code: RemoteCode, values: Values = {}): Error {
  const error = new Error(code)
  error.name = 'Remote'
  return Object.assign(error, { values })
}

/** The code of a fault of ours or of opening; null for any other error. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && ['Remote', 'Fault'].includes(error.name) ? error.message : null
}

/** A fault in words. Throws again what is none: a mistake of ours. */
export function explainFault(t: Translate, error: unknown): string {
  if (isAdvice(error)) return error.message
  const code = codeOf(error)
  if (!code) throw error
  return t(`cli.fault.${code}`, error instanceof Error && 'values' in error ? (error.values as Values) : {})
}
