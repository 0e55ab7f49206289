import { attrs, type Html, html } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { SealKey } from '#sealed/field.ts'

/** Puts the form for pictures into the element that finds faces, covers and seals in the browser; without scripts it is the form alone. */
export function coverFaces(_page: Page, { key, body }: { key: SealKey | null; body: Html }): Html {
  if (!key) return body
  return html`<cover-faces${attrs({ 'data-recipient': key.recipient, 'data-key': key.id })}>${body}</cover-faces>`
}
