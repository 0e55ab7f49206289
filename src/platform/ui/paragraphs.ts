import { fragment, type Html, html } from './html.ts'

/** Plain text with empty lines as paragraphs. Addresses in it stay text: nothing is linked by itself. */
export function paragraphs(text: string): Html {
  return fragment(
    text
      .split(/\n{2,}/)
      .filter(Boolean)
      .map(
        part =>
          html`<p>${fragment(part.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${line}`))}</p>`,
      ),
  )
}
