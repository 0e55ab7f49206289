import { creditLine } from '#pictures/card.ts'
import { pictureDeskPaths } from '#pictures/paths.ts'
import { type Picture, textIn } from '#pictures/picture.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'

/** A picture in a preview, also one that is not published yet; a line that says so where the article has none of that id. */
export function deskFigure(
  page: Page,
  picture: Picture | undefined,
  { id, alt }: { id: string; alt: string },
): Html {
  if (!picture) return html`<p class="hint">${page.t('news.picture.unknown', { id })}</p>`
  const words = alt || textIn(picture.alts, page.lang)?.text || ''
  const caption = textIn(picture.captions, page.lang)
  return html`<figure class="picture"><img src="${link(page, pictureDeskPaths.file(id, 1200))}" alt="${words}">
<figcaption>${caption?.text} <small class="quiet">${creditLine(page, picture)}</small></figcaption></figure>`
}
