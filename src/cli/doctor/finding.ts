/** What one check found. Cause and advice never quote a value of the configuration. */
export type Finding = {
  check: string
  state: 'ok' | 'warn' | 'fail'
  cause: string
  advice: string
}

export function ok(check: string, cause: string): Finding {
  return { check, state: 'ok', cause, advice: '' }
}

export function warn(check: string, cause: string, advice: string): Finding {
  return { check, state: 'warn', cause, advice }
}

export function fail(check: string, cause: string, advice: string): Finding {
  return { check, state: 'fail', cause, advice }
}
