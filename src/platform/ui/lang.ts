import { attrs, type Html } from './html.ts'
import type { Page } from './page.ts'

/** The attribute of a text that is in another language (BCP 47) than its page; nothing where it is not. */
export function langOf(page: Pick<Page, 'lang'>, lang: string): Html {
  return attrs({ lang: lang !== page.lang && lang })
}
