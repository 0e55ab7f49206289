import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import type { Page } from '#platform/ui/page.ts'
import type { Member } from '../../member.ts'

/** The first page after signing in, for as long as no other part has one. */
export function deskPage(page: Page, member: Member): Html {
  const { t } = page
  const title = t('members.desk.title', { name: member.name })
  return layout(page, {
    title,
    kind: 'desk',
    hidden: true,
    body: html`<article class="text">
<h1>${title}</h1>
<p>${t('members.desk.text')}</p>
</article>`,
  })
}
