import { logLine } from '#desk/log-card.ts'
import type { LogEntry } from '#desk/log-entry.ts'
import { type Event, isPublic, type Message, textsIn } from '#events/event.ts'
import { eventDeskPaths, eventPaths } from '#events/paths.ts'
import { kindText, placeText, whenText } from '#events/words.ts'
import type { Form } from '#platform/forms/form.ts'
import type { FieldErrors } from '#platform/forms/read-field.ts'
import { countryName } from '#platform/places/countries.ts'
import { languageName } from '#platform/text/language-name.ts'
import { formatNumber, formatShortDate } from '#platform/time/format.ts'
import { conflictNote } from '#platform/ui/conflict.ts'
import { differenceTable } from '#platform/ui/difference-table.ts'
import { field } from '#platform/ui/field.ts'
import { type Html, html, raw } from '#platform/ui/html.ts'
import { langOf } from '#platform/ui/lang.ts'
import { layout } from '#platform/ui/layout.ts'
import { link, type Page } from '#platform/ui/page.ts'
import { paragraphs } from '#platform/ui/paragraphs.ts'
import { reportBody } from '../../card.ts'
import { reportDifferences } from '../../difference.ts'
import { reportDeskPaths } from '../../paths.ts'
import { type Report, translationState } from '../../report.ts'
import { wrongText } from '../form.ts'

export type ReportReviewProps = {
  event: Event
  report: Report
  messages: readonly Message[]
  log: readonly LogEntry[]
  /** Somebody else has it in hand. */
  otherMember: { member: string; since: number } | null
  /** Into which languages this member may translate it. */
  languages: readonly string[]
  /** How many pictures of the event wait, and where they are decided about. */
  pictures: { waiting: number; path: string }
  form: Form
  errors: FieldErrors
  conflict: boolean
}

export function reportReviewPage(page: Page, props: ReportReviewProps): Html {
  const { t } = page
  const { event, report } = props
  const { texts, lang } = textsIn(event.content, page.lang)
  return layout(page, {
    title: `${t('reports.title')}: ${texts.title}`,
    hidden: true,
    kind: 'desk',
    body: html`<p class="hint"><a href="${link(page, reportDeskPaths.evening)}">${t('reports.evening.back')}</a></p>
<p class="event-kind" id="done">${t('reports.title')} · ${t(`reports.desk.state.${report.state}`)}${report.publishedAt === null && html` · ${t('events.desk.arrived', { day: formatShortDate(report.arrived, page.lang) })}`}</p>
<h1${langOf(page, lang)}>${texts.title}</h1>
${notes(page, props)}
<div class="event-columns"><div>${proposal(page, props)}
<section><h2>${t('reports.heading')}</h2><p class="hint">${t('reports.original', { language: languageName(report.content.language, page.lang) })}${counted(page, report)}</p>
${reportBody(page, report, { lang: report.content.language })}
<p class="actions"><a class="button button--quiet" href="${link(page, reportDeskPaths.edit(event.id))}">${t('reports.desk.edit')}</a></p></section>
${talk(page, props)}</div>
<aside>${decisions(page, props)}${beside(page, props)}</aside></div>
${translations(page, props)}
${history(page, props)}`,
  })
}

const TYPED = ['question', 'refuse_reason', 'decline_reason']

function notes(page: Page, { otherMember, conflict, form }: ReportReviewProps): Html {
  const { t } = page
  const minutes = otherMember && Math.max(0, Math.floor((page.now - otherMember.since) / 60_000))
  return html`${conflict && conflictNote(page, t('reports.desk.conflict'), html`${TYPED.map(name => form.get(name) && html`<blockquote>${paragraphs(form.get(name))}</blockquote>`)}`)}
${otherMember && html`<p class="summary" role="note">${t('events.desk.in-hand', { member: otherMember.member, minutes: minutes ?? 0 })}</p>`}`
}

function counted(page: Page, { content: { attendance } }: Report): Html {
  if (!attendance) return raw('')
  const { t, lang } = page
  const { atLeast } = attendance
  return html` · ${atLeast === null ? t('reports.desk.not-counted') : t('reports.desk.counted', { number: formatNumber(atLeast, lang) })}`
}

function beside(page: Page, { event, pictures }: ReportReviewProps): Html {
  const { t } = page
  const { content } = event
  const country = content.where.country ? countryName(content.where.country, page.lang) : ''
  const { texts, lang } = textsIn(content, page.lang)
  return html`<section class="decision"><h2>${t('reports.desk.event')}</h2>
<p>${kindText(t, content.kind)} · ${t(`events.desk.state.${event.state}`)}</p>
<p>${whenText(t, content)}<br>${placeText(t, content, country)}</p>
${texts.about && html`<details><summary>${t('reports.announced')}</summary><div${langOf(page, lang)}>${paragraphs(texts.about)}</div></details>`}
<p><a href="${link(page, eventDeskPaths.show(event.id))}">${t('reports.desk.event-open')}</a></p>
${isPublic(event) && event.slug && html`<p><a href="${page.publicUrl + eventPaths.show(page.lang, event.slug)}">${t('events.mine.page')}</a></p>`}
<p>${t('reports.desk.pictures', { count: pictures.waiting })}${pictures.waiting > 0 && html` <a href="${link(page, pictures.path)}">${t('reports.desk.pictures-open')}</a>`}</p></section>`
}

function proposal(page: Page, props: ReportReviewProps): Html {
  const { t } = page
  const { report } = props
  if (!report.proposed) return raw('')
  const differences = reportDifferences(report.content, report.proposed, {
    language: code => languageName(code, page.lang),
    unnamed: t('reports.unnamed'),
    seen: t('reports.seen.yes'),
  })
  return html`<section class="proposal"><h2>${t('events.desk.proposal.change')}</h2>
${differenceTable(
  page,
  differences.map(({ field: name, ...rest }) => ({ field: t(`reports.field.${name}`), ...rest })),
)}
${deed(page, props, 'accept', raw(''))}
${deed(page, props, 'decline', textField(page, props, 'decline_reason'))}</section>`
}

function talk(page: Page, { messages }: ReportReviewProps): Html {
  if (messages.length === 0) return raw('')
  const { t } = page
  return html`<section><h2>${t('events.mine.talk')}</h2><ol class="talk">${messages.map(
    message =>
      html`<li class="talk-${message.author}"><p class="hint">${t(`events.desk.author.${message.author}`)}, ${formatShortDate(message.day, page.lang)}</p>${paragraphs(message.text)}</li>`,
  )}</ol></section>`
}

/** What can be decided in this state. */
function decisions(page: Page, props: ReportReviewProps): Html {
  const { t } = page
  const { event, report, errors } = props
  const isOut = report.state === 'published'
  const publish = isPublic(event)
    ? html`${props.pictures.waiting > 0 && html`<p class="hint">${t('reports.desk.without-pictures')}</p>`}${deed(page, props, 'publish', raw(''))}`
    : html`<p>${t('reports.desk.event-first')}</p><p><a class="button" href="${link(page, eventDeskPaths.show(event.id))}">${t('reports.desk.event-open')}</a></p>`
  return html`${!isOut && html`<section class="decision"><h2>${t('reports.desk.publish-title')}</h2>${publish}</section>`}
${folded(t('events.desk.ask'), deed(page, props, 'ask', textField(page, props, 'question')), 'question' in errors || report.state === 'asked')}
${report.state !== 'refused' && folded(t(isOut ? 'reports.desk.take-down' : 'events.desk.refuse'), deed(page, props, 'refuse', textField(page, props, 'refuse_reason')), 'refuse_reason' in errors)}`
}

function folded(title: string, body: Html, open: boolean): Html {
  return html`<details class="group"${open ? raw(' open') : raw('')}><summary>${title}</summary>${body}</details>`
}

/** A form that does one thing with this version of the report. */
function deed(page: Page, { event, report }: ReportReviewProps, action: string, fields: Html): Html {
  const button = action === 'publish' || action === 'accept' ? 'button' : 'button button--quiet'
  return html`<form class="form" method="post" action="${link(page, reportDeskPaths.act(event.id, action))}">
<input type="hidden" name="token" value="${page.token()}"><input type="hidden" name="version" value="${report.version}">
${fields}
<div class="actions"><button class="${button}">${page.t(`reports.desk.do.${action}`)}</button></div></form>`
}

function textField(page: Page, { form, errors }: ReportReviewProps, name: string): Html {
  const error = errors[name]
  return field({
    name,
    label: page.t(`events.desk.field-${name}`),
    value: form.get(name),
    rows: 3,
    error: error ? wrongText(page.t, error) : null,
  })
}

function translations(page: Page, { event, report, languages }: ReportReviewProps): Html {
  const { t } = page
  if (languages.length === 0) return raw('')
  return html`<section><h2>${t('events.desk.texts')}</h2><ul class="inline">${languages.map(
    lang =>
      html`<li><a href="${link(page, reportDeskPaths.translate(event.id, lang))}">${languageName(lang, page.lang)}</a> <span class="quiet">${t(`reports.desk.text.${translationState(report.content, lang)}`)}</span></li>`,
  )}</ul></section>`
}

function history(page: Page, { log }: ReportReviewProps): Html {
  if (log.length === 0) return raw('')
  return html`<section><h2>${page.t('events.desk.history')}</h2><ul class="log">${log.map(entry => html`<li>${logLine(page, entry)}</li>`)}</ul></section>`
}
