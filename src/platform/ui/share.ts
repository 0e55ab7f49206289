import { CARD } from '../cards/size.ts'
import { type Html, html } from './html.ts'
import type { Page } from './page.ts'

/** What messengers show of an address that somebody sends (Open Graph): a title and a card image, by absolute addresses. */
export function shareHead(
  { publicUrl }: Pick<Page, 'publicUrl'>,
  { title, image }: { title: string; image: string },
): Html {
  return html`<meta property="og:title" content="${title}">
<meta property="og:image" content="${publicUrl + image}">
<meta property="og:image:width" content="${CARD.width}"><meta property="og:image:height" content="${CARD.height}">
`
}
