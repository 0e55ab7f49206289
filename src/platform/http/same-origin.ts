import type { Context } from 'hono'
import type { Form } from '../forms/form.ts'
import { isToken } from './form-token.ts'
import { Problem } from './problem.ts'

/**
 * Refuses a form that another site sent: throws Problem 'forbidden' when the browser says so itself
 * (Fetch Metadata). Where it says nothing (plain http on a name that is not localhost) the form's signed
 * token decides: false means 'show the form again, with a new one'.
 */
export function isFromOurForm(
  c: Context,
  form: Form,
  check: { secret: Buffer; purpose: string; now: number },
): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return true
  if (site !== undefined) throw new Problem('forbidden')
  return isToken(check.secret, check.purpose, form.get('token'), check.now)
}
