import { type Event, textsIn } from '#events/event.ts'
import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { languageName } from '#platform/text/language-name.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { field } from '#platform/ui/field.ts'
import { type Html, html } from '#platform/ui/html.ts'
import { langOf } from '#platform/ui/lang.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { paragraphs } from '#platform/ui/paragraphs.ts'
import { reportDeskPaths } from '../../paths.ts'
import type { Report } from '../../report.ts'
import { READING, type ReportFormProps, reportErrors, reportFields, wrongText } from '../form.ts'

export type ReportEditProps = ReportFormProps & { event: Event; report: Report; conflict: boolean }

/** The desk's version of a report, in its own language. */
export function reportEditPage(page: Page, props: ReportEditProps): Html {
  const { t } = page
  const { event, report } = props
  const { title } = textsIn(event.content, page.lang).texts
  return layout(page, {
    title: t('reports.desk.edit'),
    hidden: true,
    kind: 'desk',
    islands: [READING],
    body: html`<div class="form-page"><p class="hint"><a href="${link(page, reportDeskPaths.show(event.id))}">${t('reports.desk.back')}</a></p>
<h1>${t('reports.desk.edit-title', { title })}</h1>
${props.conflict && conflictNote(page, t('ui.conflict.edit'))}
${reportErrors(page, props.errors)}
<form class="form" method="post" action="${props.action}" novalidate>
<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="version" value="${report.version}">
${reportFields(page, props)}
<div class="actions"><button class="button">${t('reports.desk.save')}</button></div>
<p class="hint">${t(report.state === 'published' ? 'reports.desk.edit-published' : 'reports.desk.edit-waiting')}</p></form></div>`,
  })
}

export type ReportTextsProps = {
  event: Event
  report: Report
  lang: string
  /** Where this member goes on. */
  back: string
  form: Form
  errors: FieldErrors
  conflict: boolean
}

/** The report in another language, each piece under its original. */
export function reportTextsPage(page: Page, props: ReportTextsProps): Html {
  const { t } = page
  const { event, report, lang } = props
  const { content } = report
  const { attendance } = content
  const language = languageName(lang, page.lang)
  const { title } = textsIn(event.content, page.lang).texts
  return layout(page, {
    title: t('reports.desk.translate', { language }),
    hidden: true,
    kind: 'desk',
    body: html`<div class="form-page"><p class="hint"><a href="${link(page, props.back)}">${t('reports.desk.back')}</a></p>
<h1>${t('reports.desk.translate-title', { title, language })}</h1>
<p class="hint">${t('reports.desk.translate-hint')}</p>
${props.conflict && conflictNote(page, t('ui.conflict.edit'))}
${reportErrors(page, props.errors)}
<form class="form" method="post" action="${link(page, reportDeskPaths.translate(event.id, lang))}" novalidate>
<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="version" value="${report.version}">
${piece(page, props, { name: 'text', said: content.text, rows: 12 })}
${attendance && piece(page, props, { name: 'attendance', said: attendance.words })}
${content.quotes.map((quote, index) => piece(page, props, { name: `quote_${index}`, said: quote.text, rows: 3 }))}
${content.incidents.map(
  (incident, index) => html`${piece(page, props, { name: `incident_${index}`, said: incident.text, rows: 3 })}
${!incident.seen && piece(page, props, { name: `by_${index}`, said: incident.reportedBy })}`,
)}
<div class="actions"><button class="button">${t('reports.desk.save')}</button></div></form></div>`,
  })
}

function piece(
  page: Page,
  { form, errors, lang, report }: ReportTextsProps,
  { name, said, rows }: { name: string; said: Record<string, string>; rows?: number },
): Html {
  const { language } = report.content
  const error = errors[name]
  return html`<div class="happened-slot"><blockquote class="happened-original"${langOf(page, language)}>${paragraphs(said[language] ?? '')}</blockquote>
${field({ name, label: page.t(`reports.field.${name.replace(/_\d+$/, '')}`), value: form.get(name), lang, error: error ? wrongText(page.t, error) : null, mark: page.t('ui.optional'), ...(rows ? { rows } : {}) })}</div>`
}
