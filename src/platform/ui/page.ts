import type { Language, Translate } from '../text/texts.ts'
import type { Styles } from './assets.ts'
import { type Html, html, raw } from './html.ts'

export type NavItem = { path: string; text: string; current: boolean; prefetch?: boolean }

/** What every view knows about the page it is on. Made once a request; see app.ts. */
export type Page = {
  t: Translate
  lang: string
  dir: 'ltr' | 'rtl'
  languages: readonly Language[]
  /** The path of this page, '/en/events'. */
  path: string
  /** Leads from this page to the site's root, '../'; all links are relative, so that any host, prefix or folder works. */
  root: string
  /** Milliseconds UTC. */
  now: number
  /** The organisation that runs this site. */
  organisation: string
  /** The main public address, without a trailing slash. */
  publicUrl: string
  nav: readonly NavItem[]
  /** Shown above the content of every page, such as 'example edition'. */
  notice: Html | string | null
  /** Stands where the public pages offer their languages, such as who is signed in. */
  corner?: Html
  foot: Html | null
  /** Islands of this page beside those that its view names. */
  islands?: readonly string[]
  asset(name: string): string
  /** Written into the page, so that it is drawn at the first answer; null: linked, as on the next pages of a visit. */
  styles: Styles | null
  /** A fresh signed token for forms on this page. */
  token(): string
}

/** The way from a path back to the root: '/en/events' is one folder deep. */
export function rootOf(path: string): string {
  const depth = path.split('/').length - 2
  return depth <= 0 ? './' : '../'.repeat(depth)
}

/** A link within the site: `path` begins with '/', the answer is relative to the page. */
export function link(page: Pick<Page, 'root'>, path: string): string {
  return page.root + path.slice(1)
}

/** The same page in another language. */
export function inLanguage(page: Pick<Page, 'path' | 'lang'>, lang: string): string {
  return page.path.startsWith(`/${page.lang}/`)
    ? `/${lang}${page.path.slice(page.lang.length + 1)}`
    : `/${lang}/`
}

/** The style sheet, in the page or linked from it. */
export function stylesOf(page: Pick<Page, 'root' | 'styles' | 'asset'>): Html {
  return page.styles
    ? html`<style>${raw(page.styles.text)}</style>`
    : html`<link rel="stylesheet" href="${link(page, page.asset('site.css'))}">`
}
