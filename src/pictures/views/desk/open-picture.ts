import { openerData } from '#keys/open-sealed-card.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { pictureDeskPaths } from '../../paths.ts'
import type { Picture } from '../../picture.ts'
import { coverData } from '../cover-faces.ts'

/** The island that pages with openPicture name. */
export const OPENING_PICTURES = 'open-picture'

/**
 * Puts the form that approves into the element that opens the picture in the member's browser; it works without. The page
 * has to allow `c.set('opens', true)`.
 */
export function openPicture(
  page: Page,
  { picture, keyId, body }: { picture: Picture; keyId: string | null; body: Html },
): Html {
  if (!keyId) return body
  const told = {
    'data-sealed': link(page, pictureDeskPaths.sealed(picture.id)),
    'data-key': keyId,
    ...openerData(page),
    ...coverData(page),
  }
  return html`<open-picture${attrs(told)}>${body}</open-picture>`
}
