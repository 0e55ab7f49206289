import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { picturePaths } from './paths.ts'
import { LICENCE_LINKS, type Picture, sizeOf, textIn } from './picture.ts'

export type FigureOptions = {
  /** How wide it is shown, as the attribute `sizes` says it; the width of a text otherwise. */
  sizes?: string
  /** In sight at once: loaded without waiting. */
  eager?: boolean
}

/** A picture with its alternative text, caption, credit and licence, in the language of the page where there is one. */
export function pictureFigure(page: Page, picture: Picture, options: FigureOptions = {}): Html {
  const { t, lang } = page
  const alt = textIn(picture.alts, lang)
  const caption = textIn(picture.captions, lang)
  const { width, height } = sizeOf(picture, 1200)
  const file = (size: 480 | 1200 | 2400) => link(page, picturePaths.file(picture.id, size))
  const srcset = [480, 1200]
    .map(size => `${file(size as 480 | 1200)} ${sizeOf(picture, size as 480 | 1200).width}w`)
    .join(', ')
  const image = attrs({
    src: file(1200),
    srcset,
    sizes: options.sizes ?? '(min-width: 44rem) 42rem, 100vw',
    width,
    height,
    alt: alt?.text ?? '',
    lang: alt && alt.lang !== lang && alt.lang,
    loading: !options.eager && 'lazy',
    decoding: 'async',
  })
  return html`<figure class="picture"><a href="${file(2400)}"${attrs({ 'aria-label': !alt && t('pictures.larger') })}><img${image}></a>
<figcaption>${caption && html`<span${attrs({ lang: caption.lang !== lang && caption.lang })}>${caption.text}</span> `}<small class="quiet">${creditLine(page, picture)}</small></figcaption></figure>`
}

/** Several pictures in pairs, the first of an odd number across both places; nothing when there is none. */
export function pictureGrid(page: Page, pictures: readonly Picture[]): Html {
  if (pictures.length === 0) return raw('')
  if (pictures.length === 1) return pictureFigure(page, pictures[0]!)
  const isOdd = pictures.length % 2 === 1
  const options = (index: number) =>
    isOdd && index === 0 ? {} : { sizes: '(min-width: 44rem) 21rem, 100vw' }
  return html`<div class="pictures">${pictures.map((picture, index) => pictureFigure(page, picture, options(index)))}</div>`
}

/** Who took it and how it may be used, in one line. */
export function creditLine(
  { t }: Pick<Page, 't'>,
  { credit, licence }: Pick<Picture, 'credit' | 'licence'>,
): Html {
  const who = credit ? t('pictures.credit', { name: credit }) : t('pictures.credit-none')
  const terms = t(`pictures.licence-short.${licence === 'press' && !credit ? 'press-unnamed' : licence}`)
  const address = LICENCE_LINKS[licence]
  return html`${who} · ${address ? html`<a href="${address}" rel="license noopener">${terms}</a>` : terms}`
}
