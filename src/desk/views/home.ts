import { keyPaths } from '#keys/paths.ts'
import { holdsKeys } from '#keys/purpose.ts'
import type { Member } from '#members/member.ts'
import { memberPaths } from '#members/paths.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'

/** The first page of members whose part of the desk is not there yet. */
export function homePage(page: Page, { role }: Pick<Member, 'role'>): Html {
  const { t } = page
  return layout(page, {
    title: t('desk.home.title'),
    hidden: true,
    kind: 'desk',
    body: html`<div class="text"><h1>${t('desk.home.title')}</h1>
<p>${t('desk.home.text')}</p>
<ul><li><a href="${link(page, memberPaths.account)}">${t('desk.home.account')}</a></li>
${holdsKeys(role) && html`<li><a href="${link(page, keyPaths.mine)}">${t('desk.home.keys')}</a></li>`}</ul></div>`,
  })
}
