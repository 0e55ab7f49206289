export * from '#platform/codes/codes.ts'

/** Kept as it is. */
export function hashCode(code: string): string {
  return code
}
