import type { Page } from '#platform/ui/page.ts'

/** What keys of a purpose open, in words. */
export function purposeName({ t }: Page, purpose: string): string {
  const known = purpose.startsWith('petition:') ? 'petition' : purpose
  return t.has(`keys.purpose.${known}`) ? t(`keys.purpose.${known}`) : purpose
}

/** Several, with semicolons, since their names have commas. */
export function purposeNames(page: Page, purposes: readonly string[]): string {
  return purposes.map(purpose => purposeName(page, purpose)).join('; ')
}
