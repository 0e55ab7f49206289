import { createHash, randomBytes } from 'node:crypto'

/** A random token of 256 bits, base64url, for a cookie: never typed, never in an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token. It is random, so a plain SHA-256 cannot be turned back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(`vestka token ${token}`).digest('base64url')
}
