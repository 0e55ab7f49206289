import { type Html, html } from './html.ts'
import type { Page } from './page.ts'

/** What somebody wants to change, field by field: beside each other, or on a phone below each other. */
export function differenceTable(
  { t }: Page,
  rows: readonly { field: Html | string; before: string; after: string }[],
): Html {
  const [field, before, after] = (['field', 'before', 'after'] as const).map(name =>
    t(`ui.difference.${name}`),
  )
  return html`<section class="table-wrap" aria-label="${t('ui.difference.title')}" tabindex="0"><table class="table difference"><thead><tr><th scope="col">${field}</th><th scope="col">${before}</th><th scope="col">${after}</th></tr></thead>
<tbody>${rows.map(
    row =>
      html`<tr><th scope="row">${row.field}</th><td data-label="${before}"><del>${row.before || '—'}</del></td><td data-label="${after}"><ins>${row.after || '—'}</ins></td></tr>`,
  )}</tbody></table></section>`
}
