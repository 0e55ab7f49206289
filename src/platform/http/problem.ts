export type ProblemCode =
  | 'invalid'
  | 'not-found'
  | 'forbidden'
  | 'conflict'
  | 'too-large'
  | 'too-many'
  | 'gone'
  | 'unavailable'

/** HTTP status of each problem (RFC 9110, RFC 6585). */
export const PROBLEM_STATUS = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
} as const satisfies Record<ProblemCode, number>

/** Thrown where an answer cannot be a form shown again. The reader sees the page of its code, no more. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly retryAfterSeconds: number | undefined

  constructor(code: ProblemCode, retryAfterSeconds?: number) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}
