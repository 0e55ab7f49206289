import { type Html, html, raw } from '#platform/ui/html.ts'
import type { Page } from '#platform/ui/page.ts'
import type { Wait } from '../../wait.ts'

/** The notice of a slow lane, with its ticket. */
export function waitNotice(page: Page, wait: Wait | undefined): Html {
  if (!wait) return raw('')
  return html`<div class="summary" role="alert"><p>${page.t('members.wait', { seconds: wait.seconds })}</p></div>
<input type="hidden" name="ticket" value="${wait.ticket}">`
}
