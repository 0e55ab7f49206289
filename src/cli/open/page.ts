import { negotiateLanguage } from '#platform/http/language.ts'
import type { Texts, Translate } from '#platform/text/texts.ts'
import type { Assets } from '#platform/ui/assets.ts'
import { attrs, type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page, rootOf } from '#platform/ui/page.ts'
import type { LocalRequest } from './local-server.ts'

export type Surroundings = {
  /** Said above every page: where it comes from, and who learns what. */
  notice: (t: Translate) => string
  canForget: boolean
}

/** What the views know of a page that this machine serves to itself, in the browser's language. */
export function makeLocalPage(
  { texts, assets }: { texts: Texts; assets: Assets },
  { path, languages }: Pick<LocalRequest, 'path' | 'languages'>,
  { notice, canForget }: Surroundings,
): Page {
  const lang = negotiateLanguage(languages, texts.codes, 'en')
  const t = texts.in(lang)
  const root = rootOf(path)
  const page: Page = {
    t,
    lang,
    dir: texts.languages.find(({ code }) => code === lang)!.dir,
    languages: texts.languages,
    path,
    root,
    now: Date.now(),
    organisation: 'Vestka',
    publicUrl: '',
    nav: [{ path: '/', text: t('cli.open.title'), current: path === '/' }],
    notice: null,
    foot: null,
    asset: assets.path,
    styles: assets.styles(root),
    token: () => '',
  }
  const button = (to: string, text: string) =>
    localForm(page, to, html`<button class="button button--quiet">${text}</button>`)
  page.notice = notice(t)
  page.corner = html`<div class="desk-corner">${canForget && button('/forget', t('cli.open.forget'))}${button('/end', t('cli.open.end'))}</div>`
  return page
}

/** A page with its heading. */
export function localFrame(page: Page, title: string, body: Html): Html {
  return layout(page, {
    title,
    kind: 'desk',
    hidden: true,
    body: html`<div class="members text">
<h1>${title}</h1>
${body}
</div>`,
  })
}

/** A form to this machine. The address itself proves that it comes from these pages. */
export function localForm(page: Page, to: string, body: Html): Html {
  return html`<form method="post" action="${link(page, to)}">${body}</form>`
}

/** What went wrong, at the top of a page. */
export function faultNotice(text: string | undefined): Html {
  return text ? html`<div class="summary" role="alert"><p>${text}</p></div>` : raw('')
}

/** A text of somebody else, in any language and direction, just as it is. */
export function foreignText(text: string, className = 'plain'): Html {
  return html`<p${attrs({ class: className, dir: 'auto', translate: 'no' })}>${text}</p>`
}
