import { attrs, type Html, html, raw } from './html.ts'
import { inLanguage, link, type Page, stylesOf } from './page.ts'

export type LayoutInput = {
  title: string
  body: Html
  description?: string
  /** More in <head>: feeds, JSON-LD. */
  head?: Html
  /** Names of islands that this page can use; it is complete without them. */
  islands?: readonly string[]
  /** The languages in which the page has its own words; all when it is left out. */
  alternates?: readonly string[]
  /** Pages that search engines should leave alone: forms, the desk. */
  hidden?: boolean
  /** A class on <body>, such as 'desk'. */
  kind?: string
}

/** A whole page: head, header with languages, content, footer. */
export function layout(page: Page, input: LayoutInput): Html {
  const { t } = page
  return html`<!doctype html>
<html lang="${page.lang}"${attrs({ dir: page.dir === 'rtl' && 'rtl' })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${input.title === page.organisation ? input.title : `${input.title} · ${page.organisation}`}</title>
${input.description && html`<meta name="description" content="${input.description}">`}
${input.hidden && html`<meta name="robots" content="noindex">`}
<meta name="color-scheme" content="light dark">
${stylesOf(page)}
<link rel="icon" href="${link(page, page.asset('favicon.svg'))}" type="image/svg+xml">
${!input.hidden && page.languages.filter(({ code }) => input.alternates?.includes(code) ?? true).map(language => html`<link rel="alternate" hreflang="${language.code}" href="${link(page, inLanguage(page, language.code))}">`)}
${input.head}
${[...(page.islands ?? []), ...(input.islands ?? [])].map(name => html`<script type="module" src="${link(page, page.asset(`${name}.js`))}"></script>`)}
</head>
<body${attrs({ class: input.kind })}>
<a class="skip" href="#content">${t('ui.skip')}</a>
<header class="top">
<div class="wrap top-row">
<a class="top-name" href="${link(page, page.nav[0]?.path ?? `/${page.lang}/`)}">${page.organisation}</a>
<nav class="top-nav" aria-label="${t('ui.nav.main')}">${page.nav.map(
    item =>
      html`<a href="${link(page, item.path)}"${attrs({ 'aria-current': item.current && 'page' })}>${item.text}</a>`,
  )}</nav>
${page.corner ?? languages(page)}
</div>
${page.notice && html`<div class="notice" role="note"><div class="wrap">${page.notice}</div></div>`}
</header>
<main id="content" class="wrap">
${input.body}
</main>
<footer class="foot"><div class="wrap">${page.foot}</div></footer>
</body>
</html>
`
}

function languages(page: Page): Html {
  if (page.languages.length < 2) return raw('')
  return html`<nav class="top-languages" aria-label="${page.t('ui.nav.languages')}">${page.languages.map(
    language =>
      language.code === page.lang
        ? html`<span lang="${language.code}" aria-current="true">${language.name}</span>`
        : html`<a lang="${language.code}" hreflang="${language.code}" href="${link(page, inLanguage(page, language.code))}">${language.name}</a>`,
  )}</nav>`
}
