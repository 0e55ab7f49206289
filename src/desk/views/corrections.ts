import type { Correction } from '#corrections/correction.ts'
import { correctionDeskPaths } from '#corrections/paths.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'

/** What readers reported, each with the button that deletes it. */
export function correctionList(page: Page, corrections: readonly Correction[]): Html {
  const { t } = page
  return html`<section><h2>${t('desk.corrections.title')}</h2><ul class="talk">${corrections.map(
    correction => html`<li><p class="hint">${formatShortDate(correction.arrived, page.lang)} · <a href="${page.publicUrl + correction.path}">${correction.path}</a></p>
<p class="plain" lang="${correction.lang}">${correction.text}</p>
<form method="post" action="${link(page, correctionDeskPaths.close(correction.id))}"><input type="hidden" name="token" value="${page.token()}">
<button class="button button--quiet">${t('desk.corrections.close')}</button></form></li>`,
  )}</ul><p class="hint">${t('desk.corrections.deleted')}</p></section>`
}
