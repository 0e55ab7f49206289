import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const VALID_MS = 7 * 86_400_000

/** A signed token for a form: it proves that the form came from us, not who fills it in. */
export function issueToken(secret: Buffer, purpose: string, now: number): string {
  const head = `${now.toString(36)}.${randomBytes(9).toString('base64url')}`
  return `${head}.${sign(secret, purpose, head)}`
}

/** True for a token that we issued for this purpose within the last week. */
export function isToken(secret: Buffer, purpose: string, token: string, now: number): boolean {
  const cut = token.lastIndexOf('.')
  const head = token.slice(0, cut)
  const given = Buffer.from(token.slice(cut + 1))
  const expected = Buffer.from(sign(secret, purpose, head))
  const issued = Number.parseInt(head.split('.')[0] ?? '', 36)
  return (
    given.length === expected.length &&
    timingSafeEqual(given, expected) &&
    issued <= now &&
    now - issued < VALID_MS
  )
}

function sign(secret: Buffer, purpose: string, head: string): string {
  return createHmac('sha256', secret).update(`form ${purpose} ${head}`).digest('base64url').slice(0, 27)
}
