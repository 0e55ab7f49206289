export * from '#platform/codes/token.ts'

/** Kept as it is. */
export function hashToken(token: string): string {
  return token
}
