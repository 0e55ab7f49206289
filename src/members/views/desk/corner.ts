import { attrs, type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import type { Member } from '../../member.ts'
import { memberPaths } from '../../paths.ts'

/** Who is signed in, with the button that locks, for the corner of each desk page. */
export function corner(page: Page, member: Member): Html {
  return html`<div class="desk-corner">
<a href="${link(page, memberPaths.account)}"${attrs({ 'aria-current': page.path === memberPaths.account && 'page' })}><span translate="no">${member.name}</span> <span class="visually-hidden">${page.t('members.nav.account')}</span></a>
<form method="post" action="${link(page, memberPaths.lock)}">
<input type="hidden" name="token" value="${page.token()}">
<button class="button button--quiet">${page.t('members.lock')}</button>
</form>
</div>`
}
