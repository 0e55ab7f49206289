import { generateSecret, generateURI, verify } from 'otplib'

const STEP_SECONDS = 30

/** A new secret for an authenticator app: 160 random bits in base 32 (RFC 4226, RFC 6238). */
export function newTotpSecret(): string {
  return generateSecret({ length: 20 })
}

/** What an authenticator app reads from the QR code. */
export function totpUri(secret: string, names: { issuer: string; member: string }): string {
  return generateURI({ secret, issuer: names.issuer, label: names.member })
}

/**
 * The time step in which a six-digit code is right, one step early or late allowed, or null. `now` in ms UTC.
 * Each step is to be accepted once only; see acceptStep in store.ts.
 */
export async function matchTotp(secret: string, code: string, now: number): Promise<number | null> {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const epoch = Math.floor(now / 1000)
  const result = await verify({ secret, token, epoch, epochTolerance: STEP_SECONDS })
  if (!result.valid) return null
  return 'timeStep' in result ? result.timeStep : null
}

/** A secret in groups of four, as one types it into an app that reads no QR code. */
export function spellSecret(secret: string): string {
  return secret.match(/.{1,4}/g)!.join(' ')
}
