import { approvalPaths } from '#approvals/paths.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { openerData } from '../../open-sealed-card.ts'
import { keyPaths } from '../../paths.ts'
import { frame, MAKING_SAID, needsScripts, saidOf, sheetSteps } from './making.ts'
import { purposeNames } from './purposes.ts'

type Sheets = {
  was: string
  keyIds: readonly string[]
  /** Purposes of keys that somebody else holds and this coordinator does not. */
  lacking: readonly string[]
  /** Who holds all keys, by name. */
  holders: readonly string[]
  /** Purposes of keys that nobody holds. */
  lost: readonly string[]
  /** Whether others that were made wait for consent. */
  waiting: boolean
  conflict: boolean
}

/** New recovery sheets in the place of those of which one was lost or found. */
export function sheetsPage(page: Page, sheets: Sheets): Html {
  const { t } = page
  const { lacking, lost, waiting, conflict } = sheets
  return frame(page, {
    title: t('keys.sheets.title'),
    body: html`<div class="no-print">${conflict && html`<div class="summary" role="alert"><p>${t('keys.sheets.conflict')}</p></div>`}
<p class="lead">${t('keys.sheets.lead')}</p><p>${t('keys.sheets.old')}</p>
${lost.length > 0 && html`<p class="summary" role="note">${t('keys.sheets.lost', { what: purposeNames(page, lost) })}</p>`}
<p>${t('keys.sheets.consent')}</p></div>
${
  waiting
    ? html`<p class="summary" role="note">${t('keys.sheets.waiting')} <a href="${link(page, approvalPaths.list)}">${t('approvals.title')}</a></p>`
    : lacking.length > 0
      ? lackingPart(page, sheets)
      : making(page, sheets)
}
<p class="no-print"><a href="${link(page, keyPaths.keys)}">${t('keys.title')}</a></p>`,
  })
}

function lackingPart(page: Page, { lacking, holders }: Sheets): Html {
  const { t } = page
  const names = holders.join(', ')
  return html`<p class="summary" role="note">${t('keys.sheets.lacking', { what: purposeNames(page, lacking) })}
${names ? t('keys.sheets.holders', { names }) : t('keys.sheets.no-holders')}</p>`
}

function making(page: Page, { was, keyIds }: Sheets): Html {
  const { t } = page
  const opener = openerData(page)
  const texts = { ...JSON.parse(opener['data-texts'] ?? '{}'), ...JSON.parse(saidOf(page, MAKING_SAID)) }
  const data = {
    ...opener,
    'data-texts': JSON.stringify(texts),
    'data-kind': 'sheets',
    'data-sheets-of': JSON.stringify({ was, keyIds }),
    'data-organisation': page.organisation,
    'data-address': page.publicUrl,
  }
  return html`${needsScripts(page)}
<make-keys${attrs(data)} hidden>
<section data-step="begin" class="no-print"><p><button type="button" class="button" data-go="sheets">${t('keys.sheets.begin')}</button></p><p role="status" data-status></p></section>
${sheetSteps(page)}
<form method="post" action="${link(page, keyPaths.sheets)}" hidden><input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="payload" value=""><button>${t('keys.step.go-on')}</button></form>
</make-keys>`
}
