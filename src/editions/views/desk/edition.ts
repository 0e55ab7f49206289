import type { Form } from '#platform/forms/form.ts'
import { listCountries } from '#platform/places/countries.ts'
import { formatDate } from '#platform/time/format.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { checkbox, errorSummary, field, select } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { type Edition, editionTexts, nextYear, phaseOf } from '../../edition.ts'
import type { EditionErrors } from '../../edition-form.ts'
import { editionDeskPaths, editionPaths } from '../../paths.ts'

export function editionsPage(
  page: Page,
  props: { editions: readonly Edition[]; error: { year: string; key: string } | null; isWhole: boolean },
): Html {
  const { t, lang } = page
  const { editions, error, isWhole } = props
  const next = nextYear(editions, page.now)
  return layout(page, {
    title: t('editions.desk.title'),
    hidden: true,
    kind: 'desk',
    body: html`<div class="form-page"><h1>${t('editions.desk.title')}</h1>
<div class="table-wrap"><table class="table"><thead><tr><th scope="col">${t('editions.desk.year')}</th><th scope="col">${t('editions.desk.day')}</th><th scope="col">${t('editions.desk.state')}</th></tr></thead><tbody>${editions.map(
      edition => html`<tr><th scope="row"><a href="${link(page, editionDeskPaths.edit(edition.year))}">${edition.year}</a></th>
<td>${formatDate(edition.day, lang)}<br><span class="quiet">${editionTexts(edition, lang).texts.theme}</span></td>
<td>${t(edition.published ? `editions.desk.phase-${phaseOf(edition, page.now)}` : 'editions.desk.unpublished')}</td></tr>`,
    )}</tbody></table></div>
${
  isWhole &&
  html`<h2>${t('editions.desk.new')}</h2><p class="hint">${t('editions.desk.new-hint')}</p>
<form class="form" method="post" action="${link(page, editionDeskPaths.create())}"><input type="hidden" name="token" value="${page.token()}">
${field({ name: 'year', label: t('editions.desk.year'), value: error?.year ?? String(next), inputmode: 'numeric', error: error && t(`editions.wrong.${error.key}`), short: true })}
${checkbox({ name: 'expect', label: t('editions.desk.expect'), hint: t('editions.desk.expect-hint'), checked: false })}
<div class="actions"><button class="button">${t('editions.desk.begin')}</button></div></form>`
}</div>`,
  })
}

export type EditionProps = {
  edition: Edition
  form: Form
  errors: EditionErrors
  conflict: boolean
  saved: boolean
  /** False for editors, who write the texts only. */
  isWhole: boolean
}

export function editionPage(
  page: Page,
  { edition, form, errors, conflict, saved, isWhole }: EditionProps,
): Html {
  const { t } = page
  const error = (name: string) => (errors[name] ? t(`editions.wrong.${errors[name]}`) : null)
  const line = (
    name: string,
    label: string,
    more: { rows?: number; type?: 'date'; hint?: string; lang?: string } = {},
  ) => field({ name, label, value: form.get(name), error: error(name), ...more })
  const title = t('editions.desk.edition', { year: String(edition.year) })
  const summary = Object.entries(errors).map(([name, key]) => ({
    field: name,
    text: t(`editions.wrong.${key}`),
  }))
  return layout(page, {
    title,
    hidden: true,
    kind: 'desk',
    body: html`<div class="form-page"><h1>${title}</h1>
${saved && html`<p class="done" role="status">${t('editions.desk.saved')}</p>`}
${conflict && conflictNote(page, t('ui.conflict.edit'))}
${errorSummary(t('ui.form.wrong', { count: summary.length }), summary)}
${edition.published && html`<p><a href="${page.publicUrl + editionPaths.show(page.lang, edition.year)}">${t('editions.desk.public')}</a></p>`}
<form class="form" method="post" action="${link(page, editionDeskPaths.edit(edition.year))}" novalidate>
<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="version" value="${edition.version}">
${
  isWhole &&
  html`${checkbox({ name: 'published', label: t('editions.desk.published'), checked: form.has('published'), error: error('published') })}
<div class="pair">${line('day', t('editions.desk.day'), { type: 'date' })}${line('from', t('editions.desk.from'), { type: 'date' })}${line('to', t('editions.desk.to'), { type: 'date' })}</div>
${field({ name: 'zone', label: t('editions.desk.zone'), value: form.get('zone'), error: error('zone'), hint: t('editions.desk.zone-hint') })}
${select({ name: 'country', label: t('editions.desk.country'), value: form.get('country').toUpperCase(), error: error('country'), options: [{ value: '', text: t('editions.desk.no-country') }, ...listCountries(page.lang).map(({ code, name }) => ({ value: code, text: name }))] })}
${line('hashtags', t('editions.desk.hashtags'))}`
}
${page.languages.map(
  ({ code, name }) => html`<fieldset class="group"><legend lang="${code}">${name}</legend>
${(['title', 'theme', 'slogan'] as const).map(part => line(`${part}_${code}`, t(`editions.desk.text.${part}`), { lang: code }))}
${(['reason', 'call', 'demands', 'after'] as const).map(part => line(`${part}_${code}`, t(`editions.desk.text.${part}`), { lang: code, rows: part === 'demands' ? 3 : 5 }))}
${edition.example && line(`notice_${code}`, t('editions.desk.text.notice'), { lang: code })}</fieldset>`,
)}
${isWhole && figureFields(page, form, error)}
<div class="actions"><button class="button">${t('editions.desk.save')}</button></div></form></div>`,
  })
}

/** Figures that others gave: a row each, with two empty ones to add. */
function figureFields(page: Page, form: Form, error: (name: string) => string | null): Html {
  const { t } = page
  const count = Math.min(30, Number(form.get('figures')) || 2)
  return html`<fieldset class="group"><legend>${t('editions.home.figures')}</legend><p class="hint">${t('editions.desk.figures-hint')}</p>
<input type="hidden" name="figures" value="${count}">
${Array.from({ length: count }, (_, index) => {
  const get = (name: string) => form.get(`f${index}_${name}`)
  const isEmpty = page.languages.every(({ code }) => !get(`words_${code}`) && !get(`label_${code}`))
  return html`<details class="figure-row"${isEmpty ? raw('') : raw(' open')}><summary>${get(`words_${page.lang}`) || t('editions.desk.figure')} ${get(`label_${page.lang}`)}</summary>
<input type="hidden" name="f${index}_id" value="${get('id')}">
<div class="pair">${field({ name: `f${index}_least`, label: t('editions.desk.least'), value: get('least'), inputmode: 'numeric' })}${field({ name: `f${index}_as_of`, label: t('editions.desk.as-of'), type: 'date', value: get('as_of'), error: error(`f${index}_as_of`) })}</div>
${page.languages.map(({ code, name }) =>
  (['words', 'label', 'said_by'] as const).map(part =>
    field({
      name: `f${index}_${part}_${code}`,
      label: `${t(`editions.desk.figure-${part}`)} (${name})`,
      lang: code,
      value: get(`${part}_${code}`),
      error: error(`f${index}_${part}_${code}`),
    }),
  ),
)}
${field({ name: `f${index}_source`, label: t('editions.desk.source'), value: get('source'), inputmode: 'url', error: error(`f${index}_source`) })}</details>`
})}</fieldset>`
}
