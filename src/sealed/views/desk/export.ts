import { openerData } from '#keys/open-sealed-card.ts'
import { field, radios } from '#platform/ui/field.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { sealedDeskPaths } from '../../paths.ts'

/** Whether a second coordinator was not asked yet, has not decided, or has consented. */
export type ExportState = 'none' | 'waiting' | 'approved'

export type ExportProps = { state: ExportState; approval: string | null; count: number }

const SAID = ['working', 'done', 'faults', 'no-recipient', 'no-own', 'conflict'] as const

/** Taking out all contacts as one age file, which the browser makes: nothing is opened on the server. */
export function exportPage(page: Page, { state, approval, count }: ExportProps): Html {
  const { t } = page
  return layout(page, {
    title: t('sealed.export.title'),
    hidden: true,
    kind: 'desk',
    islands: state === 'approved' ? ['export-sealed'] : [],
    body: html`<div class="form-page"><p class="hint"><a href="${link(page, sealedDeskPaths.contacts)}">${t('sealed.contacts.title')}</a></p>
<h1>${t('sealed.export.title')}</h1><p class="lead">${t('sealed.export.lead', { count })}</p>
<p>${t(`sealed.export.state.${state}`)}</p>
${state === 'none' && askForm(page)}${state === 'approved' && approval && exportForm(page, approval)}
<p class="hint">${t('sealed.export.after')}</p></div>`,
  })
}

function askForm(page: Page): Html {
  return html`<form class="form" method="post" action="${link(page, sealedDeskPaths.exporting)}"><input type="hidden" name="token" value="${page.token()}">
<div class="actions"><button class="button">${page.t('sealed.export.ask')}</button></div></form>`
}

function exportForm(page: Page, approval: string): Html {
  const { t } = page
  const said = Object.fromEntries(SAID.map(name => [name, t(`sealed.export.${name}`)]))
  const told = { 'data-take': link(page, sealedDeskPaths.takeExport), 'data-approval': approval }
  const record = {
    'data-record': link(page, sealedDeskPaths.record('ID')),
    'data-said': JSON.stringify(said),
  }
  return html`<export-sealed${attrs({ ...told, ...record, 'data-token': page.token(), ...openerData(page) })}>
<p class="hint">${t('keys.open.scripts')}</p>
<div class="form" hidden>${radios({
    name: 'format',
    label: t('sealed.export.format'),
    value: 'csv',
    options: [
      { value: 'csv', text: t('sealed.export.csv') },
      { value: 'jsonl', text: t('sealed.export.jsonl') },
    ],
  })}
${field({ name: 'recipient', label: t('sealed.export.recipient'), hint: t('sealed.export.recipient-hint'), value: '', mark: t('ui.optional') })}
<div class="actions"><button type="button" class="button">${t('sealed.export.make')}</button></div></div></export-sealed>`
}
