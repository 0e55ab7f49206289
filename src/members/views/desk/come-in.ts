import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'

/** Goes on to a page of the desk by itself, for a reader who followed a link from elsewhere. */
export function comeInPage(page: Page, path: string): Html {
  const { t } = page
  return layout(page, {
    title: t('members.come-in.title'),
    kind: 'desk',
    hidden: true,
    head: html`<meta http-equiv="refresh" content="0;url=${link(page, path)}">`,
    body: html`<article class="text">
<h1>${t('members.come-in.title')}</h1>
<p><a class="button" href="${link(page, path)}">${t('members.come-in.go')}</a></p>
</article>`,
  })
}
