import { attrs, type Html, html } from '#platform/ui/html.ts'
import { link, type Page, stylesOf } from '#platform/ui/page.ts'
import { type DayGroup, dayGroup } from '../day-card.ts'
import type { Filter } from '../filter.ts'
import { eventPaths } from '../paths.ts'

/** The list alone, for a frame on another site; its links open the whole page. */
export function embedPage(
  page: Page,
  props: { groups: readonly DayGroup[]; title: string; filter: Filter },
): Html {
  const { t, lang } = page
  return html`<!doctype html>
<html lang="${lang}"${attrs({ dir: page.dir === 'rtl' && 'rtl' })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${props.title}</title>
<base target="_blank">
${stylesOf(page)}
</head>
<body class="embed">
<main>
<h1><a href="${link(page, eventPaths.list(lang, props.filter))}">${props.title}</a></h1>
${page.notice && html`<p class="hint">${page.notice}</p>`}
${props.groups.length === 0 && html`<p>${t('events.list.empty')}</p>`}
${props.groups.map(group => dayGroup(page, group, null))}
</main>
</body>
</html>
`
}
