import type { Form } from '#platform/forms/form.ts'
import { formatShortDate } from '#platform/time/format.ts'
import { errorSummary, field } from '#platform/ui/field.ts'
import { attrs, type Html, html } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { intakeDeskPaths } from '../../paths.ts'

export type PasteProps = {
  form: Form
  error: { field: string; key: string } | null
  /** Lists that are being worked on. */
  batches: readonly { id: string; day: string; member: string; open: number; all: number }[]
}

/** Where a list is pasted or uploaded, with what it may leave unsaid. */
export function pastePage(page: Page, { form, error, batches }: PasteProps): Html {
  const { t, lang } = page
  const wrong = (name: string) => (error?.field === name ? t(`intake.wrong.${error.key}`) : null)
  const fileError = wrong('file')
  const summary = error ? [{ field: error.field, text: t(`intake.wrong.${error.key}`) }] : []
  return layout(page, {
    title: t('intake.desk.title'),
    hidden: true,
    kind: 'desk',
    body: html`<div class="form-page"><h1 id="done">${t('intake.desk.title')}</h1><p class="hint">${t('intake.desk.hint')}</p>
${errorSummary(t('ui.form.wrong', { count: summary.length }), summary)}
${batches.length > 0 && html`<h2>${t('intake.desk.open')}</h2><ul>${batches.map(({ id, day, member, open, all }) => html`<li><a href="${link(page, intakeDeskPaths.show(id))}">${t('intake.desk.batch', { date: formatShortDate(day, lang), member, open, all })}</a></li>`)}</ul>`}
<form class="form" method="post" enctype="multipart/form-data" action="${link(page, intakeDeskPaths.list())}" novalidate>
<input type="hidden" name="token" value="${page.token()}">
${field({ name: 'text', label: t('intake.desk.text'), value: form.get('text'), rows: 14, error: wrong('text') })}
<div${attrs({ class: fileError ? 'field field--wrong' : 'field' })}><label for="file">${t('intake.desk.file')}</label><p class="hint" id="file-hint">${t('intake.desk.file-hint')}</p>${fileError && html`<p class="error" id="file-error">${fileError}</p>`}<input type="file" id="file" name="file"${attrs({ 'aria-describedby': fileError ? 'file-hint file-error' : 'file-hint', 'aria-invalid': fileError && 'true' })}></div>
<fieldset class="group"><legend>${t('intake.desk.unsaid')}</legend><div class="pair">${field({ name: 'year', label: t('intake.desk.year'), value: form.get('year'), inputmode: 'numeric', short: true, mark: t('ui.optional'), error: wrong('year') })}${field({ name: 'date', label: t('intake.desk.date'), type: 'date', value: form.get('date'), mark: t('ui.optional'), error: wrong('date') })}${field({ name: 'city', label: t('intake.desk.city'), value: form.get('city'), mark: t('ui.optional') })}</div></fieldset>
<div class="actions"><button class="button">${t('intake.desk.read')}</button></div></form></div>`,
  })
}
