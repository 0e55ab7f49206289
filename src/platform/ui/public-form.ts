import { type Html, html, raw } from './html.ts'
import type { Page } from './page.ts'

/** How long to wait before a form is taken, in seconds, and the ticket with which it then is; see http/lane.ts. */
export type Slow = { seconds: number; ticket: string }

/** Why a form is shown again that has nothing wrong in it. */
export function formNotes(page: Page, { slow, again }: { slow: Slow | null; again: boolean }): Html {
  const { t } = page
  if (slow)
    return html`<div class="summary" role="alert"><h2>${t('ui.form.slow.title')}</h2><p>${t('ui.form.slow.text', { seconds: slow.seconds })}</p></div>`
  return again ? html`<div class="summary" role="alert"><p>${t('ui.form.again')}</p></div>` : raw('')
}

/** The token that every form carries, and values that travel with it unseen; empty ones are left out. */
export function hidden(page: Page, fields: Record<string, string>): Html {
  return html`<input type="hidden" name="token" value="${page.token()}">${Object.entries(fields).map(
    ([name, value]) => value && html`<input type="hidden" name="${name}" value="${value}">`,
  )}`
}

/** A code large enough to copy by hand, named by the heading 'code-label'; with the island copy-code a button copies it. */
export function codeBox(page: Page, code: string): Html {
  return html`<copy-code text="${page.t('ui.copy')}" done="${page.t('ui.copied')}"><output class="code" aria-labelledby="code-label" translate="no">${code}</output></copy-code>`
}
